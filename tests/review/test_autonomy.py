"""Freedom is earned by evidence, lost by contests, and ends at once when somebody says stop."""

import asyncio

import pytest

from limpide import conversations, ledger
from limpide.channels import Kind
from limpide.conversations import Incoming, Reply, Said, Silence, Silent
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Pool, open_pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.ledger import Author, AuthorKind, Engine, Reason
from limpide.review import autonomy
from limpide.review.autonomy import (
    Held,
    Level,
    NotByAProgramError,
    Outcome,
    Scope,
    Terms,
    UnfitTermsError,
    wilson_lower,
    wilson_upper,
)

ME = Actor.system("test")
CLAIRE = Actor(ActorKind.PERSON, str(new_id()), "Claire")
SKILL, CHAT = autonomy.KNOWLEDGE, "chat"


def test_the_lower_bound_is_wilsons() -> None:
    # Newcombe, Statistics in Medicine 17 (1998) 857-872, table I: 81 of 263 gives 0.2553.
    assert wilson_lower(81, 263) == pytest.approx(0.2553, abs=0.0001)
    assert wilson_lower(0, 0) == 0.0
    assert wilson_lower(20, 20) > wilson_lower(5, 5)
    assert wilson_upper(81, 263) == pytest.approx(0.3662, abs=0.0001)


async def outcomes(db: Database, outcome: Outcome, count: int) -> None:
    for _ in range(count):
        await autonomy.record_outcome(db, SKILL, CHAT, outcome, new_id())


async def test_promotion_is_proposed_by_evidence_and_granted_by_a_person(db: Database) -> None:
    await autonomy.grant(db, SKILL, CHAT, Level.DRAFT, actor=CLAIRE)
    await outcomes(db, Outcome.APPROVED, 10)
    (standing,) = await autonomy.standings(db)
    assert standing.proposed is None

    await outcomes(db, Outcome.APPROVED, 10)
    (standing,) = await autonomy.standings(db)
    assert standing.proposed is Level.SAMPLED
    assert len(standing.curve) == 20
    assert await autonomy.level_of(db, SKILL, CHAT) is Level.DRAFT
    with pytest.raises(NotByAProgramError):
        await autonomy.grant(db, SKILL, CHAT, Level.SAMPLED, actor=ME)
    await autonomy.grant(db, SKILL, CHAT, Level.SAMPLED, actor=CLAIRE)
    assert await autonomy.level_of(db, SKILL, CHAT) is Level.SAMPLED
    entries = await ledger.entries_about(db, db.workspace)
    assert {e.actor.name for e in entries if e.what == "autonomy.sampled"} == {"Claire"}


@pytest.mark.parametrize("bad", [Outcome.CONTESTED, Outcome.REJECTED, Outcome.COMPLAINED])
async def test_bad_outcomes_cost_a_level_each_time_two_came(db: Database, bad: Outcome) -> None:
    assert await autonomy.level_of(db, SKILL, CHAT) is Level.ALONE
    await outcomes(db, bad, 1)
    assert await autonomy.level_of(db, SKILL, CHAT) is Level.ALONE
    await outcomes(db, bad, 1)
    assert await autonomy.level_of(db, SKILL, CHAT) is Level.SAMPLED
    await outcomes(db, bad, 2)
    assert await autonomy.level_of(db, SKILL, CHAT) is Level.DRAFT


async def test_the_company_sets_the_bars_and_the_shares(db: Database) -> None:
    await autonomy.set_terms(db, Terms(0.6, 0.95, 1.0, 0.0), actor=CLAIRE)
    await autonomy.grant(db, SKILL, CHAT, Level.DRAFT, actor=CLAIRE)
    await outcomes(db, Outcome.APPROVED, 7)
    (standing,) = await autonomy.standings(db)
    assert (standing.bar, standing.proposed) == (pytest.approx(0.6), Level.SAMPLED)

    await autonomy.grant(db, SKILL, CHAT, Level.SAMPLED, actor=CLAIRE)
    assert await autonomy.held(db, SKILL, CHAT, new_id()) is Held.SAMPLED
    await outcomes(db, Outcome.APPROVED, 60)
    (standing,) = await autonomy.standings(db)
    assert standing.lower < 0.95
    assert standing.proposed is None
    entries = await ledger.entries_about(db, db.workspace)
    assert "autonomy.terms_set" in {entry.what for entry in entries}


@pytest.mark.parametrize(
    "unfit", [Terms(0.9, 0.8), Terms(0.4, 0.9), Terms(0.8, 1.0), Terms(sample_share=0)]
)
async def test_terms_that_mean_nothing_are_refused(db: Database, unfit: Terms) -> None:
    with pytest.raises(UnfitTermsError):
        await autonomy.set_terms(db, unfit, actor=CLAIRE)
    with pytest.raises(NotByAProgramError):
        api = Actor(ActorKind.API, "key", "")
        await autonomy.set_terms(db, Terms(), actor=api)


async def test_what_people_rewrite_more_and_more_drifts_down_a_level(db: Database) -> None:
    await autonomy.grant(db, SKILL, CHAT, Level.ALONE, actor=CLAIRE)
    await outcomes(db, Outcome.APPROVED, 8)
    await outcomes(db, Outcome.EDITED, 2)
    assert await autonomy.level_of(db, SKILL, CHAT) is Level.ALONE
    await outcomes(db, Outcome.EDITED, 4)
    assert await autonomy.level_of(db, SKILL, CHAT) is Level.SAMPLED
    (standing,) = await autonomy.standings(db)
    assert standing.why == "drift"
    assert standing.by_name == "autonomy"


async def test_of_what_a_skill_says_alone_a_share_is_looked_at_afterwards(db: Database) -> None:
    ids = [new_id() for _ in range(400)]
    await autonomy.set_terms(db, Terms(spot_share=0.25), actor=CLAIRE)
    chosen = [id for id in ids if await autonomy.is_spot_checked(db, SKILL, CHAT, id)]
    assert 60 < len(chosen) < 140
    await autonomy.grant(db, SKILL, CHAT, Level.SAMPLED, actor=CLAIRE)
    assert not await autonomy.is_spot_checked(db, SKILL, CHAT, chosen[0])


async def test_one_contested_answer_counts_once(db: Database) -> None:
    about = new_id()
    for _ in range(5):
        await autonomy.record_outcome(db, SKILL, CHAT, Outcome.CONTESTED, about)
    assert await autonomy.level_of(db, SKILL, CHAT) is Level.ALONE


async def test_a_level_holds_texts_back(db: Database) -> None:
    assert await autonomy.held(db, SKILL, CHAT, new_id()) is None
    await autonomy.grant(db, SKILL, "*", Level.DRAFT, actor=CLAIRE)
    assert await autonomy.held(db, SKILL, CHAT, new_id()) is Held.DRAFT
    await autonomy.grant(db, SKILL, CHAT, Level.SAMPLED, actor=CLAIRE)
    held = [await autonomy.held(db, SKILL, CHAT, new_id()) for _ in range(300)]
    assert 20 < held.count(Held.SAMPLED) < 120


@pytest.mark.parametrize(
    ("scope", "name", "other"),
    [
        (Scope.ALL, "", None),
        (Scope.SKILL, SKILL, ("refund", CHAT)),
        (Scope.CHANNEL, CHAT, (SKILL, "email")),
    ],
)
async def test_a_stop_silences_what_it_names_until_it_is_lifted(
    db: Database, scope: Scope, name: str, other: tuple[str, str] | None
) -> None:
    await autonomy.stop(db, scope, name, actor=CLAIRE)
    assert not await autonomy.may_speak(db, SKILL, CHAT)
    if other is not None:
        assert await autonomy.may_speak(db, *other)
    await autonomy.lift(db, scope, name, actor=CLAIRE)
    assert await autonomy.may_speak(db, SKILL, CHAT)


async def test_no_ai_message_is_committed_after_a_stop_on_another_process(
    pool: Pool, workspace: WorkspaceId, database_url: str
) -> None:
    threads = [await _thread(pool, workspace, number) for number in range(20)]
    elsewhere = await open_pool(database_url, size=2)
    stopped = asyncio.Event()
    said_after: list[bool] = []
    counts = {"said": 0, "silent": 0}

    async def speak(thread: conversations.ConversationId) -> None:
        for _ in range(6):
            began_after = stopped.is_set()
            async with pool.transaction(workspace) as db:
                answer = await conversations.say(db, thread, _reply(), actor=ME)
                await asyncio.sleep(0.005)
                # The stop cannot have been committed while this transaction spoke.
                if isinstance(answer, Said):
                    said_after.append(stopped.is_set() or began_after)
            counts["said" if isinstance(answer, Said) else "silent"] += 1
            if isinstance(answer, Silent):
                assert answer.why is Silence.STOPPED

    async def stop() -> None:
        await asyncio.sleep(0.1)
        async with elsewhere.transaction(workspace) as db:
            await autonomy.stop(db, Scope.ALL, "", actor=CLAIRE)
        stopped.set()

    try:
        await asyncio.gather(stop(), *map(speak, threads))
    finally:
        await elsewhere.close()
    assert counts["said"] > 0
    assert counts["silent"] > 0
    assert not any(said_after)


async def test_people_may_speak_while_the_ai_is_stopped(pool: Pool, workspace: WorkspaceId) -> None:
    thread = await _thread(pool, workspace, 1)
    async with pool.transaction(workspace) as db:
        await autonomy.stop(db, Scope.ALL, "", actor=CLAIRE)
        by_person = Reply("Bonjour.", Author(AuthorKind.PERSON, "Claire"), Reason("x"),
                          author_id=new_id())  # fmt: skip
        assert isinstance(await conversations.say(db, thread, by_person, actor=CLAIRE), Said)


def _reply() -> Reply:
    engine = Engine("e", "1")
    return Reply("Bonjour.", Author(AuthorKind.AI, ai_share=1.0, engine=engine), Reason("x"))


async def _thread(pool: Pool, workspace: WorkspaceId, number: int) -> conversations.ConversationId:
    async with pool.transaction(workspace) as db:
        token = await conversations.start_visit(db, "fr")
        visit = await conversations.find_visit(db, token)
        assert visit is not None
        incoming = Incoming(Kind.CHAT, f"{token}-{number}", visit.address, "Bonjour")
        return (await conversations.write(db, token, visit, incoming)).conversation
