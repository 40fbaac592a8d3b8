"""Signing in: password, second factor, limits; sessions that end."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import Final

from argon2.exceptions import VerificationError

from limpide import ledger
from limpide.foundation import clock, limits, secrets
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Row

from . import factors, store, store_sessions
from .accounts import HASHER, set_password
from .model import AdvisorId, OpenSession, Session, SignedIn, SignInRefusal

_LONGEST_AGENT: Final = 300
_IDLE: Final = timedelta(hours=12)
_OLDEST: Final = timedelta(days=7)


async def sign_in(
    db: Database, email: str, password: str, *, code: str = "", address: str = "", agent: str = ""
) -> SignedIn | SignInRefusal:
    """Sign a colleague in. Raises TooManyRequestsError after ten tries in ten minutes."""
    email = email.strip().lower()
    await limits.take(db, "sign_in.account", email, capacity=10, per_seconds=600)
    await limits.take(db, "sign_in.address", address, capacity=30, per_seconds=600)
    row = await store.find_by_email(db, email)
    if not _is_right(row, password) or row is None:
        return SignInRefusal.WRONG
    id = AdvisorId(row["id"])
    refusal = await factors.refusal_of_code(db, row, code)
    if refusal is not None:
        return refusal
    token = secrets.new_token(32)
    now = clock.now()
    await store_sessions.add_session(
        db, secrets.digest(token), id, secrets.new_token(24), now, agent[:_LONGEST_AGENT]
    )
    actor = Actor(ActorKind.PERSON, str(id), row["name"])
    await ledger.record(db, "advisor.signed_in", about=id, why="password", actor=actor)
    return SignedIn(token, id)


async def find_session(db: Database, token: str) -> Session | None:
    """Find who is signed in; None when the session ended, was idle for 12 h or is 7 days old."""
    digest, now = secrets.digest(token), clock.now()
    found = await store_sessions.find_session(db, digest, now - _IDLE, now - _OLDEST)
    if found is not None:
        await store_sessions.touch_session(db, digest, found.advisor.id, now)
    return found


async def sign_out(db: Database, token: str) -> None:
    """End a session."""
    await store_sessions.remove_session(db, secrets.digest(token))


async def list_sessions(db: Database, id: AdvisorId, token: str) -> Sequence[OpenSession]:
    """List where a colleague is signed in, the latest first; `token` is this browser's."""
    now = clock.now()
    return await store_sessions.list_sessions(
        db, id, secrets.digest(token), now - _IDLE, now - _OLDEST
    )


async def end_session(db: Database, id: AdvisorId, session: str) -> bool:
    """End one of a colleague's own sessions."""
    try:
        digest = bytes.fromhex(session)
    except ValueError:
        return False
    return await store_sessions.end_session(db, id, digest)


async def end_other_sessions(db: Database, id: AdvisorId, token: str) -> int:
    """End all of a colleague's sessions but this browser's."""
    return await store_sessions.end_other_sessions(db, id, secrets.digest(token))


async def change_password(db: Database, id: AdvisorId, old: str, new: str) -> bool:
    """Change one's own password; all sessions end. False when the old one is wrong.

    Raises WeakPasswordError, TooManyRequestsError.
    """
    if not await is_own_password(db, id, old):
        return False
    await set_password(db, id, new)
    return True


async def is_own_password(db: Database, id: AdvisorId, password: str) -> bool:
    """Check a password before something serious. Raises TooManyRequestsError."""
    await limits.take(db, "own_password", str(id), capacity=10, per_seconds=600)
    return _is_right(await store.find_advisor(db, id), password)


def _is_right(row: Row | None, password: str) -> bool:
    kept, nobodys = row["password_hash"] if row is not None else None, _nobodys()
    try:
        return HASHER.verify(kept or nobodys, password) and kept is not None
    except VerificationError:
        return False


@cache
def _nobodys() -> str:
    """Checked when there is no such account, so that both cases take the same time (ASVS 6.3.8)."""
    return HASHER.hash("nobody has this password, it only takes the time of one")
