"""Taking back, from the conversation, what was done for a customer a moment ago."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from limpide import conversations, flows
from limpide.conversations import ConversationId
from limpide.flows import Action, Attempted, Caller, Change, Done, Perhaps, Standing, Wanted, Who
from limpide.foundation import clock, http
from limpide.foundation.database import Database
from limpide.foundation.i18n import translate
from limpide.web import pages
from limpide.web.sign_in import StaffMember, Talker

router = APIRouter(prefix="/inbox")


@dataclass(frozen=True, slots=True)
class Shown:
    """A change as an advisor sees it. `note`: for how long it can be taken back, or why not."""

    id: UUID
    title: str
    about: str
    at: datetime
    can_be_undone: bool
    note: str


@router.post("/{id}/undo/{call}")
async def undo(
    request: Request,
    house: http.CurrentHouse,
    workspace: http.CurrentWorkspace,
    member: Talker,
    id: UUID,
    call: UUID,
) -> Response:
    """Take a change back by the same policy, once; the thread keeps a note of it."""
    language = pages.language_of(request, member.advisor.language)
    conversation = ConversationId(id)
    async with house.pool.transaction(workspace.id) as db:
        known = (await flows.catalogue(db)).actions
        change = await _possible(db, conversation, call, known)
        thread = await conversations.get_conversation(db, conversation)
        who = Who(thread.contact, await flows.addresses_at(db, conversation, change.at))
    private = house.settings.actions_private_addresses
    caller = Caller(house.pool, workspace.id, known, actor=member.actor, allow_private=private)
    made = await caller.call(
        Wanted(
            known[change.undo or ""],
            change.arguments or {},
            who,
            is_confirmed=True,
            undoes=change.call,
        )
    )
    async with house.pool.transaction(workspace.id) as db:
        if isinstance(made.outcome, Done) and not made.is_repeat:
            what = f"{change.title.get(language, '')} ({change.about})"
            note = translate(language, "web.inbox.undo.noted", what=what)
            advisor = member.advisor.id
            await conversations.note(db, conversation, note, advisor, actor=member.actor)
        return await drawn(request, db, conversation, member, told=_told(made, language))


async def drawn(
    request: Request, db: Database, conversation: ConversationId, member: StaffMember, *, told: str
) -> Response:
    """Draw what was done, and perhaps done, in a conversation. `told`: what has just happened."""
    language = pages.language_of(request, member.advisor.language)
    html = pages.fragment(
        request,
        "inbox/_changes.html",
        language=language,
        csrf=member.csrf,
        open=conversation,
        changes=await shown(db, conversation, language),
        unsure=await flows.unheard_in(db, conversation),
        told=told,
    )
    return HTMLResponse(html)


async def shown(db: Database, conversation: ConversationId, language: str) -> Sequence[Shown]:
    """List what was changed in a conversation, as an advisor sees it."""
    known = (await flows.catalogue(db)).actions
    changes = await flows.list_changes(db, conversation, known)
    return [_shown(each, language, known) for each in changes]


async def _possible(
    db: Database, conversation: ConversationId, call: UUID, known: Mapping[str, Action]
) -> Change:
    for each in await flows.list_changes(db, conversation, known):
        if each.call == call and each.standing is Standing.POSSIBLE and each.undo in known:
            return each
    raise flows.NoSuchCallError


def _shown(change: Change, language: str, known: Mapping[str, Action]) -> Shown:
    can = change.standing is Standing.POSSIBLE and change.undo in known
    note = translate(language, f"web.inbox.undo.{change.standing}")
    if can and change.until is not None:
        minutes = max(1, round((change.until - clock.now()).total_seconds() / 60))
        note = translate(language, "web.inbox.undo.left", count=minutes)
    title = change.title.get(language, change.action)
    return Shown(change.call, title, change.about, change.at, can, note)


def _told(made: Attempted, language: str) -> str:
    """Say what became of it, in words."""
    if isinstance(made.outcome, Done):
        return translate(language, "web.inbox.undo.done")
    if made.verdict.ruling is not flows.Ruling.ALLOWED:
        rule = made.verdict.rule.partition(".")[0]
        return translate(language, f"flows.ruling.{rule}")
    is_unsure = isinstance(made.outcome, Perhaps)
    return translate(language, "web.inbox.undo.unsure" if is_unsure else "web.inbox.undo.failed")
