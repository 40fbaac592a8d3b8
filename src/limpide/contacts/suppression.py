"""Suppression: addresses that are not written to, whatever else was allowed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from limpide import ledger
from limpide.channels import Kind
from limpide.foundation import clock, facts
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import addresses, people, store
from .facts import AddressSuppressed
from .model import AddressKind, ContactId, SuppressionReason

# What the address or its provider is the reason of, and a person can say has changed.
MENDABLE: Final = (
    SuppressionReason.BOUNCED,
    SuppressionReason.RESTING,
    SuppressionReason.MANUAL,
)


async def suppress(
    db: Database, kind: Kind, value: str, reason: SuppressionReason, *, actor: Actor
) -> bool:
    """Write to an address no more. False when it was suppressed already."""
    value = addresses.normalise(kind, value)
    if not await store.suppress(db, AddressKind.of(kind), value, reason):
        return False
    found = await store.find_address(db, AddressKind.of(kind), value)
    if found is not None:
        await ledger.record(
            db, "address.suppressed", about=found.contact, why=reason.value, actor=actor
        )
        await facts.announce(db, AddressSuppressed(found.contact, found.id))
    return True


async def rest_address(
    db: Database, kind: Kind, value: str, days: int, *, longest: int, actor: Actor
) -> datetime | None:
    """Leave an address alone for a while after passing failures; each time twice as long.

    Gives until when; None when it rests already or is suppressed for good. Then it is tried again.
    """
    value, address = addresses.normalise(kind, value), AddressKind.of(kind)
    before = await store.find_rest(db, address, value)
    if before is not None and before[0] > clock.now():
        return None
    rests = 0 if before is None else before[1]
    until = clock.now() + timedelta(days=min(days * 2**rests, longest))
    if not await store.rest(db, address, value, clock.now(), until, rests + 1):
        return None
    found = await store.find_address(db, address, value)
    if found is not None:
        why = f"{SuppressionReason.RESTING} until {until.date().isoformat()}"
        await ledger.record(db, "address.rests", about=found.contact, why=why, actor=actor)
        await facts.announce(db, AddressSuppressed(found.contact, found.id))
    return until


async def rested_until(db: Database, kind: Kind, value: str) -> datetime | None:
    """Say until when an address rests or rested; None when it never did, or has woken."""
    address = AddressKind.of(kind)
    found = await store.find_rest(db, address, addresses.normalise(kind, value))
    return None if found is None else found[0]


async def wake_address(db: Database, kind: Kind, value: str, *, actor: Actor) -> bool:
    """Forget the rests of an address at which something arrived. False when it had none."""
    only, why = [SuppressionReason.RESTING], "a message arrived"
    return await lift_suppression(db, kind, value, why=why, only=only, actor=actor)


async def write_again(
    db: Database, contact: ContactId, address: UUID, *, why: str, actor: Actor
) -> bool:
    """Let one of a person's addresses be written to again that failed or rests.

    False when it is not theirs, or is held for another reason: a stop and a complaint are theirs
    alone to take back.
    """
    person = await people.get_contact(db, contact)
    found = next((each for each in person.addresses if each.id == address), None)
    if found is None:
        return False
    kind = next(kind for kind in Kind if AddressKind.of(kind) is found.kind)
    return await lift_suppression(db, kind, found.value, why=why, only=MENDABLE, actor=actor)


async def lift_suppression(
    db: Database,
    kind: Kind,
    value: str,
    *,
    why: str,
    only: Sequence[SuppressionReason] = tuple(SuppressionReason),
    actor: Actor,
) -> bool:
    """Let an address be written to again. False when it was not suppressed for one of `only`."""
    value = addresses.normalise(kind, value)
    if not await store.lift_suppression(db, AddressKind.of(kind), value, only):
        return False
    found = await store.find_address(db, AddressKind.of(kind), value)
    if found is not None:
        await ledger.record(db, "address.restored", about=found.contact, why=why, actor=actor)
    return True
