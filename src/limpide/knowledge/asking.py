"""Asking: search and answer from what may be quoted at this moment, with the gate before it."""

import dataclasses
from collections.abc import Mapping, Sequence
from uuid import UUID

from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.foundation.log import log

from . import embedding, store_passages
from .answering import answer_from
from .index import Floats
from .language import language_of
from .library import indexes_of
from .question import is_follow_up
from .reply import Answered, AnyReply, Citation, NoAnswer, Ranked, Reason

_LONGEST_QUESTION = 2_000


@dataclasses.dataclass(frozen=True, slots=True)
class Meaning:
    """A question as a vector, and who was asked for it. No vector when they did not answer."""

    vector: Floats | None
    asked: str


async def meaning_of(question: str, history: Sequence[str] = ()) -> Meaning | None:
    """Ask the embedding endpoint for the meaning of a question; None where none is configured.

    Call it outside of a transaction: it waits for a stranger, though not long.
    """
    embedder = embedding.in_use()
    if embedder is None:
        return None
    question = question[:_LONGEST_QUESTION]
    if history and is_follow_up(question, language_of(question)):
        question = f"{history[-1][:_LONGEST_QUESTION]}\n{question}"
    vector = await embedder.question(question)
    return Meaning(vector, f"{embedder.provider.name}/{embedder.model}")


async def answer(
    db: Database,
    question: str,
    *,
    language: str | None = None,
    history: Sequence[str] = (),
    meaning: Meaning | None = None,
) -> AnyReply:
    """Answer a question with quotations of approved documents, ask back, or say that they do not.

    `language`: «fr» or «en»; without it, that of the question. `history`: earlier questions of the
    same customer, oldest first; a short follow-up borrows the words of the last. `meaning`: what
    `meaning_of` gave for the question.
    """
    question = question[:_LONGEST_QUESTION]
    indexes = await indexes_of(db)
    vector = None if meaning is None else meaning.vector
    reply = answer_from(indexes, question, language, history=history, meaning=vector)
    if meaning is not None:
        reply = dataclasses.replace(reply, asked_outside=meaning.asked)
    return await _grounded(db, reply) if isinstance(reply, Answered) else reply


async def search(db: Database, question: str, *, language: str | None = None) -> tuple[Ranked, ...]:
    """Find the passages nearest to a question, best first, ten at most."""
    indexes = await indexes_of(db)
    return answer_from(indexes, question[:_LONGEST_QUESTION], language).ranked


async def _grounded(db: Database, reply: Answered) -> AnyReply:
    """Let pass only what stands, to the letter, in a passage that may be quoted now.

    The index may be a moment older than a withdrawal; this is asked in the caller's transaction.
    """
    ids = [UUID(citation.passage) for citation in reply.citations]
    texts = await store_passages.texts_quotable_now(db, ids, clock.now().date())
    kept = tuple(c for c in reply.citations if stands(c, texts, reply.language))
    if len(kept) < len(reply.citations):
        log.warning("knowledge.quotation_refused", count=len(reply.citations) - len(kept))
    if kept and kept[0].passage == reply.citations[0].passage:
        text = "\n\n".join(citation.quote for citation in kept)
        return dataclasses.replace(reply, citations=kept, text=text)
    return NoAnswer(
        language=reply.language,
        confidence=0.0,
        reason=Reason.UNSURE,
        ranked=reply.ranked,
        took_ms=reply.took_ms,
        asked_outside=reply.asked_outside,
    )


def stands(citation: Citation, texts: Mapping[UUID, tuple[str, str]], language: str) -> bool:
    """Say whether a quotation is what its passage says at that place, in the reader's language."""
    found = texts.get(UUID(citation.passage))
    if found is None or not citation.quote.strip():
        return False
    text, written_in = found
    return written_in == language and text[citation.start : citation.end] == citation.quote
