"""Dead letters: what ended without hope; an operator reads why, mends it, and lets it go again.

Replaying is the next attempt of the same message: its passport stays, its permission and its
expiry are asked anew, and it is refused where the message is on its way or may have arrived.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from limpide import contacts, ledger
from limpide.channels import Kind
from limpide.contacts import InvalidAddressError, Refusal
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import queueing, store, store_dead_letters, store_ladders
from .model import RANK, Message, MessageId, Status
from .permission import Ask, may_leave
from .store_dead_letters import Ending

DEAD: Final = (Status.FAILED, Status.EXPIRED, Status.BOUNCED, Status.RETURNED)


class Cause(StrEnum):
    """Why a message ended, by what can be done about it."""

    ADDRESS = "address"
    REFUSED = "refused"
    NOT_TAKEN = "not_taken"
    BROKEN = "broken"
    TOO_LATE = "too_late"


class Obstacle(StrEnum):
    """Why a message is not sent again, where it is not a matter of permission."""

    NOT_DEAD = "not_dead"
    TIME_PAST = "time_past"
    SEEN_ELSEWHERE = "seen_elsewhere"
    TEXT_GONE = "text_gone"
    BAD_ADDRESS = "bad_address"
    FOREIGN_ADDRESS = "foreign_address"


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that ended, and how. `detail`: the provider's own words.

    `refusal`: why it would not be allowed to leave as it is; None where it would.
    """

    message: Message
    cause: Cause
    refusal: Refusal | None
    attempts: int
    provider: str
    detail: str
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Mending:
    """What an operator changes before a replay: the address, and until when it is of use."""

    address: str | None = None
    until: datetime | None = None


async def list_dead_letters(
    db: Database,
    *,
    kind: Kind | None = None,
    reference: UUID | None = None,
    before: MessageId | None = None,
    limit: int = 50,
) -> Sequence[DeadLetter]:
    """List what ended without hope and was not dismissed, the newest first."""
    found = await store_dead_letters.list_dead(db, kind, reference, before, limit)
    standings = await contacts.list_standings(db, [message.contact for message, _ in found])
    refusals = {
        message.id: may_leave(
            standings[message.contact], Ask.of_message(message), message.kind
        ).refusal
        for message, _ in found
    }
    return [
        DeadLetter(
            message=message,
            cause=_cause(message, ending, refusals[message.id]),
            refusal=refusals[message.id],
            attempts=ending.attempts,
            provider=ending.provider,
            detail=ending.detail,
            ended_at=ending.at or message.expires_at,
        )
        for message, ending in found
    ]


async def count_dead_letters(db: Database) -> Mapping[Kind, int]:
    """Count them by channel."""
    return await store_dead_letters.count_dead(db)


async def replay(
    db: Database, ids: Sequence[MessageId], mending: Mending | None = None, *, actor: Actor
) -> Mapping[MessageId, Obstacle | Refusal | None]:
    """Let dead letters go again; of each that does not, say why. Asked twice, it goes once."""
    mending = mending or Mending()
    answers: dict[MessageId, Obstacle | Refusal | None] = dict.fromkeys(ids, Obstacle.NOT_DEAD)
    for message in await store.lock_messages(db, list(ids)):
        answers[message.id] = await _replay(db, message, mending, actor)
    return answers


async def dismiss(db: Database, ids: Sequence[MessageId], *, why: str, actor: Actor) -> int:
    """Let dead letters be, and count them. They leave the list; the ledger keeps why."""
    dismissed = await store_dead_letters.dismiss(db, ids)
    for id in dismissed:
        await ledger.record(db, "message.dismissed", about=id, why=why, actor=actor)
    return len(dismissed)


async def _replay(
    db: Database, message: Message, mending: Mending, actor: Actor
) -> Obstacle | Refusal | None:
    until = mending.until or message.expires_at
    obstacle = await _obstacle(db, message, until)
    if obstacle is not None:
        return obstacle
    address = message.address
    if mending.address is not None:
        corrected = await _corrected(db, message, mending.address, actor)
        if isinstance(corrected, Obstacle):
            return corrected
        address = corrected
    standing = await contacts.get_standing(db, message.contact)
    ask = Ask(message.purpose, message.author.kind, message.is_fact, message.answering, address)
    refusal = may_leave(standing, ask, message.kind).refusal
    if refusal is not None:
        return refusal
    again = await store_dead_letters.revive(db, message, address, until)
    await ledger.record(
        db,
        "message.replayed",
        about=message.id,
        why="an operator let it go again",
        actor=actor,
        data={
            "attempt": again.due_attempt,
            "was": message.status.value,
            "corrected": address != message.address,
        },
    )
    await queueing.enqueue(db, [again])
    return None


async def _obstacle(db: Database, message: Message, until: datetime) -> Obstacle | None:
    if message.status not in DEAD:
        return Obstacle.NOT_DEAD
    if not (message.text or message.subject or message.html):
        return Obstacle.TEXT_GONE
    if await _is_served_elsewhere(db, message):
        return Obstacle.SEEN_ELSEWHERE
    return Obstacle.TIME_PAST if until <= clock.now() else None


async def _is_served_elsewhere(db: Database, message: Message) -> bool:
    """Say whether another rung of its ladder reached a channel, and was not lost there."""
    if message.ladder is None:
        return False
    statuses = await store_ladders.statuses(db, message.ladder)
    return any(
        RANK[status] >= RANK[Status.ACCEPTED] and status not in DEAD
        for place, status in statuses.items()
        if place != message.rung
    )


async def _corrected(db: Database, message: Message, address: str, actor: Actor) -> str | Obstacle:
    try:
        # A savepoint: an address that is refused leaves nothing behind.
        async with db.savepoint():
            found = await contacts.add_address(
                db, message.contact, message.kind, address, actor=actor
            )
    except InvalidAddressError:
        return Obstacle.BAD_ADDRESS
    return found.value if found.contact == message.contact else Obstacle.FOREIGN_ADDRESS


def _cause(message: Message, ending: Ending, refusal: Refusal | None) -> Cause:
    if message.status in {Status.BOUNCED, Status.RETURNED} or refusal is Refusal.SUPPRESSED:
        return Cause.ADDRESS
    if message.status is Status.FAILED:
        return Cause.REFUSED
    if ending.attempts == 0:
        return Cause.TOO_LATE
    return Cause.NOT_TAKEN if ending.provider else Cause.BROKEN
