"""Reading: files and pages become documents of titled sections."""

from .document import (
    Block,
    Item,
    Listing,
    Meta,
    Paragraph,
    ReadDocument,
    Section,
    Skipped,
    SkipReason,
    Table,
    text_of,
)
from .files import DEFAULT_MAX_BYTES, decode, format_of, read
from .html import links_of
from .outline import one_line, slug_of

__all__ = [
    "DEFAULT_MAX_BYTES",
    "Block",
    "Item",
    "Listing",
    "Meta",
    "Paragraph",
    "ReadDocument",
    "Section",
    "SkipReason",
    "Skipped",
    "Table",
    "decode",
    "format_of",
    "links_of",
    "one_line",
    "read",
    "slug_of",
    "text_of",
]
