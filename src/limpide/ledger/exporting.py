"""The export for an auditor: JSON Lines, described in docs/reference/ledger.md."""

import json
from collections.abc import AsyncIterator
from typing import Any, Final

from limpide.foundation.database import Database, Row

from . import checkpoints, contents, store_tree
from .model import LeafKind

FORMAT: Final = "limpide-ledger-1"
_PAGE: Final = 2_000


async def export(db: Database) -> AsyncIterator[str]:
    """Write the ledger up to its newest checkpoint: a header, then leaves and checkpoints in order.

    Each line ends with a line feed. What was erased has neither salt nor content.
    """
    last = await store_tree.find_last_checkpoint(db)
    size = 0 if last is None else last.size
    yield _line(format=FORMAT, origin=checkpoints.origin_of(db.workspace), size=size)
    for first in range(0, size, _PAGE):
        end = min(first + _PAGE, size)
        notes = {note.size: note for note in await store_tree.list_checkpoints(db, first, end)}
        rows = [
            *await store_tree.list_entry_leaves(db, first, end),
            *await store_tree.list_passport_leaves(db, first, end),
        ]
        for row in sorted(rows, key=lambda row: row["place"]):
            yield _leaf(row)
            note = notes.get(row["place"] + 1)
            if note is not None:
                yield _line(checkpoint=note.note)


def _leaf(row: Row) -> str:
    facts = {"kind": row["kind"], "id": str(row["id"]), "digest": row["digest"].hex()}
    if row["row_tx"] is None:
        return _line(**facts)
    if row["kind"] == LeafKind.PASSPORT.value:
        return _line(**facts, content=row["body"], signature=row["signature"].hex())
    text = contents.entry_text(row)
    if text is None:
        return _line(**facts)
    return _line(**facts, content=text.decode(), salt=row["salt"].hex())


def _line(**values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n"
