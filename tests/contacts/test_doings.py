"""What people did is counted, and segments can ask for it."""

from datetime import timedelta

import pytest

from limpide import contacts
from limpide.channels import Kind
from limpide.contacts import Contact, InvalidDoingError, InvalidRuleError
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

DAY = timedelta(days=1)


async def who(db: Database, **rule: object) -> list[str | None]:
    found = await contacts.sample_selected(db, contacts.read_rule(rule))
    return [person.name for person in found]


async def test_a_segment_asks_what_people_did_lately_and_how_often(
    db: Database, marie: Contact
) -> None:
    await contacts.note_doing(db, marie.id, "visited_shop", clock.now() - 40 * DAY)
    await contacts.note_doing(db, marie.id, "visited_shop", clock.now() - 10 * DAY)

    assert await who(db, did="visited_shop") == ["Marie Blanc"]
    assert await who(db, did="visited_shop", within_days=30) == ["Marie Blanc"]
    assert await who(db, did="visited_shop", within_days=5) == []
    assert await who(db, did="visited_shop", at_least=2) == ["Marie Blanc"]
    assert await who(db, did="visited_shop", at_least=3) == []
    assert await who(db, did="wrote") == []
    assert await who(db, **{"not": {"did": "wrote"}}) == ["Marie Blanc"]
    (doing,) = await contacts.list_doings(db, marie.id)
    assert (doing.what, doing.times) == ("visited_shop", 2)


@pytest.mark.parametrize("what", ["", "Visited", "a b", "x" * 41, "é"])
async def test_a_doing_has_a_plain_name(db: Database, marie: Contact, what: str) -> None:
    with pytest.raises(InvalidDoingError):
        await contacts.note_doing(db, marie.id, what)


async def test_nothing_is_done_in_the_future(db: Database, marie: Contact) -> None:
    with pytest.raises(InvalidDoingError):
        await contacts.note_doing(db, marie.id, "visited_shop", clock.now() + DAY)


@pytest.mark.parametrize(
    "rule",
    [
        {"did": ""},
        {"did": "wrote", "within_days": 0},
        {"did": "wrote", "at_least": 0},
        {"did": "wrote", "twice": True},
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(rule: dict[str, object]) -> None:
    with pytest.raises(InvalidRuleError):
        contacts.read_rule(rule)


async def test_merged_people_did_what_both_did_and_it_is_given_out(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    other = await contacts.recognise(db, Kind.EMAIL, "m.blanc@example.net", actor=advisor)
    await contacts.note_doing(db, marie.id, "wrote")
    await contacts.note_doing(db, other.id, "wrote")

    await contacts.merge_contact(db, marie.id, other.id)

    (doing,) = await contacts.list_doings(db, marie.id)
    assert doing.times == 2
    assert (await contacts.export_person(db, marie.id))["doings"][0]["what"] == "wrote"
