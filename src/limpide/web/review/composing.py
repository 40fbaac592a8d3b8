"""The reviewer's editor: every step is kept, beside what the AI drafted."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response

from limpide import review
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.review import (
    DraftId,
    InvalidEditError,
    Item,
    ItemId,
    ItemKind,
    Manuscript,
    NoSuchItemError,
    Reviewer,
    Runs,
)
from limpide.web import composer
from limpide.web.sign_in import StaffMember, Talker

router = APIRouter(prefix="/review")


@router.post("/{id}/composer")
async def save(
    db: http.Transaction,
    member: Talker,
    id: UUID,
    edits: composer.Steps,
    version: composer.Version = 0,
) -> Response:
    """Keep what a reviewer changes in a reply that waits."""
    item = await review.get_item(db, ItemId(id))
    if item.kind is not ItemKind.REPLY or item.state is not review.ItemState.WAITING:
        raise NoSuchItemError
    if item.assignee is None:
        # Who begins to write is on it, so that no colleague begins too.
        me = Reviewer(member.advisor.id, member.advisor.name)
        await review.assign(db, item.id, me, actor=member.actor)
    start, _ = await _beginning(db, item, member.advisor.id)
    try:
        kept = await review.manuscripts.write(
            db, item.id, member.advisor.id, version, composer.steps(edits), start=start
        )
    except InvalidEditError as error:
        raise composer.InvalidStepsError from error
    return await composer.kept(db, kept)


async def values_of(
    db: Database, item: Item, member: StaffMember, text: str | None
) -> dict[str, Any]:
    """Give what the editor's template draws. `text`: what was just sent and did not pass."""
    if item.kind is not ItemKind.REPLY:
        return {"text": item.text if text is None else text, "writing": None}
    start, known = await _beginning(db, item, member.advisor.id)
    kept = await review.manuscripts.find(db, item.id, member.advisor.id) or start
    if text is not None and text.strip() != kept.text.strip():
        runs = review.written(known, text, kept.runs)
        kept = await review.manuscripts.put(db, item.id, member.advisor.id, runs, start.drafts)
    return {"text": kept.text, "writing": composer.island(kept.runs, known, (), kept)}


async def runs_of(db: Database, item: Item, member: StaffMember, text: str | None) -> Runs | None:
    """Say whose hand wrote the text a reviewer sends."""
    if text is None:
        return None
    return await review.manuscripts.settle(db, item.id, member.advisor.id, text)


async def _beginning(db: Database, item: Item, advisor: UUID) -> tuple[Manuscript, tuple[str, ...]]:
    draft = await review.get_draft(db, DraftId(item.subject))
    known = (draft.ai_text,)
    runs = review.written(known, item.text, item.runs)
    return review.manuscripts.beginning(item.id, advisor, runs, [draft.id]), known
