"""`/v1/contacts/{id}/data-uses`: which of a person's data may make a text personal, and to ask."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from limpide import contacts
from limpide.contacts import ContactId
from limpide.foundation.database import Database

from .keys import Transaction, actor_of, may
from .model import Caller, Scope
from .shapes_data_uses import AllowanceShape, DataUses, NewDataUses, TextUsed, TextUsing, UsedShape

router = APIRouter(prefix="/v1/contacts", tags=["contacts"])
Reader = Annotated[Caller, Depends(may(Scope.CONTACTS_READ))]
Writer = Annotated[Caller, Depends(may(Scope.CONTACTS_WRITE))]


@router.get("/{id}/data-uses")
async def list_data_uses(db: Transaction, caller: Reader, id: UUID) -> DataUses:
    """List what a person allows now."""
    del caller
    return await _held(db, ContactId(id))


@router.put("/{id}/data-uses")
async def set_data_uses(db: Transaction, caller: Writer, id: UUID, body: NewDataUses) -> DataUses:
    """Keep what a person said of their data elsewhere; what is not named stays."""
    wishes = {(each.datum, each.use): each.wish() for each in body.uses}
    person = ContactId(id)
    await contacts.data_uses.choose(db, person, wishes, source=body.source, actor=actor_of(caller))
    return await _held(db, person)


@router.post("/{id}/data-uses/check")
async def check_text(db: Transaction, caller: Reader, id: UUID, body: TextUsing) -> TextUsed:
    """Name each datum of a person that a text holds, and whether it may stand there."""
    del caller
    person = await contacts.get_contact(db, ContactId(id))
    used = await contacts.data_uses.used_in(
        db, person, body.text, body.use, with_ai=body.with_ai, known=" ".join(body.known)
    )
    return TextUsed(used=[UsedShape.of(each) for each in used])


async def _held(db: Database, person: ContactId) -> DataUses:
    await contacts.get_contact(db, person)
    held = (await contacts.data_uses.list_allowed(db, [person])).get(person, ())
    return DataUses(uses=[AllowanceShape.of(each) for each in held])
