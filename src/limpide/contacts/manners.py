"""Manners: when, how often, and what else is known of a person."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import available_timezones

from limpide import ledger
from limpide.foundation import clock, facts
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import store_manners, store_rhythms
from .facts import PauseChanged
from .model import Attribute, ContactId, Frequency, Purpose, Rhythm

_DAY: Final = 24 * 60
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")
_MOST_ATTRIBUTES: Final = 100
_LONGEST_VALUE: Final = 1000


class InvalidTimesError(LimpideError):
    """A time zone is an IANA name, and quiet hours begin and end within a day."""

    status = 422


class InvalidAttributeError(LimpideError):
    """An attribute has a name in lower case and a short text, a number, or yes or no."""

    status = 422


async def set_times(
    db: Database,
    contact: ContactId,
    *,
    time_zone: str | None,
    quiet_hours: tuple[int, int] | None,
    actor: Actor,
) -> None:
    """Keep a person's time zone and quiet hours (minutes of their day). Raises InvalidTimesError.

    Queued messages wait for the end of the quiet hours.
    """
    if time_zone is not None and time_zone not in available_timezones():
        raise InvalidTimesError
    if quiet_hours is not None and not all(0 <= minute < _DAY for minute in quiet_hours):
        raise InvalidTimesError
    if quiet_hours is not None and quiet_hours[0] == quiet_hours[1]:
        quiet_hours = None
    if await store_manners.set_times(db, contact, time_zone, quiet_hours):
        why = "none" if quiet_hours is None else "{}-{}".format(*quiet_hours)
        await _record(db, "preference.quiet_hours", contact, why, actor)


async def pause(
    db: Database,
    contact: ContactId,
    until: datetime | None,
    *,
    purpose: Purpose | None = None,
    actor: Actor,
) -> None:
    """Write nothing that needs consent, or nothing of one purpose, until a moment; None ends it.

    A pause never holds back security notices, nor answers to what the person asked.
    """
    if purpose is None:
        changed = await store_manners.set_pause(db, contact, until)
    else:
        changed = await store_manners.set_pause_of(db, contact, purpose, until)
    if changed:
        what = "" if purpose is None else f"{purpose}: "
        why = what + ("ended" if until is None else until.date().isoformat())
        await _record(db, "preference.pause", contact, why, actor)
        await facts.announce(db, PauseChanged(contact))


async def restrict(
    db: Database, contact: ContactId, *, is_restricted: bool, why: str, actor: Actor
) -> bool:
    """Keep a person's data and use it for nothing, or use it again (GDPR, article 18).

    Only answers to what they ask themselves leave meanwhile. False when nothing changed.
    """
    at = clock.now() if is_restricted else None
    if not await store_manners.set_restricted(db, contact, at):
        return False
    what = "contact.restricted" if is_restricted else "contact.unrestricted"
    await _record(db, what, contact, why, actor)
    await facts.announce(db, PauseChanged(contact))
    return True


async def set_frequency(
    db: Database, contact: ContactId, purpose: Purpose, wish: Frequency | None, *, actor: Actor
) -> None:
    """Keep how often a person wants to hear about something; None: as the company has it."""
    await store_manners.set_frequency(db, contact, purpose, wish)
    why = f"{purpose}: " + ("any" if wish is None else f"{wish.most} in {wish.days} days")
    await _record(db, "preference.frequency", contact, why, actor)


async def set_rhythm(
    db: Database, contact: ContactId, purpose: Purpose, rhythm: Rhythm | None, *, actor: Actor
) -> None:
    """Keep at which rhythm small notices are gathered; None: each comes when it happens.

    Security notices are never gathered: nothing is kept for them.
    """
    if purpose is Purpose.SECURITY:
        return
    await store_rhythms.set_rhythm(db, contact, purpose, rhythm)
    why = f"{purpose}: {rhythm or 'at once'}"
    await _record(db, "preference.rhythm", contact, why, actor)


async def rhythms_of(
    db: Database, contacts: Sequence[ContactId]
) -> Mapping[ContactId, Mapping[Purpose, Rhythm]]:
    """Say at which rhythms some people want notices gathered; who chose none is left out."""
    return await store_rhythms.rhythms_of(db, contacts)


async def set_attributes(
    db: Database, contact: ContactId, changes: Mapping[str, Attribute | None], *, actor: Actor
) -> None:
    """Change what the company's systems say of a person. Raises InvalidAttributeError."""
    check_attributes(changes)
    await store_manners.merge_attributes(db, contact, changes)
    await _record(db, "contact.attributes", contact, ", ".join(sorted(changes)), actor)


def check_attributes(changes: Mapping[str, Attribute | None]) -> None:
    """Raise InvalidAttributeError for a name or value that cannot be kept."""
    for name, value in changes.items():
        if not _NAME.fullmatch(name) or (isinstance(value, str) and len(value) > _LONGEST_VALUE):
            raise InvalidAttributeError
    if len(changes) > _MOST_ATTRIBUTES:
        raise InvalidAttributeError


async def _record(db: Database, what: str, contact: ContactId, why: str, actor: Actor) -> None:
    await ledger.record(db, what, about=contact, why=why, actor=actor)
