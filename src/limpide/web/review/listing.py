"""The list of the queue: which part of it is shown, and the way back to it."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final

from fastapi import Request

from limpide import advisors, flows, review
from limpide.advisors import Advisor
from limpide.foundation.database import Database
from limpide.review import Item, Wanted
from limpide.web.sign_in import Staff

_SHOWN: Final = 50


class View(StrEnum):
    """A part of the queue: what fits the reader's skills, what they are on, what nobody is on."""

    ALL = "all"
    FITTING = "me"
    MINE = "mine"
    FREE = "nobody"


async def drawn(db: Database, request: Request, member: Staff) -> dict[str, Any]:
    """List the most urgent items; the queue is worked from its top, so more only take time."""
    view = view_of(request)
    items = await review.list_items(db, _wanted(view, member), limit=_SHOWN)
    skills = member.advisor.skills
    views = await review.count_views(db, member.advisor.id, skills)
    counts = {
        View.ALL: views.all,
        View.FITTING: views.fitting,
        View.MINE: views.mine,
        View.FREE: views.free,
    }
    return {
        "items": items,
        "more": counts[view] - len(items),
        "mine": skills,
        "view": view,
        "views": [(each, counts[each]) for each in View if skills or each is not View.FITTING],
        "narrowed": narrowed(request),
        "here": {one.id for one in await advisors.list_here(db)},
        "titles": {flow.name: flow.title for flow in (await flows.catalogue(db)).flows.values()},
    }


async def next_after(db: Database, request: Request, member: Staff, item: Item) -> str:
    """Say where the reader goes on: the most urgent item that no colleague is on."""
    waiting = await review.list_items(db, _wanted(view_of(request), member), limit=_SHOWN)
    open_to_me = {None, member.advisor.id}
    found = (one for one in waiting if one.id != item.id and one.assignee in open_to_me)
    return next((f"/review/{one.id}" for one in found), "/review")


async def colleagues_for(db: Database, item: Item) -> Sequence[Advisor]:
    """List who may be given an item: those who are there first, never its author."""
    here = {one.id for one in await advisors.list_here(db)}
    fitting = [one for one in await advisors.list_talkers(db) if str(one.id) != item.author]
    return sorted(fitting, key=lambda one: (one.id not in here, one.name))


def view_of(request: Request) -> View:
    """Say which part is wanted; all of it when the address says something else."""
    said = request.query_params.get("for", "")
    return View(said) if said in set(View) else View.ALL


def narrowed(request: Request) -> str:
    """Write the wanted part as a query."""
    view = view_of(request)
    return "" if view is View.ALL else f"for={view}"


def back(request: Request, notice: str) -> str:
    """Write the query that leads back to the wanted part, with a notice."""
    return "&".join(filter(None, (narrowed(request), f"notice={notice}")))


def _wanted(view: View, member: Staff) -> Wanted:
    return Wanted(
        skills=member.advisor.skills if view is View.FITTING else None,
        assignee=member.advisor.id if view is View.MINE else None,
        is_free=view is View.FREE,
    )
