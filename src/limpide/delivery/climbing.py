"""Climbing: the next rung of a ladder, when the last one was not seen in time."""

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId

from . import ladders, requests, store_files, store_ladders
from .model import Content, Ladder, LadderId, LadderPart, LadderState, Queued, Request

_DELIVERY: Final = Actor.system("delivery")


async def climb(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
    """Do the job `delivery.climb`. A job that comes twice finds the ladder a rung higher."""
    async with pool.transaction(workspace) as db:
        ladder = await store_ladders.lock_ladder(db, LadderId(UUID(payload["ladder"])))
        if ladder is None or ladder.state is not LadderState.CLIMBING:
            return
        if ladder.place == int(payload["place"]):
            await _climb(db, ladder)


async def _climb(db: Database, ladder: Ladder) -> None:
    if ladders.seen_at(ladder, await store_ladders.statuses(db, ladder.id)) is not None:
        await ladders.end(db, ladder, LadderState.SEEN)
        return
    expires_at = ladder.request.expires_at
    if expires_at is not None and expires_at <= clock.now():
        await ladders.end(db, ladder, LadderState.EXHAUSTED)
        return
    for place in range(ladder.place + 1, len(ladder.steps) + 1):
        answer = await requests.request(db, await _rung(db, ladder, place), actor=_DELIVERY)
        if isinstance(answer, Queued):
            await ladders.wait_for(db, ladder, place, clock.now())
            return
    await ladders.end(db, ladder, LadderState.EXHAUSTED)


async def _rung(db: Database, ladder: Ladder, place: int) -> Request:
    """Ask for one channel alone. Files stand beside the plan, by channel."""
    request, kind = ladder.request, ladder.steps[place - 1].kind
    said = request.content_for(kind)
    own = kind if kind in request.variants else None
    files = await store_files.ladder_files(db, ladder.id, own)
    content = Content(said.text, said.subject, said.html, files)
    return replace(
        request,
        kinds=(kind,),
        content=content,
        variants={},
        part=LadderPart(ladder.id, place, tuple(step.kind for step in ladder.steps)),
        not_before=None,
    )
