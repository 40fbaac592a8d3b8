"""Mail out: drawn, signed, handed over, with an honest outcome."""

import asyncio
from collections.abc import Callable, Mapping
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
    DeferredError,
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


def lookup_in(records: Mapping[str, str]) -> Callable[..., bytes]:
    """The DNS of a test."""

    def lookup(name: Any, timeout: int = 5) -> bytes:
        del timeout
        text = name.decode() if isinstance(name, bytes) else str(name)
        return records[text.rstrip(".")].encode()

    return lookup


async def test_a_mail_says_who_wrote_it_to_people_and_to_machines(sink: Sink) -> None:
    assert isinstance(await channel(sink).send(HELLO), Accepted)
    arrived = read(sink.mails[0])
    body = arrived.get_body(("plain",))
    page = arrived.get_body(("html",))
    assert body is not None
    assert page is not None

    assert "Rédigé par une IA pour Olvera SAS" in body.get_content()[:200]
    assert "Rédigé par une IA pour Olvera SAS" in page.get_content()
    assert '<meta name="ai-disclosure" content="autonomous">' in page.get_content()
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

    lookup = lookup_in(records)
    checker: Any = dkim.DKIM(sink.mails[0])
    assert checker.verify(0, dnsfunc=lookup)
    assert checker.verify(1, dnsfunc=lookup)
    head, _, body = sink.mails[0].rpartition(b"base64")
    altered: Any = dkim.DKIM(head + b"base64" + body.swapcase())
    with pytest.raises(dkim.ValidationError):
        altered.verify(0, dnsfunc=lookup)


async def test_what_bulk_mail_must_carry_is_there_and_inside_the_signature(
    sink: Sink, tmp_path: Path
) -> None:
    url = "https://olvera.example/u/tok"
    news = replace(
        HELLO,
        unsubscribe_url=url,
        list_id="news.olvera.example",
        feedback_id="c1:news:template:limpide01",
        threading=Threading("<1@olvera>"),
    )
    await channel(sink, tmp_path).send(news)
    arrived = read(sink.mails[0])

    assert arrived["List-Unsubscribe"] == f"<{url}>"
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert arrived["List-Id"] == "<news.olvera.example>"
    assert arrived["Feedback-ID"] == "c1:news:template:limpide01"
    assert arrived["Auto-Submitted"] == "auto-generated"
    signed = {"list-unsubscribe", "list-unsubscribe-post", "list-id", "feedback-id"}
    for signature in arrived.get_all("DKIM-Signature", []):
        fields = str(signature).partition("h=")[2].partition(";")[0]
        assert signed <= {name.strip() for name in fields.split(":")}


@pytest.mark.parametrize("changed", [b"List-Unsubscribe: <https", b"List-Id: <news"])
async def test_changing_the_way_out_on_the_road_breaks_the_signature(
    sink: Sink, tmp_path: Path, changed: bytes
) -> None:
    news = replace(HELLO, unsubscribe_url="https://x.example/u", list_id="news.olvera.example")
    await channel(sink, tmp_path).send(news)
    records = load_or_create_keys(tmp_path, "limpide").dns_records("maison-olvera.example")
    evil = sink.mails[0].replace(changed, changed + b"x")
    assert evil != sink.mails[0]

    checker: Any = dkim.DKIM(evil)
    assert not checker.verify(0, dnsfunc=lookup_in(records))


async def test_an_international_address_is_reached_with_smtputf8(sink: Sink) -> None:
    hello = replace(HELLO, address="éloïse@éole.example")
    assert isinstance(await channel(sink).send(hello), Accepted)

    assert sink.recipients == ["éloïse@xn--ole-9la.example"]
    assert "To: éloïse@xn--ole-9la.example".encode() in sink.mails[0]


async def test_a_company_of_an_international_domain_has_ids_that_threads_can_name(
    sink: Sink,
) -> None:
    await channel(sink).send(replace(HELLO, sender="bonjour@éloïse.example", threading=Threading()))
    arrived = read(sink.mails[0])
    assert arrived["Message-ID"] == "<m-1@xn--lose-9oa2b.example>"
    assert sink.senders == ["b+tok.123@xn--lose-9oa2b.example"]


async def test_a_server_without_smtputf8_is_not_sent_what_it_cannot_take(sink: Sink) -> None:
    sink.utf8 = False
    outcome = await channel(sink).send(replace(HELLO, address="éloïse@courriel.example"))

    assert isinstance(outcome, Rejected)
    assert not outcome.permanent  # another server may take it: the address is right
    assert sink.mails == []


async def test_an_image_is_shown_in_its_place_and_is_no_file(sink: Sink) -> None:
    logo = Attachment("logo.png", "image/png", b"\x89PNG" * 99, content_id="logo@limpide")
    unused = Attachment("other.png", "image/png", b"x", content_id="other@limpide")
    page = '<p><img src="cid:logo@limpide" alt="Olvera"></p>'
    bill = Attachment("facture.pdf", "application/pdf", b"%PDF")
    await channel(sink).send(replace(HELLO, html=page, attachments=(logo, unused, bill)))
    arrived = read(sink.mails[0])
    shown = arrived.get_body(("related",))

    assert arrived.get_content_type() == "multipart/mixed"
    assert shown is not None
    image = [part for part in shown.walk() if part["Content-ID"]]
    assert [part["Content-ID"] for part in image] == ["<logo@limpide>"]
    assert image[0].get_content() == logo.content
    assert [each.get_filename() for each in arrived.iter_attachments()] == [
        "other.png",
        "facture.pdf",
    ]


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
        ("550 5.7.1 no [185.1.1.7]", Rejected("550 5.7.1 no [185.1.1.7]", permanent=False)),
    ],
)
async def test_a_refusal_says_whether_the_address_is_at_fault(
    sink: Sink, rcpt: str, outcome: Rejected
) -> None:
    sink.rcpt = rcpt
    assert await channel(sink).send(HELLO) == outcome


@pytest.mark.parametrize(
    ("answer", "is_theirs", "slows"),
    [
        ("450 4.2.1 <agathe@courriel.example> greylisted", True, False),
        ("452 4.2.2 mailbox full", True, False),
        ("450 try later", True, False),
        ("421 4.7.28 rate limited", True, True),
        ("451 4.7.650 too many mails from your server", True, True),
        ("421 4.7.0 too busy", False, False),
        ("421 too many connections", False, False),
        ("451 4.3.0 local error", False, False),
        ("452 4.3.1 insufficient storage", False, False),
    ],
)
async def test_a_passing_refusal_was_surely_not_sent_and_says_whose_it_is(
    sink: Sink, answer: str, is_theirs: bool, slows: bool
) -> None:
    sink.rcpt = answer
    with pytest.raises(ChannelDownError) as caught:
        await channel(sink).send(HELLO)
    assert isinstance(caught.value, DeferredError) is is_theirs
    assert getattr(caught.value, "slows", False) is slows
    # Other companies see how a provider is: nothing of a reader is in it.
    assert "agathe" not in str(caught.value)
    assert str(caught.value).startswith(f"the server answered {answer[:3]}")


async def test_a_line_that_breaks_after_the_text_leaves_it_unsure(sink: Sink) -> None:
    sink.drops = True
    assert isinstance(await channel(sink).send(HELLO), Unsure)


async def test_a_server_that_is_not_there_was_surely_not_sent() -> None:
    away = SmtpMail(SmtpServer("127.0.0.1", 1, tls="none"), None)
    with pytest.raises(ChannelDownError):
        await away.send(HELLO)


async def test_what_is_urgent_passes_a_line_of_others(sink: Sink) -> None:
    sink.seconds = 0.05
    one = channel(sink)
    others = [asyncio.create_task(one.send(replace(HELLO, id=f"m-{n}"))) for n in range(40)]
    await asyncio.sleep(0.06)

    assert isinstance(await one.send(replace(HELLO, subject="Code", is_urgent=True)), Accepted)

    assert sum(each.done() for each in others) < 30
    await asyncio.gather(*others)
    assert len(sink.mails) == 41
    await one.close()


async def test_one_connection_serves_many_mails(sink: Sink) -> None:
    one = channel(sink)
    for _ in range(3):
        assert isinstance(await one.send(HELLO), Accepted)
    assert len(sink.mails) == 3
    await one.close()
