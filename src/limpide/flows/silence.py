"""Silence: when a customer who says nothing is asked, once, whether they are still there."""

from datetime import timedelta
from typing import Final

from limpide import ledger
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import publishing, store
from .model import Run, RunState, WaitFor

# Long enough to look for an order number, short enough that the page is still open.
_MINUTES: Final = 3
_MOST: Final = 60


class InvalidSilenceError(LimpideError):
    """Minutes of silence are between 0 (never) and 60."""

    status = 422


async def silence_minutes(db: Database) -> int:
    """Give after how many minutes the company has its customers asked; 0 is never."""
    found = await store.find_silence(db)
    return _MINUTES if found is None else found


async def set_silence_minutes(db: Database, minutes: int, *, actor: Actor) -> None:
    """Keep after how many minutes of silence customers are asked. Raises InvalidSilenceError."""
    if not 0 <= minutes <= _MOST:
        raise InvalidSilenceError
    await store.put_silence(db, minutes)
    await ledger.record(
        db, "flows.silence_changed", about=db.workspace, why=f"{minutes} minutes", actor=actor
    )


async def asked_after(db: Database, run: Run) -> timedelta | None:
    """Say after how much silence a run's customer is asked; None: it waits for no word of theirs.

    What the flow says goes before what the company says.
    """
    waiting = run.waiting
    if run.state is not RunState.ACTIVE or waiting is None or waiting.what is WaitFor.APPROVAL:
        return None
    flow = await publishing.flow_version(db, run.flow, run.version)
    own = flow.silence_minutes
    minutes = await silence_minutes(db) if own is None else own
    return timedelta(minutes=minutes) if minutes else None


def was_asked(run: Run) -> bool:
    """Say whether a run's customer was asked already, since their last word."""
    return _key(run) in run.memory.said


async def note_asked(db: Database, run: Run) -> None:
    """Note that a run's customer was asked about their silence."""
    run.memory.said.append(_key(run))
    await store.save_run(db, run)


def _key(run: Run) -> str:
    return f"silence:{run.read_until}"
