"""The room's words: sources, documents, passages, gaps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from limpide.foundation.errors import LimpideError

from .reading import Section, SkipReason

SourceId = NewType("SourceId", UUID)
DocumentId = NewType("DocumentId", UUID)
PassageId = NewType("PassageId", UUID)
GapId = NewType("GapId", UUID)


class SourceKind(StrEnum):
    """Where documents come from."""

    FOLDER = "folder"
    FILE = "file"
    SITE = "site"
    UPLOAD = "upload"


@dataclass(frozen=True, slots=True)
class Source:
    """A folder, a file, a site, or what colleagues uploaded. `documents`: how many are live."""

    id: SourceId
    kind: SourceKind
    location: str
    owner: str | None
    review_on: date | None
    is_approved: bool
    added_at: datetime
    read_at: datetime | None
    documents: int


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it stands now. `hands`: percents by whose hand wrote it, where known."""

    id: DocumentId
    source: SourceId
    path: str
    slug: str
    language: str
    category: str | None
    title: str
    owner: str | None
    review_on: date | None
    valid_until: date | None
    is_approved: bool
    keywords: tuple[str, ...]
    version: int
    updated_at: datetime
    retired_at: datetime | None
    hands: Mapping[str, int] | None = None

    def is_due(self, today: date) -> bool:
        """Say whether someone should read it again: its review date has come."""
        return self.review_on is not None and self.review_on <= today

    def may_answer(self, today: date) -> bool:
        """Say whether its words may be shown to customers."""
        is_in_date = self.valid_until is None or today <= self.valid_until
        return self.is_approved and self.retired_at is None and is_in_date

    @property
    def url(self) -> str:
        """Where it opens in the help centre."""
        return f"/help/{self.language}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with its words, in one of its versions."""

    document: Document
    version: int
    title: str
    sections: tuple[Section, ...]

    @property
    def is_current(self) -> bool:
        """Say whether these are the words of today."""
        return self.version == self.document.version


@dataclass(frozen=True, slots=True)
class Version:
    """What a document once said: when it was read or written; `by_name`: who wrote it here."""

    number: int
    title: str
    at: datetime
    by_name: str
    note: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as it was written in one version of a document. Never changes."""

    id: PassageId
    document: DocumentId
    version: int
    path: tuple[str, ...]
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class PassageNow:
    """A passage as it was quoted, and what stands in its place now.

    `text`: the words of today, None when nothing like it may be quoted.
    """

    passage: Passage
    title: str
    document: Document
    text: str | None

    @property
    def is_same(self) -> bool:
        """Say whether the very words still stand and may be quoted."""
        return self.text == self.passage.text


@dataclass(frozen=True, slots=True)
class Gap:
    """A question the documents could not answer, and how often it was asked."""

    id: GapId
    question: str
    language: str
    reason: str
    asked: int
    first_at: datetime
    last_at: datetime
    taken_by: str | None = None


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Questions that ask alike, the most asked first."""

    gaps: tuple[Gap, ...]

    @property
    def asked(self) -> int:
        """Count how often they were asked together."""
        return sum(gap.asked for gap in self.gaps)

    @property
    def last_at(self) -> datetime:
        """Say when one of them was asked last."""
        return max(gap.last_at for gap in self.gaps)

    @property
    def taken_by(self) -> str | None:
        """Say who works on it."""
        return next((gap.taken_by for gap in self.gaps if gap.taken_by), None)


@dataclass(frozen=True, slots=True)
class Left:
    """A file or page that was not read, and why."""

    path: str
    reason: SkipReason


@dataclass(frozen=True, slots=True)
class Added:
    """What reading a source changed, by the paths of its documents."""

    source: SourceId
    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    retired: tuple[str, ...]
    skipped: tuple[Left, ...]


def url_of(language: str, slug: str, anchor: str | None = None) -> str:
    """Give the address of a document, or of a heading in it, in the help centre."""
    return f"/help/{language}/{slug}" + (f"#{anchor}" if anchor and anchor != "top" else "")


class NoSuchDocumentError(LimpideError):
    """There is no such document."""

    status = 404


class NoSuchSourceError(LimpideError):
    """There is no such source."""

    status = 404


class NoSuchPassageError(LimpideError):
    """There is no such passage."""

    status = 404


class NoSuchGapError(LimpideError):
    """There is no such open question."""

    status = 404


class NothingToReadError(LimpideError):
    """There is neither a folder nor a file at this place."""

    status = 422
