"""The advisor's composer: every step is kept, and what a colleague began can be gone on with."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from limpide import advisors, conversations, review
from limpide.conversations import ConversationId, Thread
from limpide.foundation import clock, http
from limpide.foundation.database import Database
from limpide.review import InvalidEditError
from limpide.web import composer
from limpide.web.sign_in import StaffMember, Talker

router = APIRouter(prefix="/inbox")
_SEE_OTHER = 303
_TYPING = timedelta(seconds=15)


@router.post("/{id}/composer")
async def save(
    db: http.Transaction,
    member: Talker,
    id: UUID,
    version: composer.Version = 0,
    edits: composer.Steps = "",
    text: composer.Text = "",
) -> Response:
    """Keep what is being written: its steps, or the text alone."""
    thread = await conversations.get_conversation(db, ConversationId(id))
    me = member.advisor
    if not edits:
        kept = await conversations.keep_text(db, thread.id, me.id, text.replace("\r\n", "\n"))
        return await composer.kept(db, kept)
    try:
        written = await conversations.write_composer(
            db, thread, me.id, me.name, version, composer.steps(edits)
        )
    except InvalidEditError as error:
        raise composer.InvalidStepsError from error
    return await composer.kept(db, written)


@router.post("/{id}/composer/take")
async def take_over(
    db: http.Transaction, member: Talker, id: UUID, source: Annotated[UUID, Form()]
) -> Response:
    """Go on with what a colleague began, below one's own."""
    await conversations.take_over_composer(db, ConversationId(id), source, member.advisor.id)
    return RedirectResponse(f"/inbox/{id}#reply", _SEE_OTHER)


@dataclass(frozen=True, slots=True)
class Other:
    """A colleague at this conversation. `state`: `looking`, `begun` (a reply) or `typing`."""

    id: UUID
    name: str
    state: str
    text: str = ""


async def others(db: Database, thread: ConversationId, advisor: UUID) -> list[Other]:
    """Name the colleagues who look at this, have begun a reply, or type right now."""
    names: dict[UUID, str] = {each.id: each.name for each in await advisors.list_advisors(db)}
    now = clock.now()
    looking = await conversations.looking.list_looking(db, thread)
    found = {id: Other(id, names[id], "looking") for id in looking if id in names}
    for id, at in await conversations.list_composers(db, thread):
        kept = await conversations.find_composer(db, thread, id)
        if kept is not None and id in names:
            state = "typing" if now - at < _TYPING else "begun"
            found[id] = Other(id, names[id], state, kept.text)
    return [other for other in found.values() if other.id != advisor]


async def values_of(db: Database, thread: Thread, member: StaffMember) -> dict[str, Any]:
    """Give what the composer's template draws."""
    me, conversation = member.advisor, thread.conversation
    kept = await conversations.find_composer(db, conversation.id, me.id)
    known = await review.manuscripts.ai_texts(db, kept) if kept else ()
    ready = await conversations.ready_texts(db, conversation, me.name)
    taker = kept.taken_by if kept else None
    names = {each.id: each.name for each in await advisors.list_advisors(db)} if taker else {}
    return {
        "writing": composer.island(kept.runs if kept else (), known, ready, kept),
        "taken_by": names.get(advisors.AdvisorId(taker)) if taker else None,
    }
