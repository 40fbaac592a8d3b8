"""A rule means exactly the people it says, and a wrong rule means nobody."""

from typing import Any

import pytest

from limpide import contacts
from limpide.channels import Kind
from limpide.contacts import InvalidRuleError, SuppressionReason, read_rule
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

ME = Actor.system("test")
PEOPLE = (
    "reference,language,email,phone,ai_mode,attr.tier,attr.orders,attr.vip,consent.email.news,"
    "consent_evidence\n",
    "ada,fr,ada@x.example,+33600000001,any,gold,12,true,yes,f-1\n",
    "bob,en,bob@x.example,,none,silver,3,false,no,\n",
    "eve,,,+33600000002,any,gold,2.5,,,\n",
    "zoe,fr,,,any,,,,,\n",
)
EVERYBODY = ["ada", "bob", "eve", "zoe"]


async def who(db: Database, rule: dict[str, Any]) -> list[str]:
    condition = read_rule(rule)
    found = await contacts.sample_selected(db, condition, limit=100)
    assert await contacts.count_selected(db, condition) == len(found)
    return sorted(person.reference or "" for person in found)


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        ({}, EVERYBODY),
        ({"attribute": "tier", "is": "gold"}, ["ada", "eve"]),
        ({"attribute": "vip", "is": True}, ["ada"]),
        ({"attribute": "orders", "is": 3}, ["bob"]),
        ({"attribute": "orders", "at_least": 3}, ["ada", "bob"]),
        ({"attribute": "orders", "at_most": 3, "at_least": 2.5}, ["bob", "eve"]),
        ({"attribute": "tier", "at_least": 1}, []),
        ({"attribute": "tier", "known": False}, ["zoe"]),
        ({"language": "fr"}, ["ada", "zoe"]),
        ({"language": None}, ["eve"]),
        ({"ai_mode": "none"}, ["bob"]),
        ({"reachable": "sms"}, ["ada", "eve"]),
        ({"consent": "email.news"}, ["ada"]),
        ({"not": {"consent": "email.news"}}, ["bob", "eve", "zoe"]),
        ({"not": {"attribute": "tier", "is": "gold"}}, ["bob", "zoe"]),
        ({"any": [{"language": "en"}, {"reachable": "sms"}]}, ["ada", "bob", "eve"]),
        ({"all": [{"language": "fr"}, {"not": {"reachable": "email"}}]}, ["zoe"]),
        ({"any": []}, []),
        ({"attribute": "tier", "is": "x' or true --"}, []),
    ],
)
async def test_a_rule_means_whom_it_says(
    db: Database, rule: dict[str, Any], names: list[str]
) -> None:
    await contacts.import_people(db, contacts.read_people(PEOPLE), source="t", actor=ME)
    assert await who(db, rule) == names


async def test_a_suppressed_address_reaches_nobody(db: Database) -> None:
    await contacts.import_people(db, contacts.read_people(PEOPLE), source="t", actor=ME)
    await contacts.suppress(db, Kind.EMAIL, "ada@x.example", SuppressionReason.STOP, actor=ME)
    assert await who(db, {"reachable": "email"}) == ["bob"]


async def test_pages_hold_everybody_once(db: Database) -> None:
    await contacts.import_people(db, contacts.read_people(PEOPLE), source="t", actor=ME)
    first = await contacts.page_selected(db, read_rule({}), limit=3)
    rest = await contacts.page_selected(db, read_rule({}), after=first[-1], limit=3)
    assert len({*first, *rest}) == 4


@pytest.mark.parametrize(
    "rule",
    [
        {"colour": "red"},
        {"language": "fr", "ai_mode": "any"},
        {"attribute": "tier"},
        {"attribute": "Not a name", "is": 1},
        {"attribute": "tier", "at_least": "many"},
        {"reachable": "fax"},
        {"consent": "news"},
        {"ids": ["1"]},
        {"all": {"language": "fr"}},
        {"all": [{"language": "fr"}] * 31},
        {"not": "this"},
    ],
)
def test_a_wrong_rule_is_refused(rule: dict[str, Any]) -> None:
    with pytest.raises(InvalidRuleError):
        read_rule(rule)
