"""Identity: one-time codes, and for how long somebody stays known."""

import hmac
import secrets as system_secrets
from collections.abc import Mapping, Set
from datetime import timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from limpide import contacts, delivery, ledger
from limpide.channels import Kind
from limpide.contacts import Purpose, Refusal
from limpide.delivery import Content, Importance, Queued, Request
from limpide.foundation import clock, limits, secrets, workspaces
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.errors import TooManyRequestsError
from limpide.foundation.i18n import translate
from limpide.foundation.ids import new_id
from limpide.ledger import Author, AuthorKind, Reason

from . import knowing, store_calls
from .model import IdentityLevel

# NIST SP 800-63B, 5.1.3.2: at most ten minutes; six digits with a limit on tries.
_VALID: Final = timedelta(minutes=10)
_TRIES: Final = 5
_CODES_AN_HOUR: Final = 3
_ACTOR: Final = Actor.system("flows.identity")


class Sending(StrEnum):
    """What became of a wish for a code. `sent` says nothing of whether the address is right."""

    SENT = "sent"
    TOO_MANY = "too_many"
    NO_WAY = "no_way"


class CodeAnswer(StrEnum):
    """What became of a code."""

    RIGHT = "right"
    WRONG = "wrong"
    VOID = "void"


async def send_code(
    db: Database, conversation: UUID, address: str, *, owner: Set[str], language: str
) -> Sending:
    """Send a code to an address (a mailbox, or a number in its normal form), if it is the owner's.

    Whoever asks learns nothing of whether the address is right: a stranger's is not written to.
    """
    try:
        async with db.savepoint():
            await limits.take(
                db,
                "flows.code",
                f"{db.workspace}:{address}",
                capacity=_CODES_AN_HOUR,
                per_seconds=3600,
            )
            await limits.take(
                db, "flows.code", str(conversation), capacity=2 * _CODES_AN_HOUR, per_seconds=3600
            )
    except TooManyRequestsError:
        return Sending.TOO_MANY
    code = f"{system_secrets.randbelow(1_000_000):06d}"
    until = clock.now() + _VALID
    await store_calls.add_code(db, new_id(), conversation, address, _digest(code), until)
    if address in owner and not await _send(db, address, code, language):
        return Sending.NO_WAY
    return Sending.SENT


async def check_code(db: Database, conversation: UUID, code: str) -> CodeAnswer:
    """Try a code; the right one makes its address verified here, for as long as policy says."""
    now = clock.now()
    row = await store_calls.try_code(db, conversation, now)
    if row is None or row["tries"] > _TRIES:
        return CodeAnswer.VOID
    if not hmac.compare_digest(row["digest"], _digest(code)):
        return CodeAnswer.WRONG if row["tries"] < _TRIES else CodeAnswer.VOID
    await store_calls.use_code(db, row["id"], now)
    until = now + (await knowing.identity_policy(db)).verified_for
    await store_calls.grant(db, conversation, row["address"], IdentityLevel.VERIFIED, until)
    await ledger.record(
        db, "identity.verified", about=conversation, why="one-time code", actor=_ACTOR
    )
    return CodeAnswer.RIGHT


def owner_in(facts: Mapping[str, str]) -> Set[str]:
    """Give by which addresses a run knows the owner of what it is about."""
    return {facts[name] for name in ("owner", "owner_phone") if name in facts}


async def known_addresses(
    db: Database, conversation: UUID, kind: Kind, address: str
) -> Mapping[str, IdentityLevel]:
    """Say by which addresses the person in a conversation is known, and how surely.

    A mail's or an SMS's sender is recognised, no more: both are easily forged.
    """
    known = dict(await store_calls.identities(db, conversation, clock.now()))
    if kind in {Kind.EMAIL, Kind.SMS}:
        known.setdefault(address.lower(), IdentityLevel.RECOGNISED)
    return known


async def _send(db: Database, address: str, code: str, language: str) -> bool:
    company = await workspaces.get(db)
    actor = Actor(ActorKind.SYSTEM, "flows.identity", "")
    kind = Kind.EMAIL if "@" in address else Kind.SMS
    person = await contacts.recognise(db, kind, address, language=language, actor=actor)
    told = "flows.code.text" if kind is Kind.EMAIL else "flows.code.sms"
    answer = await delivery.request(
        db,
        Request(
            contact=person.id,
            purpose=Purpose.SECURITY,
            content=Content(
                translate(language, told, code=code, company=company.name),
                translate(language, "flows.code.subject", company=company.name),
            ),
            author=Author(AuthorKind.TEMPLATE),
            reason=Reason("flows.reason.code"),
            importance=Importance.CRITICAL,
            kinds=(kind,),
            address=address,
            language=language,
            expires_at=clock.now() + _VALID,
        ),
        actor=actor,
    )
    if isinstance(answer, Queued):
        return True
    await ledger.record(
        db, "identity.code_refused", about=person.id, why=answer.refusal.value, actor=_ACTOR
    )
    # Only what is so for everybody is told: a person's own refusals are theirs.
    return answer.refusal is not Refusal.NO_CHANNEL


def _digest(code: str) -> bytes:
    # Six digits are few: without the installation's key, a stolen table would be read at once.
    return secrets.sign("".join(code.split()).encode(), purpose="flows.code")
