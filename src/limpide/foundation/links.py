"""Links: whether addresses on the web answer, asked without trusting them.

Nothing is downloaded but headers; private networks are refused, redirects are followed by hand so
that each step is refused too (`outgoing`).
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urljoin, urlsplit

import httpx

from . import outgoing

_EACH_SECONDS: Final = 6.0
_ALL_SECONDS: Final = 20.0
_TOGETHER: Final = 6
_MOST: Final = 60
_MOST_STEPS: Final = 5
# Answers to a HEAD that say nothing about a GET; and those of a page that wants a person.
_ASK_AGAIN: Final = {403, 404, 405, 500, 501, 503}
_THERE: Final = {401, 402, 403, 429}
_FIRST_FAULT: Final = 400


class Verdict(StrEnum):
    """What became of a link."""

    ANSWERS = "answers"
    BROKEN = "broken"
    UNREACHABLE = "unreachable"
    PRIVATE = "private"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Looked:
    """A link as it answered. `status`: the HTTP status, where there was one."""

    verdict: Verdict
    status: int | None = None

    @property
    def is_good(self) -> bool:
        """Say whether a reader will get somewhere, as far as is known."""
        return self.verdict in {Verdict.ANSWERS, Verdict.NOT_ASKED}


async def look_at(urls: Sequence[str], *, allow_private: bool = False) -> Mapping[str, Looked]:
    """Ask addresses of web pages, a few at a time; others (mailto:, tel:) are left out.

    At most 60 of them, 20 seconds in all: what was not asked by then says so.
    """
    asked = [url for url in dict.fromkeys(urls) if urlsplit(url).scheme in {"http", "https"}]
    found = dict.fromkeys(asked, Looked(Verdict.NOT_ASKED))
    turn = asyncio.Semaphore(_TOGETHER)

    async with outgoing.client(allow_private=allow_private, timeout=_EACH_SECONDS) as client:

        async def look(url: str) -> None:
            async with turn:
                found[url] = await _look(client, url)

        tasks = [asyncio.create_task(look(url)) for url in asked[:_MOST]]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=_ALL_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
    return found


async def _look(client: httpx.AsyncClient, url: str) -> Looked:
    try:
        async with asyncio.timeout(_EACH_SECONDS):
            status = await _follow(client, "HEAD", url)
            if status in _ASK_AGAIN:
                status = await _follow(client, "GET", url)
    except outgoing.PrivateAddressError:
        return Looked(Verdict.PRIVATE)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError, ValueError):
        return Looked(Verdict.UNREACHABLE)
    good = status < _FIRST_FAULT or status in _THERE
    return Looked(Verdict.ANSWERS if good else Verdict.BROKEN, status)


async def _follow(client: httpx.AsyncClient, method: str, url: str) -> int:
    for _step in range(_MOST_STEPS):
        async with client.stream(method, url) as answer:
            if not answer.has_redirect_location:
                return answer.status_code
            url = urljoin(url, answer.headers["location"])
            if urlsplit(url).scheme not in {"http", "https"}:
                return answer.status_code
    return 508
