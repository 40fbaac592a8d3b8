"""Preferences: language, AI mode and channels, as the person wants them."""

from collections.abc import Sequence

from limpide import ledger
from limpide.channels import Kind
from limpide.foundation import clock, facts
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.i18n import known

from . import permission, store, store_choices, store_rhythms
from .facts import AiModeChanged
from .model import AiMode, ContactId, Preferences, Purpose


async def preferences(db: Database, contact: ContactId) -> Preferences:
    """Say all that a person decided. Raises NoSuchContactError."""
    standing = await permission.get_standing(db, contact)
    person = standing.contact
    return Preferences(
        contact=person,
        choices={
            use: word.choice
            for use, word in standing.last_words.items()
            if word.similar is None or word.similar.until > clock.now()
        },
        channel_order=standing.channel_order,
        suppressed=standing.suppressed,
        frequencies=standing.frequencies,
        rhythms=(await store_rhythms.rhythms_of(db, [contact])).get(contact, {}),
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
