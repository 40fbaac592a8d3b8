"""Composing: a greeting, a bridge, a question back; everything else is quoted."""

from collections.abc import Sequence
from typing import Final

from limpide.conversations import Citation
from limpide.flows import WaitFor, Waiting
from limpide.foundation.i18n import translate
from limpide.knowledge import Answered, AnyReply, AskBack
from limpide.knowledge import Citation as Quote

from .listening import Social

_URGENT: Final = frozenset({"self_harm", "injury", "violence"})


def answer_text(reply: Answered, language: str, *, is_first: bool) -> str:
    """Write an answer: a bridge, then the quotations, one paragraph each."""
    foreign = {citation.language for citation in reply.citations} - {language}
    parts = [translate(language, "assistant.greeting")] if is_first else []
    parts.append(translate(language, "assistant.bridge_foreign" if foreign else "assistant.bridge"))
    paragraphs = [" ".join(parts), reply.text]
    if reply.left_open:
        open_ones = "\n".join(f"– {question}" for question in reply.left_open)
        paragraphs += [translate(language, "assistant.left_open"), open_ones]
    return "\n\n".join(paragraphs)


def worded_text(text: str, language: str, *, is_first: bool) -> str:
    """Write an answer that a language model worded and our check let through."""
    parts = [translate(language, "assistant.greeting")] if is_first else []
    parts.append(translate(language, "assistant.bridge_worded"))
    return "\n\n".join([" ".join(parts), text])


def ask_back_text(
    reply: AnyReply | None, language: str, *, is_first: bool, offered: Sequence[str] = ()
) -> str:
    """Write a question back: with what may be meant as choices, or asking for other words.

    `offered`: the titles of procedures that may be meant.
    """
    greeting = translate(language, "assistant.greeting") + " " if is_first else ""
    topics = choices_in(reply)
    paragraphs = [translate(language, f"assistant.{_asking(reply, topics)}")]
    if isinstance(reply, AskBack) and reply.closest:
        paragraphs = [*_closest(reply, language), *paragraphs]
    if offered and not topics:
        paragraphs.append(translate(language, "assistant.offer"))
    if topics or offered:
        paragraphs.append("\n".join(f"– {each}" for each in (*topics, *offered)))
    return greeting + "\n\n".join(paragraphs)


def _asking(reply: AnyReply | None, topics: Sequence[str]) -> str:
    """Name the sentence that asks back."""
    if isinstance(reply, AskBack) and reply.closest:
        return "closest_or" if topics else "closest_else"
    if not topics:
        return "rephrase"
    return "which" if isinstance(reply, AskBack) else "near"


def _closest(reply: AskBack, language: str) -> Sequence[str]:
    """Write what comes nearest, without calling it the answer."""
    label = reply.closest[0].heading or reply.closest[0].title
    quotes = [quote.quote for quote in reply.closest]
    return [translate(language, "assistant.closest"), "\n".join([label, *quotes])]


def choices_in(reply: AnyReply | None) -> tuple[str, ...]:
    """List what a question back offers, as its text does."""
    if reply is None:
        return ()
    topics = reply.choices if isinstance(reply, AskBack) else reply.near
    return tuple(topic.label for topic in topics)


def choices_of(waiting: Waiting | None, language: str) -> tuple[str, ...]:
    """List what may be answered to a flow's question: what it offers, or yes and no."""
    if waiting is None:
        return ()
    if waiting.what is WaitFor.CONSENT:
        return tuple(translate(language, f"assistant.choice.{each}") for each in ("yes", "no"))
    return tuple(label for _, label in waiting.options)


def social_text(kind: Social, language: str, company: str) -> str:
    """Write small talk; who asks whether this is a robot gets a plain yes."""
    return translate(language, f"assistant.social.{kind}", company=company)


def unhelped_text(language: str) -> str:
    """Write that the answer missed the question, and what can be done."""
    return translate(language, "assistant.unhelped")


def urgent_text(rule: str, language: str) -> str:
    """Write whom to call, for someone in danger; empty for any other matter."""
    matter = rule.removeprefix("sensitive.")
    if matter not in _URGENT:
        return ""
    return translate(language, f"assistant.urgent.{matter}")


def citations(reply: AnyReply | None) -> tuple[Citation, ...]:
    """Give the quotations of an answer, or of what comes near it, as conversations keep them."""
    return tuple(map(_citation, quotes_in(reply)))


def quotes_in(reply: AnyReply | None) -> tuple[Quote, ...]:
    """Give what a reply quotes."""
    match reply:
        case Answered():
            return reply.citations
        case AskBack():
            return reply.closest
        case _:
            return ()


def _citation(quote: Quote) -> Citation:
    return Citation(
        passage=quote.passage,
        title=quote.title,
        heading=quote.heading,
        quote=quote.quote,
        url=quote.url,
        version=str(quote.version),
        language=quote.language,
    )
