"""What is known of a person is used for advice only by their yes, which is kept as their choice."""

from collections.abc import Sequence

import pytest

from limpide import assistant, contacts, flows, ledger
from limpide.assistant import Stage
from limpide.assistant.rehearsing import Observed
from limpide.channels import Kind
from limpide.contacts import Contact, DataUse, DataWish
from limpide.flows import InvalidFlowError
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

ME = Actor.system("test")
AGATHE = "agathe.lormeau@courriel.example"
TOM = "tom.whitfield@post.example"
CIRCLE, ORDERS = "attribute.circle", "attribute.orders"


async def known(pool: Pool, workspace: WorkspaceId, address: str, **attributes: str) -> Contact:
    """Give a person of whom the company knows something."""
    async with pool.transaction(workspace) as db:
        made = await contacts.recognise(db, Kind.EMAIL, address, name="Somebody", actor=ME)
        await contacts.set_attributes(db, made.id, attributes, actor=ME)
        return made


async def allowed(pool: Pool, workspace: WorkspaceId, person: Contact) -> set[str]:
    async with pool.transaction(workspace) as db:
        held = (await contacts.data_uses.list_allowed(db, [person.id])).get(person.id, ())
    return {each.datum for each in held if each.use is DataUse.REPLIES and each.with_ai}


async def talk(pool: Pool, workspace: WorkspaceId, language: str, *said: str) -> Sequence[Observed]:
    """Play a conversation; «#» is the code that was sent."""
    turns = [{"code": True} if each == "#" else {"says": each} for each in said]
    data = {"name": "advice", "language": language, "turns": turns}
    stage = Stage(pool, workspace, assistant.rehearsing.read_script(data), allow_private=True)
    return [await stage.perform(turn) for turn in turns]


async def test_a_yes_is_asked_first_then_proved_used_and_kept(
    pool: Pool, retail: WorkspaceId
) -> None:
    agathe = await known(pool, retail, AGATHE, circle="osier", orders="3")

    asked, proving, code, kind, answer = await talk(
        pool, retail, "fr", "Conseillez-moi d’après mes achats", "oui", AGATHE, "#", "une lampe"
    )

    assert asked.seen["asks"] == "consent"
    assert "vos commandes chez nous et la matière que vous aimez" in asked.said
    assert "sans cela, je cherche dans le catalogue seul" in asked.said
    assert (proving.seen["asks"], code.seen["asks"]) == ("address", "code")
    assert kind.seen["asks"] == "slot:kind"
    shown, left_out = answer.said.split("Vous avez déjà")
    assert "ce qui est en osier puisque" in shown
    assert shown.index("Suspension Osier") < shown.index("Lampadaire Roseau")
    assert "Brindille" not in shown and "Brindille" in left_out  # noqa: PT018 (one sentence)
    assert await allowed(pool, retail, agathe) == {CIRCLE, ORDERS}
    async with pool.transaction(retail) as db:
        entries = await ledger.entries_about(db, agathe.id)
    assert f"{CIRCLE} for replies: yes, with AI" in {
        each.why.split(" until")[0] for each in entries
    }


async def test_a_no_looks_at_nothing_and_the_catalogue_alone_answers(
    pool: Pool, retail: WorkspaceId
) -> None:
    agathe = await known(pool, retail, AGATHE, circle="osier", orders="3")

    asked, kind, answer = await talk(
        pool, retail, "en", "Advise me from what I bought", "no thanks", "a lamp"
    )

    assert "May I use your orders with us and the material you like?" in asked.said
    assert kind.seen["asks"] == "slot:kind"
    assert answer.seen["calls"] == ["find_products"]
    assert "Brindille table lamp" in answer.said
    assert "already" not in answer.said
    assert await allowed(pool, retail, agathe) == set()


async def test_who_has_proved_who_they_are_is_asked_for_what_they_did_not_allow_yet(
    pool: Pool, retail: WorkspaceId
) -> None:
    tom = await known(pool, retail, TOM, circle="brass", orders="2")
    async with pool.transaction(retail) as db:
        wish = DataWish(is_allowed=True, with_ai=True)
        await contacts.data_uses.choose(
            db, tom.id, {(CIRCLE, DataUse.REPLIES): wish}, source="/p", actor=ME
        )

    *_, asked, answer = await talk(
        pool, retail, "en", "I want to cancel my order OLV-20419007", TOM, "#", "no",
        "I am looking for a lamp for about 200 euros", "yes",
    )  # fmt: skip

    assert "May I use your orders with us?" in asked.said
    assert answer.said.index("Brindille table lamp") < answer.said.index("Galet wall light")
    assert "You already have, so I leave out: Roseau floor lamp" in answer.said
    assert await allowed(pool, retail, tom) == {CIRCLE, ORDERS}


async def test_a_no_is_not_asked_again_in_the_same_conversation(
    pool: Pool, retail: WorkspaceId
) -> None:
    await known(pool, retail, TOM, orders="2")

    *_, first, again = await talk(
        pool, retail, "en", "I want to cancel my order OLV-20419007", TOM, "#", "no",
        "I am looking for a lamp for about 200 euros", "no",
        "now find me a plant for 50 euros",
    )  # fmt: skip

    assert "Galet wall light" in first.said
    assert again.seen["state"] == "done"
    assert "monstera" in again.said.lower()


async def test_of_whom_nothing_is_known_nothing_is_asked(pool: Pool, retail: WorkspaceId) -> None:
    *_, answer = await talk(
        pool, retail, "en", "I want to cancel my order OLV-20419007", TOM, "#", "no",
        "I am looking for a lamp for about 200 euros",
    )  # fmt: skip

    assert answer.seen["state"] == "done"
    assert "Galet wall light" in answer.said


async def test_orders_that_cannot_be_read_are_said_to_be_left_out(
    pool: Pool, retail: WorkspaceId
) -> None:
    await known(pool, retail, TOM, circle="brass", orders="2")
    data = {"name": "advice", "language": "en", "turns": [{"says": "hello"}]}
    stage = Stage(pool, retail, assistant.rehearsing.read_script(data), allow_private=True)
    for turn in ({"says": "I want to cancel my order OLV-20419007"}, {"says": TOM},
                 {"code": True}, {"says": "no"}):  # fmt: skip
        await stage.perform(turn)
    async with pool.transaction(retail) as db:
        await flows.set_connector(db, "shop", "http://127.0.0.1:9", None, actor=ME)
    await stage.perform({"says": "Advise me from what I bought"})
    answer = await stage.perform({"says": "yes"})

    assert "I cannot read your orders at the moment, so I look without them." in answer.said
    assert answer.seen["asks"] == "slot:kind"


@pytest.mark.parametrize("name", ["circle", "name", "attribute."])
def test_data_is_named_as_the_persons_page_names_it(name: str) -> None:
    step = f"  - personal: {{{name}: {{fr: a, en: a}}}}\n    question: {{fr: ok, en: ok}}\n"
    body = flows.EXAMPLE.replace("steps:\n", f"steps:\n{step}", 1)

    with pytest.raises(InvalidFlowError):
        flows.read_flow(body)
