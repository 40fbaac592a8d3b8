"""What a leaf of an entry commits to, written again from its row."""

import json

from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Row

from . import entries
from .model import Entry, EntryId


def entry_text(row: Row) -> bytes | None:
    """Give the canonical bytes of an entry's row if its digest is theirs.

    None if it is not, or if the entry was erased.
    """
    if row["salt"] is None:
        return None
    try:
        entry = _entry(row)
    except ValueError:
        return None
    for text in (entries.canonical_bytes(entry), entries.canonical_bytes_once(entry)):
        if entries.commitment(row["salt"], text) == row["digest"]:
            return text
    return None


def _entry(row: Row) -> Entry:
    actor = Actor(ActorKind(row["actor_kind"]), row["actor_id"], row["actor_name"])
    return Entry(
        EntryId(row["id"]),
        row["what"],
        row["about"],
        row["why"],
        actor,
        json.loads(row["data"]),
        row["at"],
        row["digest"],
    )
