"""Reconsidering: what a kept turn would lead to today, and what has changed since.

The kept decision stands as it was made (`replay`); this is asked beside it, and changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from limpide import contacts, conversations, flows, knowledge
from limpide.conversations import Direction, Message, Thread
from limpide.foundation.database import Database
from limpide.ledger import AuthorKind

from . import listening, recording, summoning, wishing
from .deciding import decide, decide_unprompted
from .model import Decision, Found, Heard, Prompt, Situation, Turn, Verdict, Wants, Wished
from .skills import skills
from .wishing import Words

_UNDER_WAY: Final = {Wants.CONTINUE, Wants.UNCLEAR}


@dataclass(frozen=True, slots=True)
class Reconsidered:
    """What would be decided today. `changed`: what differs from then, by name: then, now."""

    decision: Decision
    changed: tuple[tuple[str, str, str], ...]


async def reconsider(db: Database, turn: Turn) -> Reconsidered:
    """Decide a turn's words anew, by the documents, flows, rules and choices of today.

    What a flow was waiting for is not made up again: a reply to it is taken as it was then.
    Raises NotReplayableError.
    """
    if not turn.understood:
        raise recording.NotReplayableError
    thread = await conversations.thread(db, turn.conversation)
    if turn.prompted_by is not Prompt.WORDS:
        return await _unprompted(db, turn, thread)
    kept = recording.situation_of(turn.understood)
    words, earlier = _words(thread.messages, turn)
    text = "\n".join(words)
    contact = await contacts.get_contact(db, thread.conversation.contact)
    situation = replace(
        kept,
        heard=_heard(words, earlier, kept.heard),
        ai_mode=contact.ai_mode,
        wished=await _wished(db, turn, kept, text, earlier),
        found=Found.NOT_ASKED,
    )
    needs_no_document = situation.wished.wants is not Wants.UNCLEAR
    if decide(situation).verdict is not Verdict.FLOW or not needs_no_document:
        found = await _found(db, turn, text, earlier, situation)
        situation = replace(situation, found=found)
    return Reconsidered(decide(situation), tuple(await _changed(db, turn)))


async def _unprompted(db: Database, turn: Turn, thread: Thread) -> Reconsidered:
    """Decide what went on by itself by the customer's and the company's choices of today."""
    kept = recording.unprompted_of(turn.understood)
    contact = await contacts.get_contact(db, thread.conversation.contact)
    situation = replace(kept, ai_mode=contact.ai_mode)
    flow = (await flows.catalogue(db)).flows.get(kept.flow)
    if kept.prompt is Prompt.SILENCE:
        own = None if flow is None else flow.silence_minutes
        minutes = await flows.silence_minutes(db) if own is None else own
        situation = replace(situation, minutes=float(minutes))
    return Reconsidered(decide_unprompted(situation), tuple(await _changed(db, turn)))


def _words(messages: Sequence[Message], turn: Turn) -> tuple[Sequence[str], Sequence[str]]:
    """Give the words the turn answered, and those before them."""
    before = [each for each in messages if str(each.id) <= str(turn.read_until)]
    answers = [
        at
        for at, each in enumerate(before)
        if each.direction is Direction.OUT and each.author_kind is not AuthorKind.TEMPLATE
    ]
    last = max(answers, default=-1)
    said = [(at, each.body) for at, each in enumerate(before) if each.direction is Direction.IN]
    words = [body for at, body in said if at > last]
    return words, [body for at, body in said if at <= last]


def _heard(words: Sequence[str], earlier: Sequence[str], kept: Heard) -> Heard:
    text = "\n".join(words)
    return Heard(
        person=next(filter(None, map(summoning.requests_person, words)), None),
        sensitive=listening.sensitive_matter(text),
        frustration=listening.frustration(text, earlier),
        social=listening.small_talk(text),
        unhelped=kept.unhelped,
    )


async def _wished(
    db: Database, turn: Turn, kept: Situation, text: str, earlier: Sequence[str]
) -> Wished:
    if kept.wished.wants in _UNDER_WAY:
        return kept.wished
    leans = bool(earlier) and knowledge.is_follow_up(text, turn.language)
    words = Words(text, turn.language, turn.at.date(), leans)
    wish = wishing.wish(words, None, await skills(db))
    return Wished(wish.wants, wish.flow, round(wish.confidence, 4), wish.is_fact)


async def _found(
    db: Database, turn: Turn, text: str, earlier: Sequence[str], situation: Situation
) -> Found:
    heard = situation.heard
    if heard.social or heard.person or heard.sensitive or heard.unhelped:
        return Found.NOT_ASKED
    history = tuple(earlier[-3:])
    meaning = await knowledge.meaning_of(text, history)
    reply = await knowledge.answer(
        db, text, language=turn.language, history=history, meaning=meaning
    )
    return recording.found_in(reply)


async def _changed(db: Database, turn: Turn) -> Sequence[tuple[str, str, str]]:
    """List what decided then and is another version now; «-» for what is no longer in use."""
    now = recording.versions(None)
    found = [
        (name, turn.versions[name], version)
        for name, version in now.items()
        if name in turn.versions
    ]
    in_use = (await flows.catalogue(db)).flows
    for one in turn.considered:
        if "flow" in one:
            flow = in_use.get(str(one["flow"]))
            version = "-" if flow is None else str(flow.version)
            found.append((f"flow {one['flow']}", str(one["version"]), version))
    found += await _documents(db, turn)
    return [each for each in dict.fromkeys(found) if each[1] != each[2]]


async def _documents(db: Database, turn: Turn) -> Sequence[tuple[str, str, str]]:
    if not turn.passages:
        return ()
    of = {str(one["passage"]): str(one["document"]) for one in turn.considered if "document" in one}
    known = {str(each.id): each for each in await knowledge.list_documents(db)}
    found: list[tuple[str, str, str]] = []
    for passage in turn.passages:
        document = known.get(of.get(str(passage["passage"]), ""))
        version = (
            str(document.version)
            if document and document.is_approved and not document.retired_at
            else "-"
        )
        found.append((f"document {passage['title']}", str(passage["version"]), version))
    return found
