"""The rules of listening, which are data: read once, compiled once."""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import yaml

_FOLDER: Final = Path(__file__).parent / "rules"


@cache
def load(name: str) -> dict[str, Any]:
    """Read one file of rules."""
    return yaml.safe_load((_FOLDER / f"{name}.yaml").read_text())


@cache
def compiled(texts: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Compile patterns once."""
    return tuple(re.compile(text) for text in texts)


def alternatives(listed: str) -> str:
    """Order alternatives by length: «real person» is tried before «person»."""
    words = [word.strip() for word in listed.split("|")]
    return "|".join(sorted((word for word in words if word), key=len, reverse=True))


@cache
def rules_version() -> str:
    """Name the state of the rules: a digest of their files."""
    files = sorted(_FOLDER.glob("*.yaml"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
