"""What the page says and keeps of data that may make a text personal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from limpide import contacts
from limpide.contacts import Allowance, Attribute, Contact, DataUse, DataWish
from limpide.foundation import clock, http
from limpide.foundation.database import Database
from limpide.web import composer

from .holding import holder_of, self_of, texts_of

router = APIRouter()
_SEE_OTHER: Final = 303
_NO, _PEOPLE, _AI = "no", "people", "ai"
WHO: Final = (_NO, _PEOPLE, _AI)
UNTIL_DAYS: Final = ("365", "90", "")
_KEPT: Final = "kept"


@dataclass(frozen=True, slots=True)
class Choice:
    """One use of one datum, as it stands. `until`: the end that was chosen."""

    use: DataUse
    who: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Datum:
    """One thing the company knows of a person, and what it may be used for."""

    field: str
    name: str
    value: Attribute
    choices: Sequence[Choice]

    @property
    def is_used(self) -> bool:
        """Say whether anything is allowed."""
        return any(choice.who != _NO for choice in self.choices)


async def data_of(db: Database, person: Contact, language: str) -> Sequence[Datum]:
    """List what is known of a person beside their name and addresses, with what they allow."""
    held = (await contacts.data_uses.list_allowed(db, [person.id])).get(person.id, ())
    by_use = {(each.datum, each.use): each for each in held}
    return [
        Datum(
            field=name,
            name=composer.datum(language, name),
            value=person.attributes[name.removeprefix(contacts.data_uses.ATTRIBUTE)],
            choices=[_choice(use, by_use.get((name, use))) for use in DataUse],
        )
        for name in contacts.data_uses.known_of(person)
    ]


@router.post("/p/{token}/data")
async def keep(token: str, request: Request, house: http.CurrentHouse) -> Response:
    """Keep what a person allows of their data; it holds for the next text."""
    holder = await holder_of(house, token)
    form = texts_of(await request.form())
    async with house.pool.transaction(holder.workspace) as db:
        person = await contacts.get_contact(db, holder.contact)
        wishes = {} if "none" in form else _wishes(form, person)
        if "none" in form:
            wishes = {
                (name, use): DataWish(is_allowed=False)
                for name in contacts.data_uses.known_of(person)
                for use in DataUse
            }
        await contacts.data_uses.choose(db, person.id, wishes, source="/p", actor=self_of(holder))
    return RedirectResponse(f"/p/{token}?data=1#data", _SEE_OTHER)


def _wishes(form: Mapping[str, str], person: Contact) -> Mapping[tuple[str, DataUse], DataWish]:
    """Read the form; what it does not hold, or says in other words, stays as it is."""
    return {
        (name, use): DataWish(who != _NO, who == _AI, _end(form.get(f"until.{use}.{name}", "")))
        for name in contacts.data_uses.known_of(person)
        for use in DataUse
        if (who := form.get(f"{use}.{name}", "")) in WHO
    }


def _end(chosen: str) -> datetime | None:
    if chosen.startswith(_KEPT):
        try:
            return datetime.fromisoformat(chosen.removeprefix(_KEPT))
        except ValueError:
            return None
    return clock.now() + timedelta(days=int(chosen)) if chosen in UNTIL_DAYS and chosen else None


def _choice(use: DataUse, held: Allowance | None) -> Choice:
    if held is None:
        return Choice(use, _NO, None)
    return Choice(use, _AI if held.with_ai else _PEOPLE, held.until)
