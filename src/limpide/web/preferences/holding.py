"""Whom a link speaks for, and what a form says."""

from starlette.datastructures import FormData

from limpide import contacts
from limpide.contacts import PendingGrant, TokenHolder
from limpide.foundation import http
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.errors import NotFoundError


class LinkExpiredError(NotFoundError):
    """The link is not valid any more. Ask for a new one at /p."""


async def holder_of(house: http.House, token: str) -> TokenHolder:
    """Find whom a link speaks for. Raises LinkExpiredError."""
    holder = await contacts.contact_of_token(house.pool, token)
    if holder is None:
        raise LinkExpiredError
    return holder


async def pending_of(house: http.House, token: str) -> PendingGrant:
    """Find the yes behind a link. Raises LinkExpiredError."""
    pending = await contacts.find_pending(house.pool, token)
    if pending is None:
        raise LinkExpiredError
    return pending


def self_of(holder: TokenHolder) -> Actor:
    """Name the person as the hand that changes things."""
    return Actor(ActorKind.CONTACT, str(holder.contact), "")


def texts_of(form: FormData) -> dict[str, str]:
    """Give the texts of a form; files are left out."""
    return {key: value for key, value in form.items() if isinstance(value, str)}
