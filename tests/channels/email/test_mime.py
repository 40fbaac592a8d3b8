"""What we write by hand, the standard library reads back as it was meant."""

import random
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from limpide.channels import Attachment, Outbound
from limpide.channels.email.message import mail

HELLO = Outbound(
    id="m-1",
    address="agathe@courriel.example",
    text="Bonjour,\n\nvotre lampe « Éole » part demain.\n.\n..\n",
    sender="bonjour@maison-olvera.example",
    sender_name="Maison Olvera",
    subject="Votre commande",
    language="fr",
    passport_url="https://maison-olvera.example/m/abc",
)
SIGNS = "aZ0 é«»\u202f😀,;:<>\"'\\()[]@=?_-.\t語"


def read(message: Outbound) -> EmailMessage:
    raw = mail(message)
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.isascii()
    parsed = message_from_bytes(raw, policy=policy.SMTP)
    assert not parsed.defects
    return parsed


def content(parsed: EmailMessage, kind: str) -> str:
    body = parsed.get_body((kind,))
    assert body is not None
    return body.get_content().replace("\r\n", "\n")


def test_text_and_html_are_read_back() -> None:
    parsed = read(HELLO)
    assert HELLO.text.strip() in content(parsed, "plain")
    assert "votre lampe « Éole »" in content(parsed, "html")
    assert parsed["Subject"] == "Votre commande"
    assert parsed["From"].addresses[0].display_name == "Maison Olvera"


@pytest.mark.parametrize("seed", range(60))
def test_any_subject_and_any_name_are_read_back(seed: int) -> None:
    chance = random.Random(seed)
    subject = "x" + "".join(chance.choice(SIGNS) for _ in range(chance.randint(0, 200)))
    name = "".join(chance.choice(SIGNS.replace("\t", "")) for _ in range(chance.randint(1, 60)))
    parsed = read(replace(HELLO, subject=subject, sender_name=name.strip() or "a"))

    assert " ".join(parsed["Subject"].split()) == " ".join(subject.split())
    shown = parsed["From"].addresses[0]
    assert shown.addr_spec == HELLO.sender
    # The standard library's reader puts a space between encoded words of a name: leave them out.
    assert "".join(shown.display_name.split()) == "".join((name.strip() or "a").split())


@pytest.mark.parametrize(
    "name", ["facture.pdf", "Facture n° 12 « Éole ».pdf", "a\r\nBcc: x.pdf", 'b"; x=.pdf', "…" * 90]
)
def test_files_keep_their_name_and_every_byte(name: str) -> None:
    file = Attachment(name, "application/pdf", bytes(range(256)) * 9)
    parsed = read(replace(HELLO, attachments=(file,)))
    (part,) = parsed.iter_attachments()

    assert part.get_content() == file.content
    assert part.get_filename() == name.replace("\r", " ").replace("\n", " ")
    assert parsed["Bcc"] is None
    assert HELLO.text.strip() in content(parsed, "plain")


def test_a_content_type_of_strangers_breaks_nothing() -> None:
    file = Attachment("a.bin", "text/html\r\nX-Evil: 1", b"abc")
    (part,) = read(replace(HELLO, attachments=(file,))).iter_attachments()
    assert part.get_content_type() == "application/octet-stream"


def test_an_international_domain_is_written_in_ascii() -> None:
    assert read(replace(HELLO, address="a@éole.example"))["To"] == "a@xn--ole-9la.example"
