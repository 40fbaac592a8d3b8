"""Notices: a template for one person, with the data of the case."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from limpide import contacts, delivery, ledger
from limpide.channels import Attachment
from limpide.contacts import Contact, ContactId
from limpide.delivery import MessageId, Queued, Refused, Request
from limpide.foundation import lanes, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import gathering, images, store_gathered, templates
from .model import Gathered, NoticeId, Version
from .permitting import permitted
from .templates import NoSuchTemplateError
from .wishing import wish_of
from .wording import InvalidTemplateError


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to one person. `key`: the same key, the same message; `data`: the case.

    `files` go with the e-mail and behind the letter.
    """

    contact: ContactId
    template: str
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])
    key: str | None = None
    not_before: datetime | None = None
    expires_at: datetime | None = None
    reference: UUID | None = None
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The notice was not made: its template lacks a value, or cannot be read."""

    why: str


class Missing(StrEnum):
    """The notice was not made: what it names is not there, or not any more."""

    CONTACT = "no_such_contact"
    TEMPLATE = "no_such_template"


Answer = Queued | Refused | Unreadable | Missing | Gathered


async def notify(db: Database, notices: Sequence[Notice], *, actor: Actor) -> Sequence[Answer]:
    """Send notices, each by itself: queued, refused with the reason, or unreadable with its fault.

    Small ones for people who want that are gathered, and leave together. One that names nobody, or
    no published template, stops no other.
    """
    versions = await _versions(db, {notice.template for notice in notices})
    standings = await contacts.list_standings(db, [notice.contact for notice in notices])
    people = {id: standing.contact for id, standing in standings.items()}
    readers = {name: await permitted(db, each, people) for name, each in versions.items()}
    fallback = (await workspaces.get(db)).language
    wishes: list[Request | Unreadable | Missing] = []
    async for notice in lanes.paced(notices):
        version = versions.get(notice.template)
        person = readers.get(notice.template, {}).get(notice.contact)
        wishes.append(_wish_or_fault(notice, version, person, fallback))
    small = {
        place: (wish, versions[notice.template].template)
        for place, (wish, notice) in enumerate(zip(wishes, notices, strict=True))
        if isinstance(wish, Request)
    }
    waiting = await gathering.gather_small(db, small, people)
    made = [small[place][0] for place in small if place not in waiting]
    answers = iter(await delivery.request_many(db, made, standings=standings, actor=actor))
    return [
        waiting.get(place) or (next(answers) if isinstance(each, Request) else each)
        for place, each in enumerate(wishes)
    ]


async def _versions(db: Database, names: Collection[str]) -> Mapping[str, Version]:
    found: dict[str, Version] = {}
    for name in sorted(names):
        with suppress(NoSuchTemplateError):
            version = await templates.get_published(db, name)
            found[name] = await images.loaded(db, version)
    return found


def _wish_or_fault(
    notice: Notice, version: Version | None, person: Contact | None, fallback: str
) -> Request | Unreadable | Missing:
    if version is None:
        return Missing.TEMPLATE
    if person is None:
        return Missing.CONTACT
    try:
        return _wish(notice, version, person, fallback)
    except InvalidTemplateError as error:
        return Unreadable(str(error))


def _wish(notice: Notice, version: Version, person: Contact, fallback: str) -> Request:
    wish = wish_of(version, person, notice.data, fallback, notice.files)
    return replace(
        wish,
        key=notice.key,
        not_before=notice.not_before,
        expires_at=notice.expires_at,
        reference=notice.reference,
    )


async def find_notice(db: Database, id: NoticeId) -> Gathered | None:
    """Find a notice that waits, or waited, to become one with others."""
    return await store_gathered.find(db, id)


async def cancel_notice(db: Database, id: NoticeId, cause: delivery.Cause, *, actor: Actor) -> bool:
    """Cancel a notice, gathered or on its way. False when nothing of it can be stopped any more."""
    if await gathering.cancel(db, id):
        why = cause.value
        await ledger.record(db, "notice.cancelled", about=id, why=why, actor=actor)
        return True
    return await delivery.cancel(db, MessageId(id), cause, actor=actor)
