"""Repeating: whether the same wish again is a repeat of what was done, or a new one."""

import json
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any

from limpide.foundation import clock
from limpide.foundation.database import Database

from . import store_calls, wording
from .model import Action, CallRecord, CallState, RunId


async def is_over(db: Database, action: Action, run: RunId | None, done: CallRecord) -> bool:
    """Say whether what was done belongs to the past, so that the same wish is a new one.

    It does once something else was changed on the same thing (to A, to B, and to A again), or
    after the action's time. Within one run it never does: a turn repeated after a crash repeats
    nothing. What is under way, or perhaps done, is never over.
    """
    if done.state is not CallState.DONE or done.ended_at is None:
        return False
    if run is not None and run == done.run:
        return False
    if clock.now() - done.ended_at >= timedelta(hours=action.same_for_hours):
        return True
    return done.thing is not None and await store_calls.has_changed_since(
        db, done.thing, but=done.id, since=done.ended_at
    )


def thing_of(action: Action, arguments: Mapping[str, Any]) -> str | None:
    """Name what a change touches: what its owner is looked up by; None where nothing says."""
    if not action.changes or action.owner is None or action.owner.look_up is None:
        return None
    known = {
        name: wording.evaluate(source, arguments) for name, source in action.owner.arguments.items()
    }
    text = json.dumps([action.connector, action.owner.look_up, known], sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()
