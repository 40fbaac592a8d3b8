"""Mail in: words kept, quotes set apart, machines recognised, strangers' tricks made harmless."""

import pytest

from limpide.channels import InboundMail, parse_mail
from limpide.channels.email.parsing import safe_name
from limpide.channels.email.quoting import split

HEAD = "From: Agathe <agathe@x.example>\r\nTo: bonjour@y.example\r\nMessage-ID: <1@x>\r\n"
TEXT = "Content-Type: text/plain; charset=utf-8\r\n"


def mail(body: str, head: str = "Subject: Bonjour\r\n", kind: str = TEXT) -> bytes:
    return (HEAD + head + kind + "\r\n" + body).encode()


def parsed(raw: bytes, sender: str = "agathe@x.example") -> InboundMail:
    return parse_mail(raw, sender, ("bonjour@y.example",))


@pytest.mark.parametrize(
    "quoted",
    [
        "Le lun. 3 nov. 2026 à 10:02, Maison Olvera <b@y.example> a écrit :\n> ancien\n",
        "On Mon, Nov 3, 2026 at 10:02 AM Maison Olvera\n<b@y.example> wrote:\n> old\n",
        "De : Maison Olvera\nEnvoyé : lundi 3 novembre\nÀ : Agathe\nObjet : x\n\nancien\n",
        "From: Maison Olvera\nSent: Monday\nTo: Agathe\nSubject: x\n\nold\n",
        "-----Message d'origine-----\nDe : x\n",
        "-- \nAgathe Lormeau\n06 39 98 12 34\n",
        "Envoyé de mon iPhone\n",
        "Sent from my phone\n",
        "________________________________\nFrom: x\n",
        "> ancien\n> texte\n",
    ],
)
def test_quotes_and_signatures_are_set_apart_and_nothing_is_lost(quoted: str) -> None:
    new = "Bonjour,\n\nma lampe est cassée.\n\n"
    assert split(new + quoted) == (new, quoted)


def test_an_answer_between_the_lines_is_kept_whole() -> None:
    text = "Le lundi, X a écrit :\n> Quelle couleur ?\nBleue.\n> Quelle taille ?\nGrande.\n"
    assert split(text) == (text, "")


@pytest.mark.parametrize(
    "text",
    ["De : quoi parlez-vous\nsans suite\n", "From: Paris with love\nbye\n", "Tout simple.\n"],
)
def test_words_that_only_look_like_a_quote_stay(text: str) -> None:
    assert split(text) == (text, "")


@pytest.mark.parametrize(
    "head",
    [
        "Auto-Submitted: auto-replied\r\n",
        "Precedence: bulk\r\n",
        "X-Auto-Response-Suppress: OOF, AutoReply\r\n",
        "List-Id: <news.x.example>\r\n",
        "Subject: Réponse automatique : absente\r\n",
        "Subject: Out of office\r\n",
    ],
)
def test_a_machine_is_recognised(head: str) -> None:
    assert parsed(mail("Absent", head)).automatic is not None


def test_a_person_is_not_taken_for_a_machine() -> None:
    assert parsed(mail("Bonjour", "Auto-Submitted: no\r\n")).automatic is None
    assert parsed(mail("Bonjour"), sender="").automatic == "empty return path"


def test_html_loses_its_scripts_and_keeps_its_words() -> None:
    page = "<p>Bonjour</p><script>steal()</script><style>p{}</style><p onclick=x>Agathe<br>L.</p>"
    found = parsed(mail(page, kind="Content-Type: text/html; charset=utf-8\r\n"))
    assert "Bonjour" in found.text
    assert "Agathe\nL." in found.text
    assert "steal" not in found.text
    assert "<" not in found.text


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "x-unknown"])
def test_a_wrong_charset_loses_no_mail(charset: str) -> None:
    raw = (HEAD + f"Content-Type: text/plain; charset={charset}\r\n\r\n").encode()
    assert "t" in parsed(raw + "été".encode("cp1252")).text


def test_null_bytes_and_broken_headers_are_survived() -> None:
    raw = b"From: =?utf-8?q?broken\r\nSubject: =?x?z?=\r\nMessage-ID: nothing\r\n\r\na\0b"
    found = parsed(raw)
    assert found.text == "ab"
    assert found.message_id.endswith("@without-id.invalid>")
    assert parsed(raw).message_id == found.message_id


def test_a_mail_nested_without_end_is_bounded() -> None:
    body = "end"
    for level in range(60):
        body = f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n{body}\r\n'
    raw = (HEAD + body).encode()
    assert parsed(raw).message_id == "<1@x>"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\x.txt", "x.txt"),
        ("con.txt", "_con.txt"),
        ("facture\u202efdp.exe", "facturefdp.exe"),
        ("a\r\nb.txt", "ab.txt"),
        ("", "file"),
        ("...", "file"),
    ],
)
def test_the_name_of_a_file_is_made_harmless(name: str, safe: str) -> None:
    assert safe_name(name) == safe
