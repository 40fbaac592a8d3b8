"""Markdown (CommonMark with tables and front matter). HTML inside it is read as text only."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from limpide.knowledge.language import language_of

from .document import Item, Listing, Paragraph, ReadDocument, Table
from .front_matter import FrontMatter, parse_front_matter
from .html import text_of_html
from .outline import Outline, one_line, slug_of

_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table").use(front_matter_plugin)
_ANCHOR = re.compile(r"\s*\{#([\w-]{1,80})\}\s*$")


def read_markdown(text: str) -> ReadDocument:
    """Read a Markdown text. `## Heading {#anchor}` sets an anchor of one's own."""
    outline = Outline()
    tokens = _PARSER.parse(text)
    front = FrontMatter(parse_front_matter("").meta)
    if tokens and tokens[0].type == "front_matter":
        front = parse_front_matter(tokens[0].content)
    _walk(tokens, outline)
    sections = outline.sections()
    title = front.title or outline.title
    return ReadDocument(title, front.language or language_of(text), sections, front.meta)


def _walk(tokens: Sequence[Token], outline: Outline) -> None:
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        _block(tokens[at : end + 1], outline)
        at = end + 1


def _block(tokens: Sequence[Token], outline: Outline) -> None:
    first = tokens[0]
    match first.type:
        case "heading_open":
            _heading(tokens[1].content, int(first.tag[1]), _inline(tokens[1]), outline)
        case "paragraph_open":
            outline.block(Paragraph(_inline(tokens[1])))
        case "bullet_list_open" | "ordered_list_open":
            ordered = first.type == "ordered_list_open"
            outline.block(Listing(tuple(_items(tokens)), ordered))
        case "table_open":
            outline.block(Table(_rows(tokens)))
        case "fence" | "code_block":
            outline.block(Paragraph(one_line(first.content)))
        case "html_block":
            outline.block(Paragraph(one_line(text_of_html(first.content))))
        case "blockquote_open":
            _walk(tokens[1:-1], outline)
        case _:
            pass


def _heading(source: str, level: int, text: str, outline: Outline) -> None:
    own = _ANCHOR.search(source)
    outline.heading(level, _ANCHOR.sub("", text), slug_of(own[1]) if own else None)


def _end(tokens: Sequence[Token], at: int) -> int:
    """Find the token that closes the one at `at`; itself when it stands alone."""
    if tokens[at].nesting != 1:
        return at
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1


def _inline(token: Token) -> str:
    parts: list[str] = []
    for child in token.children or ():
        match child.type:
            case "text" | "code_inline":
                parts.append(child.content)
            case "softbreak" | "hardbreak":
                parts.append(" ")
            case "image":
                parts.append(child.content)
            case _:
                pass
    return one_line("".join(parts))


def _items(tokens: Sequence[Token]) -> list[Item]:
    items: list[Item] = []
    depth = -1
    fresh = False
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            depth += 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            depth -= 1
        elif token.type == "list_item_open":
            fresh = True
        elif token.type == "inline" and (text := _inline(token)):
            if fresh or not items:
                items.append(Item(text, depth))
            else:
                items[-1] = Item(f"{items[-1].text} {text}", items[-1].depth)
            fresh = False
    return items


def _rows(tokens: Sequence[Token]) -> tuple[tuple[str, ...], ...]:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_inline(token))
    return tuple(tuple(row) for row in rows)
