"""Settling, from the conversation, what was perhaps done: asked again, or looked up by a person."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from limpide import conversations, flows
from limpide.conversations import ConversationId
from limpide.flows import CallUnderWayError, Done, Failed, Outcome, Unheard
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.foundation.i18n import translate
from limpide.web import pages
from limpide.web.sign_in import Talker

from . import undoing

router = APIRouter(prefix="/inbox")


@router.post("/{id}/unsure/{call}")
async def settle(
    request: Request,
    house: http.CurrentHouse,
    workspace: http.CurrentWorkspace,
    member: Talker,
    id: UUID,
    call: UUID,
) -> Response:
    """Keep what an advisor found in the other system, or ask that system again."""
    language = pages.language_of(request, member.advisor.language)
    conversation = ConversationId(id)
    wanted = str((await request.form()).get("what", ""))
    async with house.pool.transaction(workspace.id) as db:
        found = await _unheard(db, conversation, call)
        if wanted in {"done", "not_done"}:
            is_done = wanted == "done"
            await flows.settle_call(db, found.call, is_done=is_done, actor=member.actor)
    told = wanted
    if wanted == "again":
        private = house.settings.actions_private_addresses
        try:
            outcome = await flows.ask_again(
                house.pool, workspace.id, found.call, actor=member.actor, allow_private=private
            )
        except CallUnderWayError:
            outcome = None
        told = _told(outcome)
    async with house.pool.transaction(workspace.id) as db:
        if told in {"done", "not_done"}:
            note = translate(
                language,
                f"web.inbox.unsure.noted_{told}",
                what=found.title.get(language, ""),
                about=found.about,
            )
            advisor = member.advisor.id
            await conversations.note(db, conversation, note, advisor, actor=member.actor)
        shown = translate(language, f"web.inbox.unsure.{told}")
        return await undoing.drawn(request, db, conversation, member, told=shown)


async def _unheard(db: Database, conversation: ConversationId, call: UUID) -> Unheard:
    for each in await flows.unheard_in(db, conversation):
        if each.call == call:
            return each
    raise flows.NoSuchCallError


def _told(outcome: Outcome | None) -> str:
    """Name the text for what the other system said."""
    match outcome:
        case Done():
            return "done"
        case Failed():
            return "not_done"
        case _:
            return "still_unsure"
