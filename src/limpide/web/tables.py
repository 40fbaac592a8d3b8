"""Tables in texts: the rows that a document's table was read as are shown as rows again."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

_BETWEEN: Final = " | "
_SEVERAL: Final = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text: lines, or the rows of a table, its first the head."""

    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def parts(text: str) -> Sequence[Part]:
    """Part a text into lines and tables: two rows at least, each with as many cells."""
    found: list[Part] = []
    for cells, group in groupby(text.splitlines(), key=lambda line: line.count(_BETWEEN)):
        lines = tuple(group)
        if cells and len(lines) > 1:
            found.append(Part(rows=tuple(tuple(line.split(_BETWEEN)) for line in lines)))
        elif found and found[-1].lines:
            found[-1] = Part(lines=found[-1].lines + lines)
        else:
            found.append(Part(lines=lines))
    return found if len(found) < _SEVERAL else [part for part in map(_trimmed, found) if part]


def _trimmed(part: Part) -> Part | None:
    """Leave out the empty lines before and after a table: it stands apart by itself."""
    if part.rows:
        return part
    lines = "\n".join(part.lines).strip("\n").splitlines()
    return Part(lines=tuple(lines)) if lines else None
