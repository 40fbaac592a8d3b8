"""What an entry of the ledger says, in words."""

from typing import Final

from limpide.foundation.i18n import catalogue, known, translate

_KEY: Final = "web.ledger.what."


def deed(language: str, what: str) -> str:
    """Say what was done; empty where there are no words for it, only its name."""
    key = f"{_KEY}{what}"
    return translate(language, key) if key in catalogue(known(language)) else ""
