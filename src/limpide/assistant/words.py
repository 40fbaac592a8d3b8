"""Words folded for rules: lower case, no accents, no punctuation, no drawn-out letters."""

import re
import unicodedata

_NOT_WORDS = re.compile(r"[^a-z0-9*]+")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_NUMBERS = re.compile(r"\d{3,}")


def fold(text: str) -> str:
    """Fold a message: «Un VRAI conseillééé, svp!!» becomes `un vrai conseille svp`."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = plain.replace("œ", "oe").replace("æ", "ae")
    # Repeated digits are numbers of orders, not feelings.
    plain = _NUMBERS.sub(" ", plain)
    plain = _DRAWN_OUT.sub(r"\1", _NOT_WORDS.sub(" ", plain))
    return " ".join(plain.split())
