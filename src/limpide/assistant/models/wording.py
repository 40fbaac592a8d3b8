"""Wording: a shorter, kinder answer from the passages that were found, or the passages themselves.

The passages were chosen and approved without any model; a model only says them, and each sentence
is checked. Where what remains no longer answers, the customer gets the quotations as ever.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from limpide.foundation.settings import ModelProvider
from limpide.knowledge import Answered, Citation

from .consulting import Consultation
from .grounding import Quotation, ground, has_number, polarity, sentences, subjects
from .masking import Mask
from .model import Task

_LONGEST_QUESTION: Final = 1000
_LONGEST_PASSAGE: Final = 3000
_MOST_SENTENCES: Final = 6
# A rewording that is no shorter is no help.
_MUCH_LONGER: Final = 1.3
_ROOM: Final = 60


class _Sentence(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=600)
    passages: list[str] = Field(max_length=8)


class Wording(BaseModel):
    """The answer, sentence by sentence, each with the ids of the passages that say it."""

    model_config = ConfigDict(extra="forbid")

    sentences: list[_Sentence] = Field(max_length=12)


@dataclass(frozen=True, slots=True)
class Worded:
    """An answer that may be shown, and whose model worded it."""

    text: str
    provider: ModelProvider


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check let through, what it dropped and why, and the quoted sentences behind."""

    kept: tuple[str, ...]
    dropped: tuple[str, ...]
    behind: tuple[str, ...]


async def word(
    consultation: Consultation, question: str, reply: Answered, language: str
) -> Worded | None:
    """Ask for a wording of what was found; None where the quotations are to be shown."""
    if any(citation.language != language for citation in reply.citations):
        return None
    material = await asyncio.to_thread(
        _material, consultation.mask, question, reply.citations, language
    )
    advice = await consultation.ask(Task.WORD, material, Wording)
    if advice is None:
        return None
    checked = check(advice.answer, consultation.mask, reply.citations, language)
    fault = _falls_short(checked, question, reply, language)
    drops = f", dropped {', '.join(checked.dropped)}" if checked.dropped else ""
    consultation.judged((fault or f"used {len(checked.kept)}") + drops)
    return None if fault else Worded(" ".join(checked.kept), advice.provider)


def check(wording: Wording, mask: Mask, citations: Sequence[Citation], language: str) -> Checked:
    """Check each sentence against what it quotes."""
    known = {_name(place): _quotation(each) for place, each in enumerate(citations)}
    kept: list[str] = []
    dropped: list[str] = []
    behind: list[str] = []
    for sentence in wording.sentences[:_MOST_SENTENCES]:
        text = mask.restore(sentence.text.strip())
        quoted = [known[each] for each in sentence.passages if each in known]
        if text is None or not quoted or len(quoted) < len(sentence.passages):
            dropped.append("placeholder" if text is None else "passage")
            continue
        carried = ground(text, quoted, language)
        if carried.fault:
            dropped.append(carried.fault)
        elif text not in kept:
            kept.append(text)
            behind.append(carried.sentence)
    return Checked(tuple(kept), tuple(dropped), tuple(behind))


def _material(
    mask: Mask, question: str, citations: Sequence[Citation], language: str
) -> Mapping[str, Any]:
    return {
        "language": language,
        "question": mask.hide(question[:_LONGEST_QUESTION]),
        "passages": [
            {
                "id": _name(place),
                "title": mask.hide(each.title),
                "heading": mask.hide(each.heading),
                "text": mask.hide(each.quote[:_LONGEST_PASSAGE]),
            }
            for place, each in enumerate(citations)
        ],
    }


def _falls_short(checked: Checked, question: str, reply: Answered, language: str) -> str:
    """Name why what was let through is no answer; empty when it is one."""
    text = " ".join(checked.kept)
    if not checked.kept or len(checked.dropped) > len(checked.kept):
        return "too_little_left"
    if len(text) > _MUCH_LONGER * len(reply.text) + _ROOM:
        return "not_shorter"
    if has_number(reply.text, language) and not has_number(text, language):
        return "number_lost"
    if _exception_lost(checked, question, reply, language):
        return "exception_lost"
    return "" if _stays_on_subject(text, question, reply, language) else "off_subject"


def _exception_lost(checked: Checked, question: str, reply: Answered, language: str) -> bool:
    """An exception about what was asked is the answer, whatever else stands beside it."""
    asked = subjects(question, language).keys()
    return any(
        polarity(sentence) and subjects(sentence, language).keys() & asked
        for citation in reply.citations
        for sentence in sentences(citation.quote)
        if sentence not in checked.behind
    )


def _stays_on_subject(text: str, question: str, reply: Answered, language: str) -> bool:
    """Of what the question and the quotations share, the wording must keep something."""
    asked = subjects(question, language).keys()
    shared = asked & subjects(reply.text, language).keys()
    return not shared or bool(shared & subjects(text, language).keys())


def _quotation(citation: Citation) -> Quotation:
    return Quotation(citation.quote, f"{citation.title}\n{citation.heading}")


def _name(place: int) -> str:
    return f"P{place + 1}"
