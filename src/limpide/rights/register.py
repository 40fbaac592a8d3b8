"""The register of requests: each with its deadline, its days of grace, and its end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from limpide import contacts, delivery, ledger
from limpide.contacts import ContactId
from limpide.foundation import clock, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from . import store
from .deadlines import ANSWER_MONTHS, MORE_MONTHS, months_after
from .erasing import ERASE
from .model import Kind, NoSuchRequestError, Request, RequestEndedError, RequestId, State, Via

GRACE: Final = timedelta(days=7)
_STOPPING: Final = {Kind.ERASURE, Kind.RESTRICTION, Kind.OBJECTION}
_LONGEST_NOTE: Final = 2000


async def ask(
    db: Database,
    contact: ContactId,
    kind: Kind,
    *,
    via: Via,
    note: str = "",
    received_at: datetime | None = None,
    actor: Actor,
) -> Request:
    """Take a request in, or give the open one of its kind. Raises NoSuchContactError.

    An erasure waits seven days and can be cancelled meanwhile; it, a restriction and an objection
    stop the use of the person's data at once.
    """
    await contacts.get_contact(db, contact)
    now = clock.now()
    received = min(received_at or now, now)
    new = Request(
        id=RequestId(new_id()),
        contact=contact,
        kind=kind,
        state=State.WAITING if kind is Kind.ERASURE else State.OPEN,
        via=via,
        note=note[:_LONGEST_NOTE],
        received_at=received,
        due_at=months_after(received, ANSWER_MONTHS),
        erase_at=now + GRACE if kind is Kind.ERASURE else None,
    )
    if not await store.add_request(db, new):
        return await store.find_open(db, contact, kind) or new
    await _record(db, "request.received", new, kind.value, actor)
    if kind in _STOPPING:
        await contacts.restrict(db, contact, is_restricted=True, why=kind.value, actor=actor)
        await delivery.withdraw_queued(db, contact)
    if new.erase_at is not None:
        await timers.set_timer(db, new.erase_at, ERASE, {"request": new.id}, key=_key(new.id))
    return new


async def cancel(db: Database, id: RequestId, *, why: str, actor: Actor) -> Request:
    """Take a request back; an erasure does not happen, and a stop ends. Raises RequestEndedError.

    Raises NoSuchRequestError.
    """
    return await _end(db, id, State.CANCELLED, why, actor)


async def finish(
    db: Database, id: RequestId, *, is_granted: bool, why: str, actor: Actor
) -> Request:
    """End a request: granted, or refused with the reason the person is told (article 12(4)).

    A restriction that was granted stays. Raises NoSuchRequestError, RequestEndedError.
    """
    return await _end(db, id, State.DONE if is_granted else State.REFUSED, why, actor)


async def extend(db: Database, id: RequestId, *, why: str, actor: Actor) -> Request:
    """Take two more months for a complex request. Raises NoSuchRequestError, RequestEndedError."""
    found = await _open(db, id)
    latest = months_after(found.received_at, ANSWER_MONTHS + MORE_MONTHS)
    changed = replace(found, due_at=latest, why=why)
    await store.save_request(db, changed)
    await _record(db, "request.extended", changed, why, actor)
    return changed


async def get_request(db: Database, id: RequestId) -> Request:
    """Get a request. Raises NoSuchRequestError."""
    found = await store.find_request(db, id)
    if found is None:
        raise NoSuchRequestError
    return found


async def list_requests(
    db: Database, *, ended: bool = False, limit: int = 200
) -> Sequence[Request]:
    """List open requests, the next deadline first; or those that ended, the newest first."""
    return await store.list_requests(db, ended=ended, limit=limit)


async def requests_of(db: Database, contact: ContactId) -> Sequence[Request]:
    """List a person's requests, newest first."""
    return await store.requests_of(db, contact)


async def _end(db: Database, id: RequestId, state: State, why: str, actor: Actor) -> Request:
    found = await _open(db, id)
    if found.state is State.WAITING and state is State.DONE:
        raise RequestEndedError("An erasure ends by itself when its days of grace are over.")
    changed = replace(found, state=state, ended_at=clock.now(), why=why)
    await store.save_request(db, changed)
    await timers.cancel(db, _key(id))
    await _record(db, f"request.{state}", changed, why, actor)
    stays = state is State.DONE or await _stopped_by_another(db, found)
    if found.kind in _STOPPING and not stays:
        await contacts.restrict(db, found.contact, is_restricted=False, why=why, actor=actor)
    return changed


async def _stopped_by_another(db: Database, ended: Request) -> bool:
    others = [each for each in await store.requests_of(db, ended.contact) if each.id != ended.id]
    granted = (State.OPEN, State.WAITING, State.DONE)
    return any(each.kind in _STOPPING and each.state in granted for each in others)


async def _open(db: Database, id: RequestId) -> Request:
    found = await store.lock_request(db, id)
    if found is None:
        raise NoSuchRequestError
    if not found.is_open:
        raise RequestEndedError
    return found


async def _record(db: Database, what: str, request: Request, why: str, actor: Actor) -> None:
    data = {"request": str(request.id), "kind": request.kind.value}
    await ledger.record(db, what, about=request.contact, why=why, actor=actor, data=data)


def _key(id: RequestId) -> str:
    return f"{ERASE}:{id}"
