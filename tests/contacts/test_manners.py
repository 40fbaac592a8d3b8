"""Times, pauses, frequencies and attributes are kept as the person wants them."""

from datetime import timedelta

import pytest

from limpide import contacts
from limpide.channels import Kind
from limpide.contacts import Choice, ContactId, Frequency, Proof, Purpose, Refusal, Use
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

NEWS = Use(Kind.EMAIL, Purpose.NEWS)
ORDER = Use(Kind.EMAIL, Purpose.ORDER)


@pytest.fixture
async def ada(db: Database) -> ContactId:
    actor = Actor.system("test")
    return (await contacts.recognise(db, Kind.EMAIL, "ada@courriel.example", actor=actor)).id


ACTOR = Actor.system("test")


async def test_a_pause_holds_what_needs_consent_and_nothing_else(
    db: Database, ada: ContactId
) -> None:
    proof = Proof(contacts.Act.CHECKBOX, "form")
    await contacts.record_choice(db, ada, Choice.GRANTED, NEWS, proof=proof, actor=ACTOR)
    await contacts.pause(db, ada, clock.now() + timedelta(days=30), actor=ACTOR)

    assert (await contacts.may_contact(db, ada, NEWS)).refusal is Refusal.PAUSED
    assert await contacts.may_contact(db, ada, ORDER)
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert await contacts.may_contact(db, ada, NEWS)


async def test_times_and_frequencies_are_shown_back(db: Database, ada: ContactId) -> None:
    await contacts.set_times(
        db, ada, time_zone="Europe/Brussels", quiet_hours=(1320, 420), actor=ACTOR
    )
    wish = Frequency(1, 7)
    await contacts.set_frequency(db, ada, Purpose.NEWS, wish, actor=ACTOR)
    kept = await contacts.preferences(db, ada)

    assert (kept.contact.time_zone, kept.contact.quiet_hours) == ("Europe/Brussels", (1320, 420))
    assert kept.frequencies == {Purpose.NEWS: wish}
    await contacts.set_frequency(db, ada, Purpose.NEWS, None, actor=ACTOR)
    assert (await contacts.preferences(db, ada)).frequencies == {}


@pytest.mark.parametrize(
    ("zone", "quiet"), [("Europe/Atlantis", None), (None, (0, 1440)), (None, (-1, 60))]
)
async def test_times_that_do_not_exist_are_refused(
    db: Database, ada: ContactId, zone: str | None, quiet: tuple[int, int] | None
) -> None:
    with pytest.raises(contacts.InvalidTimesError):
        await contacts.set_times(db, ada, time_zone=zone, quiet_hours=quiet, actor=ACTOR)


async def test_attributes_are_changed_one_by_one(db: Database, ada: ContactId) -> None:
    await contacts.set_attributes(db, ada, {"tier": "gold", "orders": 3}, actor=ACTOR)
    await contacts.set_attributes(db, ada, {"tier": None, "orders": 4}, actor=ACTOR)
    assert (await contacts.get_contact(db, ada)).attributes == {"orders": 4}
    with pytest.raises(contacts.InvalidAttributeError):
        await contacts.set_attributes(db, ada, {"Not a name": 1}, actor=ACTOR)
