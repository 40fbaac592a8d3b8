"""Who gets a conversation: rules say what it needs, and the one who fits best is chosen.

Firm: the team, the language. Wished: the skill (given up only when nobody who has it is there).
Then the one who knows the customer, the least loaded, the one whose last turn is longest ago.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from limpide import advisors, ledger
from limpide.advisors import Advisor, CameBack, Team, WentAway
from limpide.foundation import clock, facts, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId

from . import receiving, store, store_assigning, store_inbox, targets
from .facts import Assigned, MessageReceived
from .model import Conversation, ConversationId, Holder, Status
from .model_desk import Because, Needs, Rule

TEND: Final = "conversations.tend"
_EVERY: Final = timedelta(minutes=1)
_MOST: Final = 200
_RULES: Final = Actor.system("assignment")
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A colleague who is there. `load`: open conversations; `last_at`: their last turn."""

    advisor: Advisor
    load: int = 0
    last_at: datetime = _NEVER
    knows: bool = False

    @property
    def has_room(self) -> bool:
        """Say whether they may get one more."""
        return self.load < self.advisor.capacity


def choose(
    candidates: Sequence[Candidate], needs: Needs, language: str, teams: Sequence[Team]
) -> tuple[Candidate, tuple[Because, ...]] | None:
    """Choose who gets a conversation, with the reasons; None when nobody fits who has room."""
    fitting = [one for one in candidates if _fits(one.advisor, needs, language, teams)]
    skilled = [one for one in fitting if needs.skill in one.advisor.skills]
    with_skill = bool(needs.skill and skilled)
    pool = [one for one in (skilled if with_skill else fitting) if one.has_room]
    if not pool:
        return None
    best = min(pool, key=_rank)
    because = {
        Because.TEAM: needs.team is not None,
        Because.SKILL: with_skill,
        Because.LANGUAGE: bool(best.advisor.speaks),
        Because.KNOWS: best.knows,
        Because.LOAD: not best.knows and len(pool) > 1,
    }
    return best, tuple(reason for reason, holds in because.items() if holds)


def needs_by(
    rules: Sequence[Rule], thread: Conversation, words: str, labels: Sequence[str]
) -> Needs:
    """Say what a conversation needs: of each need, the first rule that says something decides."""
    needs = Needs()
    for rule in rules:
        if _applies(rule, thread, words, labels):
            needs = Needs(
                needs.team or rule.team,
                needs.skill or rule.skill,
                needs.importance or rule.importance,
            )
    return needs


async def place(db: Database, thread: Conversation, *, but: UUID | None = None) -> Conversation:
    """Find somebody for a conversation that waits for a person; as it was when nobody is free.

    The caller holds the conversation. It is theirs to answer, but the customer is told only when
    somebody takes it. `but`: whom not to choose.
    """
    needs = await _settled_needs(db, thread)
    await timers.ensure_timer(db, clock.now() + _EVERY, TEND, {}, key=TEND)
    if not await store_assigning.find_manners(db):
        return thread
    # One after the other, so that two hand-overs at once do not both see the same free colleague.
    await store_assigning.one_at_a_time(db)
    here = [one for one in await advisors.list_here(db) if one.id != but]
    candidates = await _candidates(db, thread, here)
    found = choose(candidates, needs, thread.language, await advisors.list_teams(db))
    if found is None:
        return thread
    chosen, because = found
    return await _give(db, thread, chosen.advisor.id, because)


async def set_rules(db: Database, rules: Sequence[Rule], *, actor: Actor) -> None:
    """Replace the rules, in their order."""
    await store_assigning.set_rules(db, rules)
    why = f"{len(rules)} rules"
    await ledger.record(db, "assignment.rules_set", about=db.workspace, why=why, actor=actor)


async def list_rules(db: Database) -> Sequence[Rule]:
    """List the rules in their order."""
    return await store_assigning.list_rules(db)


async def set_manners(db: Database, *, assigns: bool, actor: Actor) -> None:
    """Say whether conversations are given to somebody by themselves."""
    await store_assigning.set_manners(db, assigns=assigns)
    why = "by themselves" if assigns else "by people"
    await ledger.record(db, "assignment.manners_set", about=db.workspace, why=why, actor=actor)


async def assigns(db: Database) -> bool:
    """Say whether conversations are given to somebody by themselves."""
    return await store_assigning.find_manners(db)


async def set_needs(
    db: Database, conversation: ConversationId, needs: Needs, *, actor: Actor
) -> Conversation:
    """Say which team and skill a conversation wants and how important it is; find it somebody."""
    thread = await receiving.locked(db, conversation)
    await store_assigning.save_needs(db, thread.id, needs)
    why = needs.importance.value if needs.importance else "asked"
    await ledger.record(db, "conversation.needs_set", about=thread.id, why=why, actor=actor)
    await receiving.tell_pages(db, thread.id, "holder")
    thread = await receiving.locked(db, thread.id)
    if thread.holder is Holder.NOBODY and thread.status is Status.OPEN:
        free = replace(thread, assignee=None)
        await store.save_conversation(db, free)
        return await place(db, free)
    return thread


async def on_message_received(db: Database, fact: MessageReceived) -> None:
    """Find somebody else when a customer writes to a colleague who is not there."""
    thread = await store.lock_conversation(db, ConversationId(fact.conversation))
    if thread is not None and not fact.is_automatic and _waits(thread):
        await targets.begin(db, thread)
        await _tend_one(db, thread, {one.id for one in await advisors.list_here(db)})


async def on_presence(db: Database, fact: WentAway | CameBack) -> None:
    """Give what waits for a colleague who left to others, and what waits for anybody to all."""
    del fact
    await _tend(db)


async def tend(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
    """Look after conversations whose colleague left without a word, or that nobody could take."""
    del payload
    async with pool.transaction(workspace) as db:
        if await _tend(db):
            await timers.ensure_timer(db, clock.now() + _EVERY, TEND, {}, key=TEND)


async def _tend(db: Database) -> bool:
    """Place what waits without anybody who is there; say whether something still does."""
    here = {one.id for one in await advisors.list_here(db)}
    waiting = await store_assigning.list_adrift(db, here, _MOST)
    if here and await store_assigning.find_manners(db):
        for id in waiting:
            thread = await store.lock_conversation(db, id)
            if thread is not None and _waits(thread):
                await _tend_one(db, thread, here)
    return bool(waiting) or await store_assigning.has_waiting(db)


async def _tend_one(db: Database, thread: Conversation, here: Collection[UUID]) -> None:
    if thread.assignee is None or thread.assignee not in here:
        await place(db, thread, but=thread.assignee)


def _waits(thread: Conversation) -> bool:
    waits = thread.status is Status.OPEN and thread.waiting_since is not None
    return waits and thread.holder is not Holder.ASSISTANT


async def _give(
    db: Database, thread: Conversation, advisor: UUID, because: tuple[Because, ...]
) -> Conversation:
    changed = replace(
        thread, holder=Holder.NOBODY, assignee=advisor, because=tuple(map(str, because))
    )
    await store.save_conversation(db, changed)
    await store_assigning.note(db, thread.id, clock.now(), because)
    data = {"advisor": str(advisor), "because": list(because)}
    what = "conversation.assigned"
    await ledger.record(db, what, about=thread.id, why="rules", actor=_RULES, data=data)
    await facts.announce(db, Assigned(thread.id, advisor))
    await receiving.tell_pages(db, thread.id, "holder")
    return changed


async def _settled_needs(db: Database, thread: Conversation) -> Needs:
    """Let rules fill what nobody has said yet, and keep it."""
    labels = await store_inbox.labels_of(db, thread.id)
    words = await store_assigning.last_words(db, thread.id)
    by_rule = needs_by(await store_assigning.list_rules(db), thread, words, labels)
    said = await store_assigning.find_needs(db, thread.id)
    needs = Needs(
        said.team or by_rule.team,
        said.skill or by_rule.skill,
        said.importance or by_rule.importance,
    )
    if needs != said:
        await store_assigning.save_needs(db, thread.id, needs)
    return needs


async def _candidates(
    db: Database, thread: Conversation, here: Sequence[Advisor]
) -> list[Candidate]:
    loads = await store_assigning.loads(db, [one.id for one in here])
    knows = await store_assigning.who_answered_last(db, thread.contact)
    return [Candidate(one, *loads.get(one.id, (0, _NEVER)), knows=one.id == knows) for one in here]


def _fits(one: Advisor, needs: Needs, language: str, teams: Sequence[Team]) -> bool:
    speaks = one.speaks or {one.language}
    is_of_team = any(team.id == needs.team and one.id in team.members for team in teams)
    return language in speaks and (needs.team is None or is_of_team)


def _rank(one: Candidate) -> tuple[bool, float, datetime]:
    return (not one.knows, one.load / max(one.advisor.capacity, 1), one.last_at)


def _applies(rule: Rule, thread: Conversation, words: str, labels: Sequence[str]) -> bool:
    told = f"{thread.subject} {words}".casefold()
    wanted = [each.strip().casefold() for each in rule.words.split(",") if each.strip()]
    return (
        rule.kind in {None, thread.kind}
        and rule.language in {None, thread.language}
        and rule.cause in {None, thread.cause}
        and (not rule.label or rule.label in labels)
        and (not wanted or any(each in told for each in wanted))
    )
