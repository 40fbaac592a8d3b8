"""Requests have deadlines, stop what they must stop, and end once; retention runs by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from limpide import contacts, conversations, delivery, rights
from limpide.channels import Kind
from limpide.contacts import ContactId, Purpose, Refusal, Use
from limpide.conversations import Incoming
from limpide.delivery import Content, Queued, Refused, Status
from limpide.delivery import Request as Wish
from limpide.foundation import clock, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.ledger import Author, AuthorKind, Reason
from limpide.rights import RequestEndedError, State, Via
from limpide.rights.deadlines import months_after

ME = Actor.system("test")
SERVICE = Use(Kind.EMAIL, Purpose.SERVICE)


@pytest.fixture
async def ada(db: Database) -> ContactId:
    return (await contacts.recognise(db, Kind.EMAIL, "ada@x.example", actor=ME)).id


def order(contact: ContactId) -> Wish:
    return Wish(
        contact=contact,
        purpose=Purpose.ORDER,
        content=Content("Votre commande part demain.", "Commande"),
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason("api.reason.order"),
    )


@pytest.mark.parametrize(
    ("received", "months", "due"),
    [
        ("2026-01-31T10:00", 1, "2026-02-28T10:00"),
        ("2028-01-31T10:00", 1, "2028-02-29T10:00"),
        ("2026-12-15T10:00", 1, "2027-01-15T10:00"),
        ("2026-11-30T10:00", 3, "2027-02-28T10:00"),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last(received: str, months: int, due: str) -> None:
    assert months_after(datetime.fromisoformat(received), months) == datetime.fromisoformat(due)


async def test_a_request_is_due_in_a_month_and_one_of_a_kind_is_open(
    db: Database, ada: ContactId
) -> None:
    came = datetime(2026, 3, 31, 9, tzinfo=UTC)
    with clock.frozen(came + timedelta(days=2)):
        asked = await rights.ask(
            db, ada, rights.Kind.ACCESS, via=Via.ADVISOR, received_at=came, actor=ME
        )
        again = await rights.ask(db, ada, rights.Kind.ACCESS, via=Via.PAGE, actor=ME)
    assert asked.due_at == datetime(2026, 4, 30, 9, tzinfo=UTC)
    assert again.id == asked.id
    assert not asked.is_overdue(datetime(2026, 4, 30, 8, tzinfo=UTC))
    assert asked.is_overdue(datetime(2026, 4, 30, 10, tzinfo=UTC))
    later = await rights.extend(db, asked.id, why="complex", actor=ME)
    assert later.due_at == datetime(2026, 6, 30, 9, tzinfo=UTC)
    done = await rights.finish(db, asked.id, is_granted=True, why="sent", actor=ME)
    assert done.state is State.DONE
    with pytest.raises(RequestEndedError):
        await rights.cancel(db, asked.id, why="late", actor=ME)


@pytest.mark.parametrize(
    "kind", [rights.Kind.RESTRICTION, rights.Kind.ERASURE, rights.Kind.OBJECTION]
)
async def test_a_restriction_stops_what_is_queued_and_all_but_answers(
    db: Database, ada: ContactId, kind: rights.Kind
) -> None:
    queued = await delivery.request(db, order(ada), actor=ME)
    assert isinstance(queued, Queued)

    asked = await rights.ask(db, ada, kind, via=Via.PAGE, actor=ME)

    stopped = await delivery.get_message(db, queued.message)
    assert (stopped.status, stopped.refusal) == (Status.STOPPED, Refusal.RESTRICTED)
    refused = await delivery.request(db, order(ada), actor=ME)
    assert isinstance(refused, Refused)
    assert refused.refusal is Refusal.RESTRICTED
    assert await contacts.may_contact(db, ada, SERVICE, answering=clock.now())
    await rights.cancel(db, asked.id, why="changed their mind", actor=ME)
    assert await contacts.may_contact(db, ada, SERVICE)


async def test_the_end_of_one_request_does_not_lift_the_stop_of_another(
    db: Database, ada: ContactId
) -> None:
    stop = await rights.ask(db, ada, rights.Kind.RESTRICTION, via=Via.PAGE, actor=ME)
    erasure = await rights.ask(db, ada, rights.Kind.ERASURE, via=Via.PAGE, actor=ME)
    await rights.cancel(db, erasure.id, why="no", actor=ME)
    assert not await contacts.may_contact(db, ada, SERVICE)
    await rights.finish(db, stop.id, is_granted=False, why="unfounded", actor=ME)
    assert await contacts.may_contact(db, ada, SERVICE)


async def test_a_cancelled_erasure_never_happens(pool: Pool, workspace: WorkspaceId) -> None:
    async with pool.transaction(workspace) as db:
        ada = (await contacts.recognise(db, Kind.EMAIL, "ada@x.example", actor=ME)).id
        asked = await rights.ask(db, ada, rights.Kind.ERASURE, via=Via.PAGE, actor=ME)
        await rights.cancel(db, asked.id, why="no", actor=ME)
    with clock.frozen(clock.now() + timedelta(days=30)):
        await rights.on_grace_over(pool, workspace, {"request": str(asked.id)})
    async with pool.transaction(workspace) as db:
        assert (await contacts.get_contact(db, ada)).addresses
        assert not await timers.cancel(db, f"{rights.ERASE}:{asked.id}")


async def test_retention_blanks_what_is_old_keeps_what_is_not_and_reports(
    pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        ada = (await contacts.recognise(db, Kind.EMAIL, "ada@x.example", actor=ME)).id
        old = await delivery.request(db, order(ada), actor=ME)
        waiting = await delivery.request(db, order(ada), actor=ME)
        assert isinstance(old, Queued)
        assert isinstance(waiting, Queued)
        await delivery.stop(db, old.message, why="test", actor=ME)
        thread = await conversations.receive(
            db, Incoming(Kind.EMAIL, "<1@x>", "ada@x.example", "Bonjour")
        )
        other = await conversations.receive(
            db, Incoming(Kind.EMAIL, "<2@x>", "ada@x.example", "Encore")
        )
        await conversations.resolve(db, thread.conversation, actor=ME)
        await rights.set_days(db, "messages.order", 30, actor=ME)
        await rights.set_days(db, "conversations", 30, actor=ME)
        with pytest.raises(rights.UnknownRetentionError):
            await rights.set_days(db, "advisors", 30, actor=ME)

    with clock.frozen(clock.now() + timedelta(days=31)):
        await rights.retain(pool, workspace, {})

    async with pool.transaction(workspace) as db:
        assert (await delivery.get_message(db, old.message)).text == ""
        assert (await delivery.get_message(db, waiting.message)).text
        left = await conversations.list_conversations(db, ada)
        assert thread.conversation not in left
        assert other.conversation in left or other.conversation == thread.conversation
        runs = await rights.list_runs(db)
        assert runs[0].counts["messages.order"] == 1
        assert runs[0].counts["conversations"] == 1
        assert await timers.cancel(db, rights.RETAIN)
