"""`/review/autonomy`: how freely each skill speaks, with the evidence, and the stop buttons."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import review
from limpide.advisors import Role
from limpide.channels import Kind
from limpide.contacts import Purpose
from limpide.foundation import http
from limpide.review import ItemKind, Requirement
from limpide.web.sign_in import Staff, StaffForm, Talker, require, staff_page

router = APIRouter(prefix="/review/autonomy")
_SEE_OTHER = 303
_WIDTH, _HEIGHT = 240, 60
Name = Annotated[str, Form(max_length=200)]
Scope = Annotated[review.autonomy.Scope, Form()]


@router.get("")
async def show(request: Request, db: http.Transaction, member: Staff) -> Response:
    """Show levels, evidence and stops."""
    standings = await review.autonomy.standings(db)
    return staff_page(
        request,
        "review/autonomy.html",
        member,
        "autonomy",
        standings=[(each, _points(each.curve)) for each in standings],
        stops=await review.autonomy.list_stops(db),
        channels=[kind.value for kind in Kind],
        levels=list(review.autonomy.Level),
        bars={level.value: _height(bar) for level, (bar, _) in review.autonomy.BARS.items()},
        required=[(kind.value, await review.requirement(db, kind, "*")) for kind in ItemKind],
        rules=await review.list_rules(db),
        purposes=[purpose.value for purpose in Purpose],
        may_require=Role.ADMIN in member.advisor.roles,
        may_grant=bool(member.advisor.roles & {Role.LEAD, Role.ADMIN}),
    )


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


def _points(curve: tuple[float, ...]) -> str:
    """Give a curve as the points of an SVG polyline, 240 by 60."""
    step = _WIDTH / max(len(curve) - 1, 1)
    return " ".join(f"{place * step:.1f},{_height(value)}" for place, value in enumerate(curve))


def _height(value: float) -> float:
    return round(_HEIGHT * (1 - value), 1)
