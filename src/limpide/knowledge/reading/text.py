"""Plain text: paragraphs, lists and headings by the habits of people who type them."""

import re
from collections.abc import Sequence

from limpide.knowledge.language import language_of

from .document import Item, Listing, Paragraph, ReadDocument
from .outline import Outline, one_line

_BULLET = re.compile(r"^(\s*)(?:[-*•–]|(\d{1,3})[.)])\s+(\S.*)$")
_UNDERLINE = re.compile(r"^(=|-){3,}\s*$")


def read_text(text: str) -> ReadDocument:
    """Read plain text; a line underlined with === or ---, or alone in capitals, is a heading."""
    outline = Outline()
    for chunk in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line for line in chunk.split("\n") if line.strip()]
        if lines:
            _chunk(lines, outline)
    return ReadDocument(outline.title, language_of(text), outline.sections())


def _chunk(lines: Sequence[str], outline: Outline) -> None:
    if len(lines) >= 2 and (line := _UNDERLINE.match(lines[1])):
        outline.heading(1 if line[1] == "=" else 2, lines[0])
        lines = lines[2:]
    elif len(lines) == 1 and _is_shouted(lines[0]):
        outline.heading(2, lines[0].strip().capitalize())
        return
    if lines:
        _paragraphs_and_lists(lines, outline)


def _is_shouted(line: str) -> bool:
    return 3 < len(line.strip()) <= 80 and line.isupper() and line.strip()[-1] not in ".!;,"


def _paragraphs_and_lists(lines: Sequence[str], outline: Outline) -> None:
    words: list[str] = []
    items: list[Item] = []
    ordered = False
    for line in lines:
        if entry := _BULLET.match(line):
            ordered = bool(entry[2])
            items.append(Item(one_line(entry[3]), min(len(entry[1]) // 2, 5)))
        elif items and line.startswith((" ", "\t")):
            items[-1] = Item(one_line(f"{items[-1].text} {line}"), items[-1].depth)
        else:
            _list(items, outline, ordered=ordered)
            words.append(line)
            continue
        outline.block(Paragraph(one_line(" ".join(words))))
        words = []
    _list(items, outline, ordered=ordered)
    outline.block(Paragraph(one_line(" ".join(words))))


def _list(items: list[Item], outline: Outline, *, ordered: bool) -> None:
    if items:
        outline.block(Listing(tuple(items), ordered))
        items.clear()
