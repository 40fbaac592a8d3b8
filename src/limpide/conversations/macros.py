"""Macros: what an advisor does often, kept under a name, shown before it acts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final
from uuid import UUID

from limpide import contacts, ledger
from limpide.foundation import clock, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import assigning, desk, handing, receiving, store_macros
from .model import Conversation, ConversationId, Holder, Status
from .model_desk import Macro, Needs

VARIABLES: Final = ("contact", "first_name", "advisor", "company", "subject")
ASSIGNMENTS: Final = ("", "me", "nobody", "auto")
_PLACE: Final = re.compile(r"\{(\w+)\}")
_LONGEST: Final = 20_000
_LONGEST_NAME: Final = 60


class InvalidMacroError(LimpideError):
    """A macro has a name of its own and does something; a reply knows only the named variables."""

    status: ClassVar[int] = 422


class NoSuchMacroError(LimpideError):
    """There is no such macro."""

    status: ClassVar[int] = 404


@dataclass(frozen=True, slots=True)
class Filled:
    """A macro for one conversation. `is_translated`: its reply is in the customer's language."""

    macro: Macro
    text: str
    note: str
    is_translated: bool


async def put(db: Database, macro: Macro, *, actor: Actor) -> None:
    """Keep a macro, new or changed. Raises InvalidMacroError."""
    unknown = {name for text in macro.texts.values() for name in _PLACE.findall(text)}
    too_long = any(len(text) > _LONGEST for text in (*macro.texts.values(), macro.note))
    is_named = 0 < len(macro.name.strip()) <= _LONGEST_NAME
    does = macro.texts or macro.note or macro.labels or macro.assign or macro.status
    if unknown - {*VARIABLES} or too_long or not is_named or not (does or macro.snooze):
        raise InvalidMacroError
    if not await store_macros.put(db, macro):
        raise InvalidMacroError
    await ledger.record(db, "macro.saved", about=macro.id, why=macro.name, actor=actor)


async def remove(db: Database, id: UUID, *, actor: Actor) -> bool:
    """Forget a macro."""
    removed = await store_macros.remove(db, id)
    if removed:
        await ledger.record(db, "macro.removed", about=id, why="asked", actor=actor)
    return removed


async def list_macros(db: Database) -> Sequence[Macro]:
    """List macros by name."""
    return await store_macros.list_macros(db)


async def fill(db: Database, id: UUID, conversation: ConversationId, advisor: str) -> Filled:
    """Say what a macro would do here, and do nothing. Raises NoSuchMacroError."""
    macro = next((one for one in await list_macros(db) if one.id == id), None)
    if macro is None:
        raise NoSuchMacroError
    thread = await receiving.get_conversation(db, conversation)
    values = await _values(db, thread, advisor)
    text = macro.texts.get(thread.language) or next(iter(macro.texts.values()), "")
    is_translated = not macro.texts or bool(macro.texts.get(thread.language))
    return Filled(macro, fill_in(text, values), fill_in(macro.note, values), is_translated)


async def act(
    db: Database,
    filled: Filled,
    conversation: ConversationId,
    advisor: UUID,
    name: str,
    *,
    actor: Actor,
) -> None:
    """Do all of a macro but its reply, which leaves by the road of every reply."""
    macro = filled.macro
    if filled.note:
        await desk.note(db, conversation, filled.note, advisor, actor=actor)
    for label in macro.labels:
        await desk.label(db, conversation, label)
    await _assign(db, macro.assign, conversation, advisor, name, actor)
    if macro.snooze is not None:
        until = clock.now() + macro.snooze.span
        await desk.snooze(db, conversation, until, actor=actor)
    elif macro.status is Status.RESOLVED:
        await desk.resolve(db, conversation, actor=actor)
    elif macro.status is Status.OPEN:
        await desk.reopen(db, conversation, actor=actor)


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """Put values in their places; a value is never read again for places of its own."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)


async def _assign(
    db: Database, to: str, conversation: ConversationId, advisor: UUID, name: str, actor: Actor
) -> None:
    match to:
        case "":
            return
        case "me":
            await handing.take(db, conversation, advisor, name, actor=actor)
        case "nobody" | "auto":
            thread = await handing.assign(db, conversation, None, "", actor=actor)
            if to == "auto":
                await assigning.place(db, thread, but=advisor)
        case _:
            thread = await receiving.locked(db, conversation)
            if thread.holder is not Holder.NOBODY:
                await handing.assign(db, conversation, None, "", actor=actor)
            needs = Needs(UUID(to), thread.skill, thread.importance)
            await assigning.set_needs(db, conversation, needs, actor=actor)


async def _values(db: Database, thread: Conversation, advisor: str) -> dict[str, str]:
    person = await contacts.get_contact(db, thread.contact)
    company = await workspaces.get(db)
    name = (person.name or thread.contact_name).strip()
    return {
        "contact": name,
        "first_name": name.split(" ")[0],
        "advisor": advisor,
        "company": company.name,
        "subject": thread.subject,
    }
