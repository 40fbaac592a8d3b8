"""HTML pages: the main content, without menus, footers, scripts and forms. Nothing is executed."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from limpide.knowledge.language import language_of

from .document import Item, Listing, Meta, Paragraph, ReadDocument, Table
from .outline import Outline, one_line, slug_of

_NOISE = (
    "script, style, noscript, template, svg, canvas, iframe, object, embed, nav, footer, aside, "
    "form, button, dialog, [role=navigation], [role=banner], [role=contentinfo], "
    "[role=complementary], [role=search], [aria-hidden=true], [hidden]"
)
_MAIN = ("main", "[role=main]", "article", "#content", ".content")
_HEADING = re.compile(r"h[1-6]")
_INLINE_TAGS = (
    "a abbr b bdi bdo br cite code data del dfn em font i img ins kbd label mark q s samp "
    "small span strong sub sup time u var wbr -text"
)
_INLINE = frozenset(_INLINE_TAGS.split())
_LISTS = frozenset({"ul", "ol"})
# Deeper than any page written by hand; a page made to exhaust the stack ends here.
_MAX_DEPTH = 120
_LINE_BREAKS = frozenset({"br", "p", "div", "li"})


def read_html(text: str) -> ReadDocument:
    """Read a page. Ids of headings (or of what encloses them) become anchors."""
    tree = LexborHTMLParser(text)
    declared = (tree.root.attributes.get("lang") or "") if tree.root else ""
    named = tree.css_first("title")
    page_title = one_line(named.text()) if named else ""
    keywords = _meta(tree, "keywords")
    for node in tree.css(_NOISE):
        node.decompose()
    main = next((node for name in _MAIN if (node := tree.css_first(name))), tree.body)
    _drop_site_header(tree, main)
    outline = Outline()
    if main is not None:
        _walk(main, outline, 0)
    sections = outline.sections()
    language = (
        declared[:2].lower()
        if declared[:2].lower() in {"fr", "en"}
        else language_of(
            " ".join(
                block.text for s in sections for block in s.blocks if isinstance(block, Paragraph)
            )
        )
    )
    words = tuple(word for part in keywords.split(",") if (word := one_line(part)))
    return ReadDocument(outline.title or page_title, language, sections, Meta(keywords=words))


def text_of_html(source: str) -> str:
    """Give the visible text of a fragment."""
    tree = LexborHTMLParser(source)
    for node in tree.css(_NOISE):
        node.decompose()
    return tree.body.text(separator=" ") if tree.body else ""


def links_of(text: str) -> Iterator[str]:
    """Give the targets of all links, as written."""
    for node in LexborHTMLParser(text).css("a[href]"):
        target = node.attributes.get("href")
        if target and "nofollow" not in (node.attributes.get("rel") or ""):
            yield target


def _meta(tree: LexborHTMLParser, name: str) -> str:
    node = tree.css_first(f"meta[name={name}]")
    return (node.attributes.get("content") or "") if node else ""


def _drop_site_header(tree: LexborHTMLParser, main: LexborNode | None) -> None:
    # A header beside the content is the site's; one inside an article holds its title.
    if main is not None and main.tag == "body":
        for node in tree.css("body > header"):
            if node.css_first("h1") is None:
                node.decompose()


def _walk(node: LexborNode, outline: Outline, depth: int) -> None:
    loose: list[str] = []

    def flush() -> None:
        outline.block(Paragraph(one_line("".join(loose))))
        loose.clear()

    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag in _INLINE and not _has_blocks(child):
            loose.append(" " if tag == "br" else _text(child))
            continue
        flush()
        if depth < _MAX_DEPTH:
            _block(child, tag, outline, depth)
    flush()


def _block(node: LexborNode, tag: str, outline: Outline, depth: int) -> None:
    if _HEADING.fullmatch(tag):
        outline.heading(int(tag[1]), _text(node), _anchor(node))
    elif tag in {"p", "pre", "dt", "dd", "figcaption", "caption", "summary"}:
        outline.block(Paragraph(one_line(_text(node))))
    elif tag in _LISTS:
        if items := tuple(_items(node, 0)):
            outline.block(Listing(items, ordered=tag == "ol"))
    elif tag == "table" and not node.css_first("table table"):
        _table(node, outline)
    elif not tag.startswith("-") or tag == "-text":
        _walk(node, outline, depth + 1)


def _has_blocks(node: LexborNode) -> bool:
    return (
        node.tag != "-text" and node.css_first("p, div, ul, ol, table, h1, h2, h3, h4") is not None
    )


def _text(node: LexborNode) -> str:
    if node.tag == "-text":
        return node.text_content or ""
    if node.tag == "img":
        return node.attributes.get("alt") or ""
    return node.text(separator=" ", deep=True) if node.css_first("br") else node.text(deep=True)


def _anchor(node: LexborNode) -> str | None:
    """Find the id of a heading, of an anchor inside it, or of the section it opens."""
    inner = node.css_first("[id], a[name]")
    section = node.parent
    own = (
        node.attributes.get("id")
        or (inner and (inner.attributes.get("id") or inner.attributes.get("name")))
        or (section and section.tag == "section" and section.attributes.get("id"))
    )
    return slug_of(own) if own else None


def _items(node: LexborNode, depth: int) -> Iterator[Item]:
    for entry in node.iter():
        if entry.tag != "li" or depth > _MAX_DEPTH:
            continue
        nested = [child for child in entry.iter() if child.tag in _LISTS]
        own = "".join(
            _text(child) + (" " if child.tag in _LINE_BREAKS else "")
            for child in entry.iter(include_text=True)
            if child.tag not in _LISTS
        )
        if text := one_line(own):
            yield Item(text, depth)
        for inner in nested:
            yield from _items(inner, depth + 1)


def _table(node: LexborNode, outline: Outline) -> None:
    rows = [
        tuple(one_line(_text(cell)) for cell in row.iter() if cell.tag in {"td", "th"})
        for row in node.css("tr")
    ]
    kept = tuple(row for row in rows if any(row))
    if len(kept) == 1 and len(kept[0]) == 1:
        outline.block(Paragraph(kept[0][0]))
    elif kept:
        outline.block(Table(kept))
