"""Asking: what was perhaps sent is looked up at its provider, where that can be asked.

Found: it was sent. Asked twice, minutes apart, and unknown both times: it was not, and goes again.
Anything else leaves it to a person.
"""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from limpide import ledger
from limpide.channels import Accepted, Askable, Never, Outbound, Providers, Unsure
from limpide.foundation import clock, jobs, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.log import log

from . import attempts, progress, receipts, store, store_attempts, store_providers, unsure
from .facts import BecameUnsure
from .jobs import ASK
from .model import Attempt, Message, MessageId, Status

_DELIVERY: Final = Actor.system("delivery")
# Providers list what they took with some delay: the first look comes a minute later.
_PAUSES: Final = (60.0, 300.0, 1800.0, 7200.0, 28_800.0)
_ENOUGH: Final = 2


async def on_unsure(db: Database, fact: BecameUnsure) -> None:
    """Have a message looked up that was perhaps sent, if its provider can be asked."""
    message = await store.lock_message(db, MessageId(fact.message))
    if message is None or message.status is not Status.UNSURE:
        return
    attempt = await _attempt(db, message)
    known = await store_providers.list_providers(db)
    if attempt and any(
        (p.kind, p.name) == (message.kind, attempt.provider) for p in known if p.can_be_asked
    ):
        await _ask_later(db, message, place=0, absent=0)


def ask_handler(providers: Providers, base_url: str) -> jobs.Handler:
    """Build the job `delivery.ask`: look one message up, outside any transaction."""

    async def ask(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
        id, number = MessageId(UUID(payload["message"])), int(payload["number"])
        async with pool.transaction(workspace) as db:
            asked = await _question(db, id, number, providers, base_url)
        if asked is None:
            return
        channel, outbound, attempt = asked
        answer = await channel.ask(outbound, attempt.started_at)
        async with pool.transaction(workspace) as db:
            message = await store.lock_message(db, id)
            if message is not None and _is_open(message, number):
                await _heard(db, message, attempt, answer, payload)

    return ask


async def _question(
    db: Database, id: MessageId, number: int, providers: Providers, base_url: str
) -> tuple[Askable, Outbound, Attempt] | None:
    message = await store.find_message(db, id)
    if message is None or not _is_open(message, number):
        return None
    attempt = await _attempt(db, message)
    for each in providers.get(message.kind, ()):
        if attempt and each.name == attempt.provider and isinstance(each.channel, Askable):
            (outbound,) = await attempts.ready(db, [message], base_url)
            return each.channel, outbound, attempt
    return None


async def _heard(
    db: Database,
    message: Message,
    attempt: Attempt,
    answer: Accepted | Never | Unsure,
    payload: dict[str, Any],
) -> None:
    absent = int(payload["absent"]) + 1 if isinstance(answer, Never) else 0
    if isinstance(answer, Accepted):
        await _found(db, message, attempt, answer.receipt)
    elif absent >= _ENOUGH:
        why = "its provider was asked twice and never got it"
        await unsure.resolve_unsure(db, message.id, was_sent=False, why=why, actor=_DELIVERY)
    else:
        await _ask_later(db, message, place=int(payload["place"]) + 1, absent=absent)


async def _found(db: Database, message: Message, attempt: Attempt, receipt: str) -> None:
    log.info("delivery.unsure_found", message=str(message.id))
    why = "its provider was asked, and has it"
    await ledger.record(db, "message.found_sent", about=message.id, why=why, actor=_DELIVERY)
    await store_attempts.lock_provider_ids(db, [(message.kind, receipt)])
    await store_attempts.accept_attempts(db, [(message.id, attempt.number, receipt)])
    await progress.advance(db, message, Status.ACCEPTED)
    found = [(message, attempt.number, attempt.provider, receipt)]
    await receipts.apply_waiting(db, found)


async def _ask_later(db: Database, message: Message, *, place: int, absent: int) -> None:
    if place >= len(_PAUSES):
        return
    payload = {
        "message": str(message.id),
        "number": message.due_attempt,
        "place": place,
        "absent": absent,
    }
    due = clock.now() + timedelta(seconds=_PAUSES[place])
    await timers.set_timer(db, due, ASK, payload, key=f"ask:{message.id}")


async def _attempt(db: Database, message: Message) -> Attempt | None:
    made = await store_attempts.list_attempts(db, message.id)
    return next((each for each in made if each.number == message.due_attempt), None)


def _is_open(message: Message, number: int) -> bool:
    return message.status is Status.UNSURE and message.due_attempt == number
