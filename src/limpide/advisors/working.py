"""Work: what colleagues can do, how much at once, in which teams, and whether they are there."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar, Final

from limpide import ledger
from limpide.foundation import clock, facts, live
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.i18n import LANGUAGES
from limpide.foundation.ids import new_id

from . import store_work
from .accounts import NoSuchAdvisorError, get_advisor, list_advisors
from .facts import CameBack, WentAway
from .model import Advisor, AdvisorId, Role, Team, TeamId, Work

# A page that is open asks every minute: two that were lost are no absence yet.
HERE: Final = timedelta(minutes=3)
_LONGEST: Final = 60
_MOST_SKILLS: Final = 30
_MOST_AT_ONCE: Final = 200
_TALKERS: Final = frozenset({Role.ADVISOR, Role.LEAD, Role.ADMIN})


class InvalidWorkError(LimpideError):
    """At most 30 skills of 60 characters, languages we speak, 0 to 200 conversations at once."""

    status: ClassVar[int] = 422


class InvalidTeamError(LimpideError):
    """A team has a name of its own, of 1 to 60 characters."""

    status: ClassVar[int] = 422


async def set_work(db: Database, id: AdvisorId, work: Work, *, actor: Actor) -> None:
    """Say what a colleague can do and how much at once. Raises InvalidWorkError."""
    skills = frozenset(_skill(each) for each in work.skills if each.strip())
    fits = len(skills) <= _MOST_SKILLS and all(len(each) <= _LONGEST for each in skills)
    if not fits or work.speaks - {*LANGUAGES} or not 0 <= work.capacity <= _MOST_AT_ONCE:
        raise InvalidWorkError
    await get_advisor(db, id)
    await store_work.set_work(db, id, replace(work, skills=skills))
    why = f"{len(skills)} skills, {work.capacity} at once"
    await ledger.record(db, "advisor.work_set", about=id, why=why, actor=actor)


async def set_away(db: Database, id: AdvisorId, *, away: bool) -> None:
    """Say that a colleague takes nothing new, or is back."""
    if await store_work.set_away(db, id, away=away):
        await facts.announce(db, WentAway(id) if away else CameBack(id))
        await live.announce(db, "inbox", "presence", str(id))


async def list_talkers(db: Database) -> Sequence[Advisor]:
    """List the colleagues who speak to customers, by name."""
    return [one for one in await list_advisors(db) if _is_talker(one)]


async def get_talker(db: Database, id: AdvisorId) -> Advisor:
    """Get a colleague who speaks to customers. Raises NoSuchAdvisorError."""
    found = await get_advisor(db, id)
    if not _is_talker(found):
        raise NoSuchAdvisorError
    return found


def is_here(one: Advisor) -> bool:
    """Say whether a colleague is there and takes conversations."""
    seen = one.seen_at is not None and clock.now() - one.seen_at < HERE
    return not one.is_away and seen and _is_talker(one)


async def list_here(db: Database) -> Sequence[Advisor]:
    """List the colleagues who are there and take conversations."""
    return [one for one in await store_work.list_seen(db, clock.now() - HERE) if is_here(one)]


async def list_teams(db: Database) -> Sequence[Team]:
    """List teams by name, with who is in them."""
    return await store_work.list_teams(db)


async def put_team(
    db: Database,
    name: str,
    members: Collection[AdvisorId],
    *,
    id: TeamId | None = None,
    actor: Actor,
) -> TeamId:
    """Keep a team, new or changed. Raises InvalidTeamError."""
    name = " ".join(name.split())
    if not 0 < len(name) <= _LONGEST:
        raise InvalidTeamError
    team = Team(id or TeamId(new_id()), name, frozenset(members))
    if not await store_work.put_team(db, team):
        raise InvalidTeamError
    why = f"{len(team.members)} members"
    await ledger.record(db, "team.saved", about=team.id, why=why, actor=actor)
    return team.id


async def remove_team(db: Database, id: TeamId, *, actor: Actor) -> bool:
    """Forget a team; its conversations wait for anybody."""
    removed = await store_work.remove_team(db, id)
    if removed:
        await ledger.record(db, "team.removed", about=id, why="asked", actor=actor)
    return removed


def _is_talker(one: Advisor) -> bool:
    return one.is_active and bool(one.roles & _TALKERS)


def _skill(text: str) -> str:
    return " ".join(text.split()).lower()
