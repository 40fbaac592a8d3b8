"""Spelling: characters outside the GSM alphabet, written with those it has. Half the price."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from .counting import Alphabet, alphabet_of

# What readers do not miss: shapes of quotes, dashes and spaces.
_TYPOGRAPHY: Final[Mapping[str, str]] = {
    "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u2002": " ",
    "\u2003": " ", "\u200b": "", "\u2060": "", "\ufeff": "", "\u00ad": "", "\t": " ",
    "‘": "'", "’": "'", "‚": ",", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "″": '"',
    "«": '"', "»": '"', "‹": "'", "›": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
    "…": "...", "•": "-", "·": ".", "→": "->", "×": "x",
}  # fmt: skip
_LETTERS: Final[Mapping[str, str]] = {
    "œ": "oe", "Œ": "OE", "ÿ": "y", "Ÿ": "Y", "ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
    "ẞ": "SS", "ð": "d", "þ": "th", "™": "TM", "©": "(c)", "®": "(R)", "°": "o", "º": "o", "ª": "a",
}  # fmt: skip


class Spelling(StrEnum):
    """How far a text may be respelt: not at all, its typography, or its accents too."""

    EXACT = "exact"
    TYPOGRAPHY = "typography"
    LETTERS = "letters"


def respelt(text: str, spelling: Spelling) -> str:
    """Respell a text if that brings all of it into the GSM alphabet; else leave it as it is.

    A guillemet takes the space inside it along: «« mot »» becomes «"mot"».
    """
    if spelling is Spelling.EXACT or alphabet_of(text) is Alphabet.GSM7:
        return text
    composed = unicodedata.normalize("NFC", text)
    for space in "\u202f\u00a0 ":
        composed = composed.replace(f"«{space}", "«").replace(f"{space}»", "»")
    plain = "".join(_TYPOGRAPHY.get(character, character) for character in composed)
    if spelling is Spelling.LETTERS:
        plain = "".join(map(_letter, plain))
    return plain if alphabet_of(plain) is Alphabet.GSM7 else text


def _letter(character: str) -> str:
    if alphabet_of(character) is Alphabet.GSM7:
        return character
    if character in _LETTERS:
        return _LETTERS[character]
    bare = unicodedata.normalize("NFKD", character)
    return "".join(each for each in bare if not unicodedata.combining(each)) or character
