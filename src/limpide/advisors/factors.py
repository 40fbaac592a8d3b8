"""The second factor: codes of an authenticator (RFC 6238), and codes for when it is lost."""

import hmac
from collections.abc import Sequence
from typing import Final

from pyotp import random_base32
from pyotp.totp import TOTP

from limpide import ledger
from limpide.foundation import clock, secrets
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Row

from . import store, store_factors
from .accounts import get_advisor
from .model import AdvisorId, SignInRefusal

_SEALED: Final = "advisors.totp"
_STEP_SECONDS: Final = 30
_RECOVERY_CODES: Final = 10
_GROUP: Final = 5


def new_second_factor() -> str:
    """Make a TOTP secret (RFC 6238) to show as text or QR code; nothing is kept yet."""
    return random_base32()


def second_factor_address(secret: str, account: str, company: str) -> str:
    """Give the `otpauth:` address that an authenticator reads from a QR code."""
    return TOTP(secret).provisioning_uri(name=account, issuer_name=company)


async def confirm_second_factor(db: Database, id: AdvisorId, secret: str, code: str) -> bool:
    """Keep a second factor once the colleague has shown a right code of it."""
    try:
        is_right = TOTP(secret).verify(code.strip(), for_time=clock.now(), valid_window=1)
    except ValueError:
        is_right = False
    if not is_right:
        return False
    await store.set_second_factor(db, id, secrets.seal(secret.encode(), purpose=_SEALED))
    await _record(db, id, "advisor.second_factor_set")
    return True


async def new_recovery_codes(db: Database, id: AdvisorId) -> Sequence[str]:
    """Make ten codes that each open the door once without the authenticator. Older ones end."""
    codes = [random_base32().lower()[: 2 * _GROUP] for _ in range(_RECOVERY_CODES)]
    await store_factors.set_recovery_codes(db, id, [secrets.digest(code) for code in codes])
    await _record(db, id, "advisor.recovery_codes_made")
    return [f"{code[:_GROUP]}-{code[_GROUP:]}" for code in codes]


async def count_recovery_codes(db: Database, id: AdvisorId) -> int:
    """Say how many recovery codes are left."""
    return await store_factors.count_recovery_codes(db, id)


async def remove_second_factor(db: Database, id: AdvisorId, *, actor: Actor) -> None:
    """Let a password be enough again: the colleague's own wish, or an administrator's help."""
    await store.set_second_factor(db, id, None)
    await store_factors.set_recovery_codes(db, id, [])
    await ledger.record(
        db, "advisor.second_factor_removed", about=id, why=actor.kind.value, actor=actor
    )


async def refusal_of_code(db: Database, row: Row, code: str) -> SignInRefusal | None:
    """Say what is wrong with a code at sign-in; None: nothing. A right one is used up."""
    if row["totp_sealed"] is None:
        return None
    if not code:
        return SignInRefusal.CODE_NEEDED
    id, totp = AdvisorId(row["id"]), _totp(row)
    now = int(clock.now().timestamp())
    for step in (now // _STEP_SECONDS - 1, now // _STEP_SECONDS, now // _STEP_SECONDS + 1):
        if hmac.compare_digest(totp.at(step * _STEP_SECONDS).encode(), code.strip().encode()):
            used = await store.use_step(db, id, step)
            return None if used else SignInRefusal.WRONG_CODE
    plain = "".join(each for each in code.lower() if each.isalnum())
    if await store_factors.use_recovery_code(db, id, secrets.digest(plain)):
        await _record(db, id, "advisor.recovery_code_used")
        return None
    return SignInRefusal.WRONG_CODE


def _totp(row: Row) -> TOTP:
    return TOTP(secrets.unseal(row["totp_sealed"], purpose=_SEALED).decode())


async def _record(db: Database, id: AdvisorId, what: str) -> None:
    advisor = await get_advisor(db, id)
    actor = Actor(ActorKind.PERSON, str(id), advisor.name)
    await ledger.record(db, what, about=id, why="own choice", actor=actor)
