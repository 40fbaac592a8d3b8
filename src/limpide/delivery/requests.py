"""Requests: messages come into being, each with its passport and its job, or are refused."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from limpide import contacts, ledger
from limpide.contacts import ContactId, NoSuchContactError, Refusal, Standing
from limpide.foundation import clock, lanes, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id
from limpide.foundation.workspaces import Workspace
from limpide.ledger import Deed

from . import avoided, ladders, progress, queueing, setting, store, store_attempts, store_files
from .consenting import with_allowances
from .drafting import Draft, draft, message_of, passport_of
from .labels import named
from .model import LadderId, LadderPart, Message, Queued, Refused, Request, Status
from .planning import Plan, make_plan
from .policy import Naming


async def request(db: Database, request: Request, *, actor: Actor) -> Queued | Refused:
    """Make a message and let it leave, or say why it may not.

    The message, its passport, its ledger entry and its job are rows of the caller's transaction.
    Raises NoSuchContactError.
    """
    return (await request_many(db, [request], actor=actor))[0]


async def request_many(
    db: Database,
    requests: Sequence[Request],
    *,
    standings: Mapping[ContactId, Standing] | None = None,
    actor: Actor,
) -> Sequence[Queued | Refused]:
    """Do what `request` does for many, in few statements; the answers are in their order.

    `standings`: of those people, where the caller has read them in this transaction.
    """
    known = await _made_before(db, requests)
    places = _first_of_each_key(requests, known)
    fresh = [requests[place] for place in places]
    if standings is None:
        standings = await contacts.list_standings(db, [request.contact for request in fresh])
    answers = await _answer(db, fresh, standings, actor)
    by_place = dict(zip(places, answers, strict=True))
    by_key = {key: _queued(message) for key, message in known.items()} | {
        key: answer for place, answer in by_place.items() if (key := requests[place].key)
    }
    return [
        by_place[place] if place in by_place else by_key[request.key or ""]
        for place, request in enumerate(requests)
    ]


async def made_before(db: Database, keys: Sequence[str]) -> Mapping[str, Queued]:
    """Give the messages that were made with some keys; the keys are held until the end."""
    if not keys:
        return {}
    await store.lock_keys(db, sorted(keys))
    return {key: _queued(message) for key, message in (await store.find_by_keys(db, keys)).items()}


async def _made_before(db: Database, requests: Sequence[Request]) -> Mapping[str, Message]:
    keys = sorted({request.key for request in requests if request.key})
    if not keys:
        return {}
    # Of two transactions with one key, the second waits here, then finds the first one's message.
    await store.lock_keys(db, keys)
    return await store.find_by_keys(db, keys)


def _first_of_each_key(requests: Sequence[Request], known: Mapping[str, Message]) -> list[int]:
    seen = set(known)
    fresh: list[int] = []
    for place, request in enumerate(requests):
        if not request.key or request.key not in seen:
            fresh.append(place)
        if request.key:
            seen.add(request.key)
    return fresh


async def plan(db: Database, request: Request) -> Plan:
    """Explain how a request would go out, and send nothing. Raises NoSuchContactError."""
    return (await plan_many(db, [request]))[0]


async def plan_many(
    db: Database,
    requests: Sequence[Request],
    *,
    standings: Mapping[ContactId, Standing] | None = None,
) -> Sequence[Plan]:
    """Explain how requests would go out, in their order, in few statements.

    `standings`: of those people, where the caller has read them in this transaction.
    """
    if standings is None:
        standings = await contacts.list_standings(db, [request.contact for request in requests])
    found = await setting.of(db, requests, standings, await workspaces.get(db))
    return [
        make_plan(each, _known(standings, each.contact), found)
        async for each in lanes.paced(requests)
    ]


async def _answer(
    db: Database,
    requests: Sequence[Request],
    standings: Mapping[ContactId, Standing],
    actor: Actor,
) -> Sequence[Queued | Refused]:
    company = await workspaces.get(db)
    for request in requests:
        _known(standings, request.contact)
    found = await setting.of(db, requests, standings, company)
    requests = [_named(each, found.policy.naming) for each in requests]
    plans = [
        make_plan(each, standings[each.contact], found) async for each in lanes.paced(requests)
    ]
    drafts = [
        _refused(made) or _drafts(request, company, standings[request.contact], made)
        async for request, made in lanes.paced(list(zip(requests, plans, strict=True)))
    ]
    started = [each for each in drafts if not isinstance(each, Refused)]
    await _start_ladders(db, requests, plans, drafts)
    begun = [one for each in started for one in each]
    deeds = _deeds(requests, drafts)
    messages = {m.id: m for m in await _make(db, begun, deeds, actor)}
    await avoided.note_refused(db, requests, drafts)
    return [each if isinstance(each, Refused) else _queued(messages[each[0].id]) for each in drafts]


def _named(request: Request, naming: Naming) -> Request:
    author = named(request.author, naming)
    return request if author is request.author else replace(request, author=author)


def _known(standings: Mapping[ContactId, Standing], contact: ContactId) -> Standing:
    if contact not in standings:
        raise NoSuchContactError
    return standings[contact]


def _refused(plan: Plan) -> Refused | None:
    if plan.rungs:
        return None
    # The first channel is the one that was wanted; without any, nobody can be reached.
    return Refused(next(iter(plan.excluded.values()), Refusal.NO_ADDRESS), plan.excluded)


def _drafts(request: Request, company: Workspace, standing: Standing, plan: Plan) -> list[Draft]:
    part = request.part
    if part is None and plan.is_ladder:
        part = LadderPart(LadderId(new_id()), 1, tuple(rung.kind for rung in plan.rungs))
    return [
        draft(request, company, standing, rung, part and replace(part, place=part.place + ahead))
        for ahead, rung in enumerate(plan.begun)
    ]


async def _start_ladders(
    db: Database,
    requests: Sequence[Request],
    plans: Sequence[Plan],
    drafts: Sequence[list[Draft] | Refused],
) -> None:
    for request, made, begun in zip(requests, plans, drafts, strict=True):
        if not isinstance(begun, Refused) and request.part is None and begun[0].part:
            await ladders.start(db, begun[0].part, request, made)


async def _make(
    db: Database, drafts: Sequence[Draft], deeds: Sequence[Deed], actor: Actor
) -> Sequence[Message]:
    if not drafts:
        await ledger.record_many(db, deeds, actor=actor)
        return []
    drafts = await with_allowances(db, drafts)
    said = [passport_of(each) async for each in lanes.paced(drafts)]
    passports = await ledger.issue_passports(db, said, deeds, actor=actor)
    now = clock.now()
    messages = [
        message_of(each, passport, now)
        async for each, passport in lanes.paced(list(zip(drafts, passports, strict=True)))
    ]
    # Of the channels that begin together, the first carries the key.
    keys = [each.request.key if each.place == 1 else None for each in drafts]
    await store.add_messages(db, messages, keys)
    await store_files.add_files(db, [(made.id, made.content.attachments) for made in drafts])
    await _let_go(db, drafts, messages)
    return messages


async def _let_go(db: Database, drafts: Sequence[Draft], messages: Sequence[Message]) -> None:
    now: list[Message] = []
    later: list[tuple[Message, datetime]] = []
    for made, message in zip(drafts, messages, strict=True):
        if message.status is Status.ACCEPTED:
            await store_attempts.add_immediate(db, message)
            await progress.tell(db, [message], Status.ACCEPTED)
        elif made.rung.at <= message.requested_at:
            now.append(message)
        else:
            later.append((message, made.rung.at))
    await queueing.enqueue(db, now)
    await queueing.set_timers(db, later)


def _deeds(requests: Sequence[Request], drafts: Sequence[list[Draft] | Refused]) -> list[Deed]:
    deeds: list[Deed] = []
    for request, each in zip(requests, drafts, strict=True):
        if isinstance(each, Refused):
            deeds.append(_refusal(request, each))
        else:
            deeds += [one.deed() for one in each]
    return deeds


def _refusal(request: Request, refused: Refused) -> Deed:
    return Deed(
        "message.refused",
        about=request.contact,
        why=refused.refusal.value,
        data={
            "purpose": request.purpose.value,
            "reference": str(request.reference or ""),
            "channels": {kind.value: why.value for kind, why in refused.by_channel.items()},
        },
    )


def _queued(message: Message) -> Queued:
    return Queued(
        message=message.id,
        kind=message.kind,
        status=message.status,
        passport=message.passport,
        mail_id=message.threading.message_id,
        ladder=message.ladder,
    )
