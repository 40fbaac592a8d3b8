"""Merging: one contact takes over what belongs to another, and gives it back on demand."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import store_doings, store_merging
from .model import AiMode, ContactId

# The stricter wish wins: what one of the two records allowed, the person may have taken back.
_STRICTNESS: Final = tuple(AiMode)
_LATER: Final = ("paused_until", "restricted_at")
_TOGETHER: Final = ("attributes", "pauses")
Moved = Mapping[str, Sequence[str]]


class NotMergeableError(LimpideError):
    """Two different contacts can be merged, when neither is merged or about to be erased."""

    status = 409


async def merge_contact(db: Database, kept: ContactId, gone: ContactId) -> Mapping[str, Any]:
    """Let `kept` take over from `gone`, and give what `part_contact` needs to undo it.

    Raises NotMergeableError. The rooms above move what is theirs in the same transaction.
    """
    if kept == gone or len(await store_merging.lock(db, sorted((kept, gone)))) != 2:
        raise NotMergeableError
    before = await store_merging.fields_of(db, kept)
    after = _joined(before, await store_merging.fields_of(db, gone))
    moved = await store_merging.hand_over(db, gone, kept)
    copied = await store_merging.copy_manners(db, gone, kept)
    await store_merging.save_fields(db, kept, after)
    did = await store_doings.copy(db, gone, kept)
    await store_merging.set_merged(db, gone, kept)
    return {"moved": moved, "copied": copied, "before": before, "after": after, "did": did}


async def part_contact(
    db: Database, kept: ContactId, gone: ContactId, done: Mapping[str, Any]
) -> None:
    """Undo a merge. What changed since stays with `kept`."""
    await store_merging.set_merged(db, gone, None)
    await store_merging.hand_over(db, kept, gone, only=done["moved"])
    await store_merging.drop_manners(db, kept, done["copied"])
    # Merges from before this was noted keep their counts.
    await store_doings.take_back(db, kept, done.get("did", ()))
    today = await store_merging.fields_of(db, kept)
    before, after = done["before"], done["after"]
    fields = {
        name: before[name] if value == after.get(name) and name in before else value
        for name, value in today.items()
    }
    await store_merging.save_fields(db, kept, fields)


async def list_merged(db: Database, kept: ContactId) -> Sequence[ContactId]:
    """List who was merged into a contact."""
    return await store_merging.list_merged(db, kept)


def _joined(kept: Mapping[str, Any], gone: Mapping[str, Any]) -> dict[str, Any]:
    joined = {name: gone[name] if value is None else value for name, value in kept.items()}
    if kept["quiet_from"] is not None:
        joined |= {name: kept[name] for name in ("quiet_from", "quiet_to")}
    joined["ai_mode"] = max(kept["ai_mode"], gone["ai_mode"], key=_STRICTNESS.index)
    for name in _TOGETHER:
        joined[name] = {**gone[name], **kept[name]}
    for name in _LATER:
        joined[name] = max(filter(None, (kept[name], gone[name])), default=None)
    return joined
