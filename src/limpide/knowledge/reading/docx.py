"""Word documents: headings, lists and tables in the order of the page."""

import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any

from docx import Document
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from limpide.knowledge.language import language_of

from .document import Item, Listing, Meta, Paragraph, ReadDocument, Skipped, SkipReason, Table
from .outline import Outline, one_line

# An honest document is a few times larger unpacked; a bomb is thousands of times larger.
_MAX_UNPACKED = 200_000_000
_MAX_RATIO = 120
_MAX_PARTS = 5_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADING = re.compile(r"^(?:heading|titre|überschrift)\s*(\d)$", re.IGNORECASE)
_LIST = re.compile(r"^list|^liste", re.IGNORECASE)
_NUMBERED = re.compile(r"number|num[ée]r", re.IGNORECASE)


def read_docx(data: bytes) -> ReadDocument | Skipped:
    """Read a Word document, after its unpacked size was checked."""
    if data.startswith(_OLE):
        # An encrypted .docx is not a zip but an OLE container around the cipher text.
        return Skipped(SkipReason.ENCRYPTED)
    if (problem := check_archive(data)) is not None:
        return Skipped(problem)
    try:
        document: Any = Document(io.BytesIO(data))
        outline = Outline()
        _walk(document.iter_inner_content(), outline)
        title = one_line(document.core_properties.title or "")
        words = one_line(document.core_properties.keywords or "")
    except Exception:  # noqa: BLE001 (python-docx raises whatever a broken part provokes)
        return Skipped(SkipReason.DAMAGED)
    sections = outline.sections()
    text = " ".join(b.text for s in sections for b in s.blocks if isinstance(b, Paragraph))
    keywords = tuple(word for part in re.split(r"[,;]", words) if (word := part.strip()))
    return ReadDocument(
        outline.title or title, language_of(text), sections, Meta(keywords=keywords)
    )


def check_archive(data: bytes) -> SkipReason | None:
    """Look for too many, too large or too dense parts, in the table of contents only."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return SkipReason.DAMAGED
    unpacked = sum(part.file_size for part in parts)
    dense = any(
        part.file_size > 1_000_000 and part.file_size > _MAX_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if len(parts) > _MAX_PARTS or unpacked > _MAX_UNPACKED or dense:
        return SkipReason.BOMB
    return SkipReason.ENCRYPTED if any(part.flag_bits & 1 for part in parts) else None


def _walk(content: Iterable[object], outline: Outline) -> None:
    items: list[Item] = []
    ordered = False
    for part in content:
        if isinstance(part, WordParagraph) and (entry := _list_entry(part)):
            ordered = ordered or entry[1]
            items.append(entry[0])
            continue
        if items:
            outline.block(Listing(tuple(items), ordered))
            items, ordered = [], False
        if isinstance(part, WordTable):
            _table(part, outline)
        elif isinstance(part, WordParagraph):
            _paragraph(part, outline)
    if items:
        outline.block(Listing(tuple(items), ordered))


def _style(paragraph: WordParagraph) -> str:
    return (paragraph.style.name or "") if paragraph.style is not None else ""


def _list_entry(paragraph: WordParagraph) -> tuple[Item, bool] | None:
    style = _style(paragraph)
    numbering: Any = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None  # pyright: ignore[reportPrivateUsage]
    text = one_line(paragraph.text)
    if not text or _HEADING.match(style) or not (_LIST.match(style) or numbering is not None):
        return None
    level: Any = numbering.ilvl.val if numbering is not None and numbering.ilvl is not None else 0
    return Item(text, min(int(level), 5)), bool(_NUMBERED.search(style))


def _paragraph(paragraph: WordParagraph, outline: Outline) -> None:
    style = _style(paragraph)
    text = one_line(paragraph.text)
    if level := _HEADING.match(style):
        outline.heading(int(level[1]), text)
    elif style in {"Title", "Titre"}:
        outline.heading(1, text)
    else:
        outline.block(Paragraph(text))


def _table(table: WordTable, outline: Outline) -> None:
    rows = tuple(tuple(one_line(cell.text) for cell in row.cells) for row in table.rows)
    if kept := tuple(row for row in rows if any(row)):
        outline.block(Table(kept))
