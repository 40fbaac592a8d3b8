"""Counting: how many parts a text takes, and where it is cut.

3GPP TS 23.038 (alphabets) and TS 23.040, 9.2.3.24.1 (concatenation): a part alone holds 160 septets
or 70 UCS-2 units; parts of a longer message hold 153 or 67, for each begins with a header.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# The code of each character of the basic table is its place; 0x1B is the escape.
_BASIC: Final = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION: Final[Mapping[str, int]] = {
    "\f": 0x0A, "^": 0x14, "{": 0x28, "}": 0x29, "\\": 0x2F,
    "[": 0x3C, "~": 0x3D, "]": 0x3E, "|": 0x40, "€": 0x65,
}  # fmt: skip
_ESCAPE: Final = 0x1B
_ONE: Final = {character: code for code, character in enumerate(_BASIC) if code != _ESCAPE}
_GSM: Final[Mapping[str, bytes]] = {
    **{character: bytes([code]) for character, code in _ONE.items()},
    **{character: bytes([_ESCAPE, code]) for character, code in _EXTENSION.items()},
}
_BACK: Final = {code: character for character, code in _ONE.items()}
_BACK_EXTENDED: Final = {code: character for character, code in _EXTENSION.items()}


class Alphabet(StrEnum):
    """How a text is written on the air."""

    GSM7 = "gsm7"
    UCS2 = "ucs2"

    @property
    def alone(self) -> int:
        """How many units a message of one part holds."""
        return 160 if self is Alphabet.GSM7 else 70

    @property
    def joined(self) -> int:
        """How many units each part of a longer message holds."""
        return 153 if self is Alphabet.GSM7 else 67


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut into parts. `units`: septets or UCS-2 units, without headers."""

    alphabet: Alphabet
    parts: tuple[str, ...]
    units: int


def alphabet_of(text: str) -> Alphabet:
    """Say whether a text fits the GSM alphabet; one character outside of it costs it all."""
    return Alphabet.GSM7 if all(character in _GSM for character in text) else Alphabet.UCS2


def width(character: str, alphabet: Alphabet) -> int:
    """Count the units of one character."""
    if alphabet is Alphabet.GSM7:
        return len(_GSM[character])
    return 1 if ord(character) <= 0xFFFF else 2


def parts(text: str) -> Cut:
    """Cut a text into the parts it travels in. Neither escapes nor surrogate pairs are split."""
    alphabet = alphabet_of(text)
    widths = [width(character, alphabet) for character in text]
    units = sum(widths)
    if units <= alphabet.alone:
        return Cut(alphabet, (text,), units)
    cut: list[str] = []
    begin = used = 0
    for place, wide in enumerate(widths):
        if used + wide > alphabet.joined:
            cut.append(text[begin:place])
            begin, used = place, 0
        used += wide
    return Cut(alphabet, (*cut, text[begin:]), units)


def encoded(text: str, alphabet: Alphabet) -> bytes:
    """Write a text as SMPP carries it: one septet to an octet, or UTF-16 (big endian)."""
    if alphabet is Alphabet.GSM7:
        return b"".join(_GSM[character] for character in text)
    return text.encode("utf-16-be", "surrogatepass")


def decoded_gsm(octets: bytes) -> str:
    """Read unpacked septets. What no table knows becomes a space (TS 23.038, 6.2.1.1)."""
    characters: list[str] = []
    is_escaped = False
    for octet in octets:
        if octet == _ESCAPE and not is_escaped:
            is_escaped = True
            continue
        known = _BACK_EXTENDED.get(octet) if is_escaped else None
        characters.append(known or _BACK.get(octet, " "))
        is_escaped = False
    return "".join(characters)
