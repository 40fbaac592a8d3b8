"""`/v1/contacts`: lists of people, and when and how often each wants to hear from the company."""

from typing import Annotated, ClassVar
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from limpide import contacts
from limpide.contacts import ContactId, Fault, Frequency
from limpide.foundation import workspaces
from limpide.foundation.errors import LimpideError
from limpide.foundation.i18n import translate

from .idempotency import once
from .keys import Transaction, actor_of, may
from .model import Caller, Scope
from .shapes import ContactShape
from .shapes_people import AttributeChanges, ImportOptions, ImportReport, Manners

router = APIRouter(prefix="/v1/contacts", tags=["contacts"])
Writer = Annotated[Caller, Depends(may(Scope.CONTACTS_WRITE))]
_MOST_BYTES = 20_000_000


class ListTooLargeError(LimpideError):
    """The list is over 20 MB: split it, or use `limpide contacts import`, which has no limit."""

    status: ClassVar[int] = 413


@router.post("/import", response_model=ImportReport)
async def import_list(
    request: Request,
    db: Transaction,
    caller: Writer,
    asked: Annotated[ImportOptions, Query()],
) -> Response:
    """Take in a CSV list (UTF-8, at most 20 MB): all of it or nothing, with refused lines named."""
    lines = (await _text(request)).splitlines(keepends=True)
    language = (await workspaces.get(db)).language

    async def work() -> ImportReport:
        take_in = contacts.preview_people if asked.preview else contacts.import_people
        rows = contacts.read_people(lines)
        report = await take_in(db, rows, source=asked.source, actor=actor_of(caller))
        texts = {fault: translate(language, f"contacts.fault.{fault}") for fault in Fault}
        return ImportReport.of(report, texts, preview=asked.preview)

    return await once(request, db, caller, work)


@router.put("/{id}/manners")
async def set_manners(db: Transaction, caller: Writer, id: UUID, body: Manners) -> ContactShape:
    """Keep time zone, quiet hours, a pause, and how often a person wants to hear about what."""
    person, actor = ContactId(id), actor_of(caller)
    known = await contacts.get_contact(db, person)
    given = body.model_fields_set
    if given & {"time_zone", "quiet_hours"}:
        zone = body.time_zone if "time_zone" in given else known.time_zone
        quiet = body.quiet_hours if "quiet_hours" in given else known.quiet_hours
        await contacts.set_times(db, person, time_zone=zone, quiet_hours=quiet, actor=actor)
    if "paused_until" in given:
        await contacts.pause(db, person, body.paused_until, actor=actor)
    for purpose, wish in body.frequencies.items():
        kept = None if wish is None else Frequency(wish.most, wish.days)
        await contacts.set_frequency(db, person, purpose, kept, actor=actor)
    for purpose, rhythm in body.rhythms.items():
        await contacts.set_rhythm(db, person, purpose, rhythm, actor=actor)
    return ContactShape.of(await contacts.get_contact(db, person))


@router.patch("/{id}/attributes")
async def set_attributes(
    db: Transaction, caller: Writer, id: UUID, body: AttributeChanges
) -> ContactShape:
    """Change what your systems say of a person; null removes an attribute."""
    person = ContactId(id)
    await contacts.get_contact(db, person)
    await contacts.set_attributes(db, person, body.attributes, actor=actor_of(caller))
    return ContactShape.of(await contacts.get_contact(db, person))


async def _text(request: Request) -> str:
    # Before reading: a list without a length is as welcome as one that is too long.
    if int(request.headers.get("content-length", _MOST_BYTES + 1)) > _MOST_BYTES:
        raise ListTooLargeError
    return (await request.body()).decode("utf-8-sig", errors="replace")
