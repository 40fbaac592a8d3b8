"""Addresses: brought into one form, and belonging to one contact each."""

import re
from functools import lru_cache
from typing import Final

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from limpide import ledger
from limpide.channels import Kind, PostalAddress, write_postal
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import new_id

from . import people, store
from .model import Address, AddressKind, Contact, ContactId

_LONGEST: Final = 500
_LONGEST_EMAIL: Final = 254
# Letters, digits and single signs between them: right at any domain (RFC 5321, 4.1.2 and 4.5.3.1).
_PLAIN_MAILBOX: Final = re.compile(r"(?=.{1,64}$)[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*")


class InvalidAddressError(LimpideError):
    """Nobody can be reached at such an address."""

    status = 422


def normalise(kind: Kind, value: str, *, region: str = "FR") -> str:
    """Write an address in its one form: lower-case mailbox, E.164 number, trimmed lines.

    `region` (ISO 3166-1) reads numbers without a country. Raises InvalidAddressError.
    """
    match AddressKind.of(kind):
        case AddressKind.EMAIL:
            return _email(value)
        case AddressKind.PHONE:
            return _phone(value, region)
        case AddressKind.POSTAL:
            return _lines(value)
        case AddressKind.CHAT:
            return _bounded(value.strip())


async def recognise(
    db: Database,
    kind: Kind,
    value: str,
    *,
    name: str | None = None,
    language: str | None = None,
    actor: Actor,
) -> Contact:
    """Give the contact at an address, making it when it is new.

    A name or language heard for the first time is kept; a known one is not overwritten.
    """
    value = normalise(kind, value)
    known = await store.find_address(db, AddressKind.of(kind), value)
    if known is None:
        return await _first_seen(db, kind, value, (name, language), actor)
    await store.fill_in(db, known.contact, name, language)
    return await people.get_contact(db, known.contact)


async def find_by_address(db: Database, kind: Kind, value: str) -> Contact | None:
    """Find the contact at an address; None when it is unknown or not an address at all."""
    try:
        found = await store.find_address(db, AddressKind.of(kind), normalise(kind, value))
    except InvalidAddressError:
        return None
    return None if found is None else await people.get_contact(db, found.contact)


async def add_address(
    db: Database, contact: ContactId, kind: Kind, value: str, *, actor: Actor
) -> Address:
    """Give a contact an address. When another contact already has it, that one keeps it.

    Look at the answer's `contact`: an address that somebody types in proves nothing about them.
    """
    value = normalise(kind, value)
    added = await store.add_address(db, new_id(), contact, AddressKind.of(kind), value)
    if added:
        await _record_added(db, contact, kind, actor)
    found = await store.find_address(db, AddressKind.of(kind), value)
    if found is None:
        raise people.NoSuchContactError
    return found


async def add_postal_address(
    db: Database, contact: ContactId, address: PostalAddress, *, actor: Actor
) -> Address:
    """Give a contact a postal address whose parts are known; see `add_address`."""
    return await add_address(db, contact, Kind.LETTER, write_postal(address), actor=actor)


async def verify_address(db: Database, address: Address, *, how: str, actor: Actor) -> None:
    """Note that the contact has proved to hold an address."""
    if await store.verify_address(db, address.id, clock.now()):
        await ledger.record(db, "address.verified", about=address.contact, why=how, actor=actor)


async def _first_seen(
    db: Database, kind: Kind, value: str, told: tuple[str | None, str | None], actor: Actor
) -> Contact:
    id, address = ContactId(new_id()), (new_id(), AddressKind.of(kind), value)
    if await store.add_contact_at(db, id, told[0], told[1], address):
        await ledger.record(db, "contact.created", about=id, why=f"wrote by {kind}", actor=actor)
        return await people.get_contact(db, id)
    # Another transaction made the same contact a moment ago: use it, drop ours.
    await store.remove_contact(db, id)
    winner = await store.find_address(db, AddressKind.of(kind), value)
    if winner is None:
        raise people.NoSuchContactError
    return await people.get_contact(db, winner.contact)


async def _record_added(db: Database, contact: ContactId, kind: Kind, actor: Actor) -> None:
    data = {"kind": AddressKind.of(kind).value}
    await ledger.record(db, "address.added", about=contact, why="told so", actor=actor, data=data)


def _email(value: str) -> str:
    value = value.strip()
    local, _, domain = value.rpartition("@")
    if len(value) <= _LONGEST_EMAIL and domain.isascii() and _PLAIN_MAILBOX.fullmatch(local):
        return f"{local}@{_valid_domain(domain)}".lower()
    return _valid_email(value)


@lru_cache(maxsize=4096)
def _valid_domain(domain: str) -> str:
    """Look at a domain once: a list of a million people names few."""
    return _valid_email(f"a@{domain}").removeprefix("a@")


def _valid_email(value: str) -> str:
    try:
        valid = validate_email(
            value,
            check_deliverability=False,
            test_environment=True,
            globally_deliverable=False,
        )
    except EmailNotValidError as error:
        raise InvalidAddressError from error
    return valid.normalized.lower()


def _phone(value: str, region: str) -> str:
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException as error:
        raise InvalidAddressError from error
    if not phonenumbers.is_possible_number(number):
        raise InvalidAddressError
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _lines(value: str) -> str:
    lines = (" ".join(line.split()) for line in value.splitlines())
    return _bounded("\n".join(line for line in lines if line))


def _bounded(value: str) -> str:
    if not 0 < len(value) <= _LONGEST or "\x00" in value:
        raise InvalidAddressError
    return value
