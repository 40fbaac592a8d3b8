"""Teams, skills, presence."""

from datetime import timedelta

import pytest

from limpide import advisors
from limpide.advisors import AdvisorId, InvalidTeamError, InvalidWorkError, Role, Work
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

ME = Actor.system("test")


@pytest.fixture
async def claire(db: Database) -> AdvisorId:
    id, token = await advisors.invite(
        db, "claire@x.example", "Claire", frozenset({Role.ADVISOR}), language="fr", actor=ME
    )
    await advisors.accept(db, token, "une lampe et deux chaises")
    return id


async def _come(db: Database) -> None:
    await advisors.sign_in(db, "claire@x.example", "une lampe et deux chaises")


async def test_somebody_is_here_while_their_page_is_open_and_they_are_not_away(
    db: Database, claire: AdvisorId, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await advisors.list_here(db) == []
    await _come(db)
    assert [one.id for one in await advisors.list_here(db)] == [claire]
    await advisors.set_away(db, claire, away=True)
    assert await advisors.list_here(db) == []
    await advisors.set_away(db, claire, away=False)
    later = clock.now() + timedelta(minutes=4)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert await advisors.list_here(db) == []


async def test_going_away_is_announced_once(db: Database, claire: AdvisorId) -> None:
    await advisors.set_away(db, claire, away=True)
    await advisors.set_away(db, claire, away=True)
    told = await db.value("select count(*) from foundation.facts where kind = 'advisors.went_away'")
    assert told == 1


async def test_what_somebody_can_do_is_kept_and_nonsense_is_not(
    db: Database, claire: AdvisorId
) -> None:
    work = Work(frozenset({" Garantie ", ""}), frozenset({"fr", "en"}), 3)
    await advisors.set_work(db, claire, work, actor=ME)
    kept = await advisors.get_advisor(db, claire)
    assert (kept.skills, kept.speaks, kept.capacity) == ({"garantie"}, {"fr", "en"}, 3)
    for wrong in (Work(speaks=frozenset({"xx"})), Work(capacity=-1), Work(frozenset({"x" * 61}))):
        with pytest.raises(InvalidWorkError):
            await advisors.set_work(db, claire, wrong, actor=ME)


async def test_a_team_has_a_name_of_its_own(db: Database, claire: AdvisorId) -> None:
    id = await advisors.put_team(db, " Retours ", {claire}, actor=ME)
    with pytest.raises(InvalidTeamError):
        await advisors.put_team(db, "Retours", set(), actor=ME)
    await advisors.put_team(db, "Retours et garanties", {claire}, id=id, actor=ME)
    (team,) = await advisors.list_teams(db)
    assert (team.name, team.members) == ("Retours et garanties", {claire})
    assert await advisors.remove_team(db, id, actor=ME)
    assert await advisors.list_teams(db) == []
