"""Unheard: changes of which no answer came are looked after by a timer, whatever dies meanwhile."""

from datetime import timedelta
from typing import Final

from limpide.foundation import clock, timers
from limpide.foundation.database import Database

from .model import CallId, CallRecord, CallState

SETTLE: Final = "flows.settle_call"
# A call that has run for longer belongs to a process that died.
STALE: Final = timedelta(seconds=60)
# After the turn that was interrupted has had its chance to go on by itself.
_LOOKED_AFTER: Final = STALE + timedelta(seconds=30)
# When it is asked again what became of a change, counted from the last time.
_PAUSES: Final = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))


def is_under_way(call: CallRecord) -> bool:
    """Say whether a call is being made at this moment, as far as can be known."""
    if call.state is not CallState.RUNNING or call.started_at is None:
        return False
    return clock.now() - call.started_at < STALE


async def look_after(db: Database, id: CallId) -> None:
    """Have a call looked at should its process never note how it ended."""
    await _set(db, id, _LOOKED_AFTER, 0)


async def ask_later(db: Database, id: CallId, asked: int = 0) -> bool:
    """Have the other side asked again after a while; False when it was asked often enough."""
    if asked >= len(_PAUSES):
        return False
    await _set(db, id, _PAUSES[asked], asked + 1)
    return True


async def heard(db: Database, id: CallId) -> None:
    """Forget the timer: it is known how the call ended."""
    await timers.cancel(db, _key(id))


async def _set(db: Database, id: CallId, after: timedelta, asked: int) -> None:
    payload = {"call": str(id), "asked": asked}
    await timers.set_timer(db, clock.now() + after, SETTLE, payload, key=_key(id))


def _key(id: CallId) -> str:
    return f"call:{id}"
