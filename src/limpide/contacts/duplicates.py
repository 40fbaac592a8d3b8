"""Duplicates: contacts that are probably one person, with the reasons. A person decides."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz, utils

from limpide import ledger
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import people, store_merging
from .model import Contact, ContactId

_ALIKE: Final = 88.0
_UNLIKE: Final = 60.0
_MOST_IN_GROUP: Final = 12


class Likeness(StrEnum):
    """Why two contacts look like one. The matching text says it to advisors."""

    EMAIL = "email"
    PHONE = "phone"
    NAME_AND_POSTCODE = "name_and_postcode"
    NAME_AND_DOMAIN = "name_and_domain"


# How much a likeness counts before the names are compared; ours, checked on made-up people.
_WEIGHTS: Final[Mapping[Likeness, float]] = {
    Likeness.EMAIL: 0.9,
    Likeness.PHONE: 0.75,
    Likeness.NAME_AND_POSTCODE: 0.8,
    Likeness.NAME_AND_DOMAIN: 0.7,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contacts that are probably one, the older first; `score` from 0 to 1."""

    first: Contact
    second: Contact
    why: tuple[Likeness, ...]
    score: float


async def find_duplicates(db: Database, *, limit: int = 50) -> Sequence[Pair]:
    """List pairs that are probably one person, the surest first; pairs told apart are left out."""
    groups = await store_merging.list_alike(db, _MOST_IN_GROUP, limit * 20)
    known = await people.list_people(db, sorted({id for _, ids in groups for id in ids}))
    by_id = {person.id: person for person in known}
    apart = await store_merging.list_different(db)
    found: dict[tuple[ContactId, ContactId], set[Likeness]] = {}
    for why, ids in groups:
        for first, second in combinations(sorted(set(ids) & by_id.keys()), 2):
            if (first, second) not in apart:
                found.setdefault((first, second), set()).add(Likeness(why))
    pairs = list(_pairs(found, by_id))
    return sorted(pairs, key=lambda pair: (-pair.score, pair.first.id))[:limit]


async def tell_apart(db: Database, one: ContactId, other: ContactId, *, actor: Actor) -> None:
    """Keep that two contacts are two people: they are not proposed again."""
    first, second = sorted((one, other))
    await store_merging.add_different(db, first, second)
    for about in (first, second):
        await ledger.record(db, "contact.told_apart", about=about, why="looked at", actor=actor)


def likeness_of_names(one: str | None, other: str | None) -> float | None:
    """Compare names, from 0 to 100, whatever their order, case and accents; None without one."""
    if not one or not other:
        return None
    return fuzz.token_sort_ratio(_plain(one), _plain(other))


def _plain(name: str) -> str:
    return utils.default_process(store_merging.without_accents(name))


def _pairs(
    found: Mapping[tuple[ContactId, ContactId], set[Likeness]],
    by_id: Mapping[ContactId, Contact],
) -> Iterator[Pair]:
    for (first, second), why in found.items():
        one, other = by_id[first], by_id[second]
        names = likeness_of_names(one.name, other.name)
        kept = {each for each in why if _holds(each, names)}
        if kept:
            missing = 1.0
            for each in kept:
                missing *= 1 - _WEIGHTS[each] * (1.0 if names is None else names / 100)
            yield Pair(one, other, tuple(sorted(kept)), round(1 - missing, 3))


def _holds(why: Likeness, names: float | None) -> bool:
    if why in {Likeness.NAME_AND_POSTCODE, Likeness.NAME_AND_DOMAIN}:
        return names is not None and names >= _ALIKE
    # One mailbox or telephone of a family: names that differ tell people apart.
    return names is None or names >= _UNLIKE
