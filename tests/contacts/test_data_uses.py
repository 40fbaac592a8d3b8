"""What a company knows of a person makes a text personal only by their yes, for each use."""

from datetime import timedelta

import pytest

from limpide import contacts, ledger
from limpide.channels import Kind
from limpide.contacts import Contact, ContactId, DataUse, DataWish, Ground, Purpose
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

ME = Actor.system("test")
CITY = "attribute.city"
TEXT = "Bonjour Agathe, notre boutique de Lyon vous attend."


@pytest.fixture
async def agathe(db: Database) -> Contact:
    made = await contacts.recognise(
        db, Kind.EMAIL, "agathe@courriel.example", name="Agathe Lormeau", actor=ME
    )
    await contacts.set_attributes(db, made.id, {"city": "Lyon", "circle": "laiton"}, actor=ME)
    return await contacts.get_contact(db, made.id)


async def allow(db: Database, person: ContactId, use: DataUse, wish: DataWish) -> None:
    await contacts.data_uses.choose(db, person, {(CITY, use): wish}, source="/p", actor=ME)


async def ground(
    db: Database, person: Contact, *, with_ai: bool = False, known: str = ""
) -> Ground:
    used = await contacts.data_uses.used_in(
        db, person, TEXT, DataUse.REPLIES, with_ai=with_ai, known=known
    )
    return next(each.ground for each in used if each.name == CITY)


async def test_what_nobody_allowed_is_refused_and_a_name_only_greets(
    db: Database, agathe: Contact
) -> None:
    used = await contacts.data_uses.used_in(db, agathe, TEXT, DataUse.REPLIES, with_ai=False)
    assert [(each.name, each.value, each.ground) for each in used] == [
        ("name", "Agathe", Ground.NEEDED),
        (CITY, "Lyon", Ground.REFUSED),
    ]


async def test_what_somebody_says_themselves_may_be_taken_up(db: Database, agathe: Contact) -> None:
    assert await ground(db, agathe, known="J’habite à Lyon.") is Ground.GIVEN


async def test_a_yes_to_people_is_none_to_an_ai_and_one_use_is_none_for_another(
    db: Database, agathe: Contact
) -> None:
    await allow(db, agathe.id, DataUse.REPLIES, DataWish(is_allowed=True))
    assert await ground(db, agathe) is Ground.ALLOWED
    assert await ground(db, agathe, with_ai=True) is Ground.REFUSED
    news = [agathe], DataUse.NEWS
    assert await contacts.data_uses.only_allowed(db, *news, with_ai=False) == [frozenset()]
    await allow(db, agathe.id, DataUse.REPLIES, DataWish(is_allowed=True, with_ai=True))
    assert await ground(db, agathe, with_ai=True) is Ground.ALLOWED


async def test_a_yes_ends_on_its_day_and_by_one_word(
    db: Database, agathe: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = clock.now() + timedelta(days=1)
    await allow(db, agathe.id, DataUse.REPLIES, DataWish(is_allowed=True, until=tomorrow))
    assert await ground(db, agathe) is Ground.ALLOWED
    with monkeypatch.context() as later:
        later.setattr(clock, "now", lambda: tomorrow + timedelta(seconds=1))
        assert await ground(db, agathe) is Ground.REFUSED
    await allow(db, agathe.id, DataUse.REPLIES, DataWish(is_allowed=False))
    assert await ground(db, agathe) is Ground.REFUSED


async def test_each_change_is_written_down_once_and_unknown_data_are_left_out(
    db: Database, agathe: Contact
) -> None:
    for _ in range(2):
        await allow(db, agathe.id, DataUse.NEWS, DataWish(is_allowed=True, with_ai=True))
    wishes = {("attribute.shoe_size", DataUse.NEWS): DataWish(is_allowed=True)}
    await contacts.data_uses.choose(db, agathe.id, wishes, source="/p", actor=ME)

    kept = [
        each.why
        for each in await ledger.entries_about(db, agathe.id)
        if each.what == "preference.data"
    ]
    assert kept == ["attribute.city for news: yes, with AI"]
    held = (await contacts.data_uses.list_allowed(db, [agathe.id]))[agathe.id]
    assert [(each.datum, each.use, each.source) for each in held] == [(CITY, DataUse.NEWS, "/p")]
    assert (await contacts.export_person(db, agathe.id))["data_uses"][0]["datum"] == CITY


@pytest.mark.parametrize("purpose", Purpose)
def test_only_what_we_send_of_our_own_accord_needs_a_yes(purpose: Purpose) -> None:
    needs = contacts.data_uses.use_of(purpose) is not None
    assert needs == (purpose in {Purpose.NEWS, Purpose.OFFERS})
