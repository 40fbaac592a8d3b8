"""The body of a letter: Markdown or harmless HTML, taken apart into blocks that are only data.

The template sets each string as text, so nothing in a message is ever read as markup of the
typesetter: there is no way from a message to code.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final, TypedDict

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CONTAINERS: Final = frozenset(
    {
        "html",
        "body",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "center",
        "blockquote",
    }
)
_UNSEEN: Final = frozenset({"script", "style", "head", "template", "title", "-comment"})
_DEEPEST: Final = 12
_OWN_IMAGE: Final = 'img[src^="cid:"]'
_AROUND_IMAGES: Final = frozenset({"p", "a", "strong", "em"})


class Run(TypedDict):
    """Words in one style; `br`: a new line stands before them."""

    t: str
    b: bool
    i: bool
    br: bool


class Block(TypedDict, total=False):
    """A paragraph (`p`), heading (`h`), list (`ul`, `ol`), table (`table`), rule (`hr`) or image.

    An image (`img`) is named by its content id, as wide as it is on a screen, in CSS pixels.
    """

    kind: str
    runs: list[Run]
    items: list[list["Block"]]
    rows: list[list[list[Run]]]
    header: bool
    columns: int
    start: int
    image: str
    alt: str
    width: int
    height: int


def blocks_of(text: str, html: str = "") -> list[Block]:
    """Take a message apart: its HTML where it has one, else its text, read as Markdown."""
    source = html or str(_MARKDOWN.render(_harmless(text)))
    body = LexborHTMLParser(source).body
    return [] if body is None else list(_blocks(body, 0))


def _blocks(parent: LexborNode, depth: int) -> Iterator[Block]:
    loose: list[Run] = []
    for node in parent.iter(include_text=True):
        found = None if depth > _DEEPEST else _block(node, depth)
        if found is None:
            loose += _runs(node)
            continue
        yield from _paragraph(loose)
        loose = []
        yield from found
    yield from _paragraph(loose)


def _block(node: LexborNode, depth: int) -> list[Block] | None:
    """Give the blocks of an element; None for words that stand in a line."""
    tag = node.tag or ""
    parts = _parts(node)
    if parts is not None:
        return [block for part in parts for block in _blocks(part, depth + 1)]
    if tag == "p" or tag in _HEADINGS:
        return list(_paragraph(_runs(node), "h" if tag in _HEADINGS else "p"))
    if tag in {"ul", "ol"}:
        items = [list(_blocks(each, depth + 1)) for each in node.iter() if each.tag == "li"]
        return [Block(kind=tag, items=items, start=_start(node))] if items else []
    if tag == "pre":
        return list(_paragraph(_lines(node.text())))
    if tag == "table":
        return list(_table(node))
    return [Block(kind="hr")] if tag == "hr" else _image(node)


def _parts(node: LexborNode) -> list[LexborNode] | None:
    """Give what an element only holds together; None where it is a block of its own."""
    tag = node.tag or ""
    if tag == "table" and node.attributes.get("role") == "presentation":
        # Columns and buttons of mails: on paper, one below the other.
        return [cell for row in node.css("tr") for cell in row.iter() if cell.tag == "td"]
    is_around_image = tag in _AROUND_IMAGES and node.css_first(_OWN_IMAGE) is not None
    return [node] if tag in _CONTAINERS or is_around_image else None


def _image(node: LexborNode) -> list[Block] | None:
    """Give an image that travels with the letter; None for anything else."""
    if node.tag != "img":
        return None
    source, alt = node.attributes.get("src") or "", node.attributes.get("alt") or ""
    if not source.startswith("cid:"):
        return None
    width, height = (_pixels(node.attributes.get(name)) for name in ("width", "height"))
    return [Block(kind="img", image=source[4:], alt=_harmless(alt), width=width, height=height)]


def _pixels(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and 0 < len(text) < 5 else 0


def _table(node: LexborNode) -> Iterator[Block]:
    rows = [
        [_trimmed(_runs(cell)) for cell in row.iter() if cell.tag in {"td", "th"}]
        for row in node.css("tr")
    ]
    rows = [row for row in rows if row]
    if rows:
        columns = max(map(len, rows))
        full = [row + [[] for _ in range(columns - len(row))] for row in rows]
        is_header = node.css_first("th") is not None
        yield Block(kind="table", rows=full, columns=columns, header=is_header)


def _paragraph(runs: list[Run], kind: str = "p") -> Iterator[Block]:
    if trimmed := _trimmed(runs):
        yield Block(kind=kind, runs=trimmed)


def _runs(
    node: LexborNode, *, bold: bool = False, italic: bool = False, depth: int = 0
) -> list[Run]:
    tag = node.tag or ""
    if tag in _UNSEEN or depth > 4 * _DEEPEST:
        return []
    if tag == "br":
        return [Run(t="", b=False, i=False, br=True)]
    if tag == "img":
        words = _harmless(node.attributes.get("alt") or "").strip()
        return [Run(t=words, b=bold, i=True, br=False)] if words else []
    if tag == "-text":
        words = _spaced(_harmless(node.text_content or ""))
        return [Run(t=words, b=bold, i=italic, br=False)] if words else []
    bold = bold or tag in {"b", "strong", "th"}
    italic = italic or tag in {"i", "em"}
    found: list[Run] = []
    for child in node.iter(include_text=True):
        found += _runs(child, bold=bold, italic=italic, depth=depth + 1)
    link = (node.attributes.get("href") or "") if tag == "a" else ""
    # Paper cannot be clicked: an address that is not already written out is.
    if link.startswith(("https://", "http://")) and link not in "".join(r["t"] for r in found):
        found.append(Run(t=f" ({_harmless(link)})", b=bold, i=italic, br=False))
    return found


def _lines(text: str) -> list[Run]:
    lines = _harmless(text).splitlines()
    return [Run(t=line, b=False, i=False, br=n > 0) for n, line in enumerate(lines)]


def _trimmed(runs: list[Run]) -> list[Run]:
    kept = list(runs)
    while kept and not kept[0]["t"].strip():
        kept.pop(0)
    while kept and not kept[-1]["t"].strip():
        kept.pop()
    if kept:
        kept[0]["t"] = kept[0]["t"].lstrip(" ")
        kept[0]["br"] = False
        kept[-1]["t"] = kept[-1]["t"].rstrip(" ")
    return kept


def _spaced(text: str) -> str:
    # No-break spaces stay: French needs them before its double signs.
    words = " ".join(part for part in text.replace("\n", " ").replace("\t", " ").split(" ") if part)
    if not words:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}"


def _harmless(text: str) -> str:
    """Leave out what is not printed: control characters, private use, lone surrogates."""
    return "".join(
        c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs", "Co", "Cn"}
    )


def _start(node: LexborNode) -> int:
    start = node.attributes.get("start") or "1"
    return int(start) if start.isdecimal() and len(start) < 5 else 1
