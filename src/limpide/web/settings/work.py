"""`/settings/work`: teams, who can do what, which conversations go to whom, and how soon."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import advisors, conversations
from limpide.advisors import AdvisorId, Team, TeamId, Work
from limpide.channels import Kind
from limpide.conversations import Cause, Rule, Target
from limpide.delivery import Importance
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.foundation.i18n import LANGUAGES, translate
from limpide.foundation.ids import new_id
from limpide.web import pages
from limpide.web.sign_in import StaffMember

from .access import SEE_OTHER, Changer, Reader, Short, settings_page

router = APIRouter(prefix="/settings/work")
_MOST = 100
_LONGEST_PAUSE = 730
Column = Annotated[list[str] | None, Form(max_length=_MOST)]
_MINUTES = {"m": 1, "h": 60, "d": 60 * 8}


@router.get("")
async def work(request: Request, db: http.Transaction, member: Reader) -> Response:
    """Show everything about who gets what."""
    return await _page(request, db, member)


@router.post("/manners")
async def manners(
    db: http.Transaction, member: Changer, assigns: Annotated[str, Form()] = ""
) -> Response:
    """Let conversations be given out by themselves, or by people."""
    await conversations.assigning.set_manners(db, assigns=bool(assigns), actor=member.actor)
    return _saved()


@router.post("/surveys")
async def surveys(
    request: Request,
    db: http.Transaction,
    member: Changer,
    days: Annotated[int, Form()] = 30,
    asks: Annotated[str, Form()] = "",
) -> Response:
    """Say whether customers are asked how it went, and how often at most."""
    if not 1 <= days <= _LONGEST_PAUSE:
        return await _page(request, db, member, errors={"surveys": "surveys"})
    await conversations.surveys.set_manners(
        db, asks=bool(asks), again_after=days, actor=member.actor
    )
    return _saved()


@router.post("/people/{id}")
async def person(
    request: Request,
    db: http.Transaction,
    member: Changer,
    id: UUID,
    skills: Short = "",
    speaks: Column = None,
    capacity: Annotated[int, Form()] = 8,
) -> Response:
    """Say what a colleague can do and how much at once."""
    wanted = Work(frozenset(skills.split(",")), frozenset(speaks or ()), capacity)
    try:
        await advisors.set_work(db, AdvisorId(id), wanted, actor=member.actor)
    except advisors.InvalidWorkError:
        return await _page(request, db, member, errors={f"work-{id}": "work"})
    return _saved()


@router.post("/teams")
async def team(
    request: Request,
    db: http.Transaction,
    member: Changer,
    name: Short,
    id: Annotated[str, Form()] = "",
    members: Annotated[list[UUID] | None, Form(max_length=1000)] = None,
) -> Response:
    """Keep a team, new or changed."""
    people = [AdvisorId(each) for each in members or ()]
    known = TeamId(UUID(id)) if id else None
    try:
        await advisors.put_team(db, name, people, id=known, actor=member.actor)
    except advisors.InvalidTeamError:
        return await _page(request, db, member, errors={f"team-{id}": "team"})
    return _saved()


@router.post("/teams/{id}/remove")
async def remove_team(db: http.Transaction, member: Changer, id: UUID) -> Response:
    """Forget a team."""
    await advisors.remove_team(db, TeamId(id), actor=member.actor)
    return _saved()


@router.post("/rules")
async def rules(  # noqa: PLR0913, PLR0917 (one parameter per column of the form)
    db: http.Transaction,
    member: Changer,
    kind: Column = None,
    language: Column = None,
    cause: Column = None,
    label: Column = None,
    words: Column = None,
    team: Column = None,
    skill: Column = None,
    importance: Column = None,
) -> Response:
    """Replace the rules: a line that asks for nothing is left out."""
    lines = _lines(kind, language, cause, label, words, team, skill, importance)
    wanted = [_rule(line) for line in lines if any(line[5:])]
    await conversations.assigning.set_rules(db, wanted, actor=member.actor)
    return _saved()


@router.post("/targets")
async def targets(  # noqa: PLR0913, PLR0917 (one parameter per column of the form)
    request: Request,
    db: http.Transaction,
    member: Changer,
    team: Column = None,
    kind: Column = None,
    importance: Column = None,
    first_reply: Column = None,
    resolution: Column = None,
) -> Response:
    """Replace the targets: a line without a time is left out."""
    lines = _lines(team, kind, importance, first_reply, resolution)
    try:
        wanted = [_target(line) for line in lines if any(line[3:])]
        await conversations.targets.set_targets(db, wanted, actor=member.actor)
    except (ValueError, conversations.targets.InvalidTargetError):
        return await _page(request, db, member, errors={"targets": "targets"}, lines=lines)
    return _saved()


def read_minutes(text: str) -> int | None:
    """Read «30 m», «4 h», «2 d» (a day has eight hours of service). Raises ValueError."""
    text = text.strip().lower().replace(",", ".").replace("j", "d")
    if not text:
        return None
    unit = text[-1] if text[-1] in _MINUTES else "m"
    return round(float(text.rstrip("".join(_MINUTES)).strip()) * _MINUTES[unit])


def written_minutes(minutes: int | None) -> str:
    """Write what `read_minutes` reads, in the largest unit that fits."""
    if minutes is None:
        return ""
    for unit in ("d", "h"):
        if minutes % _MINUTES[unit] == 0:
            return f"{minutes // _MINUTES[unit]} {unit}"
    return f"{minutes} m"


def _lines(*columns: Sequence[str] | None) -> list[tuple[str, ...]]:
    return [
        tuple(each.strip() for each in line)
        for line in zip(*(c or () for c in columns), strict=False)
    ]


def _rule(line: tuple[str, ...]) -> Rule:
    kind, language, cause, label, words, team, skill, importance = line
    return Rule(
        new_id(),
        kind=Kind(kind) if kind else None,
        language=language if language in LANGUAGES else None,
        cause=Cause(cause) if cause else None,
        label=label[:60],
        words=words[:300],
        team=UUID(team) if team else None,
        skill=skill.lower()[:60],
        importance=Importance(importance) if importance else None,
    )


def _target(line: tuple[str, ...]) -> Target:
    team, kind, importance, first_reply, resolution = line
    return Target(
        new_id(),
        UUID(team) if team else None,
        Kind(kind) if kind else None,
        Importance(importance) if importance else None,
        read_minutes(first_reply),
        read_minutes(resolution),
    )


async def _page(
    request: Request,
    db: Database,
    member: StaffMember,
    *,
    errors: dict[str, str] | None = None,
    lines: Sequence[tuple[str, ...]] | None = None,
) -> Response:
    kept = await conversations.targets.list_targets(db)
    teams = await advisors.list_teams(db)
    values: dict[str, Any] = {
        "choices": _choices(teams, pages.language_of(request, member.advisor.language)),
        "team": [each for each in await advisors.list_advisors(db) if each.is_active],
        "here": {each.id for each in await advisors.list_here(db)},
        "teams": teams,
        "rules": list(await conversations.assigning.list_rules(db)),
        "targets": [_written(each) for each in kept] if lines is None else list(lines),
        "surveys": await conversations.surveys.manners(db),
        "assigns": await conversations.assigning.assigns(db),
    }
    return settings_page(request, member, "work", errors or {}, **values)


def _choices(teams: Sequence[Team], language: str) -> dict[str, list[tuple[str, str]]]:
    """List what the columns may hold, each value with its text."""

    def texts(key: str, values: Iterable[str]) -> list[tuple[str, str]]:
        return [(value, translate(language, f"{key}.{value}")) for value in values]

    kinds = (Kind.CHAT, Kind.EMAIL, Kind.SMS, Kind.PHONE, Kind.LETTER)
    return {
        "team": [(str(one.id), one.name) for one in teams],
        "kind": texts("web.passport.channel", kinds),
        "language": [("fr", "Français"), ("en", "English")],
        "cause": texts("web.inbox.cause", Cause),
        "importance": texts("web.work.importance", Importance),
    }


def _written(one: Target) -> tuple[str, ...]:
    minutes = (written_minutes(one.first_reply), written_minutes(one.resolution))
    return (str(one.team or ""), one.kind or "", one.importance or "", *minutes)


def _saved() -> Response:
    return RedirectResponse("/settings/work?notice=saved", SEE_OTHER)
