"""What only the owner knows is not found out by trying, whatever window it is tried in."""

from dataclasses import replace
from datetime import timedelta

import pytest

from limpide import flows
from limpide.assistant import Stage
from limpide.assistant.rehearsing import read_script
from limpide.contacts import ContactId
from limpide.flows import Attempted, Caller, Done, IdentityLevel, Ruling, Wanted, Who
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id

ME = Actor.system("test")
ORDER, OTHER = "OLV-20418801", "OLV-20418956"
RIGHT = {ORDER: "69004", OTHER: "69006"}


class Window:
    """Strangers, each in a window of their own."""

    def __init__(self, pool: Pool, workspace: WorkspaceId, known: flows.Catalogue) -> None:
        self.pool, self.workspace, self.known = pool, workspace, known
        self.caller = Caller(pool, workspace, known.actions, actor=ME, allow_private=True)

    async def try_(self, postcode: str, number: str = ORDER, **levels: IdentityLevel) -> Attempted:
        stranger = Who(ContactId(new_id()), levels, {"postcode": postcode})
        return await self.caller.call(
            Wanted(self.known.actions["get_order"], {"number": number}, stranger)
        )


@pytest.fixture
async def window(pool: Pool, retail: WorkspaceId) -> Window:
    async with pool.transaction(retail) as db:
        return Window(pool, retail, await flows.catalogue(db))


async def locked(window: Window) -> None:
    for guess in range(6):
        await window.try_(f"7500{guess}")


async def test_after_five_wrong_guesses_the_right_one_opens_nothing_either(window: Window) -> None:
    wrong = [(await window.try_(f"7500{guess}")).verdict.rule for guess in range(6)]
    right = await window.try_(RIGHT[ORDER])

    assert wrong == ["wrong_facts"] * 5 + ["facts_locked"]
    assert (right.verdict.ruling, right.verdict.rule) == (Ruling.NEEDS_IDENTITY, "facts_locked")


async def test_other_orders_stay_open_and_right_answers_cost_nothing(window: Window) -> None:
    await locked(window)

    answers = [await window.try_(RIGHT[OTHER], OTHER) for _ in range(8)]

    assert all(isinstance(each.outcome, Done) for each in answers)


async def test_its_owner_gets_in_by_a_code_all_the_same(window: Window) -> None:
    await locked(window)
    owner = (await window.try_(RIGHT[ORDER])).owner
    assert owner is not None

    person = Who(ContactId(new_id()), {owner: IdentityLevel.VERIFIED})
    wanted = Wanted(window.known.actions["get_order"], {"number": ORDER}, person)

    assert isinstance((await window.caller.call(wanted)).outcome, Done)


async def test_after_some_hours_it_may_be_tried_again(window: Window) -> None:
    await locked(window)
    async with window.pool.transaction(window.workspace) as db:
        await db.run(
            "update foundation.rate_limits set refilled_at = refilled_at - $1::interval",
            timedelta(hours=7),
        )

    assert isinstance((await window.try_(RIGHT[ORDER])).outcome, Done)


async def test_an_action_without_facts_counts_nothing(window: Window) -> None:
    action = replace(window.known.actions["get_order"], facts=())
    stranger = Who(ContactId(new_id()), {}, {"postcode": "x"})
    for _ in range(7):
        made = await window.caller.call(Wanted(action, {"number": ORDER}, stranger))

        assert made.verdict.rule == "identity"


async def test_the_customer_is_told_and_asked_for_another_proof(
    window: Window, pool: Pool, retail: WorkspaceId
) -> None:
    await locked(window)
    said = [{"says": f"où est ma commande {ORDER} ?"}]
    stage = Stage(pool, retail, read_script({"name": "x", "turns": said}), allow_private=True)

    seen = await stage.perform(said[0])

    assert seen.seen["asks"] == "address"
