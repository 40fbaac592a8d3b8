"""The customer beside the conversation: their choices, what was sent, what the AI knows, orders."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from limpide import contacts, conversations, delivery, flows, ledger
from limpide.channels import Kind
from limpide.contacts import Contact, RecordedChoice
from limpide.conversations import ConversationId, Direction, Message, Thread
from limpide.flows import Action, Attempted, Caller, Done, IdentityLevel, Wanted, Who
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.foundation.i18n import translate
from limpide.web import pages
from limpide.web.sign_in import Staff, Talker

from . import undoing

router = APIRouter(prefix="/inbox")
_LATELY = 5
_MOST_FIELDS = 40
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class LookUp:
    """A read-only action an advisor may ask for. `fields`: its arguments, with what fits of the
    conversation already in them.
    """

    name: str
    title: str
    fields: Mapping[str, str]


@router.get("/{id}/panel")
async def panel(request: Request, db: http.Transaction, member: Staff, id: UUID) -> Response:
    """Draw what is known of the customer."""
    language = pages.language_of(request, member.advisor.language)
    thread = await conversations.thread(db, ConversationId(id))
    contact = await contacts.get_contact(db, thread.conversation.contact)
    sent = await delivery.list_messages(db, contact.id, limit=_LATELY)
    html = pages.fragment(
        request,
        "inbox/_panel.html",
        language=language,
        csrf=member.csrf,
        open=thread.conversation.id,
        contact=contact,
        choices=_latest(await contacts.list_choices(db, contact.id)),
        sent=[(each, ledger.passport_token(each.passport)) for each in sent],
        known={**contact.attributes, **await _told(db, thread)},
        look_ups=await _look_ups(db, thread, language),
        changes=await undoing.shown(db, thread.conversation.id, language),
        unsure=await flows.unheard_in(db, thread.conversation.id),
        told="",
        survey=await conversations.surveys.latest_of(db, thread.conversation.id),
    )
    return HTMLResponse(html)


@router.post("/{id}/look-up/{name}")
async def look_up(
    request: Request,
    house: http.CurrentHouse,
    workspace: http.CurrentWorkspace,
    member: Talker,
    id: UUID,
    name: str,
) -> Response:
    """Look something up in another system for this customer, inside the policy of every action."""
    form = await request.form()
    async with house.pool.transaction(workspace.id) as db:
        known = (await flows.catalogue(db)).actions
        thread = await conversations.get_conversation(db, ConversationId(id))
        contact = await contacts.get_contact(db, thread.contact)
    action = known.get(name)
    if action is None or action.changes:
        raise flows.NoSuchActionError
    given = {key: str(form.get(key, ""))[:_LONGEST].strip() for key in _fields(action)}
    private = house.settings.actions_private_addresses
    caller = Caller(house.pool, workspace.id, known, actor=member.actor, allow_private=private)
    arguments = {key: value for key, value in given.items() if value}
    made = await caller.call(Wanted(action, arguments, _who(contact)))
    language = pages.language_of(request, member.advisor.language)
    html = pages.fragment(
        request, "inbox/_looked_up.html", language=language, **_told_of(made, language)
    )
    return HTMLResponse(html)


def _who(contact: Contact) -> Who:
    """Say how surely each address is the customer's: an advisor's look proves no more."""
    levels = {
        each.value: IdentityLevel.VERIFIED if each.verified_at else IdentityLevel.RECOGNISED
        for each in contact.addresses
        if each.kind != Kind.CHAT
    }
    return Who(contact.id, levels)


def _told_of(made: Attempted, language: str) -> dict[str, Any]:
    if isinstance(made.outcome, Done):
        return {"fields": list(_flat(made.outcome.value))[:_MOST_FIELDS], "reason": ""}
    rule = made.verdict.rule.partition(".")[0]
    if made.verdict.ruling is flows.Ruling.ALLOWED:
        return {"fields": [], "reason": translate(language, "web.inbox.look_up_failed")}
    return {"fields": [], "reason": translate(language, f"flows.ruling.{rule}")}


def _flat(value: object, path: str = "") -> Sequence[tuple[str, str]]:
    """Write a nested answer as lines: where a value stands, and the value."""
    if isinstance(value, Mapping):
        pairs = [(str(key), each) for key, each in value.items()]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    elif isinstance(value, list):
        pairs = [(str(place + 1), each) for place, each in enumerate(value)]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    else:
        return [(path, "" if value is None else str(value))]
    lines: list[tuple[str, str]] = []
    for key, each in pairs:
        lines += _flat(each, f"{path} › {key}" if path else key)
    return lines


async def _look_ups(db: Database, thread: Thread, language: str) -> list[LookUp]:
    actions = (await flows.catalogue(db)).actions.values()
    said = [message for message in thread.messages if message.direction is Direction.IN]
    return [
        LookUp(
            action.name,
            action.title.get(language) or action.name,
            {key: _guess(rule, said) for key, rule in _fields(action).items()},
        )
        for action in actions
        if not action.changes and action.owner is not None
    ]


def _fields(action: Action) -> dict[str, Mapping[str, Any]]:
    properties: Mapping[str, Any] = action.takes.get("properties", {})
    return {key: rule for key, rule in properties.items() if rule.get("type") == "string"}


def _guess(rule: Mapping[str, Any], said: Sequence[Message]) -> str:
    """Find in the customer's last words what a field's own pattern fits."""
    pattern = str(rule.get("pattern", "")).removeprefix("^").removesuffix("$")
    if not pattern:
        return ""
    for message in reversed(said):
        found = re.search(pattern, f"{message.subject} {message.body}")
        if found:
            return found[0]
    return ""


async def _told(db: Database, thread: Thread) -> dict[str, str]:
    """Gather what the assistant remembers of this conversation's procedures."""
    told: dict[str, str] = {}
    for run in await flows.list_runs(db, thread.conversation.id):
        told |= {name: str(value) for name, value in run.memory.slots.items()}
    return told


def _latest(choices: Sequence[RecordedChoice]) -> list[RecordedChoice]:
    last = {each.use: each for each in choices}
    return sorted(last.values(), key=lambda each: each.given_at, reverse=True)
