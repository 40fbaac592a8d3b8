"""A set letter shows its address in the window, says who wrote it, and can be read by everybody."""

import io
import time
from datetime import UTC, datetime
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
import pytest

from limpide.channels import Attachment, Press, Stationery
from limpide.channels.letter.finishing import Unfit
from limpide.channels.letter.layouts import LAYOUTS, Box
from limpide.channels.letter.setting import Letter, qr_of
from limpide.foundation import clock

from .conftest import PASSPORT, SENDER, letter

MM = 72 / 25.4
NOON = datetime(2027, 1, 5, 11, tzinfo=UTC)
SEALED = pikepdf.Encryption(user="u", owner="o")
AUTHORS = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"


def made(press: Press, **changes: Any) -> Letter:
    with clock.frozen(NOON):
        found = press.print(letter(**changes))
    assert isinstance(found, Letter), found
    return found


def words(pdf: bytes, page: int = 0) -> list[dict[str, Any]]:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return opened.pages[page].extract_words()


def text(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


def within(word: dict[str, Any], box: Box, more: float = 0.0) -> bool:
    return (
        word["x1"] > (box.x - more) * MM
        and word["x0"] < (box.x + box.width + more) * MM
        and word["bottom"] > (box.y - more) * MM
        and word["top"] < (box.y + box.height + more) * MM
    )


def wholly_within(word: dict[str, Any], box: Box) -> bool:
    return (
        word["x0"] >= box.x * MM
        and word["x1"] <= (box.x + box.width) * MM
        and word["top"] >= box.y * MM
        and word["bottom"] <= (box.y + box.height) * MM
    )


@pytest.mark.parametrize("layout", ["fr", "de", "us"])
@pytest.mark.parametrize(
    "address",
    [
        "Marie Blanc\n3 rue des Lilas\n69003 Lyon",
        f"Marie {'M' * 32}\nBâtiment {'B' * 20}\nA\nB\n3 rue {'W' * 32}\n69003 {'W' * 30}\nFrance",
    ],
)
def test_the_window_shows_the_address_and_nothing_else(layout: str, address: str) -> None:
    found = made(Press(Stationery(layout=layout, sender=SENDER)), address=address)
    box = LAYOUTS[layout].address
    near = [word for word in words(found.pdf) if within(word, box, more=5)]
    assert all(wholly_within(word, box) for word in near)
    assert " ".join(word["text"] for word in near) == " ".join(found.lines)


def test_nothing_is_printed_where_lob_prints_the_addresses() -> None:
    found = made(Press(Stationery(layout="us-lob", sender=SENDER)))
    assert min(word["top"] for word in words(found.pdf)) > 76.2 * MM


def test_a_letter_says_all_that_it_must(press: Press) -> None:
    found = text(made(press).pdf)
    for said in (
        "Olvera SAS",
        "14 rue du Marché",
        "Marie Blanc",
        "3 RUE DE L EGLISE",
        "5 janvier 2027",
        "Votre demande de délai",
        "Rédigé par une IA, relu par Claire Dumas",
        "Vous avez demandé un délai. Nous l’acceptons.",
        "5 mars 2027 86,00 €",
        "– par carte.",
        "Claire Dumas (Maison Olvera)",
        "maison-olvera.example/m/7Kq2xV9wQm3TgYb5sLdR0aHc",
        "Réf. 3K7QD-2M4XA",
        "Page 1 sur 1",
    ):
        assert said in found


def test_the_date_and_the_words_are_in_the_readers_language(press: Press) -> None:
    found = text(made(press, language="en").pdf)
    assert "5 January 2027" in found
    assert "Page 1 of 1" in found


def test_the_printed_code_leads_to_the_passport(press: Press) -> None:
    page = pypdfium2.PdfDocument(made(press).pdf)[0]
    picture = page.render(scale=8).to_pil().convert("L")
    with pdfplumber.open(io.BytesIO(made(press).pdf)) as opened:
        strokes = [each for each in opened.pages[0].lines if each["top"] > 240 * MM]
    strokes = [each for each in strokes if each["x1"] - each["x0"] < 20 * MM]
    matrix = qr_of(PASSPORT).matrix
    left, right = min(each["x0"] for each in strokes), max(each["x1"] for each in strokes)
    side = (right - left) / len(matrix)
    top = min(each["top"] for each in strokes) - side / 2
    assert right - left == pytest.approx(19 * MM, abs=0.1)
    for y, row in enumerate(matrix):
        for x, module in enumerate(row):
            spot = (round((left + (x + 0.5) * side) * 8), round((top + (y + 0.5) * side) * 8))
            assert (picture.getpixel(spot) < 128) == bool(module), (x, y)


def test_it_is_tagged_pdf_a_with_its_disclosure_inside(press: Press) -> None:
    found = made(press)
    assert found.is_archival
    with pikepdf.open(io.BytesIO(found.pdf)) as pdf:
        root: Any = pdf.Root
        assert root.MarkInfo.Marked
        assert "/StructTreeRoot" in root
        assert str(root.Lang) == "fr"
        with pdf.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
            assert meta["pdfuaid:part"] == "1"
            assert meta["dc:identifier"] == PASSPORT
            assert meta["dc:description"] == "Rédigé par une IA, relu par Claire Dumas"
            assert meta[f"{AUTHORS}DigitalSourceType"].endswith("/trainedAlgorithmicMedia")
            assert meta[f"{AUTHORS}AISystemUsed"] == "Mistral AI mistral-small"
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o]
        assert fonts
        assert all("/FontFile2" in f or "/FontFile3" in f for f in fonts)


def test_the_same_letter_gives_the_same_bytes(press: Press) -> None:
    assert made(press).pdf == made(Press(press.stationery)).pdf


@pytest.mark.parametrize(
    "hostile",
    [
        '#panic("x") #read("/etc/passwd") $ sum $ @ref <label> `raw` \\u{41} ] } "',
        '= Title\n#import "@preview/x:1.0.0": *\n// comment\n/* more */',
        "<script>alert(1)</script> & < > {{ 7*7 }} %1 %2",
        "a" * 5000,
        "\x00\x07\u202e\ufffe\ue000",
        "- " * 2000,
        "> " * 500 + "deep",
        "|a|\n|-|\n" + "|x|y|z|\n" * 50,
    ],
)
def test_no_text_is_ever_code(hostile: str, press: Press) -> None:
    found = made(press, text=hostile, subject=hostile[:200], sender_name=hostile[:50])
    assert "passwd:" not in text(found.pdf)
    assert "root:x" not in text(found.pdf)


def test_hostile_text_stands_there_as_it_was_written(press: Press) -> None:
    said = '#panic("x") #read("/etc/passwd") $x$ @ref <label> [b] {c}'
    assert said in text(made(press, text=said).pdf)


def test_harmless_html_becomes_paper(press: Press) -> None:
    html = (
        "<style>p{color:red}</style><h2>Titre</h2><p>Un <b>mot</b><br>deux</p>"
        '<ol start="3"><li>trois<ul><li>sous</li></ul></li></ol>'
        '<p>Voir <a href="https://maison-olvera.example/x">la page</a>.</p>'
        "<table><tr><td>a</td><td>12,50 €</td></tr></table><script>no()</script>"
    )
    found = text(made(press, html=html).pdf)
    assert "Titre\nUn mot\ndeux\n3. trois\n– sous" in found
    assert "la page (https://maison-olvera.example/x)." in found
    assert "color" not in found
    assert "no()" not in found


def test_a_long_letter_has_numbered_pages(press: Press) -> None:
    found = made(press, text="Un paragraphe de la lettre.\n\n" * 80)
    assert found.pages > 1
    assert f"Page {found.pages} sur {found.pages}" in text(found.pdf)
    second = words(found.pdf, 1)
    assert "Marie" not in [word["text"] for word in second]


def test_a_sign_that_no_font_has_is_not_left_out_in_silence(press: Press) -> None:
    found = press.print(letter(text="\U00012000"))
    assert isinstance(found, Unfit)
    assert str(found) == "it cannot be set: a sign has no font"


@pytest.mark.parametrize("text", ["mot " * 60_000, "a\n" * 20_000, "- a\n" * 20_000])
def test_what_would_hold_the_press_is_refused(text: str, press: Press) -> None:
    began = time.perf_counter()
    assert isinstance(press.print(letter(text=text)), Unfit)
    assert time.perf_counter() - began < 10


def a_pdf(pages: int, **encryption: Any) -> bytes:
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        pdf.save(written, **encryption)
    return written.getvalue()


def test_enclosures_follow_on_sheets_of_their_own(press: Press) -> None:
    files = (
        Attachment("contrat.pdf", "application/pdf", a_pdf(3)),
        Attachment("annexe.pdf", "application/pdf", a_pdf(1)),
    )
    found = made(press, attachments=files)
    # One page of letter, an empty back, three pages, an empty back, one page.
    assert found.pages == 7
    assert "Pièces jointes : contrat.pdf, annexe.pdf" in text(found.pdf).replace("\u202f", " ")
    assert not found.is_archival
    with pikepdf.open(io.BytesIO(found.pdf)) as pdf, pdf.open_metadata() as meta:
        assert meta.get("pdfaid:part") is None
    simplex = Press(Stationery(sender=SENDER, duplex=False))
    assert made(simplex, attachments=files).pages == 5


@pytest.mark.parametrize(
    ("size", "turned", "is_turned"),
    [
        ((842, 595), 0, True),
        ((595, 842), 90, False),
        ((612, 792), 0, False),
        ((595, 842), 180, False),
        ((200, 300), 0, False),
    ],
)
def test_an_enclosure_of_another_format_is_made_to_fit(
    size: tuple[int, int], turned: int, is_turned: bool, press: Press
) -> None:
    source = pikepdf.new()
    page = source.add_blank_page(page_size=size)
    page.contents_add(b"1 0 0 rg 20 40 100 20 re f")
    page.rotate(turned, relative=False)
    drawn = io.BytesIO()
    source.save(drawn)
    file = Attachment("plan.pdf", "application/pdf", drawn.getvalue())
    found = made(press, attachments=(file,))

    with pdfplumber.open(io.BytesIO(found.pdf)) as opened:
        letter_page, enclosed = opened.pages[0], opened.pages[-1]
        assert (enclosed.width, enclosed.height) == (letter_page.width, letter_page.height)
        (mark,) = enclosed.rects
        assert 0 < mark["x0"] < mark["x1"] < enclosed.width
        assert 0 < mark["top"] < mark["bottom"] < enclosed.height
        assert (mark["width"] < mark["height"]) is is_turned
        # Smaller where it must be, and never larger than it was.
        assert max(mark["width"], mark["height"]) <= 100.01


@pytest.mark.parametrize(
    "file",
    [
        Attachment("x.pdf", "application/pdf", b"no pdf"),
        Attachment("x.pdf", "application/pdf", a_pdf(1, encryption=SEALED)),
        Attachment("x.docx", "application/msword", b"PK"),
    ],
)
def test_an_enclosure_that_cannot_be_printed_is_refused(file: Attachment, press: Press) -> None:
    assert isinstance(press.print(letter(attachments=(file,))), Unfit)


def test_no_ai_leaves_no_mark_of_ai(press: Press) -> None:
    pdf = made(press, disclosure=None, text="x " * 10).pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as meta:
        assert meta.get(f"{AUTHORS}DigitalSourceType") is None


def test_setting_is_quick(press: Press) -> None:
    made(press)
    began = time.perf_counter()
    for _ in range(5):
        made(press)
    assert (time.perf_counter() - began) / 5 < 1
