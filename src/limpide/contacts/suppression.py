"""Suppression: addresses that are not written to, whatever else was allowed."""

from collections.abc import Sequence

from limpide import ledger
from limpide.channels import Kind
from limpide.foundation import facts
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import addresses, store
from .facts import AddressSuppressed
from .model import AddressKind, SuppressionReason


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
