"""Small notices become one at the rhythm their reader chose: none lost, none doubled."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from limpide import contacts, delivery, insights, journeys, ledger
from limpide.channels import Kind
from limpide.contacts import ContactId, Purpose, Rhythm
from limpide.delivery import Cause, Importance, Message, Queued
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.journeys import Gathered, GatheredState, Notice, Wording

from .conftest import LEAD, Desk

FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
ME = Actor.system("test")


async def reader(desk: Desk, rhythm: Rhythm | None = Rhythm.DAILY) -> ContactId:
    """Know a person who wants news of orders together; publish what is said of orders."""
    await desk.people(1)
    person = (await desk.do(contacts.list_contacts)).contacts[0].id
    await order_template(desk)
    if rhythm is not None:
        await choose(desk, person, rhythm)
    return person


async def order_template(desk: Desk, importance: Importance = Importance.ROUTINE) -> None:
    words = {
        "fr": Wording(
            "Commande {{ data.n }}", "Le colis {{ data.n }} avance.", "Colis {{ data.n }}"
        )
    }

    async def save(db: Database) -> None:
        saved = await journeys.save_template(
            db,
            "order",
            Purpose.ORDER,
            words,
            importance=importance,
            sample={"data": {"n": 1}},
            actor=LEAD,
        )
        await journeys.publish_template(db, saved.template.id, actor=LEAD)

    await desk.do(save)


async def choose(desk: Desk, person: ContactId, rhythm: Rhythm | None) -> None:
    await desk.do(lambda db: contacts.set_rhythm(db, person, Purpose.ORDER, rhythm, actor=ME))


async def tell(desk: Desk, person: ContactId, n: int, **more: Any) -> Any:
    notice = Notice(person, "order", {"n": n}, **more)
    return (await desk.do(lambda db: journeys.notify(db, [notice], actor=LEAD)))[0]


async def timer(desk: Desk) -> list[datetime]:
    rows = await desk.do(
        lambda db: db.rows(
            "select due_at from foundation.timers where job = $1 and workspace = $2",
            journeys.ROUND,
            db.workspace,
        )
    )
    return [row["due_at"] for row in rows]


async def go(desk: Desk, person: ContactId, at: datetime) -> None:
    """Take the timer away and do its job, as the worker does."""
    key = f"round:{person}:order"
    await desk.do(
        lambda db: db.run(
            "delete from foundation.timers where workspace = $1 and key = $2", db.workspace, key
        )
    )
    with clock.frozen(at):
        payload = {"contact": str(person), "purpose": "order"}
        await journeys.go_round(desk.pool, desk.workspace, payload)


async def messages(desk: Desk, person: ContactId) -> list[Message]:
    return list(await desk.do(lambda db: delivery.list_messages(db, person)))


@pytest.mark.parametrize(
    ("rhythm", "due"),
    [
        (Rhythm.DAILY, datetime(2026, 11, 28, 7, 0, tzinfo=UTC)),
        (Rhythm.WEEKLY, datetime(2026, 11, 30, 7, 0, tzinfo=UTC)),
        (Rhythm.MONTHLY, datetime(2026, 12, 1, 7, 0, tzinfo=UTC)),
    ],
)
async def test_notices_wait_for_the_round_and_leave_as_one(
    desk: Desk, rhythm: Rhythm, due: datetime
) -> None:
    person = await reader(desk, rhythm)
    with clock.frozen(FRIDAY):
        answers = [await tell(desk, person, n) for n in (1, 2, 3)]
    assert {answer.due_at for answer in answers} == {due}
    assert await messages(desk, person) == []
    assert await timer(desk) == [due]

    await go(desk, person, due)

    (one,) = await messages(desk, person)
    assert one.subject == "3 avis de Maison Olvera"
    assert [one.text.count(f"colis {n} avance") for n in (1, 2, 3)] == [1, 1, 1]
    passport = await desk.do(lambda db: ledger.get_passport(db, one.passport))
    assert [each["name"] for each in passport.body["gathered"]] == ["order"] * 3
    kept = [await desk.do(lambda db, a=a: journeys.find_notice(db, a.id)) for a in answers]
    assert {each.message for each in kept if each} == {one.id}


async def test_two_sends_are_avoided_by_three_in_one(desk: Desk) -> None:
    person = await reader(desk)
    with clock.frozen(FRIDAY):
        for n in (1, 2, 3):
            await tell(desk, person, n)
    await go(desk, person, FRIDAY + timedelta(days=1))

    period = insights.Period(FRIDAY - timedelta(days=1), FRIDAY + timedelta(days=2))
    figures = await desk.do(lambda db: insights.figures(db, period))
    assert figures.footprint.avoided_by_reason == {"digest": 2}
    assert figures.footprint.avoided.central > 0


async def test_a_round_that_is_done_twice_at_once_makes_one_message(desk: Desk) -> None:
    person = await reader(desk)
    with clock.frozen(FRIDAY):
        await asyncio.gather(*(tell(desk, person, n) for n in range(8)))
    assert len(await timer(desk)) == 1

    await asyncio.gather(*(go(desk, person, FRIDAY + timedelta(days=1)) for _ in range(5)))

    (one,) = await messages(desk, person)
    said = Counter(n for n in range(8) if f"colis {n} avance" in one.text)
    assert said == Counter(range(8))


async def test_notices_that_come_in_while_a_round_goes_out_are_in_one_or_the_next(
    desk: Desk,
) -> None:
    person = await reader(desk)
    with clock.frozen(FRIDAY):
        await tell(desk, person, 0)
    early = FRIDAY + timedelta(days=1)

    async def late(n: int) -> None:
        with clock.frozen(FRIDAY + timedelta(seconds=n)):
            await tell(desk, person, n)

    await asyncio.gather(
        *(late(n) for n in range(1, 7)),
        go(desk, person, early),
        *(late(n) for n in range(7, 13)),
        go(desk, person, early),
    )
    if await timer(desk):
        await go(desk, person, early + timedelta(days=1))

    texts = [message.text for message in await messages(desk, person)]
    counted = [sum(text.count(f"colis {n} avance") for text in texts) for n in range(13)]
    assert counted == [1] * 13
    assert await timer(desk) == []


async def test_a_round_that_dies_before_its_end_has_done_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await reader(desk)
    with clock.frozen(FRIDAY):
        await tell(desk, person, 1)

    async def dies(*_args: object) -> None:
        raise ConnectionResetError

    with monkeypatch.context() as patched:
        patched.setattr("limpide.delivery.note_avoided", dies)
        with pytest.raises(ConnectionResetError):
            await go(desk, person, FRIDAY + timedelta(days=1))
    assert await messages(desk, person) == []

    await go(desk, person, FRIDAY + timedelta(days=1))
    assert [each.text for each in await messages(desk, person)] == ["Le colis 1 avance."]


async def test_a_key_is_one_notice_whatever_its_reader_chose_between(desk: Desk) -> None:
    person = await reader(desk, None)
    sent = await tell(desk, person, 1, key="k-1")
    await choose(desk, person, Rhythm.WEEKLY)
    again = await tell(desk, person, 1, key="k-1")
    waits = await tell(desk, person, 2, key="k-2")
    await choose(desk, person, None)
    still = await tell(desk, person, 2, key="k-2")

    assert isinstance(sent, Queued)
    assert again == sent
    assert isinstance(waits, Gathered)
    assert still == waits
    assert len(await messages(desk, person)) == 1


async def test_what_matters_or_would_be_stale_does_not_wait(desk: Desk) -> None:
    person = await reader(desk, Rhythm.WEEKLY)
    with clock.frozen(FRIDAY):
        stale = await tell(desk, person, 1, expires_at=FRIDAY + timedelta(hours=3))
        await order_template(desk, Importance.IMPORTANT)
        important = await tell(desk, person, 2)
    assert isinstance(stale, Queued)
    assert isinstance(important, Queued)


async def test_a_pause_puts_the_round_off_and_loses_nothing(desk: Desk) -> None:
    person = await reader(desk)
    with clock.frozen(FRIDAY):
        waits = await tell(desk, person, 1)
        until = FRIDAY + timedelta(days=2)
        await desk.do(lambda db: contacts.pause(db, person, until, purpose=Purpose.ORDER, actor=ME))
    await go(desk, person, FRIDAY + timedelta(days=1))
    assert await messages(desk, person) == []
    (next_due,) = await timer(desk)
    assert next_due > FRIDAY + timedelta(days=1)

    await go(desk, person, FRIDAY + timedelta(days=4))
    kept = await desk.do(lambda db: journeys.find_notice(db, waits.id))
    assert kept is not None
    assert kept.state is GatheredState.SENT


async def test_a_withdrawal_ends_what_waits_and_says_why(desk: Desk) -> None:
    person = await reader(desk)
    with clock.frozen(FRIDAY):
        waits = await tell(desk, person, 1)
    proof = contacts.Proof(contacts.Act.BUTTON, "/p")

    async def withdraw(db: Database) -> None:
        for kind in Kind:
            use = contacts.Use(kind, Purpose.ORDER)
            word = contacts.Choice.WITHDRAWN
            await contacts.record_choice(db, person, word, use, proof=proof, actor=ME)

    await desk.do(withdraw)
    await go(desk, person, FRIDAY + timedelta(days=1))

    kept = await desk.do(lambda db: journeys.find_notice(db, waits.id))
    assert kept is not None
    assert (kept.state, kept.refusal) == (GatheredState.REFUSED, "withdrawn")


async def test_a_notice_that_waits_can_be_called_back(desk: Desk) -> None:
    person = await reader(desk)
    with clock.frozen(FRIDAY):
        first, second = await tell(desk, person, 1), await tell(desk, person, 2)

    async def cancel(db: Database) -> bool:
        return await journeys.cancel_notice(db, first.id, Cause.SOLVED, actor=LEAD)

    assert await desk.do(cancel)
    assert not await desk.do(cancel)
    await go(desk, person, FRIDAY + timedelta(days=1))

    (one,) = await messages(desk, person)
    assert one.text == "Le colis 2 avance."
    del second


async def test_what_waits_is_given_out_and_erased_with_its_person(desk: Desk) -> None:
    person = await reader(desk)
    await tell(desk, person, 1)
    given = await desk.do(lambda db: journeys.export_person(db, person))
    gone = await desk.do(lambda db: journeys.erase_person(db, person))

    assert given["gathered"][0]["said"]["email"]["text"] == "Le colis 1 avance."
    assert len(gone["gathered"]) == 1
