"""Drafting: a document begun from questions without an answer. It quotes, and makes nothing up.

What was only collected is marked, and a document that holds a mark is never approved.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from limpide.foundation.errors import LimpideError
from limpide.foundation.i18n import LANGUAGES, translate

from .model import Gap, GapGroup, GapId
from .reading import slug_of

_LONGEST_NAME: Final = 60
_MARKS: Final = ("knowledge.draft.to_write", "knowledge.draft.to_read")


class UnfinishedDraftError(LimpideError):
    """Something is left in square brackets, to be read or written. Write it, or take it out."""

    status = 409


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words found for a question, and where they stand, for a reader."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Material:
    """What was found for a question: what advisors answered, what the documents say nearby."""

    answers: tuple[Excerpt, ...] = ()
    passages: tuple[Excerpt, ...] = ()


_NOTHING: Final = Material()


def draft_of(group: GapGroup, found: Mapping[GapId, Material]) -> str:
    """Begin a document: people's words as headings, a place for each answer, what was found."""
    language = group.gaps[0].language
    title = json.dumps(group.gaps[0].question, ensure_ascii=False)
    parts = [f"---\ntitle: {title}\nlanguage: {language}\n---"]
    parts.append(_quoted(f"{_mark(language)} {translate(language, 'knowledge.draft.note')}"))
    for gap in group.gaps:
        parts += _section(gap, found.get(gap.id, _NOTHING))
    return "\n\n".join(parts) + "\n"


def name_for(group: GapGroup) -> str:
    """Suggest a short name: lower case, digits, hyphens."""
    return slug_of(group.gaps[0].question)[:_LONGEST_NAME].strip("-")


def is_unfinished(texts: Iterable[str]) -> bool:
    """Say whether something still bears a mark of what was only collected."""
    marks = [translate(language, key) for language in LANGUAGES for key in _MARKS]
    return any(mark in text for text in texts for mark in marks)


def _section(gap: Gap, found: Material) -> Iterator[str]:
    language = gap.language
    yield f"## {' '.join(gap.question.split()).lstrip('#- ')}"
    yield translate(language, "knowledge.draft.to_write")
    if not found.answers and not found.passages:
        yield _quoted(f"{_mark(language)} {translate(language, 'knowledge.draft.nothing')}")
    for key, excerpts in (("answer", found.answers), ("passage", found.passages)):
        for each in excerpts:
            said = translate(language, f"knowledge.draft.{key}", source=each.source)
            yield _quoted(f"{_mark(language)} {said}\n\n{each.text}")


def _mark(language: str) -> str:
    return translate(language, "knowledge.draft.to_read")


def _quoted(text: str) -> str:
    """Quote in Markdown; no line of it is a heading of the document."""
    return "\n".join(f"> {line.strip().lstrip('# ')}".rstrip() for line in text.split("\n"))
