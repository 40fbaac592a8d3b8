"""A change that edits suggest, made in the words of the document it is about."""

import re
from typing import Final

from limpide import knowledge, review
from limpide.foundation.database import Database
from limpide.knowledge import Document, Opened
from limpide.review import Suggestion

_ENTRY: Final = re.compile(r"(\s*(?:[-*]|\d+\.)\s+)?(.*)")


async def find_document(db: Database, wanted: Suggestion) -> Document | None:
    """Find the document that says what is to be changed."""
    for document in await knowledge.list_documents(db):
        if document.title == wanted.target.name:
            opened = await knowledge.get_document(db, document.id)
            if changed(opened, wanted) != knowledge.body_of(opened):
                return document
    return None


def changed(opened: Opened, wanted: Suggestion) -> str:
    """Write the words of a document out with the change made."""
    return "\n".join(_line(line, wanted) for line in knowledge.body_of(opened).split("\n"))


def _line(line: str, wanted: Suggestion) -> str:
    entry = _ENTRY.fullmatch(line)
    if entry is None:
        return line
    new = review.reworded(entry[2], wanted.before, wanted.after)
    return line if new is None else f"{entry[1] or ''}{new}"
