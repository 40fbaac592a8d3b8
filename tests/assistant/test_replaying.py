"""A kept turn is decided again as it was, whatever was changed since."""

from tests.flows.conftest import ShopServer, retail, shop

from limpide import assistant, flows
from limpide.assistant import Stage
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

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
