"""PDF documents: headings by the size of their letters, tables by their lines."""

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from limpide.knowledge.language import language_of

from .document import Item, Listing, Paragraph, ReadDocument, Skipped, SkipReason, Table
from .outline import Outline, one_line

_MAX_PAGES = 500
_BULLET = re.compile(r"^(?:[-•–▪●]|(\d{1,2})[.)])\s+(\S.*)$")
_HYPHEN = re.compile(r"(\w)-$")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    is_bold: bool
    top: float
    bottom: float


def read_pdf(data: bytes) -> ReadDocument | Skipped:
    """Read the text of a PDF. One that holds only pictures of text has none."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            pages = [_page(page) for page in document.pages[:_MAX_PAGES]]
            title = one_line(str(document.metadata.get("Title") or ""))
    except PdfminerException as error:
        locked = (PDFEncryptionError, PDFPasswordIncorrect)
        is_locked = any(isinstance(cause, locked) for cause in error.args)
        return Skipped(SkipReason.ENCRYPTED if is_locked else SkipReason.DAMAGED)
    except (PDFEncryptionError, PDFPasswordIncorrect):
        return Skipped(SkipReason.ENCRYPTED)
    except Exception:  # noqa: BLE001 (pdfminer raises whatever a broken file provokes)
        return Skipped(SkipReason.DAMAGED)
    return _document(_without_running_heads(pages), title)


def _document(pages: Sequence[Sequence["_Line | Table"]], title: str) -> ReadDocument | Skipped:
    parts = [part for page in pages for part in page]
    lines = [part for part in parts if isinstance(part, _Line)]
    if not lines:
        return Skipped(SkipReason.NO_TEXT)
    outline = Outline()
    writer = _Writer(_levels(lines), outline)
    for part in parts:
        writer.table(part) if isinstance(part, Table) else writer.line(part)
    writer.flush()
    return ReadDocument(
        outline.title or title,
        language_of(" ".join(line.text for line in lines)),
        outline.sections(),
    )


def _page(page: Any) -> list["_Line | Table"]:
    tables = page.find_tables()
    boxes = [table.bbox for table in tables]
    placed: list[tuple[float, _Line | Table]] = []
    for table in tables:
        rows = tuple(tuple(one_line(cell or "") for cell in row) for row in table.extract())
        if kept := tuple(row for row in rows if any(row)):
            placed.append((table.bbox[1], Table(kept)))
    for line in page.extract_text_lines(return_chars=True):
        middle = (line["top"] + line["bottom"]) / 2
        if any(box[1] <= middle <= box[3] and box[0] <= line["x0"] <= box[2] for box in boxes):
            continue
        placed.append((line["top"], _line(line)))
    page.close()
    return [part for _top, part in sorted(placed, key=lambda pair: pair[0])]


def _line(line: Any) -> _Line:
    chars = [char for char in line["chars"] if char["text"].strip()]
    sizes = Counter(round(float(char["size"]) * 2) / 2 for char in chars)
    bold = sum("bold" in str(char["fontname"]).lower() for char in chars)
    return _Line(
        one_line(line["text"]),
        sizes.most_common(1)[0][0] if sizes else 0.0,
        bold > len(chars) / 2,
        float(line["top"]),
        float(line["bottom"]),
    )


def _without_running_heads(pages: list[list["_Line | Table"]]) -> list[list["_Line | Table"]]:
    """Drop lines that open or close most pages: running heads and page numbers."""

    def edge(part: "_Line | Table") -> str:
        return re.sub(r"\d+", "#", part.text) if isinstance(part, _Line) else ""

    if len(pages) < 3:
        return [[p for p in page if edge(p) != "#"] for page in pages]
    counts = Counter(text for page in pages for text in {edge(p) for p in page[:1] + page[-1:]})
    common = {text for text, count in counts.items() if text and count > len(pages) / 2} | {"#"}
    return [[part for part in page if edge(part) not in common] for page in pages]


def _levels(lines: Sequence[_Line]) -> dict[float, int]:
    """Rank the sizes above that of the running text: the largest is level 1."""
    weight: Counter[float] = Counter()
    for line in lines:
        weight[line.size] += len(line.text)
    body = weight.most_common(1)[0][0]
    larger = sorted((size for size in weight if size > body * 1.08), reverse=True)
    levels = {size: min(rank, 4) for rank, size in enumerate(larger, start=1)}
    return levels | {body: 0}


class _Writer:
    """Puts lines together again into headings, paragraphs and lists."""

    def __init__(self, levels: dict[float, int], outline: Outline) -> None:
        self._levels = levels
        self._outline = outline
        self._words: list[str] = []
        self._items: list[Item] = []
        self._ordered = False
        self._last: _Line | None = None

    def table(self, table: Table) -> None:
        self.flush()
        self._outline.block(table)
        self._last = None

    def line(self, line: _Line) -> None:
        gap = line.top - self._last.bottom if self._last is not None else 0.0
        self._last = line
        if level := _level(line, self._levels):
            self.flush()
            self._outline.heading(level, line.text)
        elif entry := _BULLET.match(line.text):
            self._entry(entry[2], is_numbered=bool(entry[1]))
        elif self._items and 0 <= gap < line.size * 0.6:
            self._items[-1] = Item(_joined([self._items[-1].text, line.text]))
        else:
            if self._items or gap > line.size * 0.7 or gap < 0:
                self.flush()
            self._words.append(line.text)

    def flush(self) -> None:
        self._outline.block(Paragraph(one_line(_joined(self._words))))
        if self._items:
            self._outline.block(Listing(tuple(self._items), self._ordered))
        self._words, self._items, self._ordered = [], [], False

    def _entry(self, text: str, *, is_numbered: bool) -> None:
        if self._words:
            self.flush()
        self._ordered = is_numbered
        self._items.append(Item(text))


def _level(line: _Line, levels: dict[float, int]) -> int:
    if level := levels.get(line.size, 0):
        return level
    body = next(size for size, level in levels.items() if level == 0)
    is_short = len(line.text) <= 80 and line.text[-1:] not in {".", ",", ";"}
    return 4 if line.is_bold and line.size >= body and is_short else 0


def _joined(lines: Sequence[str]) -> str:
    text = ""
    for line in lines:
        if _HYPHEN.search(text) and line[:1].islower():
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text else line
    return text
