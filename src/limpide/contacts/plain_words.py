"""Plain words: «je ne veux plus recevoir vos e-mails» is a withdrawal, whatever its form."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import yaml

_FILE: Final = Path(__file__).parent / "data" / "withdrawals.yaml"
# A longer text is a letter: somebody must read it.
_LONGEST: Final = 600
_APART: Final = re.compile(r"['’\-_]")
_SENTENCES: Final = re.compile(r"[.!?;\n]+")
_OTHER: Final = re.compile(r"[^a-z0-9, ]+")


def is_withdrawal(text: str) -> bool:
    """Say whether somebody asks, in one of six languages, for no more news and offers."""
    if len(text) > _LONGEST:
        return False
    return any(pattern.search(sentence) for sentence in _plain(text) for pattern in _patterns())


def _plain(text: str) -> Sequence[str]:
    folded = unicodedata.normalize("NFKD", _APART.sub(" ", text.casefold()))
    bare = "".join(each for each in folded if not unicodedata.combining(each))
    parts = (" ".join(_OTHER.sub(" ", part).split()) for part in _SENTENCES.split(bare))
    return [part for part in parts if part]


@cache
def _patterns() -> Sequence[re.Pattern[str]]:
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return [
        re.compile(rf"(?<!\w){source.replace('{what}', data['what'][language])}(?!\w)")
        for language, sources in data["patterns"].items()
        for source in sources
    ]
