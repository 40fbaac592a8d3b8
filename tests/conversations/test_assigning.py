"""A hand-over finds the colleague who fits best among those who are there."""

from datetime import timedelta

import pytest

from limpide import advisors, conversations
from limpide.advisors import AdvisorId, Role, WentAway, Work
from limpide.conversations import Because, Cause, Holder, Needs, Received, Rule, Summary, View
from limpide.conversations.model import Filters
from limpide.delivery import Importance
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from .conftest import human_reply, mail

ME = Actor.system("test")
assigning = conversations.assigning


async def _hire(
    db: Database, name: str, *skills: str, speaks: str = "fr", capacity: int = 8
) -> AdvisorId:
    email = f"{name}@x.example"
    id, token = await advisors.invite(
        db, email, name.title(), frozenset({Role.ADVISOR}), language="fr", actor=ME
    )
    await advisors.accept(db, token, "une lampe et deux chaises")
    await advisors.sign_in(db, email, "une lampe et deux chaises")
    work = Work(frozenset(skills), frozenset(speaks.split()), capacity)
    await advisors.set_work(db, id, work, actor=ME)
    return id


async def _handed(db: Database, n: int, text: str = "Bonjour", sender: str = "") -> Received:
    sender = sender or f"n{n}@courriel.example"
    received = await conversations.receive(db, mail(text, f"<{n}@x>", sender=sender))
    await conversations.hand_over(db, received.conversation, Cause.ASKED, Summary(), actor=ME)
    return received


async def _of(db: Database, received: Received) -> conversations.Conversation:
    return await conversations.get_conversation(db, received.conversation)


async def test_a_hand_over_goes_to_who_is_there_and_the_customer_is_told_when_they_take_it(
    db: Database,
) -> None:
    yanis = await _hire(db, "yanis")
    await advisors.set_away(db, await _hire(db, "paul"), away=True)
    received = await _handed(db, 1)

    thread = await _of(db, received)
    assert (thread.assignee, thread.holder) == (yanis, Holder.NOBODY)
    mine = await conversations.list_inbox(db, yanis, Filters(View.MINE))
    assert [row.conversation.id for row in mine] == [received.conversation]
    bodies = [m.body for m in (await conversations.thread(db, received.conversation)).messages]
    assert "conversations.event.taken" not in bodies


async def test_nobody_there_leaves_it_for_all(db: Database) -> None:
    thread = await _of(db, await _handed(db, 1))
    assert (thread.assignee, thread.holder) == (None, Holder.NOBODY)


async def test_work_is_shared_and_nobody_gets_more_than_they_can(db: Database) -> None:
    people = [await _hire(db, "yanis", capacity=2), await _hire(db, "paul", capacity=1)]
    given = [(await _of(db, await _handed(db, n))).assignee for n in range(4)]
    assert given.count(people[0]) == 2
    assert given.count(people[1]) == 1
    assert given[3] is None


async def test_the_colleague_who_knows_the_customer_comes_first(db: Database) -> None:
    people = [await _hire(db, "yanis"), await _hire(db, "paul")]
    sender = "agathe@courriel.example"
    first = await conversations.receive(db, mail("Bonjour", "<a@x>", sender=sender))
    await conversations.take(db, first.conversation, people[1], "Paul", actor=ME)
    await conversations.say(db, first.conversation, human_reply("Oui", people[1]), actor=ME)

    thread = await _of(db, await _handed(db, 2, sender=sender))
    assert thread.assignee == people[1]
    assert Because.KNOWS in thread.because


async def test_rules_say_team_skill_and_importance_and_the_first_that_speaks_decides(
    db: Database,
) -> None:
    await _hire(db, "yanis")
    paul = await _hire(db, "paul", "garantie")
    team = await advisors.put_team(db, "Retours", {paul}, actor=ME)
    rules = [
        Rule(new_id(), words="cassé, rayé", skill="garantie", importance=Importance.IMPORTANT),
        Rule(new_id(), cause=Cause.ASKED, team=team, importance=Importance.CRITICAL),
    ]
    await assigning.set_rules(db, rules, actor=ME)

    thread = await _of(db, await _handed(db, 1, "Ma lampe est cassée"))
    assert thread.assignee == paul
    assert (thread.team, thread.skill) == (team, "garantie")
    assert thread.importance is Importance.IMPORTANT
    assert set(thread.because) >= {Because.TEAM, Because.SKILL, Because.LANGUAGE}


async def test_a_skill_that_nobody_there_has_makes_no_customer_wait(db: Database) -> None:
    yanis = await _hire(db, "yanis")
    await assigning.set_rules(db, [Rule(new_id(), skill="banque")], actor=ME)
    assert (await _of(db, await _handed(db, 1))).assignee == yanis


async def test_who_does_not_read_the_language_is_not_chosen(db: Database) -> None:
    await _hire(db, "john", speaks="en")
    assert (await _of(db, await _handed(db, 1))).assignee is None


async def test_what_waits_for_a_colleague_who_leaves_goes_to_another(db: Database) -> None:
    yanis = await _hire(db, "yanis")
    received = await _handed(db, 1)
    await conversations.take(db, received.conversation, yanis, "Yanis", actor=ME)
    paul = await _hire(db, "paul")
    await advisors.set_away(db, yanis, away=True)
    await assigning.on_presence(db, WentAway(yanis))

    thread = await _of(db, received)
    assert (thread.assignee, thread.holder) == (paul, Holder.NOBODY)


async def test_what_was_answered_stays_until_the_customer_writes_again(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    yanis = await _hire(db, "yanis")
    received = await _handed(db, 1)
    await conversations.take(db, received.conversation, yanis, "Yanis", actor=ME)
    await conversations.say(db, received.conversation, human_reply("Oui", yanis), actor=ME)
    later = clock.now() + timedelta(minutes=10)
    monkeypatch.setattr(clock, "now", lambda: later)
    paul = await _hire(db, "paul")
    await assigning.on_presence(db, WentAway(yanis))
    assert (await _of(db, received)).assignee == yanis

    again = mail("Et ?", "<2@x>", sender="n1@courriel.example", conversation=received.conversation)
    more = await conversations.receive(db, again)
    fact = conversations.MessageReceived(more.conversation, more.message, False)
    await assigning.on_message_received(db, fact)
    assert (await _of(db, received)).assignee == paul


async def test_a_company_may_leave_the_choice_to_its_people(db: Database) -> None:
    await _hire(db, "yanis")
    await assigning.set_manners(db, assigns=False, actor=ME)
    assert (await _of(db, await _handed(db, 1))).assignee is None


async def test_somebody_says_what_a_conversation_needs(db: Database) -> None:
    yanis, paul = await _hire(db, "yanis"), await _hire(db, "paul")
    await advisors.set_away(db, paul, away=True)
    received = await _handed(db, 1)
    assert (await _of(db, received)).assignee == yanis
    await advisors.set_away(db, paul, away=False)
    team = await advisors.put_team(db, "Retours", {paul}, actor=ME)
    needs = Needs(team, importance=Importance.CRITICAL)
    await assigning.set_needs(db, received.conversation, needs, actor=ME)
    thread = await _of(db, received)
    assert (thread.assignee, thread.importance) == (paul, Importance.CRITICAL)
