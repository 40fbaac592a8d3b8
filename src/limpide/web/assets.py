"""Built files: their hashed addresses, from Vite's manifest."""

import json
from functools import cache
from pathlib import Path
from typing import cast

DIST = Path(__file__).parent / "static" / "dist"
ICON = Path(__file__).parent / "static" / "favicon.svg"


class NotBuiltError(RuntimeError):
    """The front end is not built: run `make setup`."""


@cache
def _manifest() -> dict[str, dict[str, object]]:
    try:
        return json.loads((DIST / "manifest.json").read_text())
    except FileNotFoundError as error:
        raise NotBuiltError from error


def script(entry: str) -> str:
    """Give the address of an entry's script, e.g. `chat`."""
    return f"/static/{_manifest()[f'src/{entry}.ts']['file']}"


def styles(*entries: str) -> list[str]:
    """Give the addresses of entries' style sheets, in order and once; those of shared parts too."""
    found: dict[str, None] = {}
    for entry in entries:
        found.update({f"/static/{sheet}": None for sheet in _sheets(f"src/{entry}.ts")})
    return list(found)


def _sheets(part: str) -> list[str]:
    known = _manifest()[part]
    shared = [
        sheet for each in cast("list[str]", known.get("imports", [])) for sheet in _sheets(each)
    ]
    return [*shared, *cast("list[str]", known.get("css", []))]
