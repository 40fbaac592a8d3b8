"""Requests: a message comes into being, with its passport and its job, or is refused."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from limpide import contacts, ledger
from limpide.channels import Kind
from limpide.contacts import Permission, Refusal
from limpide.foundation import clock, jobs, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.i18n import known
from limpide.foundation.ids import new_id
from limpide.foundation.workspaces import Workspace
from limpide.ledger import Passport, PassportDraft, PermissionUsed, Weight

from . import progress, store, store_attempts
from .mailing import mail_id
from .model import (
    AttemptOutcome,
    Message,
    MessageId,
    Queued,
    Refused,
    Request,
    Status,
)
from .permission import Ask, may_leave
from .rendering import weight

ATTEMPT: Final = "delivery.attempt"
# Without a word from the person: channels that cost them nothing and need no screen of ours.
_USUAL_ORDER: Final = (Kind.EMAIL, Kind.SMS, Kind.LETTER)
_LIFETIME: Final = timedelta(days=3)
# The page reads chat messages from our own tables: they are handed over when this commits.
_IN_HOUSE: Final = {Kind.CHAT}


async def request(db: Database, request: Request, *, actor: Actor) -> Queued | Refused:
    """Make a message and let it leave, or say why it may not.

    The message, its passport, its ledger entry and its job are rows of the caller's transaction.
    """
    if request.key is not None and (earlier := await _earlier(db, request.key)):
        return _queued(earlier)
    by_channel: dict[Kind, Refusal] = {}
    for kind in await _kinds(db, request):
        permission = await may_leave(db, _ask(request), kind)
        if permission.refusal is None:
            return await _make(db, request, kind, permission, actor)
        by_channel[kind] = permission.refusal
    return await _refuse(db, request, by_channel, actor)


async def _kinds(db: Database, request: Request) -> tuple[Kind, ...]:
    if request.kinds:
        return request.kinds
    wishes = (await contacts.preferences(db, request.contact)).channel_order
    return wishes.get(request.purpose) or _USUAL_ORDER


def _ask(request: Request) -> Ask:
    return Ask(
        request.contact,
        request.purpose,
        request.author.kind,
        request.is_fact,
        request.answering,
        request.address,
    )


async def _refuse(
    db: Database, request: Request, by_channel: dict[Kind, Refusal], actor: Actor
) -> Refused:
    # The first channel is the one that was wanted; without any, nobody can be reached.
    refusal = next(iter(by_channel.values()), Refusal.NO_ADDRESS)
    await ledger.record(
        db,
        "message.refused",
        about=request.contact,
        why=refusal.value,
        actor=actor,
        data={
            "purpose": request.purpose.value,
            "reference": str(request.reference or ""),
            "channels": {kind.value: reason.value for kind, reason in by_channel.items()},
        },
    )
    return Refused(refusal, by_channel)


async def _make(
    db: Database, request: Request, kind: Kind, permission: Permission, actor: Actor
) -> Queued:
    workspace = await workspaces.get(db)
    id = MessageId(new_id())
    language = await _language(db, request, workspace)
    passport = await ledger.issue_passport(
        db, _draft(request, kind, permission, workspace, (id, language))
    )
    message = _message(request, kind, permission, passport, (id, language, workspace))
    await store.add_message(db, message, request.key)
    await store.add_attachments(db, id, request.content.attachments)
    await _record(db, message, permission, actor)
    return await _let_go(db, message, request)


async def _earlier(db: Database, key: str) -> Message | None:
    # Of two transactions with one key, the second waits here, then finds the first one's message.
    await store.lock_key(db, key)
    return await store.find_by_key(db, key)


async def _language(db: Database, request: Request, workspace: Workspace) -> str:
    if request.language:
        return known(request.language)
    person = await contacts.get_contact(db, request.contact)
    return known(person.language or workspace.language)


def _draft(
    request: Request,
    kind: Kind,
    permission: Permission,
    workspace: Workspace,
    made: tuple[MessageId, str],
) -> PassportDraft:
    weighed = weight(kind, request.content)
    return PassportDraft(
        message=made[0],
        company=workspace.legal_name,
        channels=(kind.value,),
        author=request.author,
        reason=request.reason,
        permission=PermissionUsed(request.purpose.value, permission.basis or "", permission.choice),
        language=made[1],
        text=request.content.text,
        weight=Weight(weighed.low, weighed.central, weighed.high, weighed.factors),
        sources=request.sources,
    )


def _message(
    request: Request,
    kind: Kind,
    permission: Permission,
    passport: Passport,
    made: tuple[MessageId, str, Workspace],
) -> Message:
    id, language, workspace = made
    domain = workspace.mail_address.rpartition("@")[2]
    return Message(
        id=id,
        contact=request.contact,
        kind=kind,
        address=permission.address or "",
        purpose=request.purpose,
        importance=request.importance,
        status=Status.QUEUED,
        author=request.author,
        is_fact=request.is_fact,
        answering=request.answering,
        language=language,
        subject=request.content.subject,
        text=request.content.text,
        html=request.content.html,
        threading=replace(request.threading, message_id=mail_id(id, domain)),
        reference=request.reference,
        passport=passport.id,
        requested_at=clock.now(),
        expires_at=request.expires_at or (request.not_before or clock.now()) + _LIFETIME,
        due_attempt=1,
        refusal=None,
    )


async def _record(db: Database, message: Message, permission: Permission, actor: Actor) -> None:
    await ledger.record(
        db,
        "message.requested",
        about=message.id,
        why=f"{message.purpose} by {message.kind}",
        actor=actor,
        data={
            "contact": str(message.contact),
            "author": message.author.kind.value,
            "basis": permission.basis or "",
            "choice": str(permission.choice or ""),
            "passport": str(message.passport),
        },
    )


async def _let_go(db: Database, message: Message, request: Request) -> Queued:
    if message.kind not in _IN_HOUSE:
        payload = {"message": str(message.id), "attempt": 1}
        await jobs.enqueue(db, ATTEMPT, payload, not_before=request.not_before)
        return _queued(message)
    await store_attempts.add_attempt(db, message, 1)
    await store_attempts.end_attempt(
        db, message.id, 1, AttemptOutcome.ACCEPTED, str(message.id), ""
    )
    await progress.advance(db, message, Status.ACCEPTED)
    return _queued(replace(message, status=Status.ACCEPTED))


def _queued(message: Message) -> Queued:
    return Queued(
        message=message.id,
        kind=message.kind,
        status=message.status,
        passport=message.passport,
        passport_token=ledger.passport_token(message.passport),
        mail_id=message.threading.message_id,
    )
