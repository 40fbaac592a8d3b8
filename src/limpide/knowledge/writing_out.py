"""Writing out: a document as Markdown again, so that somebody can go on from it.

What is written out reads as the same sections: headings with their addresses, lists, tables.
"""

import json
import re
from collections.abc import Iterator
from typing import Final

from .model import Opened
from .reading import Block, Item, Listing, Paragraph, Section, slug_of

# What Markdown would take for a mark of its own.
_MARKS: Final = re.compile(r"([\\*`<]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|!?\[(?=[^\]\n]*\]\())")
_BEGINS: Final = re.compile(r"^(\s*)([#>+-]|\d{1,9}(?=[.)]\s))")


def markdown_of(opened: Opened) -> str:
    """Write a document out as Markdown, with the header that reading understands."""
    document = opened.document
    title = json.dumps(opened.title, ensure_ascii=False)
    header = ["---", f"title: {title}", f"language: {document.language}"]
    if document.category:
        header.append(f"category: {document.category}")
    if document.owner:
        header.append(f"owner: {document.owner}")
    return "\n".join([*header, "---"]) + f"\n\n{body_of(opened)}"


def body_of(opened: Opened) -> str:
    """Write the words of a document out as Markdown, without its title."""
    parts: list[str] = []
    before: tuple[str, ...] = ()
    for section in opened.sections:
        parts += _headings(section, before)
        parts += [_block(block) for block in section.blocks]
        before = section.path
    return "\n\n".join(parts) + "\n"


def _headings(section: Section, before: tuple[str, ...]) -> Iterator[str]:
    """Write the heading of a section, after those above it that have not been written."""
    shared = 0
    while section.path[: shared + 1] == before[: shared + 1] and shared < len(section.path):
        shared += 1
    for depth in range(max(0, min(shared, len(section.path) - 1)), len(section.path)):
        heading = section.path[depth]
        is_last = depth == len(section.path) - 1
        own = section.anchor if is_last and section.anchor != slug_of(heading) else ""
        yield f"{'#' * (depth + 2)} {_text(heading)}{f' {{#{own}}}' if own else ''}"


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return _BEGINS.sub(_escaped, _text(block.text))
        case Listing():
            return "\n".join(_entry(item, block) for item in block.items)
        case _:
            head, *rows = (f"| {' | '.join(map(_cell, cells))} |" for cells in block.rows)
            return "\n".join([head, "|" + " --- |" * len(block.rows[0]), *rows])


def _entry(item: Item, listing: Listing) -> str:
    mark, wide = ("1.", 3) if listing.ordered else ("-", 2)
    return f"{' ' * wide * item.depth}{mark} {_BEGINS.sub(_escaped, _text(item.text))}"


def _cell(text: str) -> str:
    return _text(text).replace("|", "\\|")


def _text(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _escaped(match: re.Match[str]) -> str:
    mark = match[2]
    return f"{match[1]}{mark}\\" if mark.isdigit() else f"{match[1]}\\{mark}"
