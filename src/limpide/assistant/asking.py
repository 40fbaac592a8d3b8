"""Asking outside of a conversation: the command `ask` and `POST /v1/ask`."""

from collections.abc import Sequence
from dataclasses import asdict
from time import perf_counter
from typing import Final

from limpide import knowledge
from limpide.contacts import AiMode
from limpide.foundation.database import Database
from limpide.foundation.i18n import translate
from limpide.knowledge import Answered, AnyReply, AskBack

from . import composing, listening, summoning
from .deciding import decide
from .model import Asked, Heard, Situation, Verdict
from .recording import found_in

_LONGEST: Final = 4000


async def ask(
    db: Database, question: str, *, language: str | None = None, history: Sequence[str] = ()
) -> Asked:
    """Ask the documents: the decision is `answer`, `ask_back` or `handover`, with its reason."""
    started = perf_counter()
    question = question.strip()[:_LONGEST]
    meaning = await knowledge.meaning_of(question, history)
    reply = await knowledge.answer(
        db, question, language=language, history=history, meaning=meaning
    )
    heard = Heard(
        person=summoning.requests_person(question),
        sensitive=listening.sensitive_matter(question),
        frustration=listening.frustration(question, history),
    )
    decision = decide(Situation(heard, AiMode.ANY, 0, can_ask_back=True, found=found_in(reply)))
    is_ask_back = decision.verdict is Verdict.ASK_BACK and isinstance(reply, AskBack)
    verdict = decision.verdict if decision.verdict is Verdict.ANSWER or is_ask_back else None
    return Asked(
        decision=(verdict or Verdict.HANDOVER).value,
        answer=_answer(reply, verdict),
        language=reply.language,
        confidence=reply.confidence,
        reason=_reason(reply, decision.cause, reply.language),
        took_ms=round((perf_counter() - started) * 1000, 2),
        citations=_shown(reply, verdict),
        ranked=tuple(asdict(each) for each in reply.ranked),
    )


def _shown(reply: AnyReply, verdict: Verdict | None) -> tuple[dict[str, object], ...]:
    if verdict is Verdict.ANSWER and isinstance(reply, Answered):
        return tuple(map(_citation, reply.citations))
    return ()


def _answer(reply: AnyReply, verdict: Verdict | None) -> str:
    if verdict is Verdict.ANSWER and isinstance(reply, Answered):
        return reply.text
    if verdict is Verdict.ASK_BACK:
        return composing.ask_back_text(reply, reply.language, is_first=False)
    return ""


def _reason(reply: AnyReply, cause: object, language: str) -> str:
    if cause is not None:
        return translate(language, f"assistant.because.{cause}")
    return reply.explained()


def _citation(quote: knowledge.Citation) -> dict[str, object]:
    return {
        "source": quote.passage,
        "title": quote.title,
        "heading": quote.heading,
        "quote": quote.quote,
        "start": quote.start,
        "end": quote.end,
        "url": quote.url,
    }
