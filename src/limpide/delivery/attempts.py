"""Attempts: permission asked again, the try recorded, the channel called, the outcome recorded.

The channel is called outside any transaction. A process killed between the two transactions leaves
a message `sending` without an outcome; its job, taken over, finds that and makes it `unsure`.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final
from uuid import UUID

from limpide import contacts, ledger
from limpide.channels import (
    Accepted,
    ChannelDownError,
    Kind,
    Outbound,
    Provider,
    Providers,
    Rejected,
    Unsure,
)
from limpide.contacts import Purpose, Use
from limpide.foundation import jobs, lanes, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.log import log
from limpide.ledger import AuthorKind

from . import (
    failing,
    leaving,
    lists,
    progress,
    providers,
    receipts,
    store,
    store_attempts,
    store_files,
)
from .model import AttemptOutcome, Message, MessageId, Status
from .rendering import Links, outbound

_MAIL: Final = Actor.system("delivery")
_WITH_UNSUBSCRIBE: Final = {Purpose.NEWS, Purpose.OFFERS}
# Each part costs some twenty statements, however large it is.
_TOGETHER: Final = 100
_PARTS_AT_ONCE: Final = 2
# Of what an AI wrote alone, so few that a stop holds within a second: those in hand still leave.
_BY_AI_TOGETHER: Final = 8
_SINGLES_AT_ONCE: Final = 40
# Files of a part: each is in memory several times, as it is, in base64, signed, on its way.
_MOST_BYTES: Final = 8_000_000


def attempt_handler(providers: Providers, base_url: str) -> jobs.Handler:
    """Build the handler of `delivery.attempt` jobs. `base_url` is where passports are opened."""
    # What a killed process leaves behind as «perhaps sent» is never more than these hold together.
    parts, singles = asyncio.Semaphore(_PARTS_AT_ONCE), asyncio.Semaphore(_SINGLES_AT_ONCE)

    async def attempt(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
        due = {MessageId(UUID(id)): int(number) for id, number in payload["due"]}
        office = _Office(pool, workspace, providers, base_url)
        waits: list[float] = []
        for part in _parts(due):
            if len(due) == 1:
                async with singles:
                    wait = await office.hand_over(part)
            else:
                async with parts:
                    with lanes.bulk():
                        wait = await office.hand_over(part)
            if wait is not None:
                waits.append(wait)
        if waits:
            raise jobs.RetryLater(min(waits))

    return attempt


def _parts(due: Mapping[MessageId, int]) -> Iterator[Mapping[MessageId, int]]:
    rest = iter(due.items())
    while part := dict(islice(rest, _TOGETHER)):
        yield part


def _pace(due: Mapping[MessageId, int]) -> AbstractContextManager[None]:
    """One message alone is in a hurry: somebody waits for a code, an answer, a notice."""
    return lanes.hurried() if len(due) == 1 else nullcontext()


@dataclass(frozen=True, slots=True)
class _Begun:
    """What is ready to be handed over; `wait`: seconds until the others try again.

    `later`: what has not been begun, and is asked about again when this is done.
    """

    ready: Sequence[tuple[Message, Provider, Outbound]] = ()
    wait: float | None = None
    later: Sequence[MessageId] = ()


@dataclass(frozen=True, slots=True)
class _Office:
    """One company's attempts, made with what this process has."""

    pool: Pool
    workspace: WorkspaceId
    ways: Providers
    base_url: str

    async def hand_over(self, due: Mapping[MessageId, int]) -> float | None:
        """Hand over what may leave; give the seconds after which the others try again."""
        waits: list[float] = []
        while due:
            begun = await self._hand_over(due)
            if begun.wait is not None:
                waits.append(begun.wait)
            due = {id: due[id] for id in begun.later}
        return min(waits, default=None)

    async def _hand_over(self, due: Mapping[MessageId, int]) -> _Begun:
        try:
            with _pace(due):
                async with self.pool.transaction(self.workspace) as db:
                    begun = await _begin(db, due, self.ways, self.base_url)
        except Exception as error:
            if failing.is_passing(error):
                raise
            return _Begun(wait=await self._one_by_one(due, error))
        given = await asyncio.gather(
            *(provider.channel.send(ready) for _, provider, ready in begun.ready),
            return_exceptions=True,
        )
        outcomes = [failing.outcome_of(each) for each in given]
        ended = [(m, p, o) for (m, p, _), o in zip(begun.ready, outcomes, strict=True)]
        with _pace(due):
            await failing.persist(lambda: self._end(ended))
        return begun

    async def _one_by_one(self, due: Mapping[MessageId, int], error: Exception) -> float | None:
        """Keep what is wrong with one message away from the others."""
        if len(due) > 1:
            waits = [await self.hand_over({id: number}) for id, number in due.items()]
            return min((wait for wait in waits if wait is not None), default=None)
        ((id, number),) = due.items()
        log.error("delivery.broken", message=str(id), error=type(error).__name__, exc_info=error)
        async with self.pool.transaction(self.workspace) as db:
            await failing.break_off(db, id, number, error)
        return None

    async def _end(self, ended: Sequence[providers.Ended]) -> None:
        if ended:
            async with self.pool.transaction(self.workspace) as db:
                await _end_all(db, ended, self.ways)


async def _begin(
    db: Database, due: Mapping[MessageId, int], ways: Providers, base_url: str
) -> _Begun:
    waiting: list[Message] = []
    for message in await store.lock_messages(db, list(due)):
        # Jobs may run twice. Only the due attempt is made, and only once.
        if message.due_attempt != due[message.id]:
            continue
        if message.status is Status.SENDING:
            await _interrupted(db, message)
        elif message.status is Status.QUEUED:
            waiting.append(message)
    waiting, later = _few_by_ai(waiting)
    waiting, heavy = await _light_enough(db, waiting)
    later = [*later, *heavy]
    leaving_now = await leaving.may_leave_now(db, waiting)
    choice = await providers.choose(db, leaving_now, ways)
    await store_attempts.begin_attempts(db, choice.leaving)
    made = await ready(db, [message for message, _ in choice.leaving], base_url)
    carried = [
        (message, provider, outbound)
        for (message, provider), outbound in zip(choice.leaving, made, strict=True)
    ]
    return _Begun(carried, choice.wait, later)


def _few_by_ai(waiting: Sequence[Message]) -> tuple[list[Message], list[MessageId]]:
    """Leave all but a few of an AI's own messages for later, when it may have been stopped."""
    by_ai = [message.id for message in waiting if message.author.kind is AuthorKind.AI]
    later = by_ai[_BY_AI_TOGETHER:]
    left = set(later)
    return [message for message in waiting if message.id not in left], later


async def _light_enough(
    db: Database, waiting: list[Message]
) -> tuple[list[Message], list[MessageId]]:
    """Leave for later what would be too heavy to hold together; one is always taken."""
    ids = [message.id for message in waiting]
    sizes = await store_files.sizes_of(db, ids) if len(ids) > 1 else {}
    held = 0
    heavy: list[MessageId] = []
    for id in ids:
        if held and held + sizes.get(id, 0) > _MOST_BYTES:
            heavy.append(id)
        else:
            held += sizes.get(id, 0)
    left = set(heavy)
    return [message for message in waiting if message.id not in left], heavy


async def ready(db: Database, messages: Sequence[Message], base_url: str) -> Sequence[Outbound]:
    """Make messages ready to travel, in their order."""
    if not messages:
        return []
    company = await workspaces.get(db)
    files = await store_files.files_of(db, [message.id for message in messages])
    letters = [message.contact for message in messages if message.kind is Kind.LETTER]
    people = await contacts.list_standings(db, letters) if letters else {}
    names = {id: standing.contact.name or "" for id, standing in people.items()}
    return [
        outbound(
            message,
            files.get(message.id, ()),
            company,
            _links(db, message, base_url),
            names.get(message.contact, ""),
        )
        async for message in lanes.paced(messages)
    ]


def _links(db: Database, message: Message, base_url: str) -> Links:
    stop = ""
    if message.purpose in _WITH_UNSUBSCRIBE:
        use = Use(message.kind, message.purpose)
        stop = contacts.unsubscribe_token(db, message.contact, use)
    return Links(base_url, contacts.preference_token(db, message.contact), stop)


async def _interrupted(db: Database, message: Message) -> None:
    why = "the process that was sending it ended"
    await store_attempts.end_attempt(
        db, message.id, message.due_attempt, AttemptOutcome.UNSURE, None, why
    )
    await _unsure(db, message, why)


async def _unsure(db: Database, message: Message, why: str) -> None:
    if await progress.advance(db, message, Status.UNSURE):
        log.warning("delivery.unsure", message=str(message.id))
        await ledger.record(db, "message.unsure", about=message.id, why=why, actor=_MAIL)


async def _end_all(db: Database, ended: Sequence[providers.Ended], ways: Providers) -> None:
    due = await store.lock_due(db, [message.id for message, _, _ in ended])
    accepted: list[tuple[Message, int, str, str]] = []
    for before, provider, outcome in ended:
        number = before.due_attempt
        if before.id not in due:
            continue
        if isinstance(outcome, Accepted):
            now = (
                before if due[before.id] == number else replace(before, due_attempt=due[before.id])
            )
            accepted.append((now, number, provider.name, outcome.receipt))
        elif number != due[before.id]:
            # Somebody has settled this attempt and another has begun: what failed here is past.
            await _late(db, before.id, number)
        else:
            await _end(db, await lists.get_message(db, before.id), outcome, ways)
    await _accepted(db, accepted)
    # The last thing: the rows of providers are held by this transaction alone, and shortly.
    await providers.note(db, ended)


async def _end(
    db: Database, message: Message, outcome: Rejected | Unsure | ChannelDownError, ways: Providers
) -> None:
    match outcome:
        case Rejected():
            await failing.rejected(db, message, outcome, ways)
        case ChannelDownError():
            await failing.try_later(db, message, outcome, ways)
        case Unsure(reason):
            await store_attempts.end_attempt(
                db, message.id, message.due_attempt, AttemptOutcome.UNSURE, None, reason
            )
            await _unsure(db, message, "the channel cannot say whether it was sent")


async def _late(db: Database, id: MessageId, number: int) -> None:
    detail = "ended after it was settled"
    await store_attempts.end_attempt(db, id, number, AttemptOutcome.UNSURE, None, detail)


async def _accepted(db: Database, accepted: Sequence[tuple[Message, int, str, str]]) -> None:
    if not accepted:
        return
    # Receipts may have overtaken us: from these locks on, they find the attempt, or we find them.
    await store_attempts.lock_provider_ids(db, [(m.kind, id) for m, _, _, id in accepted])
    await store_attempts.accept_attempts(
        db, [(message.id, number, id) for message, number, _, id in accepted]
    )
    await progress.advance_all(db, [message for message, *_ in accepted], Status.ACCEPTED)
    await receipts.apply_waiting(db, accepted)
