"""Preferences: language, AI mode and channels, as the person wants them."""

from collections.abc import Sequence

from limpide import ledger
from limpide.channels import Kind
from limpide.foundation import facts
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.i18n import known

from . import people, store, store_choices
from .facts import AiModeChanged
from .model import AiMode, ContactId, Preferences, Purpose


async def preferences(db: Database, contact: ContactId) -> Preferences:
    """Say all that a person decided. Raises NoSuchContactError."""
    person = await people.get_contact(db, contact)
    suppressed = [
        address
        for address in person.addresses
        if await store.is_suppressed(db, address.kind, address.value)
    ]
    return Preferences(
        contact=person,
        choices=await store_choices.last_choices(db, contact),
        channel_order=await store_choices.channel_orders(db, contact),
        suppressed=tuple(suppressed),
    )


async def set_ai_mode(db: Database, contact: ContactId, mode: AiMode, *, actor: Actor) -> None:
    """Keep how much AI a person accepts. Queued messages follow at once."""
    if await store.set_ai_mode(db, contact, mode):
        await _record(db, "preference.ai_mode", contact, mode.value, actor)
        await facts.announce(db, AiModeChanged(contact, mode))


async def set_language(db: Database, contact: ContactId, language: str, *, actor: Actor) -> None:
    """Keep the language a person reads («fr-CA» is kept as «fr»)."""
    if await store.set_language(db, contact, known(language)):
        await _record(db, "preference.language", contact, known(language), actor)


async def set_channel_order(
    db: Database, contact: ContactId, purpose: Purpose, order: Sequence[Kind], *, actor: Actor
) -> None:
    """Keep by which channels a person wants to hear about something, best first."""
    kinds = tuple(dict.fromkeys(order))
    await store_choices.set_channel_order(db, contact, purpose, kinds)
    await _record(db, "preference.channels", contact, f"{purpose}: {', '.join(kinds)}", actor)


async def _record(db: Database, what: str, contact: ContactId, why: str, actor: Actor) -> None:
    await ledger.record(db, what, about=contact, why=why, actor=actor)
