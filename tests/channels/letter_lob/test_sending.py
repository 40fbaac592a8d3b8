"""What Lob is asked, read by a server of our own, and what each of its answers means."""

import base64
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import Message
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from limpide.channels import (
    Accepted,
    ChannelDownError,
    Letterhead,
    LobLetters,
    Outbound,
    Press,
    Rejected,
    Stationery,
    Unsure,
)

SENDER = ("210 King St", "San Francisco CA 94107")


@dataclass
class Lob:
    """A server that keeps what it was sent and answers as it is told."""

    url: str = ""
    status: int = 200
    body: bytes = b'{"id": "ltr_4868c3b754655f90", "object": "letter"}'
    drops: bool = False
    paths: list[str] = field(default_factory=list[str])
    headers: list[Message] = field(default_factory=list[Message])
    fields: list[dict[str, bytes]] = field(default_factory=list[dict[str, bytes]])
    types: dict[str, str] = field(default_factory=dict[str, str])


@pytest.fixture
def lob() -> Iterator[Lob]:
    kept = Lob()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.paths.append(self.path)
            kept.headers.append(self.headers)
            kept.fields.append(parts(self.headers, body, kept))
            if kept.drops:
                self.connection.close()
                return
            self.send_response(kept.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(kept.body)))
            self.end_headers()
            self.wfile.write(kept.body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    kept.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    yield kept
    server.shutdown()
    server.server_close()
    thread.join()


def parts(headers: Message, body: bytes, kept: Lob) -> dict[str, bytes]:
    head = f"Content-Type: {headers['Content-Type']}\r\n\r\n".encode()
    found: dict[str, bytes] = {}
    for part in BytesParser().parsebytes(head + body).walk():
        name = part.get_param("name", header="content-disposition")
        if isinstance(name, str):
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            found[name] = content
            kept.types[name] = part.get_content_type()
    return found


def channel(lob: Lob, **paper: Any) -> LobLetters:
    stationery = replace(Stationery("us-lob", SENDER), **paper)
    return LobLetters(Press(stationery), key="test_key", url=lob.url)


def letter(**changes: Any) -> Outbound:
    values: dict[str, Any] = {
        "id": "0190c0de-0000-7000-8000-000000000001",
        "address": "Harry Zhang\n# 6100\n210 King St\nSan Francisco, CA 94107",
        "text": "Hello.",
        "subject": "Your order",
        "return_token": "3K7QD-2M4XA",
        "letterhead": Letterhead("Olvera Inc.", "Harry Zhang", "US", "America/Los_Angeles"),
    }
    return Outbound(**(values | changes))


async def test_a_letter_is_handed_over_as_the_contract_says(lob: Lob) -> None:
    assert await channel(lob).send(letter()) == Accepted("ltr_4868c3b754655f90")

    assert lob.paths == ["/v1/letters"]
    (headers,), (fields,) = lob.headers, lob.fields
    assert headers["Idempotency-Key"] == "0190c0de-0000-7000-8000-000000000001"
    assert headers["Authorization"] == f"Basic {base64.b64encode(b'test_key:').decode()}"
    assert headers["Content-Type"].startswith("multipart/form-data")
    pdf = fields.pop("file")
    assert pdf.startswith(b"%PDF-1.7")
    assert lob.types["file"] == "application/pdf"
    assert fields == {
        "description": b"Limpide 3K7QD-2M4XA",
        "color": b"false",
        "double_sided": b"true",
        "address_placement": b"top_first_page",
        "use_type": b"operational",
        "metadata[message]": b"0190c0de-0000-7000-8000-000000000001",
        "to[name]": b"Harry Zhang",
        "to[address_line1]": b"210 King St",
        "to[address_line2]": b"# 6100",
        "to[address_city]": b"San Francisco",
        "to[address_state]": b"CA",
        "to[address_zip]": b"94107",
        "to[address_country]": b"US",
        "from[name]": b"Olvera Inc.",
        "from[address_line1]": b"210 King St",
        "from[address_city]": b"San Francisco",
        "from[address_state]": b"CA",
        "from[address_zip]": b"94107",
        "from[address_country]": b"US",
    }


async def test_news_is_declared_as_marketing(lob: Lob) -> None:
    await channel(lob).send(letter(unsubscribe_url="https://x.example/u/1"))
    assert lob.fields[0]["use_type"] == b"marketing"


async def test_a_repeat_carries_the_same_key(lob: Lob) -> None:
    await channel(lob).send(letter())
    await channel(lob).send(letter())
    assert len({headers["Idempotency-Key"] for headers in lob.headers}) == 1


@pytest.mark.parametrize("status", [401, 403, 429, 503])
async def test_what_lob_did_not_take_is_tried_later(status: int, lob: Lob) -> None:
    lob.status, lob.body = status, b"{}"
    with pytest.raises(ChannelDownError):
        await channel(lob).send(letter())


@pytest.mark.parametrize("status", [408, 409, 500, 502, 504])
async def test_what_lob_may_have_taken_is_unsure(status: int, lob: Lob) -> None:
    lob.status, lob.body = status, b"<html>"
    assert await channel(lob).send(letter()) == Unsure(f"Lob answered {status}")


@pytest.mark.parametrize(
    ("code", "permanent"),
    [("failed_deliverability_strictness", True), ("invalid_file_dimensions", False)],
)
async def test_a_refusal_suppresses_the_address_only_when_it_is_at_fault(
    code: str, permanent: bool, lob: Lob
) -> None:
    error = {"error": {"code": code, "message": "210 King St is wrong", "status_code": 422}}
    lob.status, lob.body = 422, json.dumps(error).encode()
    assert await channel(lob).send(letter()) == Rejected(f"Lob: {code}", permanent=permanent)


async def test_a_line_that_breaks_after_the_letter_went_out_is_unsure(lob: Lob) -> None:
    lob.drops = True
    assert isinstance(await channel(lob).send(letter()), Unsure)


async def test_an_answer_without_a_letter_is_unsure(lob: Lob) -> None:
    lob.body = b"[]"
    assert await channel(lob).send(letter()) == Unsure("Lob's answer names no letter")


async def test_nobody_there_is_surely_not_sent() -> None:
    with pytest.raises(ChannelDownError):
        await channel(Lob(url="http://127.0.0.1:9")).send(letter())


@pytest.mark.parametrize(
    ("changes", "paper", "why"),
    [
        ({"address": "Harry\nSan Francisco"}, {}, "the address cannot be printed: no_postcode"),
        ({}, {"sender": ()}, "sender: the address cannot be printed: no_postcode"),
        (
            {"address": f"{'H' * 39} Z\n210 King St\nSan Francisco, CA 94107"},
            {},
            "the address cannot be printed: line_too_long (line 1)",
        ),
    ],
)
async def test_what_cannot_be_printed_never_reaches_lob(
    changes: dict[str, Any], paper: dict[str, Any], why: str, lob: Lob
) -> None:
    assert await channel(lob, **paper).send(letter(**changes)) == Rejected(why, permanent=False)
    assert lob.paths == []
