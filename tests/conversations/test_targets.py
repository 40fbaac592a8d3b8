"""Targets count service hours, warn before they are missed, and know how it went."""

from datetime import UTC, date, datetime, timedelta

import pytest

from limpide import conversations
from limpide.channels import Kind
from limpide.conversations import Calendar, Cause, Goal, Hours, Received, Summary, Target
from limpide.conversations.targets import InvalidTargetError, after
from limpide.delivery import Importance
from limpide.foundation import clock, jobs, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id

from .conftest import human_reply, mail

ME = Actor.system("test")
targets = conversations.targets
NINE_TO_FIVE = tuple(Hours(day, 9 * 60, 17 * 60) for day in range(5))
MONDAY = date(2026, 11, 30)
WEEK = Calendar(NINE_TO_FIVE, frozenset({MONDAY}), "Europe/Paris")


@pytest.mark.parametrize(
    ("since", "minutes", "due"),
    [
        ("2026-11-26T10:00", 60, "2026-11-26T11:00"),
        ("2026-11-26T16:30", 60, "2026-11-27T09:30"),
        ("2026-11-26T20:00", 30, "2026-11-27T09:30"),
        # Friday evening: the week-end and a holiday are no service hours.
        ("2026-11-27T16:00", 120, "2026-12-01T10:00"),
        ("2026-11-26T09:00", 2 * 8 * 60, "2026-11-27T17:00"),
    ],
)
def test_a_target_counts_service_hours(since: str, minutes: int, due: str) -> None:
    start = datetime.fromisoformat(since + "+01:00")
    assert after(WEEK, start, minutes * 60) == datetime.fromisoformat(due + "+01:00")


def test_without_hours_a_target_counts_around_the_clock() -> None:
    never = Calendar((), frozenset(), "Europe/Paris")
    start = datetime(2026, 11, 26, 22, tzinfo=UTC)
    assert after(never, start, 3600) == start + timedelta(hours=1)


async def _handed(db: Database, *, to: tuple[Target, ...]) -> Received:
    await targets.set_targets(db, to, actor=ME)
    received = await conversations.receive(db, mail("Bonjour", "<1@x>"))
    await conversations.hand_over(db, received.conversation, Cause.ASKED, Summary(), actor=ME)
    return received


async def test_the_narrowest_target_holds(db: Database) -> None:
    usual = Target(new_id(), first_reply=60)
    by_mail = Target(new_id(), kind=Kind.EMAIL, first_reply=30, resolution=600)
    urgent = Target(new_id(), importance=Importance.CRITICAL, first_reply=5)
    received = await _handed(db, to=(usual, by_mail, urgent))
    thread = await conversations.get_conversation(db, received.conversation)

    assert targets.minutes_for([usual, by_mail, urgent], Goal.FIRST_REPLY, thread) == 30
    running = await targets.list_running(db, [received.conversation])
    assert [each.goal for each in running] == [Goal.FIRST_REPLY, Goal.RESOLUTION]


async def test_an_answer_ends_the_first_and_closing_the_second(db: Database) -> None:
    received = await _handed(db, to=(Target(new_id(), first_reply=30, resolution=60),))
    claire = new_id()
    await conversations.take(db, received.conversation, claire, "Claire", actor=ME)
    await conversations.say(db, received.conversation, human_reply("Oui", claire), actor=ME)
    left = await targets.list_running(db, [received.conversation])
    assert [each.goal for each in left] == [Goal.RESOLUTION]
    await conversations.resolve(db, received.conversation, actor=ME)
    assert await targets.list_running(db, [received.conversation]) == []


async def test_what_goes_back_to_the_assistant_has_no_target(db: Database) -> None:
    received = await _handed(db, to=(Target(new_id(), first_reply=30),))
    await conversations.hand_back(db, received.conversation, actor=ME)
    assert await targets.list_running(db, [received.conversation]) == []


async def test_two_targets_for_one_case_or_none_at_all_are_refused(db: Database) -> None:
    for wrong in (
        [Target(new_id(), first_reply=3), Target(new_id(), first_reply=4)],
        [Target(new_id())],
        [Target(new_id(), resolution=0)],
    ):
        with pytest.raises(InvalidTargetError):
            await targets.set_targets(db, wrong, actor=ME)


async def test_a_warning_comes_before_the_target_is_missed_and_each_is_told_once(
    pool: Pool, workspace: WorkspaceId, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with pool.transaction(workspace) as db:
        received = await _handed(db, to=(Target(new_id(), first_reply=60),))
        (running,) = await targets.list_running(db, [received.conversation])
    assert running.warn_at - running.started_at == timedelta(minutes=45)
    payload = {"clock": str(running.id)}
    for minutes in (46, 61):
        then = running.started_at + timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "now", lambda then=then: then)
        await targets.tick(pool, workspace, payload)
    async with pool.transaction(workspace) as db:
        rows = await db.rows(
            "select kind from foundation.facts where kind like 'conversations.target%' order by id"
        )
    assert [row["kind"] for row in rows] == [
        "conversations.target_at_risk",
        "conversations.target_missed",
    ]


async def test_timers_that_are_due_become_ticks(pool: Pool, workspace: WorkspaceId) -> None:
    async with pool.transaction(workspace) as db:
        await _handed(db, to=(Target(new_id(), first_reply=60),))
        await db.run("update foundation.timers set due_at = now() where job = $1", targets.TICK)
    await timers.move_due(pool)
    await jobs.Worker(pool, {targets.TICK: targets.tick}).drain()
    async with pool.transaction(workspace) as db:
        assert await db.value(
            "select count(*) from foundation.facts where kind = 'conversations.target_at_risk'"
        )


async def test_who_looks_at_a_conversation_is_known_until_they_look_away(db: Database) -> None:
    received = await conversations.receive(db, mail("Bonjour", "<1@x>"))
    claire, looking = new_id(), conversations.looking
    await looking.look(db, received.conversation, claire)
    assert await looking.list_looking(db, received.conversation) == [claire]
    await looking.leave(db, received.conversation, claire)
    assert await looking.list_looking(db, received.conversation) == []
