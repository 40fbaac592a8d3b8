"""A kept turn is decided again as it was, whatever was changed since."""

from pathlib import Path
from typing import Any

from tests.flows.conftest import ShopServer, retail, shop

from limpide import assistant, contacts, conversations, flows, knowledge
from limpide.assistant import Prompt, Reconsidered, Stage, Verdict
from limpide.contacts import AiMode
from limpide.conversations import Direction, Holder
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.knowledge import Terms
from limpide.web import turns

__all__ = ["retail", "shop"]
ME = Actor.system("test")
SAID = ("Bonjour", "où est ma commande OLV-20418801 ?", "69004", "je veux parler à quelqu’un")


async def test_turns_are_decided_again_after_flows_and_actions_have_changed(
    pool: Pool, retail: WorkspaceId, shop: ShopServer
) -> None:
    script = assistant.rehearsing.read_script({"name": "x", "turns": [{"says": x} for x in SAID]})
    stage = Stage(pool, retail, script, allow_private=True)
    kept = [(await stage.perform(turn)).turn for turn in script.turns]

    async with pool.transaction(retail) as db:
        for name in list((await flows.catalogue(db)).flows):
            await flows.retire_flow(db, name, actor=ME)
        await flows.set_connector(db, "shop", "http://127.0.0.1:1", None, actor=ME)
        turns = [await assistant.get_turn(db, turn.id) for turn in kept if turn is not None]

    assert [turn.decision.verdict for turn in turns] == ["social", "flow", "flow", "handover"]
    assert [assistant.replay(turn) for turn in turns] == [turn.decision for turn in turns]
    assert [turn.considered[0]["version"] for turn in turns[1:3]] == [1, 1]


CANCELLED: tuple[dict[str, Any], ...] = (
    {"says": "please cancel my order OLV-20418999"},
    {"says": "priya.n@post.example"},
    {"code": True},
    {"says": "yes"},
    {"approve": True},
)


async def test_what_goes_on_after_a_colleague_decided_is_a_turn_of_its_own(
    pool: Pool, retail: WorkspaceId, shop: ShopServer
) -> None:
    said = {"name": "x", "language": "en", "turns": [*CANCELLED]}
    script = assistant.rehearsing.read_script(said)
    stage = Stage(pool, retail, script, allow_private=True)
    kept = [(await stage.perform(turn)).turn for turn in script.turns][-1]
    assert kept is not None

    assert kept.prompted_by is Prompt.DECISION
    assert (kept.decision.verdict, kept.decision.rule) == (Verdict.FLOW, "flow.resumed")
    assert kept.considered[0]["calls"] == ["cancel_order"]
    assert assistant.replay(kept) == kept.decision
    async with pool.transaction(retail) as db:
        thread = await conversations.thread(db, kept.conversation)
        said_last = thread.messages[-1]
        words = (await turns.of_messages(db, kept.conversation, "en"))[said_last.id]
    assert kept.said == said_last.id
    assert words.understood[0].startswith("A colleague decided")


async def test_who_wants_no_ai_any_more_hears_of_a_decision_from_a_person(
    pool: Pool, retail: WorkspaceId, shop: ShopServer
) -> None:
    said = {"name": "x", "language": "en", "turns": [*CANCELLED]}
    script = assistant.rehearsing.read_script(said)
    stage = Stage(pool, retail, script, allow_private=True)
    kept = [(await stage.perform(turn)).turn for turn in script.turns[:-1]][-1]
    assert kept is not None
    async with pool.transaction(retail) as db:
        contact = (await conversations.get_conversation(db, kept.conversation)).contact
        await contacts.set_ai_mode(db, contact, AiMode.NONE, actor=ME)

    last = (await stage.perform(script.turns[-1])).turn

    assert last is not None
    assert (last.decision.verdict, last.said) == (Verdict.HANDOVER, None)
    async with pool.transaction(retail) as db:
        thread = await conversations.thread(db, kept.conversation)
    assert thread.conversation.holder is Holder.NOBODY
    said_last = [m for m in thread.messages if m.direction is Direction.OUT][-1]
    assert said_last.author_kind == "template"
    assert "cancelled" in next(m for m in thread.messages if m.direction is Direction.NOTE).body


async def test_what_would_be_decided_today_is_said_beside_the_kept_decision(
    pool: Pool, retail: WorkspaceId, shop: ShopServer
) -> None:
    said = {"says": "où est ma commande OLV-20418801 ?"}
    script = assistant.rehearsing.read_script({"name": "x", "turns": [said]})
    turn = (await Stage(pool, retail, script, allow_private=True).perform(said)).turn
    assert turn is not None
    async with pool.transaction(retail) as db:
        assert (await assistant.reconsider(db, turn)) == Reconsidered(turn.decision, ())
        await flows.retire_flow(db, "order_status", actor=ME)

        today = await assistant.reconsider(db, turn)

    assert assistant.replay(turn) == turn.decision
    assert today.decision.verdict is not turn.decision.verdict
    assert ("flow order_status", "1", "-") in today.changed


async def test_a_changed_document_changes_today_and_not_what_was_decided(
    pool: Pool, retail: WorkspaceId, tmp_path: Path
) -> None:
    page = tmp_path / "parking.md"
    page.write_text("# Parking\n\nLe parking du magasin de Lyon est gratuit pendant deux heures.\n")
    approved = Terms(owner="Maud", is_approved=True)
    added = await knowledge.add(pool, retail, str(page), actor=ME, terms=approved)
    said = {"says": "Le parking du magasin de Lyon est-il gratuit ?"}
    script = assistant.rehearsing.read_script({"name": "x", "turns": [said]})
    turn = (await Stage(pool, retail, script, allow_private=True).perform(said)).turn
    assert turn is not None
    assert turn.decision.verdict is Verdict.ANSWER

    async with pool.transaction(retail) as db:
        await knowledge.retire_source(db, added.source, actor=ME)
        today = await assistant.reconsider(db, turn)

    assert assistant.replay(turn) == turn.decision
    assert today.decision.verdict is Verdict.ASK_BACK
    assert any(name.startswith("document ") and now == "-" for name, _, now in today.changed)
