"""Data uses: which of a person's data may make a text personal, for what, by whom, until when.

A name greets, an address or a reference belongs to what it is for, and what somebody just said may
be taken up. All else a company knows of a person wants that person's yes, for each use, and ends
when they say so (GDPR, article 6(1)(a), and 7(3)).
"""

from collections.abc import Mapping, Sequence
from typing import Final

from limpide import ledger
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import people, store_data_uses, used
from .model import Contact, ContactId, Purpose
from .model_data import Allowance, DataUse, DataWish, Ground, Used

ATTRIBUTE: Final = "attribute."
_OF_OUR_OWN_ACCORD: Final = {Purpose.NEWS, Purpose.OFFERS}


def use_of(purpose: Purpose) -> DataUse | None:
    """Say for which use a message of a purpose needs a yes; None: it serves what was agreed."""
    return DataUse.NEWS if purpose in _OF_OUR_OWN_ACCORD else None


def known_of(contact: Contact) -> Sequence[str]:
    """Name the data of a person that only they can allow to be used."""
    return [f"{ATTRIBUTE}{name}" for name in sorted(contact.attributes)]


async def list_allowed(
    db: Database, contacts: Sequence[ContactId]
) -> Mapping[ContactId, Sequence[Allowance]]:
    """List what some people allow now; who allows nothing is left out."""
    return await store_data_uses.list_allowed(db, contacts, clock.now())


async def choose(
    db: Database,
    contact: ContactId,
    wishes: Mapping[tuple[str, DataUse], DataWish],
    *,
    source: str,
    actor: Actor,
) -> None:
    """Keep what a person wants of their data; what is not named stays. Effective at once.

    `source`: the page or paper where they said so. Raises NoSuchContactError.
    """
    known = known_of(await people.get_contact(db, contact))
    held = (await list_allowed(db, [contact])).get(contact, ())
    before = {(each.datum, each.use): each for each in held}
    for (datum, use), wish in wishes.items():
        if datum in known and _is_new(before.get((datum, use)), wish):
            await _keep(db, contact, datum, use, wish, source, actor)


async def used_in(
    db: Database, contact: Contact, text: str, use: DataUse, *, with_ai: bool, known: str = ""
) -> Sequence[Used]:
    """Name each datum of a person that a text holds, with why it may stand there or not.

    `known`: what they said in this conversation. `with_ai`: an AI wrote any of it.
    """
    found = used.found_in(contact, text)
    if not found:
        return ()
    held = (await list_allowed(db, [contact.id])).get(contact.id, ())
    allowed = {each.datum: each for each in held if each.use is use and each.with_ai >= with_ai}
    said = {name for name, _ in used.found_in(contact, known)}
    return [_ground(name, value, allowed.get(name), said) for name, value in found]


async def only_allowed(
    db: Database, people: Sequence[Contact], use: DataUse, *, with_ai: bool
) -> Sequence[frozenset[str]]:
    """Name for each person the attributes that a text may use."""
    allowed = await list_allowed(db, [person.id for person in people])
    return [
        frozenset(
            each.datum.removeprefix(ATTRIBUTE)
            for each in allowed.get(person.id, ())
            if each.use is use and each.with_ai >= with_ai
        )
        for person in people
    ]


def _ground(name: str, value: str, allowed: Allowance | None, said: set[str]) -> Used:
    if not name.startswith(ATTRIBUTE):
        return Used(name, value, Ground.NEEDED)
    if name in said:
        return Used(name, value, Ground.GIVEN)
    if allowed is None:
        return Used(name, value, Ground.REFUSED)
    return Used(name, value, Ground.ALLOWED, allowed.until)


def _is_new(before: Allowance | None, wish: DataWish) -> bool:
    if before is None or not wish.is_allowed:
        return (before is not None) != wish.is_allowed
    return (before.with_ai, before.until) != (wish.with_ai, wish.until)


async def _keep(
    db: Database,
    contact: ContactId,
    datum: str,
    use: DataUse,
    wish: DataWish,
    source: str,
    actor: Actor,
) -> None:
    if wish.is_allowed:
        now = clock.now()
        allowed = Allowance(datum, use, wish.with_ai, source[:200], now, wish.until)
        await store_data_uses.put(db, contact, allowed)
    else:
        await store_data_uses.remove(db, contact, datum, use)
    why = f"{datum} for {use}: {_word(wish)}"
    await ledger.record(db, "preference.data", about=contact, why=why, actor=actor)


def _word(wish: DataWish) -> str:
    if not wish.is_allowed:
        return "no"
    until = "" if wish.until is None else f" until {wish.until.date().isoformat()}"
    return ("yes, with AI" if wish.with_ai else "yes, by people") + until
