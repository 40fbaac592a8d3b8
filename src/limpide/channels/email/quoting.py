"""Setting apart what was written from what was quoted and from signatures. Nothing is lost."""

import re
from typing import Final

_STARTS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^\s*(le|on)\b.{5,200}\b(a écrit|wrote)\s*:\s*$",
        r"^\s*-{2,}\s*(message d.origine|original message|message transféré|forwarded message)",
        r"^\s*(de|from)\s*:\s.+$",
        r"^\s*_{10,}\s*$",
        r"^-- ?$",
        r"^\s*(envoyé de(puis)? mon|sent from my|get outlook for|obtenir outlook)\b",
    )
)
_HEADER_LINE: Final = re.compile(r"^\s*(envoyé|sent|date|à|to|objet|subject)\s*:", re.IGNORECASE)
_FROM_LINE: Final = re.compile(r"^\s*(de|from)\s*:", re.IGNORECASE)


def split(text: str) -> tuple[str, str]:
    """Part a mail's text into what is new and the rest; put together they are the whole again.

    An answer written between quoted lines is kept whole: cutting it would lose words.
    """
    lines = text.splitlines(keepends=True)
    at = _first_quoted(lines)
    new, rest = "".join(lines[:at]), "".join(lines[at:])
    if not new.strip() or _has_answers_below(lines[at:]):
        return text, ""
    return new, rest


def _first_quoted(lines: list[str]) -> int:
    for place, line in enumerate(lines):
        if line.startswith(">"):
            return _with_introduction(lines, place)
        # A name for the sender alone is a word; with «Sent:» or «Subject:» below it is a header.
        if _FROM_LINE.match(line) and not any(
            _HEADER_LINE.match(next_line) for next_line in lines[place + 1 : place + 4]
        ):
            continue
        joined = line.rstrip() + " " + (lines[place + 1].strip() if place + 1 < len(lines) else "")
        if any(start.match(line.rstrip("\r\n")) for start in _STARTS):
            return place
        if line.strip() and _STARTS[0].match(joined):
            return place
    return len(lines)


def _with_introduction(lines: list[str], place: int) -> int:
    before = place - 1
    while before >= 0 and not lines[before].strip():
        before -= 1
    is_introduction = before >= 0 and lines[before].rstrip().endswith(":")
    return before if is_introduction else place


def _has_answers_below(rest: list[str]) -> bool:
    """Say whether unquoted words follow quoted ones: an answer between the lines."""
    quoted = False
    for line in rest:
        if line.startswith(">"):
            quoted = True
        elif quoted and line.strip():
            return not (line.startswith("--") or _STARTS[5].match(line))
    return False
