"""Macros do several things in one, and what they and bulk actions did can be undone."""

from uuid import UUID

import pytest

from limpide import conversations
from limpide.conversations import Macro, Received, Snooze, Status
from limpide.conversations.macros import InvalidMacroError, fill_in
from limpide.conversations.undoing import NothingToUndoError
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from .conftest import mail

macros, undoing = conversations.macros, conversations.undoing


def _macro(**more: object) -> Macro:
    texts = {"fr": "Bonjour {first_name}, {company} s’en occupe."}
    return Macro(new_id(), "Colis perdu", texts, **more)  # pyright: ignore[reportArgumentType]


async def test_a_macro_is_filled_in_for_its_conversation_and_does_nothing_yet(
    db: Database, advisor: Actor
) -> None:
    asked = await conversations.receive(db, mail("Où est-il ?", "<1@x>", name="Agathe Roux"))
    macro = _macro(note="vu par {advisor}", labels=("colis",))
    await macros.put(db, macro, actor=advisor)
    filled = await macros.fill(db, macro.id, asked.conversation, "Claire")

    assert filled.text == "Bonjour Agathe, Maison Olvera s’en occupe."
    assert filled.note == "vu par Claire"
    assert (await conversations.thread(db, asked.conversation)).labels == ()


async def test_a_macro_does_all_of_it_and_undoing_puts_all_back(
    db: Database, claire: UUID, advisor: Actor
) -> None:
    asked = await conversations.receive(db, mail("Où est-il ?", "<1@x>"))
    await conversations.label(db, asked.conversation, "vieux")
    macro = _macro(labels=("colis",), assign="me", status=Status.RESOLVED)
    await macros.put(db, macro, actor=advisor)
    before = await conversations.thread(db, asked.conversation)
    undo = await undoing.remember(db, [asked.conversation], "macro", claire)
    filled = await macros.fill(db, macro.id, asked.conversation, "Claire")
    await macros.act(db, filled, asked.conversation, claire, "Claire", actor=advisor)

    done = await conversations.thread(db, asked.conversation)
    assert (done.conversation.status, done.conversation.assignee) == (Status.RESOLVED, claire)
    assert done.labels == ("colis", "vieux")
    await undoing.undo(db, undo, claire, actor=advisor)
    after = await conversations.thread(db, asked.conversation)
    assert (after.conversation, after.labels) == (before.conversation, before.labels)
    with pytest.raises(NothingToUndoError):
        await undoing.undo(db, undo, claire, actor=advisor)


async def test_nobody_undoes_what_a_colleague_did(
    db: Database, asked: Received, claire: UUID, advisor: Actor
) -> None:
    undo = await undoing.remember(db, [asked.conversation], "resolve", claire)
    with pytest.raises(NothingToUndoError):
        await undoing.undo(db, undo, new_id(), actor=advisor)


async def test_who_wrote_meanwhile_is_not_put_away_again(
    db: Database, claire: UUID, advisor: Actor
) -> None:
    asked = await conversations.receive(db, mail("Où est-il ?", "<1@x>"))
    await conversations.snooze(db, asked.conversation, clock.now(), actor=advisor)
    undo = await undoing.remember(db, [asked.conversation], "reopen", claire)
    await conversations.reopen(db, asked.conversation, actor=advisor)
    await conversations.receive(db, mail("Allô ?", "<2@x>", conversation=asked.conversation))
    await undoing.undo(db, undo, claire, actor=advisor)
    thread = await conversations.get_conversation(db, asked.conversation)
    assert thread.status is Status.OPEN


async def test_a_macro_that_does_nothing_or_knows_an_unknown_word_is_refused(
    db: Database, advisor: Actor
) -> None:
    for wrong in (
        Macro(new_id(), "Rien", {}),
        Macro(new_id(), "", {"fr": "Bonjour"}),
        Macro(new_id(), "Mot", {"fr": "Bonjour {nom}"}),
    ):
        with pytest.raises(InvalidMacroError):
            await macros.put(db, wrong, actor=advisor)
    await macros.put(db, _macro(snooze=Snooze.DAY), actor=advisor)
    with pytest.raises(InvalidMacroError):
        await macros.put(db, _macro(), actor=advisor)


def test_a_value_is_not_read_again_for_places() -> None:
    assert fill_in("{contact} {x}", {"contact": "{company}", "company": "O"}) == "{company} {x}"
