"""Obeying: what a customer's words do to a run, before it moves on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from limpide.channels import Kind
from limpide.contacts import ContactId
from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.foundation.i18n import translate
from limpide.foundation.ids import new_id

from . import identity, publishing, store
from .identity import CodeAnswer, Sending
from .model import (
    Cancel,
    Command,
    Consent,
    Fill,
    Memory,
    NotUnderstood,
    Repeat,
    Run,
    RunId,
    RunState,
    SendAgain,
    SlotKind,
    Start,
    Tell,
    WaitFor,
    Waiting,
)

PATIENCE: Final = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run takes place: the conversation, who writes there, by which channel."""

    conversation: UUID
    contact: ContactId
    kind: Kind
    address: str
    language: str
    read_until: UUID


@dataclass(frozen=True, slots=True)
class Moved:
    """A run after its commands, with what must be said before anything else."""

    run: Run
    first: tuple[str, ...] = ()
    rule: str = ""
    hand_over: str | None = None


async def obey(db: Database, place: Place, moved: Moved | None, command: Command) -> Moved | None:
    """Take one command into account; None when there is no run it could move."""
    if isinstance(command, Start):
        return await _start(db, place, command, moved)
    if moved is None:
        return None
    if isinstance(command, Tell | SendAgain):
        return await _identify(db, place, moved, command)
    return _changed(place, moved, command)


def _changed(
    place: Place, moved: Moved, command: Fill | Consent | Cancel | Repeat | NotUnderstood
) -> Moved:
    match command:
        case Fill(slots):
            return _fill(moved, slots)
        case Consent(yes):
            return _consent(moved, yes=yes)
        case Cancel():
            text = translate(place.language, "flows.cancelled")
            cancelled = replace(moved.run, state=RunState.CANCELLED)
            return Moved(cancelled, (text,), "cancelled")
        case Repeat():
            return moved
        case NotUnderstood():
            return _not_understood(place, moved)


async def _start(db: Database, place: Place, command: Start, before: Moved | None) -> Moved | None:
    if before is not None and before.run.flow == command.flow:
        return _fill(before, command.slots)
    known = await publishing.catalogue(db)
    flow = known.flows.get(command.flow)
    if flow is None:
        return before
    run = Run(
        id=RunId(new_id()),
        conversation=place.conversation,
        contact=place.contact,
        flow=flow.name,
        version=flow.version,
        state=RunState.ACTIVE,
        memory=Memory(slots=dict(command.slots)),
        waiting=None,
        asked=0,
        read_until=None,
        updated_at=clock.now(),
    )
    await store.add_run(db, run)
    return Moved(run)


def _fill(moved: Moved, slots: Mapping[str, Any]) -> Moved:
    memory = moved.run.memory
    if any(memory.slots.get(name) != value for name, value in slots.items()):
        memory.slots.update(slots)
        return replace(moved, run=replace(moved.run, memory=memory, asked=0))
    # The same value again changes nothing: it is another try in vain.
    return replace(moved, run=replace(moved.run, asked=moved.run.asked + 1))


def _consent(moved: Moved, *, yes: bool) -> Moved:
    waiting = moved.run.waiting
    if waiting is None or waiting.what is not WaitFor.CONSENT:
        return moved
    memory = moved.run.memory
    memory.consents[waiting.key] = yes
    return replace(moved, run=replace(moved.run, memory=memory, asked=0))


async def _identify(db: Database, place: Place, moved: Moved, command: Tell | SendAgain) -> Moved:
    run, waiting = moved.run, moved.run.waiting
    if waiting is None:
        return moved
    if isinstance(command, SendAgain):
        return await _send_again(db, place, moved, command)
    if waiting.what is WaitFor.FACT:
        run.memory.facts[waiting.name] = command.value
        return replace(moved, run=replace(run, asked=run.asked + 1))
    if waiting.what is WaitFor.ADDRESS:
        run.memory.facts["address"] = command.value.lower()
        return await _send_code(db, place, moved)
    if waiting.what is WaitFor.CODE:
        return await _try_code(db, place, moved, command.value)
    return moved


async def _send_again(db: Database, place: Place, moved: Moved, command: SendAgain) -> Moved:
    run = moved.run
    if run.waiting is None or run.waiting.what is not WaitFor.CODE:
        return moved
    if command.address is not None:
        run.memory.facts["address"] = command.address.lower()
    return await _send_code(db, place, moved)


async def _send_code(db: Database, place: Place, moved: Moved) -> Moved:
    run = moved.run
    address = run.memory.facts["address"]
    owner = identity.owner_in(run.memory.facts)
    language = place.language
    sending = await identity.send_code(
        db, place.conversation, address, owner=owner, language=language
    )
    if sending is not Sending.SENT:
        text = translate(language, f"flows.code_{sending}")
        return Moved(run, (text,), f"identity.{sending}", f"identity.{sending}")
    told = "flows.code_sent" if "@" in address else "flows.code_sent_sms"
    text = translate(language, told, address=address)
    waiting = Waiting(WaitFor.CODE, kind=SlotKind.NUMBER)
    return Moved(replace(run, waiting=waiting, asked=0), (text,), "identity.code_sent")


async def _try_code(db: Database, place: Place, moved: Moved, value: str) -> Moved:
    answer = await identity.check_code(db, place.conversation, value)
    language = place.language
    match answer:
        case CodeAnswer.RIGHT:
            text = translate(language, "flows.code_right")
            return Moved(replace(moved.run, waiting=None, asked=0), (text,))
        case CodeAnswer.WRONG:
            text = translate(language, "flows.code_wrong")
            return Moved(moved.run, (text,), "identity.wrong_code")
        case CodeAnswer.VOID:
            text = translate(language, "flows.code_void")
            return Moved(moved.run, (text,), "identity.locked", "identity.locked")


def _not_understood(place: Place, moved: Moved) -> Moved:
    run = replace(moved.run, asked=moved.run.asked + 1)
    if run.asked >= PATIENCE:
        text = translate(place.language, "flows.not_managed")
        return Moved(run, (text,), "patience", "patience")
    return replace(moved, run=run)
