"""What reading gives: a document as titled sections of paragraphs, lists and tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, on one line."""

    text: str
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list; `depth` is 0 at the outer level."""

    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, numbered or not."""

    items: tuple[Item, ...]
    ordered: bool = False
    kind: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row is the header."""

    rows: tuple[tuple[str, ...], ...]
    kind: Literal["table"] = "table"


Block = Paragraph | Listing | Table


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading. `path` runs from the document's title to that heading."""

    path: tuple[str, ...]
    anchor: str
    blocks: tuple[Block, ...]

    @property
    def heading(self) -> str:
        """The heading itself; empty for what stands before the first one."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Meta:
    """What a document says about itself (front matter, or the folder it lies in)."""

    slug: str | None = None
    category: str | None = None
    owner: str | None = None
    review_on: date | None = None
    valid_until: date | None = None
    approved: bool | None = None
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One document, read."""

    title: str
    language: str
    sections: tuple[Section, ...]
    meta: Meta = field(default_factory=Meta)


class SkipReason(StrEnum):
    """Why a file or page was not read. The operator sees the matching text."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN_FORMAT = "unknown_format"
    BINARY = "binary"
    ENCRYPTED = "encrypted"
    NO_TEXT = "no_text"
    DAMAGED = "damaged"
    BOMB = "bomb"
    OUTSIDE = "outside"
    UNREADABLE = "unreadable"
    FORBIDDEN_ADDRESS = "forbidden_address"
    ROBOTS = "robots"
    NOT_FOUND = "not_found"
    TOO_SLOW = "too_slow"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Not read, and why."""

    reason: SkipReason


def text_of(block: Block) -> str:
    """Write a block as plain text: list items and table rows on a line each."""
    match block:
        case Paragraph(text):
            return text
        case Listing(items, ordered):
            return "\n".join(
                "  " * item.depth + (f"{number}. " if ordered else "- ") + item.text
                for number, item in _numbered(items)
            )
        case Table(rows):
            return "\n".join(" | ".join(cell for cell in row) for row in rows)


def _numbered(items: Sequence[Item]) -> list[tuple[int, Item]]:
    counters: dict[int, int] = {}
    numbered: list[tuple[int, Item]] = []
    for item in items:
        counters = {depth: count for depth, count in counters.items() if depth <= item.depth}
        counters[item.depth] = counters.get(item.depth, 0) + 1
        numbered.append((counters[item.depth], item))
    return numbered
