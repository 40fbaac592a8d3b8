"""Showing: the images that a text names, in their places or in words. Pure."""

import re
from collections.abc import Mapping
from typing import Final

from limpide.foundation.i18n import translate

from .model import Image, Wording

# As wide as the text of a mail (channels/email/message.py), less what mail programs add.
_WIDEST: Final = 568
_OWN: Final = re.compile(r"!\[([^\]]*)\]\(image:([^)\s]*)\)")
_DRAWN: Final = re.compile(r'<img [^>]*?src="image:([^"]*)"[^>]*>')
_ALT: Final = re.compile(r'alt="([^"]*)"')
_GAP: Final = re.compile(r"\n{3,}")


def content_id(image: Image) -> str:
    """Give the name by which a text shows an image in its place (RFC 2392)."""
    return f"{image.id}@image"


def images_of(words: Wording) -> Mapping[str, str]:
    """List the images that a wording names, with what it says that they show."""
    text = f"{words.text}\n{words.letter}"
    return {found[2]: found[1].strip() for found in _OWN.finditer(text)}


def blanks_of(words: Wording) -> set[str]:
    """Name the images that a wording shows without saying what they show."""
    text = f"{words.text}\n{words.letter}"
    return {found[2] for found in _OWN.finditer(text) if not found[1].strip()}


def in_place(html: str, images: Mapping[str, Image]) -> str:
    """Draw the images of a text; one that is not there leaves its words."""
    if "image:" not in html:
        return html

    def draw(found: re.Match[str]) -> str:
        words = _ALT.search(found[0])
        alt = "" if words is None else words[1]
        image = images.get(found[1])
        return alt if image is None else _drawn(image, alt)

    return _DRAWN.sub(draw, html)


def _drawn(image: Image, alt: str) -> str:
    width = min(image.width, _WIDEST)
    # Outlook heeds these two attributes only.
    height = max(1, round(image.height * width / image.width))
    return (
        f'<img src="cid:{content_id(image)}" alt="{alt}" width="{width}" height="{height}"'
        ' style="max-width:100%;height:auto;border:0">'
    )


def in_words(text: str, language: str) -> str:
    """Say in words which images a Markdown text shows; without a language, leave them out."""
    if "](image:" not in text:
        return text

    def say(found: re.Match[str]) -> str:
        alt = found[1].strip()
        return translate(language, "journeys.image", alt=alt) if language and alt else ""

    return _GAP.sub("\n\n", _OWN.sub(say, text))
