"""Signing in: password, second factor, limits; sessions that end."""

import hmac
from datetime import timedelta
from typing import Final

from argon2.exceptions import VerificationError
from pyotp import random_base32
from pyotp.totp import TOTP

from limpide import ledger
from limpide.foundation import clock, limits, secrets
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Row

from . import store
from .accounts import HASHER, get_advisor
from .model import AdvisorId, Session, SignedIn, SignInRefusal

_IDLE: Final = timedelta(hours=12)
_OLDEST: Final = timedelta(days=7)
_SEALED: Final = "advisors.totp"
_STEP_SECONDS: Final = 30
# Checked when there is no such account, so that both cases take the same time (ASVS 6.3.8).
_NOBODYS: Final = HASHER.hash("nobody has this password, it only takes the time of one")


async def sign_in(
    db: Database, email: str, password: str, *, code: str = "", address: str = ""
) -> SignedIn | SignInRefusal:
    """Sign a colleague in. Raises TooManyRequestsError after ten tries in ten minutes."""
    email = email.strip().lower()
    await limits.take(db, "sign_in.account", email, capacity=10, per_seconds=600)
    await limits.take(db, "sign_in.address", address, capacity=30, per_seconds=600)
    row = await store.find_by_email(db, email)
    if not _is_right(row, password) or row is None:
        return SignInRefusal.WRONG
    id = AdvisorId(row["id"])
    refusal = await _second_factor(db, row, code)
    if refusal is not None:
        return refusal
    token = secrets.new_token(32)
    await store.add_session(db, secrets.digest(token), id, secrets.new_token(24), clock.now())
    actor = Actor(ActorKind.PERSON, str(id), row["name"])
    await ledger.record(db, "advisor.signed_in", about=id, why="password", actor=actor)
    return SignedIn(token, id)


async def find_session(db: Database, token: str) -> Session | None:
    """Find who is signed in; None when the session ended, was idle for 12 h or is 7 days old."""
    digest, now = secrets.digest(token), clock.now()
    found = await store.find_session(db, digest, now - _IDLE, now - _OLDEST)
    if found is not None:
        await store.touch_session(db, digest, found.advisor.id, now)
    return found


async def sign_out(db: Database, token: str) -> None:
    """End a session."""
    await store.remove_session(db, secrets.digest(token))


def new_second_factor() -> str:
    """Make a TOTP secret (RFC 6238) to show as text or QR code; nothing is kept yet."""
    return random_base32()


async def confirm_second_factor(db: Database, id: AdvisorId, secret: str, code: str) -> bool:
    """Keep a second factor once the colleague has shown a right code of it."""
    if not TOTP(secret).verify(code, for_time=clock.now(), valid_window=1):
        return False
    await store.set_second_factor(db, id, secrets.seal(secret.encode(), purpose=_SEALED))
    advisor = await get_advisor(db, id)
    actor = Actor(ActorKind.PERSON, str(id), advisor.name)
    await ledger.record(db, "advisor.second_factor_set", about=id, why="own choice", actor=actor)
    return True


def _is_right(row: Row | None, password: str) -> bool:
    kept = row["password_hash"] if row is not None else None
    try:
        return HASHER.verify(kept or _NOBODYS, password) and kept is not None
    except VerificationError:
        return False


async def _second_factor(db: Database, row: Row, code: str) -> SignInRefusal | None:
    if row["totp_sealed"] is None:
        return None
    if not code:
        return SignInRefusal.CODE_NEEDED
    totp = TOTP(secrets.unseal(row["totp_sealed"], purpose=_SEALED).decode())
    now = int(clock.now().timestamp())
    for step in (now // _STEP_SECONDS - 1, now // _STEP_SECONDS, now // _STEP_SECONDS + 1):
        if hmac.compare_digest(totp.at(step * _STEP_SECONDS), code.strip()):
            used = await store.use_step(db, AdvisorId(row["id"]), step)
            return None if used else SignInRefusal.WRONG_CODE
    return SignInRefusal.WRONG_CODE
