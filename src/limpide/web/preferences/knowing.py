"""What the page tells a person about themselves: what is known, decided and sent, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from limpide import contacts, delivery, insights, ledger
from limpide.contacts import Preferences, RecordedChoice
from limpide.foundation.database import Database

_PREFERENCE: Final = "preference."
_NEWEST: Final = 50
_LATELY: Final = 20
# Whose value is a word the page can translate.
_NAMED: Final = {"preference.ai_mode": "web.preferences.ai.", "preference.language": ""}


@dataclass(frozen=True, slots=True)
class Past:
    """One thing the person decided: a choice about a use, or another preference."""

    at: datetime
    choice: RecordedChoice | None = None
    what: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was made for the person, with its passport."""

    message: delivery.Message
    passport: str


async def known_of(db: Database, known: Preferences) -> Mapping[str, Any]:
    """Gather what the page shows beside the form."""
    person = known.contact.id
    choices = await contacts.list_choices(db, person)
    messages = await delivery.list_messages(db, person, limit=_LATELY)
    last = {choice.use: choice for choice in choices}
    return {
        "consents": sorted(last.values(), key=lambda each: each.given_at, reverse=True),
        "history": (await _history(db, known, choices))[:_NEWEST],
        "doings": await contacts.list_doings(db, person),
        "silences": await delivery.silence_of(db, person),
        "year": await insights.weight_of_year(db, person),
        "sent": [Sent(each, ledger.passport_token(each.passport)) for each in messages],
    }


async def _history(
    db: Database, known: Preferences, choices: Sequence[RecordedChoice]
) -> list[Past]:
    past = [Past(choice.given_at, choice) for choice in choices]
    for entry in await ledger.entries_about(db, known.contact.id):
        if entry.what.startswith(_PREFERENCE):
            value = f"{_NAMED[entry.what]}{entry.why}" if entry.what in _NAMED else ""
            past.append(Past(entry.at, None, entry.what.removeprefix(_PREFERENCE), value))
    return sorted(past, key=lambda each: each.at, reverse=True)
