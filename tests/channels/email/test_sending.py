"""Mail out: drawn, signed, handed over, with an honest outcome."""

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import dkim
import http_sf
import pytest
from tests.channels.conftest import Sink

from limpide.channels import (
    Accepted,
    Attachment,
    ChannelDownError,
    Disclosure,
    Outbound,
    Rejected,
    SmtpMail,
    SmtpServer,
    Threading,
    Unsure,
    load_or_create_keys,
)
from limpide.channels.email.message import mail
from limpide.channels.email.mime import HeaderInjectionError

HELLO = Outbound(
    id="m-1",
    address="agathe@courriel.example",
    text="Bonjour Agathe,\n\nvotre lampe part demain. Œuvre d’été !",
    sender="bonjour@maison-olvera.example",
    sender_name="Maison Olvera",
    subject="Votre lampe : réponse",
    language="fr",
    disclosure=Disclosure("ai", "Rédigé par une IA pour Olvera SAS", "limpide-extractive"),
    passport_url="https://olvera.example/m/abc",
    human_url="https://olvera.example/m/abc#now",
    return_token="tok.123",
    automatic=True,
    threading=Threading("<1@olvera>", "<0@x>", ("<r@x>", "<0@x>")),
)


def channel(sink: Sink, folder: Path | None = None) -> SmtpMail:
    keys = None if folder is None else load_or_create_keys(folder, "limpide")
    return SmtpMail(SmtpServer("127.0.0.1", sink.port, tls="none"), keys)


def read(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


async def test_a_mail_says_who_wrote_it_to_people_and_to_machines(sink: Sink) -> None:
    assert isinstance(await channel(sink).send(HELLO), Accepted)
    arrived = read(sink.mails[0])
    body = arrived.get_body(("plain",))
    page = arrived.get_body(("html",))
    assert body is not None
    assert page is not None

    assert "Rédigé par une IA pour Olvera SAS" in body.get_content()[:200]
    assert "Rédigé par une IA pour Olvera SAS" in page.get_content()
    assert "https://olvera.example/m/abc" in body.get_content()
    disclosed: Any = http_sf.parse(str(arrived["AI-Disclosure"]).encode(), tltype="dictionary")
    assert str(disclosed["mode"][0]) == "machine-generated"
    assert disclosed["model"][0] == "limpide-extractive"
    assert arrived["Passport"] == "<https://olvera.example/m/abc>"
    assert arrived["Auto-Submitted"] == "auto-replied"
    assert arrived["Subject"] == HELLO.subject
    assert (arrived["In-Reply-To"], arrived["References"]) == ("<0@x>", "<r@x> <0@x>")
    assert sink.senders == ["b+tok.123@maison-olvera.example"]


async def test_both_signatures_are_found_good_by_an_independent_library(
    sink: Sink, tmp_path: Path
) -> None:
    await channel(sink, tmp_path).send(HELLO)
    records = load_or_create_keys(tmp_path, "limpide").dns_records("maison-olvera.example")

    def lookup(name: Any, timeout: int = 5) -> bytes:
        del timeout
        text = name.decode() if isinstance(name, bytes) else str(name)
        return records[text.rstrip(".")].encode()

    checker: Any = dkim.DKIM(sink.mails[0])
    assert checker.verify(0, dnsfunc=lookup)
    assert checker.verify(1, dnsfunc=lookup)
    head, _, body = sink.mails[0].rpartition(b"base64")
    altered: Any = dkim.DKIM(head + b"base64" + body.swapcase())
    with pytest.raises(dkim.ValidationError):
        altered.verify(0, dnsfunc=lookup)


async def test_files_travel_whole(sink: Sink) -> None:
    file = Attachment("été.pdf", "application/pdf", bytes(range(256)))
    await channel(sink).send(replace(HELLO, attachments=(file,)))
    (arrived,) = read(sink.mails[0]).iter_attachments()

    assert arrived.get_filename() == "été.pdf"
    assert arrived.get_content() == file.content


@pytest.mark.parametrize("field", ["subject", "sender_name", "address", "reply_to"])
def test_a_line_break_does_not_get_into_a_header(field: str) -> None:
    with pytest.raises(HeaderInjectionError):
        mail(replace(HELLO, **{field: "x@y.example\r\nBcc: all@z.example"}))


@pytest.mark.parametrize(
    ("rcpt", "outcome"),
    [
        ("550 5.1.1 user unknown", Rejected("550 5.1.1 user unknown", permanent=True)),
        ("550 5.7.1 policy", Rejected("550 5.7.1 policy", permanent=False)),
        ("552 5.2.2 mailbox full", Rejected("552 5.2.2 mailbox full", permanent=False)),
    ],
)
async def test_a_refusal_says_whether_the_address_is_at_fault(
    sink: Sink, rcpt: str, outcome: Rejected
) -> None:
    sink.rcpt = rcpt
    assert await channel(sink).send(HELLO) == outcome


@pytest.mark.parametrize("answer", ["450 4.2.1 greylisted", "421 4.7.0 too busy"])
async def test_a_passing_refusal_was_surely_not_sent(sink: Sink, answer: str) -> None:
    sink.rcpt = answer
    with pytest.raises(ChannelDownError):
        await channel(sink).send(HELLO)


async def test_a_line_that_breaks_after_the_text_leaves_it_unsure(sink: Sink) -> None:
    sink.drops = True
    assert isinstance(await channel(sink).send(HELLO), Unsure)


async def test_a_server_that_is_not_there_was_surely_not_sent() -> None:
    away = SmtpMail(SmtpServer("127.0.0.1", 1, tls="none"), None)
    with pytest.raises(ChannelDownError):
        await away.send(HELLO)


async def test_one_connection_serves_many_mails(sink: Sink) -> None:
    one = channel(sink)
    for _ in range(3):
        assert isinstance(await one.send(HELLO), Accepted)
    assert len(sink.mails) == 3
    await one.close()
