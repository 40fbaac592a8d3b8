"""Reading a conversation: the words that wait for an answer, and what came before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from limpide import contacts, conversations, knowledge
from limpide.contacts import AddressKind, AiMode, Contact
from limpide.conversations import (
    Conversation,
    ConversationId,
    Direction,
    Holder,
    Message,
    MessageId,
    Status,
)
from limpide.foundation import workspaces
from limpide.foundation.database import Database
from limpide.knowledge import AnyReply
from limpide.ledger import AuthorKind

from . import listening, store, summoning
from .model import Heard, Prompt, Turn, Verdict

_FAILURES: Final = {Verdict.ASK_BACK}
_HELPED: Final = {Verdict.ANSWER, Verdict.ASK_BACK}
_TURNS_KEPT: Final = 20
_STRONG: Final = 6.0
_NEAREST: Final = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """A conversation as the assistant finds it. `words`: what was said since the last answer.

    `known`: what we know the contact by, which must not leave the house. `near_before`: the
    passages that were nearest to what was asked back last. `offered`: procedures that may be meant,
    by their titles.
    """

    conversation: Conversation
    words: tuple[str, ...]
    earlier: tuple[str, ...]
    is_first: bool
    ai_mode: AiMode
    company: str
    failures: int
    last: Verdict | None
    read_until: MessageId
    language: str
    known: tuple[str, ...] = ()
    near_before: frozenset[str] = frozenset()
    offered: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """A burst of messages is one turn."""
        return "\n".join(self.words)


async def read(db: Database, id: ConversationId) -> Reading | None:
    """Read a conversation; None when there is nothing to answer or a person holds it."""
    thread = await conversations.thread(db, id)
    conversation = thread.conversation
    if conversation.holder is not Holder.ASSISTANT or conversation.status is Status.RESOLVED:
        return None
    if conversation.last_inbound is None:
        return None
    if await store.has_turn(db, id, conversation.last_inbound):
        return None
    contact = await contacts.get_contact(db, conversation.contact)
    company = await workspaces.get(db)
    kept = await store.list_turns(db, id)
    turns = [turn for turn in kept if turn.prompted_by is Prompt.WORDS][-_TURNS_KEPT:]
    said, words, earlier = _since_last_answer(thread.messages, turns)
    verdicts = [turn.decision.verdict for turn in turns]
    return Reading(
        conversation=conversation,
        words=words,
        earlier=earlier,
        is_first=not said,
        ai_mode=contact.ai_mode,
        company=company.legal_name,
        failures=_failures(verdicts),
        last=verdicts[-1] if verdicts else None,
        read_until=conversation.last_inbound,
        language=_language("\n".join(words), conversation.language),
        known=known_of(contact),
        near_before=_nearest(turns[-1].considered) if turns else frozenset(),
    )


def _nearest(considered: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    named = (str(each["passage"]) for each in considered if "passage" in each)
    return frozenset(islice(named, _NEAREST))


def failures_before(reading: Reading, reply: AnyReply | None) -> int:
    """Count the questions back in a row about what is asked now, before this one.

    Who was asked back once and now asks something else, to which other passages are near, is asked
    back about that once too; twice in a row at most.
    """
    if reading.failures != 1 or reading.last is not Verdict.ASK_BACK or reply is None:
        return reading.failures
    nearest = {each.passage for each in reply.ranked[:_NEAREST]}
    is_other = bool(nearest and reading.near_before) and not nearest & reading.near_before
    return 0 if is_other else 1


def known_of(contact: Contact) -> tuple[str, ...]:
    """List what we know somebody by: names, references, addresses."""
    named = (contact.name, contact.reference)
    addresses = (each.value for each in contact.addresses if each.kind is not AddressKind.CHAT)
    return tuple(each for each in (*named, *addresses) if each)


def listen(reading: Reading) -> Heard:
    """Listen to the customer's words by rules."""
    text = reading.text
    return Heard(
        person=next(filter(None, map(summoning.requests_person, reading.words)), None),
        sensitive=listening.sensitive_matter(text),
        frustration=listening.frustration(text, reading.earlier),
        social=listening.small_talk(text),
        unhelped=_unhelped(reading),
    )


def _unhelped(reading: Reading) -> str | None:
    """Who asks the same again after an answer, or says so, was not helped by it."""
    if reading.last not in _HELPED:
        return None
    said = listening.says_unhelped(reading.text)
    if said is None and reading.last is Verdict.ANSWER and reading.earlier:
        return "unhelped.again" if _is_again(reading) else None
    return said


def _is_again(reading: Reading) -> bool:
    return listening.is_same_question(reading.text, reading.earlier[-1])


def _since_last_answer(
    messages: Sequence[Message], turns: Sequence[Turn]
) -> tuple[bool, tuple[str, ...], tuple[str, ...]]:
    answers = [
        place
        for place, message in enumerate(messages)
        if message.direction is Direction.OUT and message.author_kind is not AuthorKind.TEMPLATE
    ]
    # Words that once led to a person lead there no more when the person gave back.
    handed = {turn.read_until for turn in turns if turn.decision.verdict is Verdict.HANDOVER}
    done = [place for place, message in enumerate(messages) if message.id in handed]
    last = max([*answers, *done], default=-1)
    inbound = [
        (place, message.body)
        for place, message in enumerate(messages)
        if message.direction is Direction.IN and message.automatic is None
    ]
    words = tuple(body for place, body in inbound if place > last)
    earlier = tuple(body for place, body in inbound if place <= last)
    return bool(answers), words, earlier


def _language(text: str, current: str) -> str:
    """Keep the conversation's language unless the evidence for the other one is strong."""
    balance = knowledge.french_balance(text)
    if abs(balance) < _STRONG:
        return current
    return "fr" if balance > 0 else "en"


def _failures(verdicts: Sequence[Verdict]) -> int:
    count = 0
    for verdict in reversed(verdicts):
        if verdict not in _FAILURES:
            break
        count += 1
    return count
