"""Permitting: of what is known of people, only what they allowed makes news and offers personal."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from limpide import contacts
from limpide.contacts import Contact, ContactId
from limpide.foundation.database import Database

from .model import Version

_NAMES: Final = "attributes"
NOT_ALLOWED: Final = "data_not_allowed"
UNREADABLE: Final = "unreadable"


async def permitted(
    db: Database, version: Version, people: Mapping[ContactId, Contact]
) -> Mapping[ContactId, Contact]:
    """Give the people as a text may know them: what they did not allow is not there.

    A template says what stands in its place: `{{ attributes.city | default("…") }}`.
    """
    use = contacts.data_uses.use_of(version.template.purpose)
    if use is None or not _is_personal(version):
        return people
    several = list(people.values())
    with_ai = version.author_kind.has_ai
    allowed = await contacts.data_uses.only_allowed(db, several, use, with_ai=with_ai)
    return {
        person.id: replace(
            person, attributes={k: v for k, v in person.attributes.items() if k in names}
        )
        for person, names in zip(several, allowed, strict=True)
    }


def why_unreadable(person: Contact, known: Contact) -> str:
    """Say why a text cannot be read for a person: their wish, or a value nobody knows."""
    return UNREADABLE if known.attributes == person.attributes else NOT_ALLOWED


def _is_personal(version: Version) -> bool:
    return any(
        _NAMES in text
        for wording in version.wordings.values()
        for text in (wording.subject, wording.text, wording.short, wording.letter)
    )
