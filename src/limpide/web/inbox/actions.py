"""What an advisor does: take, answer, note, label, snooze, resolve, hand back."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Response, UploadFile
from fastapi.responses import RedirectResponse

from limpide import assistant, conversations, review
from limpide.channels import Attachment
from limpide.conversations import ConversationId, Needs, Reply, Said, Snooze
from limpide.delivery import Importance
from limpide.foundation import clock, http
from limpide.foundation.database import Database
from limpide.ledger import Author, AuthorKind, Reason
from limpide.web.enclosing import FileFault, enclosed
from limpide.web.sign_in import Talker

from . import checking

router = APIRouter(prefix="/inbox")
_SEE_OTHER = 303
_LONGEST = 50_000
Text = Annotated[str, Form(max_length=_LONGEST)]


@router.post("/{id}/take")
async def take(db: http.Transaction, member: Talker, id: UUID) -> Response:
    """Hold the conversation."""
    advisor = member.advisor
    await conversations.take(db, ConversationId(id), advisor.id, advisor.name, actor=member.actor)
    return _back(id)


@router.post("/{id}/assign")
async def assign(
    db: http.Transaction, member: Talker, id: UUID, to: Annotated[str, Form()] = ""
) -> Response:
    """Give the conversation to a colleague, or back to all."""
    advisor_id, _, name = to.partition(":")
    wished = UUID(advisor_id) if advisor_id else None
    await conversations.assign(db, ConversationId(id), wished, name, actor=member.actor)
    return _back(id)


@router.post("/{id}/needs")
async def needs(
    db: http.Transaction,
    member: Talker,
    id: UUID,
    team: Annotated[str, Form()] = "",
    skill: Annotated[str, Form(max_length=60)] = "",
    importance: Annotated[Importance, Form()] = Importance.ROUTINE,
) -> Response:
    """Say which team and skill the conversation wants, and how important it is."""
    wanted = Needs(UUID(team) if team else None, skill.strip().lower(), importance)
    thread = ConversationId(id)
    await conversations.assigning.set_needs(db, thread, wanted, actor=member.actor)
    return _back(id)


@router.post("/{id}/hand-back")
async def hand_back(db: http.Transaction, member: Talker, id: UUID) -> Response:
    """Give the conversation back to the assistant."""
    await conversations.hand_back(db, ConversationId(id), actor=member.actor)
    return _back(id)


@router.post("/{id}/resolve")
async def resolve(db: http.Transaction, member: Talker, id: UUID) -> Response:
    """Close the conversation."""
    undo = await _remember(db, id, "resolve", member)
    await conversations.resolve(db, ConversationId(id), actor=member.actor)
    return _back(id, "resolved", undo)


@router.post("/{id}/reopen")
async def reopen(db: http.Transaction, member: Talker, id: UUID) -> Response:
    """Undo closing or snoozing."""
    await conversations.reopen(db, ConversationId(id), actor=member.actor)
    return _back(id)


@router.post("/{id}/snooze")
async def snooze(
    db: http.Transaction, member: Talker, id: UUID, until: Annotated[Snooze, Form()] = Snooze.DAY
) -> Response:
    """Put the conversation away for a while."""
    moment = clock.now() + until.span
    undo = await _remember(db, id, "snooze", member)
    await conversations.snooze(db, ConversationId(id), moment, actor=member.actor)
    return _back(id, "snoozed", undo)


@router.post("/{id}/note")
async def note(db: http.Transaction, member: Talker, id: UUID, text: Text) -> Response:
    """Write a note for colleagues."""
    if text.strip():
        await conversations.note(
            db, ConversationId(id), text.strip(), member.advisor.id, actor=member.actor
        )
    return _back(id)


@router.post("/{id}/label")
async def label(
    db: http.Transaction,
    member: Talker,
    id: UUID,
    name: Annotated[str, Form(max_length=60)],
    off: Annotated[str, Form()] = "",
) -> Response:
    """Put a label on, or take it off."""
    del member
    await conversations.label(db, ConversationId(id), name, on=not off)
    return _back(id)


@router.post("/{id}/draft")
async def draft(
    house: http.CurrentHouse, workspace: http.CurrentWorkspace, member: Talker, id: UUID
) -> Response:
    """Draft a reply from the documents into the composer."""
    thread = ConversationId(id)
    made = await assistant.draft_reply(house.pool, workspace.id, thread)
    if made is None:
        return _back(id, "no_draft")
    async with house.pool.transaction(workspace.id) as db:
        await conversations.add_draft(db, thread, member.advisor.id, made)
    return _back(id)


@router.post("/{id}/reply")
async def reply(
    db: http.Transaction,
    member: Talker,
    id: UUID,
    text: Text,
    why: Annotated[str, Form(max_length=500)] = "",
    then: Annotated[str, Form()] = "",
    files: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """Answer the customer. Whoever answers holds the conversation from then on."""
    thread, attachments = ConversationId(id), await enclosed(files)
    text = text.replace("\r\n", "\n")
    if not text.strip():
        return _back(id)
    if isinstance(attachments, FileFault):
        await conversations.keep_text(db, thread, member.advisor.id, text)
        return _back(id, attachments.value)
    findings = await checking.findings_of(db, thread, text, member.advisor.id)
    if review.gate(findings, why) is not review.Gate.OPEN:
        await conversations.keep_text(db, thread, member.advisor.id, text)
        return _back(id, "checked")
    await review.overrule(db, thread, findings, why, actor=member.actor)
    if not await _say(db, thread, text.strip(), attachments, member):
        return _back(id, "not_sent")
    if then != "resolve":
        return _back(id)
    undo = await _remember(db, id, "resolve", member)
    await conversations.resolve(db, thread, actor=member.actor)
    return _back(id, "resolved", undo)


async def _say(
    db: Database,
    thread: ConversationId,
    text: str,
    attachments: tuple[Attachment, ...],
    member: Talker,
) -> bool:
    """Hold the conversation and answer in it. False when it was not sent."""
    advisor = member.advisor
    await conversations.take(db, thread, advisor.id, advisor.name, actor=member.actor)
    answer = replace(await _reply(db, thread, text, member), attachments=attachments)
    said = await conversations.say(db, thread, answer, actor=member.actor)
    if isinstance(said, Said):
        await conversations.clear_composer(db, thread, advisor.id)
    return isinstance(said, Said)


async def _reply(db: Database, thread: ConversationId, text: str, member: Talker) -> Reply:
    """Make the reply with its author: what the AI drafted and the person changed decides."""
    advisor = member.advisor
    composer = await conversations.find_composer(db, thread, advisor.id)
    reason = Reason("conversations.reason.advisor")
    runs = await review.manuscripts.settle(db, thread, advisor.id, text)
    if composer is None or composer.draft is None:
        shares = review.authorship((), text, runs)
        hands = {hand.value: percent for hand, percent in shares.hands.items()}
        author = Author(AuthorKind.PERSON, advisor.name, hands=hands)
        return Reply(text, author, reason, author_id=advisor.id)
    kept = await review.get_draft(db, composer.draft)
    proposed = await review.manuscripts.ai_texts(db, composer)
    shares = await review.finish(
        db, kept.id, text, advisor.id, actor=member.actor, runs=runs, proposed=proposed
    )
    return conversations.reply_from(kept, shares, text, advisor.id, advisor.name)


async def _remember(db: Database, id: UUID, what: str, member: Talker) -> UUID:
    """Keep how the conversation is, so that undoing brings back its wait and its targets, too."""
    ids = [ConversationId(id)]
    return await conversations.undoing.remember(db, ids, what, member.advisor.id)


def _back(id: UUID, notice: str = "", undo: UUID | None = None) -> Response:
    query = f"?notice={notice}" if notice else ""
    query += f"&undo={undo}" if undo else ""
    return RedirectResponse(f"/inbox/{id}{query}", _SEE_OTHER)
