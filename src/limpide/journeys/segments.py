"""Segments: named rules over people, with a live count."""

from collections.abc import Mapping, Sequence
from typing import Any

from limpide import contacts, ledger
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import new_id

from . import store_campaigns
from .model import Segment, SegmentId


class NoSuchSegmentError(LimpideError):
    """There is no such segment."""

    status = 404


async def save_segment(
    db: Database, name: str, rule: Mapping[str, Any], *, actor: Actor
) -> Segment:
    """Save a rule under a name, in the place of an older one. Raises InvalidRuleError."""
    contacts.read_rule(rule)
    id = await store_campaigns.save_segment(db, SegmentId(new_id()), name, rule)
    await ledger.record(db, "segment.saved", about=id, why=name, actor=actor)
    return Segment(id, name, rule)


async def get_segment(db: Database, id: SegmentId) -> Segment:
    """Get a segment. Raises NoSuchSegmentError."""
    found = await store_campaigns.find_segment(db, id)
    if found is None:
        raise NoSuchSegmentError
    return found


async def list_segments(db: Database) -> Sequence[Segment]:
    """List all segments by name."""
    return await store_campaigns.list_segments(db)
