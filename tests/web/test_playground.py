"""In the playground drafts are tried; nothing of it reaches a customer unpublished."""

import json
from html import unescape
from typing import Any

import pytest
from tests.flows.conftest import ShopServer, retail, shop

from limpide import assistant, flows
from limpide.advisors import Role
from limpide.flows import InvalidFlowError
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.rehearsal import rehearsed

from .conftest import Colleague, SignIn

__all__ = ["retail", "shop"]
ME = Actor.system("test")
ORDER = "OLV-20419120"
AGATHE = "agathe.lormeau@courriel.example"
TABLES = ("flows.runs", "flows.calls", "flows.codes", "conversations.messages", "delivery.messages",
          "ledger.entries", "contacts.contacts", "assistant.turns")  # fmt: skip


@pytest.fixture
async def maud(sign_in: SignIn, retail: WorkspaceId) -> Colleague:
    return await sign_in(Role.KNOWLEDGE_OWNER, Role.LEAD, name="Maud")


async def counted(pool: Pool, workspace: WorkspaceId) -> dict[str, int]:
    async with pool.transaction(workspace) as db:
        return {
            table: int(await db.value(f"select count(*) from {table}"))  # pyright: ignore[reportArgumentType]
            for table in TABLES
        }


async def say(colleague: Colleague, *turns: dict[str, Any], **more: str) -> str:
    said, last = turns[:-1], turns[-1]
    do = "say" if "says" in last else "code"
    body = {"turns": json.dumps(said), "text": str(last.get("says", "")), "do": do, **more}
    return unescape((await colleague.post("/playground", body)).text)


async def test_a_conversation_is_played_and_leaves_no_trace(
    maud: Colleague, pool: Pool, retail: WorkspaceId
) -> None:
    await maud.get("/account")
    before = await counted(pool, retail)

    page = await say(maud, {"says": "je veux annuler ma commande"})

    assert "Quel est le numéro" in page or "quelle commande" in page.lower()
    assert await counted(pool, retail) == before


async def test_a_change_is_made_up_and_said_to_be(
    pool: Pool, retail: WorkspaceId, shop: ShopServer
) -> None:
    turns = [{"says": f"je veux annuler ma commande {ORDER}"}, {"says": AGATHE}, {"code": True},
             {"says": "oui"}]  # fmt: skip
    script = assistant.rehearsing.read_script({"name": "x", "turns": turns})

    async with rehearsed(pool, retail) as nothing_lasts:
        stage = assistant.Stage(nothing_lasts, retail, script, allow_private=True)
        seen = [await stage.perform(turn) for turn in turns]

    assert seen[-1].seen["calls"] == ["cancel_order"]
    assert "Terrain d’essai" in seen[-1].said
    assert shop.shop.order(ORDER)["status"] == "prepared"
    async with pool.transaction(retail) as db:
        assert await db.value("select count(*) from flows.calls") == 0


async def test_a_draft_answers_here_and_nowhere_else(pool: Pool, retail: WorkspaceId) -> None:
    async with pool.transaction(retail) as db:
        await flows.save_flow(db, flows.EXAMPLE, actor=ME)
    turns = ({"says": "Pouvez-vous emballer ma commande ?"},)
    script = assistant.rehearsing.read_script({"name": "x", "turns": turns})

    async with rehearsed(pool, retail) as nothing_lasts:
        await assistant.rehearsing.show_drafts(nothing_lasts, retail)
        stage = assistant.Stage(nothing_lasts, retail, script, allow_private=True)
        seen = await stage.perform(turns[0])

    assert seen.seen["flow"] == "gift_wrapping"
    async with pool.transaction(retail) as db:
        assert "gift_wrapping" not in (await flows.catalogue(db)).flows


async def test_what_is_rehearsed_enqueues_and_announces_nothing(
    pool: Pool, retail: WorkspaceId
) -> None:
    script = assistant.rehearsing.read_script({"name": "x", "turns": [{"says": "Bonjour"}]})
    async with rehearsed(pool, retail) as nothing_lasts:
        stage = assistant.Stage(nothing_lasts, retail, script, allow_private=True)
        await stage.perform({"says": "Bonjour"})

    async with pool.transaction(retail) as db:
        assert await db.value("select count(*) from jobs.pgqueuer") == 0


async def test_a_failing_test_keeps_a_draft_from_customers(pool: Pool, retail: WorkspaceId) -> None:
    script = {"turns": [{"says": "où est ma commande ?", "flow": "order_status"}]}
    async with pool.transaction(retail) as db:
        await flows.keep_test(db, "order_status", "suivi", script, actor=ME)
        body = (await flows.list_versions(db, "order_status"))[0].body
        mute = body.replace("  - ask: order\n", "  - hand_over: nobody_knows\n", 1)
        draft = await flows.save_flow(db, mute, actor=ME)
        await flows.keep_test(
            db, None, "demande le numéro",
            {"turns": [{"says": "où est ma commande ?", "asks": "slot:order"}]}, actor=ME,
        )  # fmt: skip

    with pytest.raises(LimpideError, match="demande le numéro"):
        await assistant.rehearsing.publish_checked(
            pool, retail, [("order_status", draft.version)], actor=ME, allow_private=True
        )
    async with pool.transaction(retail) as db:
        assert (await flows.catalogue(db)).flows["order_status"].version == 1


async def test_a_sentence_is_taught_to_a_draft_whose_file_stays_as_it_was_written(
    pool: Pool, retail: WorkspaceId
) -> None:
    async with pool.transaction(retail) as db:
        before = (await flows.list_versions(db, "order_status"))[0].body
        flow = await flows.teach(db, "order_status", "mon petit paquet ?", "fr", actor=ME)
        after = (await flows.list_versions(db, "order_status"))[0].body

    assert flow.examples["fr"][-1] == "mon petit paquet ?"
    changes = [line for line in flows.difference(before, after) if line[:2] in {"+ ", "- "}]
    assert changes == ['+    - "mon petit paquet ?"']


async def test_examples_on_one_line_are_not_guessed_at(pool: Pool, retail: WorkspaceId) -> None:
    from limpide.flows.reading import with_example  # noqa: PLC0415

    with pytest.raises(InvalidFlowError):
        with_example("examples: {fr: [a, b, c]}", "d", "fr")


async def test_the_page_keeps_a_test_plays_it_and_publishes(
    maud: Colleague, pool: Pool, retail: WorkspaceId
) -> None:
    turns = [{"says": "où est ma commande ?"}]
    body = {"turns": json.dumps(turns), "name": "suivi", "beside": "order_status"}
    kept = await maud.post("/playground/keep", body)
    taught = await maud.post(
        "/playground/teach",
        {"turns": json.dumps(turns), "sentence": "le colis, ça vient ?", "flow": "order_status"},
    )
    checked = await maud.post("/playground/tests", {"turns": "[]"})
    published = await maud.post("/playground/publish", {"turns": "[]"})

    assert [each.status_code for each in (kept, taught, checked, published)] == [200] * 4
    assert "comme prévu" in checked.text
    async with pool.transaction(retail) as db:
        assert [each.name for each in await flows.list_tests(db)] == ["suivi"]
        assert (await flows.catalogue(db)).flows["order_status"].version == 2


async def test_a_code_is_given_by_a_button_and_shown(maud: Colleague) -> None:
    page = await say(maud, {"says": "Bonjour"}, {"code": True})

    assert "donne le code" in page


async def test_who_may_not_write_procedures_does_not_play(sign_in: SignIn) -> None:
    claire = await sign_in(Role.ADVISOR, name="Claire")

    assert (await claire.get("/playground")).status_code == 403


async def test_who_writes_but_does_not_publish_is_refused(
    sign_in: SignIn, retail: WorkspaceId
) -> None:
    owner = await sign_in(Role.KNOWLEDGE_OWNER, name="Owner")

    assert (await owner.post("/playground/publish", {"turns": "[]"})).status_code == 403


async def test_what_comes_back_mangled_with_the_form_is_left_out(maud: Colleague) -> None:
    body = {"turns": '[{"says": 3}, {"approve": "yes"}, "x", {"run": "cancel_order"}]', "text": ""}
    page = await maud.post("/playground", body)

    assert page.status_code == 200
    assert "cancel_order" not in unescape(page.text).split('id="tests"')[0]


async def drafted(pool: Pool, workspace: WorkspaceId) -> None:
    """Let the draft of order tracking greet the customer before it asks for the order."""
    async with pool.transaction(workspace) as db:
        body = (await flows.list_versions(db, "order_status"))[0].body
        says = (
            "  - say: {fr: Je regarde tout de suite., en: I will look at once.}\n  - ask: order\n"
        )
        await flows.save_flow(db, body.replace("  - ask: order\n", says, 1), actor=ME)


async def test_draft_and_published_answer_the_same_words_side_by_side(
    maud: Colleague, pool: Pool, retail: WorkspaceId
) -> None:
    await drafted(pool, retail)
    turns = [{"says": "Bonjour"}, {"says": "où est ma commande ?"}]
    body = {"turns": json.dumps(turns), "do": "compare"}
    page = unescape((await maud.post("/playground", body)).text)

    assert "1 tour sur 2 diffère" in page
    assert 'href="#turn-2"' in page
    assert 'href="#turn-1"' not in page
    assert "<ins>Je regarde tout de suite." in page.replace("<ins> ", "<ins>")
    assert page.count("Diffère</span> le texte") == 1


async def test_a_kept_conversation_is_compared_and_goes_on_from_there(
    maud: Colleague, pool: Pool, retail: WorkspaceId
) -> None:
    await drafted(pool, retail)
    script = {"language": "en", "turns": [{"says": "where is my order?", "flow": "order_status"}]}
    async with pool.transaction(retail) as db:
        test = await flows.keep_test(db, "order_status", "tracking", script, actor=ME)
    page = unescape((await maud.post(f"/playground/tests/{test}/compare", {})).text)

    assert "I will look at once." in page
    assert 'name="compare" value="yes"' in page
    more = await say(maud, *script["turns"], {"says": "OLV-20418801"}, compare="yes")  # pyright: ignore[reportArgumentType]
    assert "turn-2" in more


async def test_without_drafts_nothing_differs(maud: Colleague) -> None:
    page = await say(maud, {"says": "où est ma commande ?"}, compare="yes")

    assert "Aucune différence" in page
    assert "<ins>" not in page
    assert "<del>" not in page


async def test_a_draft_that_breaks_stops_its_side_only(
    maud: Colleague, pool: Pool, retail: WorkspaceId
) -> None:
    async with pool.transaction(retail) as db:
        body = (await flows.list_versions(db, "order_status"))[0].body
        text = "  - say: {fr: '{{ 1 / nothing }}', en: '{{ 1 / nothing }}'}\n  - ask: order\n"
        await flows.save_flow(db, body.replace("  - ask: order\n", text, 1), actor=ME)
    page = await say(maud, {"says": "où est ma commande ?"}, compare="yes")

    assert "Un brouillon a échoué ici" in page
    assert "s’est arrêtée avant" in page
