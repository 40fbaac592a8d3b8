"""Personalising: what is known of a person, used only by their yes, which stays theirs to end."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from babel.lists import format_list

from limpide import contacts
from limpide.channels import Kind
from limpide.contacts import DataUse, DataWish
from limpide.foundation import clock
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.i18n import locale_of

_SOURCE: Final = "conversation"
_LASTS: Final = timedelta(days=365)
_KEY: Final = "personal:"


def consent_key(data: Collection[str]) -> str:
    """Name the consent to the use of some data: the same question, whichever flow asks it."""
    return _KEY + ",".join(sorted(data))


def refused(consents: Mapping[str, bool]) -> dict[str, bool]:
    """Give the noes to the use of data: nobody is asked the same twice in a conversation.

    A yes is not carried on: it is kept as the person's choice, and ends when they say so.
    """
    return {key: yes for key, yes in consents.items() if key.startswith(_KEY) and not yes}


def plain(known: Mapping[str, Any]) -> dict[str, Any]:
    """Name data as a flow's texts do: `circle` for `attribute.circle`."""
    return {name.removeprefix(contacts.data_uses.ATTRIBUTE): v for name, v in known.items()}


def listed(labels: Sequence[str], language: str) -> str:
    """Write a list as a sentence has it."""
    return format_list(list(labels), locale=locale_of(language))


async def known_of(db: Database, who: str, data: Sequence[str]) -> dict[str, Any]:
    """Give what may be used of somebody, and name what is known beside it and not allowed yet."""
    person = await contacts.find_by_address(db, Kind.EMAIL, who)
    if person is None:
        return {"held": {}, "missing": []}
    known = [name for name in data if name in contacts.data_uses.known_of(person)]
    held = (await contacts.data_uses.list_allowed(db, [person.id])).get(person.id, ())
    allowed = {each.datum for each in held if each.use is DataUse.REPLIES and each.with_ai}
    attributes = person.attributes
    return {
        "held": {
            name: attributes[name.removeprefix(contacts.data_uses.ATTRIBUTE)]
            for name in known
            if name in allowed
        },
        "missing": [name for name in known if name not in allowed],
    }


async def allow(db: Database, who: str, data: Sequence[str]) -> dict[str, Any]:
    """Keep somebody's yes as their choice for a year, and give what it opens."""
    person = await contacts.find_by_address(db, Kind.EMAIL, who)
    if person is None:
        return {"held": {}, "missing": []}
    wish = DataWish(is_allowed=True, with_ai=True, until=clock.now() + _LASTS)
    await contacts.data_uses.choose(
        db,
        person.id,
        {(name, DataUse.REPLIES): wish for name in data},
        source=_SOURCE,
        actor=Actor(ActorKind.CONTACT, str(person.id), ""),
    )
    return await known_of(db, who, data)
