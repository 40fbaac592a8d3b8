"""Requests: messages come into being, each with its passport and its job, or are refused."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from limpide import contacts, ledger
from limpide.channels import Kind
from limpide.contacts import ContactId, NoSuchContactError, Refusal, Standing
from limpide.foundation import jobs, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.ledger import Deed

from . import progress, store, store_attempts
from .drafting import Draft, draft, message_of, passport_of
from .model import Message, Queued, Refused, Request, Status
from .permission import Ask, may_leave

ATTEMPT: Final = "delivery.attempt"
# Without a word from the person: channels that cost them nothing and need no screen of ours.
_USUAL_ORDER: Final = (Kind.EMAIL, Kind.SMS, Kind.LETTER)


async def request(db: Database, request: Request, *, actor: Actor) -> Queued | Refused:
    """Make a message and let it leave, or say why it may not.

    The message, its passport, its ledger entry and its job are rows of the caller's transaction.
    Raises NoSuchContactError.
    """
    return (await request_many(db, [request], actor=actor))[0]


async def request_many(
    db: Database, requests: Sequence[Request], *, actor: Actor
) -> Sequence[Queued | Refused]:
    """Do what `request` does for many, in few statements; the answers are in their order."""
    known = await _made_before(db, requests)
    fresh = _first_of_each_key(requests, known)
    answers = await _answer(db, [requests[place] for place in fresh], actor)
    by_place = dict(zip(fresh, answers, strict=True))
    by_key = {key: _queued(message) for key, message in known.items()} | {
        key: answer for place, answer in by_place.items() if (key := requests[place].key)
    }
    return [
        by_place[place] if place in by_place else by_key[request.key or ""]
        for place, request in enumerate(requests)
    ]


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


async def _answer(
    db: Database, requests: Sequence[Request], actor: Actor
) -> Sequence[Queued | Refused]:
    standings = await contacts.list_standings(db, [request.contact for request in requests])
    company = await workspaces.get(db)
    drafts: list[Draft | Refused] = []
    for request in requests:
        standing = _known(standings, request.contact)
        allowed = _allow(request, standing)
        drafts.append(
            allowed if isinstance(allowed, Refused) else draft(request, company, standing, *allowed)
        )
    made = await _make(db, [each for each in drafts if isinstance(each, Draft)])
    await _write_down(db, requests, drafts, actor)
    messages = iter(made)
    return [_queued(next(messages)) if isinstance(each, Draft) else each for each in drafts]


def _known(standings: Mapping[ContactId, Standing], contact: ContactId) -> Standing:
    if contact not in standings:
        raise NoSuchContactError
    return standings[contact]


def _allow(request: Request, standing: Standing) -> tuple[Kind, contacts.Permission] | Refused:
    wishes = standing.channel_order.get(request.purpose) or _USUAL_ORDER
    by_channel: dict[Kind, Refusal] = {}
    for kind in request.kinds or wishes:
        permission = may_leave(standing, Ask.of_request(request), kind)
        if permission.refusal is None:
            return kind, permission
        by_channel[kind] = permission.refusal
    # The first channel is the one that was wanted; without any, nobody can be reached.
    return Refused(next(iter(by_channel.values()), Refusal.NO_ADDRESS), by_channel)


async def _make(db: Database, drafts: Sequence[Draft]) -> Sequence[Message]:
    if not drafts:
        return []
    passports = await ledger.issue_passports(db, [passport_of(each) for each in drafts])
    messages = [
        message_of(each, passport.id) for each, passport in zip(drafts, passports, strict=True)
    ]
    await store.add_messages(db, messages, [each.request.key for each in drafts])
    for made in drafts:
        await store.add_attachments(db, made.id, made.request.content.attachments)
    await _let_go(db, drafts, messages)
    return messages


async def _let_go(db: Database, drafts: Sequence[Draft], messages: Sequence[Message]) -> None:
    waiting: dict[datetime | None, list[dict[str, object]]] = {}
    for made, message in zip(drafts, messages, strict=True):
        if message.status is Status.ACCEPTED:
            await store_attempts.add_immediate(db, message)
            await progress.tell(db, message, Status.ACCEPTED)
        else:
            payload: dict[str, object] = {"message": str(message.id), "attempt": 1}
            waiting.setdefault(made.request.not_before, []).append(payload)
    for not_before, payloads in waiting.items():
        await jobs.enqueue_many(db, ATTEMPT, payloads, not_before=not_before)


async def _write_down(
    db: Database, requests: Sequence[Request], drafts: Sequence[Draft | Refused], actor: Actor
) -> None:
    deeds = [
        each.deed() if isinstance(each, Draft) else _refusal(request, each)
        for request, each in zip(requests, drafts, strict=True)
    ]
    await ledger.record_many(db, deeds, actor=actor)


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
        passport_token=ledger.passport_token(message.passport),
        mail_id=message.threading.message_id,
    )
