"""Documenting: from a question nobody could answer to a document to start from.

What people asked, what advisors answered to that very question, what the documents say nearby: all
of it quoted, without personal data, with where it stands. A person writes the answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from babel.dates import format_date

from limpide import contacts, conversations, knowledge, review
from limpide.conversations import ConversationId, Direction, Message, MessageId
from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.foundation.i18n import locale_of, translate
from limpide.knowledge import Excerpt, Gap, GapGroup, GapId, Material, NoSuchGapError, PassageId
from limpide.ledger import AuthorKind
from limpide.review import Draft

from . import store_gaps
from .model import ENGINE, ENGINE_VERSION
from .models import Mask
from .reading import known_of

_ADVISORS: Final = {AuthorKind.PERSON, AuthorKind.PERSON_WITH_AI, AuthorKind.AI_REVIEWED}
_MOST_GAPS: Final = 200
_MOST_PLACES: Final = 3
_MOST_ANSWERS: Final = 3
_MOST_PASSAGES: Final = 2
_LONGEST: Final = 1_200

Source = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Begun:
    """A document begun for questions that ask alike. The draft's citations say what it quotes."""

    group: GapGroup
    draft: Draft


async def find_begun(db: Database, gap: GapId) -> Begun | None:
    """Find the draft for a question, or for one that asks alike. Raises NoSuchGapError."""
    group = await _group_of(db, gap)
    for each in group.gaps:
        draft = await review.find_waiting(db, each.id)
        if draft is not None:
            return Begun(group, draft)
    return None


async def begin(db: Database, gap: GapId) -> Begun:
    """Put a draft together, or give the one that waits. Raises NoSuchGapError."""
    found = await find_begun(db, gap)
    if found is not None:
        return found
    group = await _group_of(db, gap)
    materials: dict[GapId, Material] = {}
    sources: list[Source] = []
    for each in group.gaps:
        materials[each.id] = await _material(db, each, sources)
    text = knowledge.draft_of(group, materials)
    draft = await review.propose(
        db, gap, text, sources, engine=f"{ENGINE}/{ENGINE_VERSION}", confidence=0.0
    )
    return Begun(group, draft)


async def _group_of(db: Database, gap: GapId) -> GapGroup:
    groups = knowledge.group_gaps(await knowledge.list_gaps(db, limit=_MOST_GAPS))
    for group in groups:
        if any(each.id == gap for each in group.gaps):
            return group
    raise NoSuchGapError


async def _material(db: Database, gap: Gap, sources: list[Source]) -> Material:
    """Find what there is for one question, and add where it stands to `sources`."""
    answers = [
        excerpt
        for place in await store_gaps.list_places(db, gap.id, _MOST_PLACES)
        for excerpt in await _answers(db, gap, *place, sources)
    ]
    return Material(tuple(answers), tuple(await _passages(db, gap, sources)))


async def _answers(
    db: Database, gap: Gap, conversation: ConversationId, asked: MessageId, sources: list[Source]
) -> list[Excerpt]:
    thread = await conversations.thread(db, conversation)
    contact = await contacts.get_contact(db, thread.conversation.contact)
    said = list(_after(thread.messages, asked))[:_MOST_ANSWERS]
    names = [message.author_name for message in said]
    mask = Mask((*known_of(contact), *names), today=clock.now().date())
    excerpts: list[Excerpt] = []
    for message in said:
        source = {"conversation": str(conversation), "message": str(message.id)}
        if source in sources:
            continue
        sources.append(source)
        day = format_date(message.at, "long", locale=locale_of(gap.language))
        words = await knowledge.without_names(db, mask.blank(message.body), gap.question)
        excerpts.append(Excerpt(words[:_LONGEST], day))
    return excerpts


def _after(messages: Sequence[Message], asked: MessageId) -> Iterator[Message]:
    """Give what advisors said after a message: a person wrote it, or read it before it left."""
    is_after = False
    for message in messages:
        is_out = message.direction is Direction.OUT and message.automatic is None
        if is_after and is_out and message.author_kind in _ADVISORS:
            yield message
        is_after = is_after or message.id == asked


async def _passages(db: Database, gap: Gap, sources: list[Source]) -> list[Excerpt]:
    """Find the nearest passages in the question's language that are not quoted already."""
    reply = await knowledge.answer(db, gap.question, language=gap.language)
    excerpts: list[Excerpt] = []
    for ranked in reply.ranked:
        source = {
            "passage": ranked.passage,
            "title": ranked.title,
            "heading": ranked.heading,
            "url": ranked.url,
        }
        if ranked.language != gap.language or source in sources:
            continue
        found = await knowledge.find_passage(db, PassageId(UUID(ranked.passage)))
        if found is None:
            continue
        sources.append(source)
        where = translate(
            gap.language, "assistant.document.where", title=ranked.title, heading=ranked.heading
        )
        excerpts.append(Excerpt(found.text[:_LONGEST], where))
        if len(excerpts) == _MOST_PASSAGES:
            break
    return excerpts
