"""Contacts themselves: made, found, listed."""

from collections.abc import Sequence
from uuid import UUID

from limpide import ledger
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import new_id

from . import store
from .model import Contact, ContactId, Page

_MOST = 200


class NoSuchContactError(LimpideError):
    """There is no such contact."""

    status = 404


class InvalidCursorError(LimpideError):
    """The cursor was not given by an earlier page."""

    status = 422


async def create(
    db: Database,
    *,
    name: str | None = None,
    language: str | None = None,
    reference: str | None = None,
    actor: Actor,
) -> Contact:
    """Make a contact without any address, or give the one that already has the `reference`."""
    id = ContactId(new_id())
    if not await store.add_contact(db, id, name, language, reference):
        known = None if reference is None else await store.find_by_reference(db, reference)
        return await get_contact(db, known) if known else await get_contact(db, id)
    await ledger.record(db, "contact.created", about=id, why="first seen", actor=actor)
    return await get_contact(db, id)


async def get_contact(db: Database, id: ContactId) -> Contact:
    """Get a contact with its addresses. Raises NoSuchContactError."""
    found = await store.list_by_ids(db, [id])
    if not found:
        raise NoSuchContactError
    return found[0]


async def list_people(db: Database, ids: Sequence[ContactId]) -> Sequence[Contact]:
    """List the contacts of some ids, in their order; unknown ones are left out."""
    return await store.list_by_ids(db, ids)


async def find_by_reference(db: Database, reference: str) -> Contact | None:
    """Find the contact that the company's own systems call so."""
    id = await store.find_by_reference(db, reference)
    return None if id is None else await get_contact(db, id)


async def list_contacts(
    db: Database, *, search: str = "", cursor: str | None = None, limit: int = 50
) -> Page:
    """List contacts, newest first; `search` looks into names, addresses and references."""
    limit = max(1, min(limit, _MOST))
    ids = await store.search(db, search.strip(), _before(cursor), limit + 1)
    contacts = await store.list_by_ids(db, ids[:limit])
    return Page(tuple(contacts), str(ids[limit - 1]) if len(ids) > limit else None)


async def set_name(db: Database, contact: ContactId, name: str | None, *, actor: Actor) -> None:
    """Call a contact by another name."""
    if await store.set_name(db, contact, name):
        await ledger.record(db, "contact.renamed", about=contact, why="told so", actor=actor)


def _before(cursor: str | None) -> ContactId | None:
    if cursor is None:
        return None
    try:
        return ContactId(UUID(cursor))
    except ValueError as error:
        raise InvalidCursorError from error
