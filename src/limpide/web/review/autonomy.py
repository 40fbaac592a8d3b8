"""`/review/autonomy`: how freely each skill speaks, with the evidence, and the stop buttons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import flows, ledger, review
from limpide.advisors import Role
from limpide.channels import Kind
from limpide.contacts import Purpose
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.ledger import Entry
from limpide.review import ItemKind, Requirement
from limpide.web import pages
from limpide.web.ledger import deed
from limpide.web.sign_in import Staff, StaffForm, StaffMember, Talker, require, staff_page

router = APIRouter(prefix="/review/autonomy")
_SEE_OTHER = 303
_WIDTH, _HEIGHT = 600, 120
_LEFT = 44
_CHANGES = 8
Name = Annotated[str, Form(max_length=200)]
Scope = Annotated[review.autonomy.Scope, Form()]
Percent = Annotated[float, Form(ge=0, le=100)]


@router.get("")
async def show(request: Request, db: http.Transaction, member: Staff) -> Response:
    """Show levels, evidence and stops."""
    standings = await review.autonomy.standings(db)
    return staff_page(
        request,
        "review/autonomy.html",
        member,
        "autonomy",
        standings=[(each, _chart(each)) for each in standings],
        stops=await review.autonomy.list_stops(db),
        changes=await _changes(request, db, member),
        workspace=db.workspace,
        channels=[kind.value for kind in Kind],
        levels=list(review.autonomy.Level),
        titles={flow.name: flow.title for flow in (await flows.catalogue(db)).flows.values()},
        terms=await review.autonomy.terms(db),
        required=[
            (kind.value, await review.requirement(db, kind, "*"))
            for kind in ItemKind
            if kind is not ItemKind.SAID
        ],
        rules=await review.list_rules(db),
        purposes=[purpose.value for purpose in Purpose],
        notice=request.query_params.get("notice", ""),
        may_require=Role.ADMIN in member.advisor.roles,
        may_grant=bool(member.advisor.roles & {Role.LEAD, Role.ADMIN}),
    )


async def _changes(
    request: Request, db: Database, member: StaffMember
) -> Sequence[tuple[str, Entry]]:
    """List what was changed last, in words, as the ledger keeps it."""
    language = pages.language_of(request, member.advisor.language)
    entries = await ledger.entries_about(db, db.workspace)
    found = [each for each in reversed(entries) if each.what.startswith("autonomy.")]
    return [(deed(language, each.what), each) for each in found[:_CHANGES]]


@router.post("/stop")
async def stop(
    db: http.Transaction,
    member: Talker,
    scope: Annotated[review.autonomy.Scope, Form()],
    name: Name = "",
) -> Response:
    """Stop the AI. Anyone who talks to customers may."""
    await review.autonomy.stop(db, scope, name, actor=member.actor)
    return RedirectResponse("/review/autonomy", _SEE_OTHER)


@router.post("/lift")
async def lift(
    db: http.Transaction,
    member: StaffForm,
    scope: Annotated[review.autonomy.Scope, Form()],
    name: Name = "",
) -> Response:
    """Let the AI speak again. Leads and administrators only."""
    require(member, Role.LEAD, Role.ADMIN)
    await review.autonomy.lift(db, scope, name, actor=member.actor)
    return RedirectResponse("/review/autonomy", _SEE_OTHER)


@router.post("/grant")
async def grant(
    db: http.Transaction,
    member: StaffForm,
    skill: Name,
    channel: Name,
    level: Annotated[review.autonomy.Level, Form()],
) -> Response:
    """Set how freely a skill speaks. Leads and administrators only."""
    require(member, Role.LEAD, Role.ADMIN)
    await review.autonomy.grant(db, skill, channel, level, actor=member.actor)
    return RedirectResponse("/review/autonomy", _SEE_OTHER)


@router.post("/terms")
async def set_terms(
    db: http.Transaction,
    member: StaffForm,
    sampled_bar: Percent,
    alone_bar: Percent,
    sample_share: Percent,
    spot_share: Percent,
) -> Response:
    """Set what a skill must reach, and how much is looked at. Administrators only."""
    require(member, Role.ADMIN)
    wanted = review.autonomy.Terms(
        sampled_bar / 100, alone_bar / 100, sample_share / 100, spot_share / 100
    )
    if not wanted.is_fit:
        return RedirectResponse("/review/autonomy?notice=unfit", _SEE_OTHER)
    await review.autonomy.set_terms(db, wanted, actor=member.actor)
    return RedirectResponse("/review/autonomy?notice=terms", _SEE_OTHER)


@router.post("/require")
async def require_people(  # noqa: PLR0913, PLR0917 (the fields of a form)
    db: http.Transaction,
    member: StaffForm,
    kind: Annotated[ItemKind, Form()],
    needed: Annotated[int, Form(ge=1, le=5)],
    minutes: Annotated[int, Form(ge=1, le=43_200)],
    skill: Name = "*",
    from_people: Annotated[int, Form(ge=0, le=100_000_000)] = 0,
    from_euros: Annotated[int, Form(ge=0, le=10_000_000)] = 0,
) -> Response:
    """Set how many people must agree, and by when; what waits already keeps its own."""
    require(member, Role.ADMIN)
    required = Requirement(needed, minutes, from_people, from_euros * 100)
    await review.require(db, kind, skill.strip() or "*", required, actor=member.actor)
    return RedirectResponse("/review/autonomy", _SEE_OTHER)


@router.post("/unrequire")
async def unrequire(
    db: http.Transaction, member: StaffForm, kind: Annotated[ItemKind, Form()], skill: Name
) -> Response:
    """Require no more than the program does by itself."""
    require(member, Role.ADMIN)
    await review.remove_rule(db, kind, skill, actor=member.actor)
    return RedirectResponse("/review/autonomy", _SEE_OTHER)


@dataclass(frozen=True, slots=True)
class _Chart:
    """The lower bound after each judgement, as an SVG of `width` by `height` and a margin `left`.

    `bar`: how high the bar for the next level lies; `last`: where the curve ends.
    """

    width: int
    height: int
    left: int
    points: str
    last: tuple[float, float]
    bar: float | None


def _chart(one: review.autonomy.Standing) -> _Chart:
    step = (_WIDTH - _LEFT) / max(len(one.curve) - 1, 1)
    places = [(_LEFT + place * step, _height(value)) for place, value in enumerate(one.curve)]
    return _Chart(
        _WIDTH,
        _HEIGHT,
        _LEFT,
        " ".join(f"{x:.1f},{y}" for x, y in places),
        places[-1] if places else (_LEFT, _HEIGHT),
        None if one.bar is None else _height(one.bar),
    )


def _height(value: float) -> float:
    return round(_HEIGHT * (1 - value), 1)
