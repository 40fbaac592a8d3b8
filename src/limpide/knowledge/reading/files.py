"""One way in for every format: bytes and a name in, a document or a reason out."""

import codecs
import dataclasses
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final

from .document import ReadDocument, Skipped, SkipReason
from .docx import read_docx
from .html import read_html
from .markdown import read_markdown
from .outline import one_line
from .pdf import read_pdf
from .text import read_text

_OF_TEXT: Final[Mapping[str, Callable[[str], ReadDocument]]] = {
    "markdown": read_markdown,
    "html": read_html,
    "text": read_text,
}
_OF_BYTES: Final[Mapping[str, Callable[[bytes], ReadDocument | Skipped]]] = {
    "pdf": read_pdf,
    "docx": read_docx,
}
_BY_ENDING: Final = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".txt": "text",
    ".text": "text",
}
_BY_TYPE: Final = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "text/plain": "text",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DEFAULT_MAX_BYTES: Final = 25_000_000


def format_of(name: str, content_type: str | None = None) -> str | None:
    """Say which format a file or page has: by its type when a server gave one, else its ending."""
    if content_type:
        return _BY_TYPE.get(content_type.partition(";")[0].strip().lower())
    return _BY_ENDING.get(PurePosixPath(name).suffix.lower())


def read(
    data: bytes,
    name: str,
    *,
    content_type: str | None = None,
    charset: str | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
) -> ReadDocument | Skipped:
    """Read a file or a page; what cannot be read is a `Skipped`, never an exception."""
    form = format_of(name, content_type)
    if form is None:
        return Skipped(SkipReason.UNKNOWN_FORMAT)
    if not data.strip():
        return Skipped(SkipReason.EMPTY)
    if len(data) > max_bytes:
        return Skipped(SkipReason.TOO_LARGE)
    read_as = _read_bytes(data, form, charset)
    return read_as if isinstance(read_as, Skipped) else _completed(read_as, name)


def decode(data: bytes, charset: str | None = None) -> str | None:
    """Decode a text by its mark, its declared charset, UTF-8, else Windows-1252; None: binary."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\x00" in data[:8192]:
        return None
    for encoding in (charset, "utf-8", "cp1252"):
        try:
            if encoding:
                return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    # Windows-1252 leaves five bytes without a letter; Latin-1 gives every byte one.
    return data.decode("latin-1")


def _read_bytes(data: bytes, form: str, charset: str | None) -> ReadDocument | Skipped:
    if form in _OF_BYTES:
        return _OF_BYTES[form](data)
    text = decode(data, charset)
    if text is None or _is_noise(text):
        return Skipped(SkipReason.BINARY)
    try:
        return _OF_TEXT[form](text)
    except (RecursionError, ValueError):
        return Skipped(SkipReason.DAMAGED)


def _is_noise(text: str) -> bool:
    head = text[:4096]
    strange = sum(not c.isprintable() and c not in "\n\r\t\f\u00a0\u202f\u2009" for c in head)
    return strange > len(head) / 10


def _completed(document: ReadDocument, name: str) -> ReadDocument | Skipped:
    if not document.sections:
        return Skipped(SkipReason.NO_TEXT)
    stem = PurePosixPath(name).stem.replace("-", " ").replace("_", " ")
    title = document.title or document.sections[0].heading or one_line(stem).capitalize() or name
    return dataclasses.replace(document, title=title)
