"""Accounts: inviting colleagues, choosing passwords."""

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar, Final

import argon2

from limpide import ledger
from limpide.foundation import clock, secrets
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.i18n import LANGUAGES
from limpide.foundation.ids import new_id

from . import store
from .model import Advisor, AdvisorId, Role

HASHER: Final = argon2.PasswordHasher()
_SHORTEST: Final = 12
_LONGEST: Final = 256
_LONGEST_NAME: Final = 100
_LINK_LIFE: Final = timedelta(hours=24)


class EmailTakenError(LimpideError):
    """A colleague already has this address."""

    status: ClassVar[int] = 409


class WeakPasswordError(LimpideError):
    """A password has at least 12 characters and is neither your name nor your address."""

    status: ClassVar[int] = 422


class InvalidNameError(LimpideError):
    """A name has 1 to 100 characters."""

    status: ClassVar[int] = 422


class NoSuchAdvisorError(LimpideError):
    """There is no such colleague."""

    status: ClassVar[int] = 404


class AccountLinkError(LimpideError):
    """The link is not valid any more. Ask for a new one."""

    status: ClassVar[int] = 404


async def invite(
    db: Database, email: str, name: str, roles: frozenset[Role], *, language: str, actor: Actor
) -> tuple[AdvisorId, str]:
    """Add a colleague and give the token of their invitation, good for a day, once."""
    id = AdvisorId(new_id())
    new = Advisor(
        id=id,
        email=email.strip().lower(),
        name=name.strip(),
        language=language,
        roles=roles,
        is_active=True,
        has_password=False,
        has_second_factor=False,
        seen_at=None,
    )
    if not await store.add_advisor(db, new):
        raise EmailTakenError
    await ledger.record(db, "advisor.invited", about=id, why=" ".join(sorted(roles)), actor=actor)
    return id, await link(db, id)


async def link(db: Database, id: AdvisorId) -> str:
    """Make the token of an invitation or a reset: one use, 24 hours."""
    token = secrets.new_token(32)
    await store.add_link(db, secrets.digest(token), id, clock.now() + _LINK_LIFE)
    return token


async def accept(db: Database, token: str, password: str) -> AdvisorId:
    """Set a password by link; sessions end. Raises AccountLinkError, WeakPasswordError."""
    id = await store.use_link(db, secrets.digest(token), clock.now())
    if id is None:
        raise AccountLinkError
    await set_password(db, id, password)
    return id


async def set_password(db: Database, id: AdvisorId, password: str) -> None:
    """Set a password; all sessions and links end. Raises WeakPasswordError."""
    advisor = await get_advisor(db, id)
    personal = {advisor.name.lower(), advisor.email, advisor.email.partition("@")[0]}
    if not _SHORTEST <= len(password) <= _LONGEST or password.lower() in personal:
        raise WeakPasswordError
    await store.set_password(db, id, HASHER.hash(password))
    await store.remove_sessions(db, id)
    await store.remove_links(db, id)
    await ledger.record(
        db, "advisor.password_set", about=id, why="own choice", actor=Actor.system("advisors")
    )


async def change_profile(
    db: Database, id: AdvisorId, name: str, language: str, *, actor: Actor
) -> None:
    """Change how a colleague is called and what they read. Raises InvalidNameError."""
    name = " ".join(name.split())
    if not 0 < len(name) <= _LONGEST_NAME or language not in LANGUAGES:
        raise InvalidNameError
    await store.set_profile(db, id, name, language)
    await ledger.record(db, "advisor.profile_changed", about=id, why="own choice", actor=actor)


async def get_advisor(db: Database, id: AdvisorId) -> Advisor:
    """Get a colleague. Raises NoSuchAdvisorError."""
    row = await store.find_advisor(db, id)
    if row is None:
        raise NoSuchAdvisorError
    return store.advisor_of(row)


async def list_advisors(db: Database) -> Sequence[Advisor]:
    """List colleagues by name."""
    return await store.list_advisors(db)
