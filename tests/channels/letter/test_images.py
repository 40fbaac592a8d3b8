"""Images stand in letters where the text shows them, said in words to those who cannot see."""

import io

import pdfplumber
import pikepdf
import pytest
from PIL import Image

from limpide.channels import Attachment, Letter, Press
from limpide.channels.letter.body import blocks_of

from .conftest import letter

SHOWN = '<img src="cid:a@image" alt="La façade" width="300" height="200">'


def image(kind: str = "PNG", mode: str = "RGB") -> Attachment:
    file = io.BytesIO()
    Image.new(mode, (600, 400), (20, 120, 90, 128)[: len(mode)]).save(file, kind)
    return Attachment("a", f"image/{kind.lower()}", file.getvalue(), "a@image")


def _alternatives(letter: bytes) -> list[str]:
    """What the tags of a PDF say in the place of images."""
    with pikepdf.open(io.BytesIO(letter)) as pdf:
        found = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        return [str(each["/Alt"]) for each in found if "/Alt" in each]


@pytest.mark.parametrize("shown", [image(), image("PNG", "RGBA"), image("JPEG"), image("GIF")])
def test_an_image_is_set_in_its_place_and_the_letter_stays_archival(
    press: Press, shown: Attachment
) -> None:
    html = f"<p>Bonjour,</p><p>voyez {SHOWN} notre façade.</p>"
    made = press.print(letter(html=html, attachments=(shown,)))

    assert isinstance(made, Letter), made
    assert made.is_archival
    with pdfplumber.open(io.BytesIO(made.pdf)) as pdf:
        (drawn,) = pdf.pages[0].images
        words = pdf.pages[0].extract_text()
    # 300 pixels of a screen are 79 mm, and 225 points.
    assert round(drawn["width"]) == 225
    assert round(drawn["height"]) == 150
    assert "Annexe" not in words
    assert "La façade" in _alternatives(made.pdf)


def test_an_image_that_is_too_high_is_made_smaller_and_keeps_its_shape(press: Press) -> None:
    html = '<p><img src="cid:a@image" alt="x" width="500" height="2000"></p>'
    made = press.print(letter(html=html, attachments=(image(),)))

    assert isinstance(made, Letter), made
    with pdfplumber.open(io.BytesIO(made.pdf)) as pdf:
        (drawn,) = [one for page in pdf.pages for one in page.images]
    assert drawn["height"] <= 341


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<p>Vu <img src="https://x.example/a.png" alt="au loin"> hier</p>', "au loin"),
        ('<p><img src="cid:lost@image" alt="perdue" width="10" height="10"></p>', "perdue"),
        (f"<table><tr><td>{SHOWN}</td></tr></table>", "La façade"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_words(press: Press, html: str, words: str) -> None:
    made = press.print(letter(html=html, attachments=(image(),)))

    assert isinstance(made, Letter), made
    with pdfplumber.open(io.BytesIO(made.pdf)) as pdf:
        assert words in "".join(page.extract_text() for page in pdf.pages)


def test_columns_of_a_mail_stand_below_each_other_on_paper() -> None:
    left, right = f"<td><p>Lin</p>{SHOWN}</td>", "<td><p>Coton</p></td>"
    columns = f'<table role="presentation"><tr>{left}{right}</tr></table>'
    assert [block.get("kind") for block in blocks_of("", columns)] == ["p", "img", "p"]
