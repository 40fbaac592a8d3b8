"""What a reviewer's decision does to a conversation: the reply leaves, or a person takes it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from limpide import review
from limpide.advisors import WentAway
from limpide.delivery import Specimen
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.ledger import Author, AuthorKind, Engine, Reason
from limpide.review import (
    Authorship,
    Choice,
    Decided,
    Decision,
    Draft,
    DraftId,
    Finding,
    Gate,
    Item,
    ItemId,
    ItemKind,
    ItemState,
    Reviewer,
    Ruling,
    Runs,
)

from . import checking, composing, handing, receiving, saying, visiting
from .model import (
    Cause,
    Citation,
    ConversationId,
    Feedback,
    Holder,
    MessageId,
    Reply,
    Said,
    Summary,
)

_TIMER: Final = Actor.system("timer")
_PRESENCE: Final = Actor.system("presence")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A decision and what it did. `is_sent` is None where nothing was to be sent.

    `findings`: why the text did not pass; the item waits as before.
    """

    decision: Decision
    is_sent: bool | None = None
    findings: Sequence[Finding] = ()


async def decide_review(
    db: Database, id: ItemId, ruling: Ruling, by: Reviewer, *, actor: Actor
) -> Reviewed:
    """Decide what waits, and carry out what concerns the conversation, in one transaction.

    Raises NoSuchItemError.
    """
    before = await review.get_item(db, id)
    findings: Sequence[Finding] = ()
    if ruling.choice is Choice.APPROVE and before.state is ItemState.WAITING:
        findings = await check_item(db, before, ruling.text)
    if review.gate(findings, ruling.reason) is not Gate.OPEN:
        return Reviewed(Decision(before, missing=before.needed), findings=findings)
    decision = await review.decide(db, id, ruling, by, actor=actor)
    if decision.obstacle is None:
        await review.overrule(db, id, findings, ruling.reason, actor=actor)
    item = decision.item
    if decision.obstacle is not None or decision.missing or item.conversation is None:
        return Reviewed(decision)
    if item.state is ItemState.TAKEN:
        await _take(db, item, by, actor)
    elif item.kind is ItemKind.SAID and item.state is ItemState.REJECTED:
        # A colleague who finds it wrong does what a customer would: a person answers, and the
        # cause is looked for.
        await visiting.give_feedback(db, MessageId(item.subject), Feedback.WRONG, actor=actor)
    elif item.kind is ItemKind.REPLY and item.state.is_yes:
        return Reviewed(decision, await _send(db, item, by, actor))
    return Reviewed(decision)


async def check_item(db: Database, item: Item, text: str | None = None) -> Sequence[Finding]:
    """Check a reply that waits, as it stands or as a reviewer changed it.

    A reviewer answers for it, so what a person may say with a reason is amber.
    """
    if item.kind is not ItemKind.REPLY or item.conversation is None:
        return ()
    draft = await review.get_draft(db, DraftId(item.subject))
    citations = tuple(Citation(**each) for each in draft.citations)
    return await checking.check_reply(
        db, ConversationId(item.conversation), text or item.text, with_ai=True, citations=citations
    )


async def specimen_of(
    db: Database, item: Item, by: Reviewer, text: str, runs: Runs | None
) -> Specimen | None:
    """Give what a reply that waits would be if somebody approved it with this text."""
    if item.kind is not ItemKind.REPLY or item.conversation is None:
        return None
    draft = await review.get_draft(db, DraftId(item.subject))
    shares = review.authorship((draft.ai_text,), text, runs)
    reply = reply_from(draft, shares, text, by.id, by.name)
    return await saying.specimen_of(db, ConversationId(item.conversation), reply)


async def on_decided(db: Database, fact: Decided) -> None:
    """Bring a person when a deadline passed: nothing was sent."""
    if fact.state is not ItemState.EXPIRED or fact.conversation is None:
        return
    if fact.item_kind is ItemKind.SAID:
        return
    id = ConversationId(fact.conversation)
    summary = Summary(evidence=("review.deadline",))
    await handing.hand_over(db, id, Cause.REVIEW, summary, actor=_TIMER)


async def on_went_away(db: Database, fact: WentAway) -> None:
    """Give back to all what a colleague who leaves was on: who is not there holds nothing up."""
    await review.release_all(db, fact.advisor, actor=_PRESENCE)


def reply_from(draft: Draft, shares: Authorship, text: str, advisor: UUID, name: str) -> Reply:
    """Make the reply that began as a draft: whose text it is decides whose name it bears."""
    reason = Reason("conversations.reason.advisor")
    hands = {hand.value: percent for hand, percent in shares.hands.items()}
    if shares.kind is AuthorKind.PERSON:
        author = Author(AuthorKind.PERSON, name, hands=hands)
        return Reply(text, author, reason, author_id=advisor)
    engine, _, version = draft.engine.partition("/")
    reviewer = name if shares.kind is AuthorKind.AI_REVIEWED else ""
    author = Author(
        shares.kind,
        name,
        reviewer,
        ai_share=shares.ai,
        engine=Engine(engine, version),
        hands=hands,
    )
    citations = tuple(Citation(**each) for each in draft.citations)
    return Reply(text, author, reason, citations, author_id=advisor)


async def _send(db: Database, item: Item, by: Reviewer, actor: Actor) -> bool:
    draft = await review.get_draft(db, DraftId(item.subject))
    shares = await review.finish(db, draft.id, item.text, by.id, actor=actor, runs=item.runs)
    id = ConversationId(draft.subject)
    reply = reply_from(draft, shares, item.text, by.id, by.name)
    if item.needed > 1:
        names = ", ".join(await review.approvers(db, item))
        reply = replace(reply, author=replace(reply.author, reviewer=names))
    said = await saying.say(db, id, reply, actor=actor)
    if isinstance(said, Said):
        thread = await receiving.get_conversation(db, id)
        if thread.holder is Holder.NOBODY:
            # Nobody took it meanwhile: the next question is drafted again.
            await handing.hand_back(db, id, actor=actor)
    return isinstance(said, Said)


async def _take(db: Database, item: Item, by: Reviewer, actor: Actor) -> None:
    id = ConversationId(item.conversation) if item.conversation else None
    if id is None:
        return
    await handing.take(db, id, by.id, by.name, actor=actor)
    if item.kind is ItemKind.REPLY:
        draft = await review.get_draft(db, DraftId(item.subject))
        runs = review.written((draft.ai_text,), item.text, item.runs)
        await composing.add_draft(db, id, by.id, draft, runs)
