"""Links are really asked, and never inside the house."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from limpide.foundation import links
from limpide.foundation.links import Looked, Verdict

PAGES = {
    "/good": (200, ""),
    "/gone": (404, ""),
    "/moved": (302, "/good"),
    "/round": (302, "/round"),
    "/inside": (302, "http://169.254.169.254/latest/meta-data"),
    "/guarded": (401, ""),
}


class Site:
    """A site on a real socket that keeps what it was asked."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[str] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := (await reader.readuntil(b"\r\n\r\n")).decode():
                method, path, _ = line.split(" ", 2)
                self.asked.append(f"{method} {path}")
                if path == "/slow":
                    await asyncio.sleep(30)
                status, location = PAGES.get(path, (200, ""))
                if path == "/no-head":
                    status = 405 if method == "HEAD" else 200
                head = f"HTTP/1.1 {status} X\r\nContent-Length: 0\r\n"
                head += f"Location: {location}\r\n" if location else ""
                writer.write(f"{head}\r\n".encode())
                await writer.drain()
        except (asyncio.IncompleteReadError, OSError):
            pass
        writer.close()


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0)
    site.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield site
    server.close()


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/good", Looked(Verdict.ANSWERS, 200)),
        ("/moved", Looked(Verdict.ANSWERS, 200)),
        ("/guarded", Looked(Verdict.ANSWERS, 401)),
        ("/no-head", Looked(Verdict.ANSWERS, 200)),
        ("/gone", Looked(Verdict.BROKEN, 404)),
        ("/round", Looked(Verdict.BROKEN, 508)),
    ],
)
async def test_a_link_is_judged_by_what_it_answers(site: Site, path: str, wanted: Looked) -> None:
    url = site.url + path

    assert await links.look_at([url, url], allow_private=True) == {url: wanted}


async def test_nothing_inside_the_house_is_asked(site: Site) -> None:
    url = f"{site.url}/good"

    assert await links.look_at([url]) == {url: Looked(Verdict.PRIVATE)}
    assert site.asked == []


async def test_what_does_not_answer_holds_nobody_up(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "_EACH_SECONDS", 0.3)
    slow, good = f"{site.url}/slow", f"{site.url}/good"

    found = await links.look_at([slow, good, "mailto:a@x.example"], allow_private=True)

    assert found == {slow: Looked(Verdict.UNREACHABLE), good: Looked(Verdict.ANSWERS, 200)}


async def test_a_closed_door_is_unreachable() -> None:
    urls = ["http://127.0.0.1:9/"]
    found = await links.look_at(urls, allow_private=True)

    assert found[urls[0]].verdict is Verdict.UNREACHABLE
