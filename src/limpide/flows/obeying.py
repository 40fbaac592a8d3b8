"""Obeying: what a customer's words do to a run, before it moves on."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.foundation.i18n import translate
from limpide.foundation.ids import new_id

from . import identity, publishing, recalling, store, undoing
from .identity import CodeAnswer, Sending
from .model import Run, RunId, RunState, SlotKind, WaitFor, Waiting
from .model_commands import (
    Another,
    Cancel,
    Command,
    Consent,
    Fill,
    NotUnderstood,
    PassOver,
    Refuse,
    Repeat,
    SendAgain,
    Start,
    TakeBack,
    Tell,
    WhereWereWe,
)
from .places import Moved, Place

PATIENCE: Final = 3


async def obey(db: Database, place: Place, moved: Moved | None, command: Command) -> Moved | None:
    """Take one command into account; None when there is no run it could move."""
    if isinstance(command, Start):
        return await _start(db, place, command, moved)
    if isinstance(command, TakeBack):
        return Moved(await undoing.begin(db, place, (await publishing.catalogue(db)).actions))
    if moved is None:
        return None
    if isinstance(command, Tell | SendAgain):
        return await _identify(db, place, moved, command)
    if isinstance(command, PassOver | Another | Refuse | WhereWereWe):
        return await _led(db, place, moved, command)
    return _changed(place, moved, command)


async def _led(
    db: Database, place: Place, moved: Moved, command: PassOver | Another | Refuse | WhereWereWe
) -> Moved:
    match command:
        case WhereWereWe():
            return await recalling.where(db, place, moved)
        case PassOver():
            return _pass_over(place, moved)
        case Another(slot):
            return _forget(moved, slot)
        case Refuse():
            return _refuse(place, moved)


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
            return _not_understood(moved)


async def _start(db: Database, place: Place, command: Start, before: Moved | None) -> Moved | None:
    if before is not None and before.run.flow == command.flow and not command.is_new:
        return _fill(before, command.slots)
    known = await publishing.catalogue(db)
    flow = known.flows.get(command.flow)
    if flow is None:
        return before
    waits = None if command.is_new else await recalling.interrupted(db, place, command)
    if waits is not None:
        return Moved(waits)
    now = clock.now()
    run = Run(
        id=RunId(new_id()),
        conversation=place.conversation,
        contact=place.contact,
        flow=flow.name,
        version=flow.version,
        state=RunState.ACTIVE,
        memory=await recalling.beginning(db, place, flow, command),
        waiting=None,
        asked=0,
        read_until=None,
        updated_at=now,
        resumed_at=now,
    )
    await store.add_run(db, run)
    return Moved(run)


def _fill(moved: Moved, slots: Mapping[str, Any]) -> Moved:
    memory = moved.run.memory
    if any(memory.slots.get(name) != value for name, value in slots.items()):
        memory.slots.update(slots)
        memory.passed_over = [name for name in memory.passed_over if name not in slots]
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


def _pass_over(place: Place, moved: Moved) -> Moved:
    """Do without what is not at hand: a list is offered, another proof, or a person after a while.

    Nobody goes on without proving who they are, nor by saying neither yes nor no.
    """
    run, waiting = moved.run, moved.run.waiting
    if waiting is None or waiting.what not in {WaitFor.SLOT, WaitFor.FACT}:
        is_proof = waiting is not None and waiting.what in {WaitFor.ADDRESS, WaitFor.CODE}
        return _refuse(place, moved) if is_proof else _not_understood(moved)
    if waiting.name in run.memory.passed_over:
        return _not_understood(moved)
    run.memory.passed_over.append(waiting.name)
    return replace(moved, run=replace(run, asked=0))


def _forget(moved: Moved, slot: str) -> Moved:
    """Let the customer choose another one, from a list where there is one."""
    memory = moved.run.memory
    memory.slots.pop(slot, None)
    memory.words = ""
    # What is the only one to choose from may still be the wrong one.
    memory.read.append(slot)
    if slot not in memory.passed_over:
        memory.passed_over.append(slot)
    return replace(moved, run=replace(moved.run, memory=memory, asked=0))


def _refuse(place: Place, moved: Moved) -> Moved:
    """Say once why proof is needed; who still does not want to give it gets a person."""
    run = replace(moved.run, asked=moved.run.asked + 1)
    if run.asked > 1:
        return Moved(run, (), "identity.refused", "identity.refused")
    return Moved(run, (translate(place.language, "flows.why_identity"),))


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
        # The code leaves once it is known whose thing it is about.
        run.memory.facts["address"] = command.value.lower()
        return replace(moved, run=replace(run, waiting=None, asked=0))
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


def _not_understood(moved: Moved) -> Moved:
    run = replace(moved.run, asked=moved.run.asked + 1)
    if run.asked >= PATIENCE:
        return Moved(run, (), "patience", "patience")
    return replace(moved, run=run)
