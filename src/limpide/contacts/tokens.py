"""Links that speak for a person: preference pages, and one-click unsubscribing (RFC 8058)."""

import base64
import binascii
import hmac
import os
import struct
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from limpide.foundation import clock, secrets
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId

from . import consent, store_choices
from .model import Act, Choice, ContactId, Proof, TokenHolder, Use

_PURPOSE: Final = "contacts.token"
_PREFERENCE_DAYS: Final = 60
# Unsubscribing must work for as long as somebody may still find the mail.
_UNSUBSCRIBE_DAYS: Final = 730
# Workspace, 18 random bytes, expiry in seconds: signed, so that guesses never reach the database.
_BODY: Final = struct.Struct(">16s18sI")
_SIGNATURE_BYTES: Final = 16


async def preference_token(
    db: Database, contact: ContactId, *, valid_days: int = _PREFERENCE_DAYS
) -> str:
    """Make the token of a link to a person's preference page."""
    return (await make_tokens(db, [(contact, None)], preference_days=valid_days))[0]


async def unsubscribe_token(db: Database, contact: ContactId, use: Use) -> str:
    """Make the token of a link that withdraws one use in one click."""
    return (await make_tokens(db, [(contact, use)]))[0]


async def make_tokens(
    db: Database,
    holders: Sequence[tuple[ContactId, Use | None]],
    *,
    preference_days: int = _PREFERENCE_DAYS,
) -> Sequence[str]:
    """Make the tokens of many links, in their order: to the choices of a person, or to one use."""
    now = clock.now()
    preferences, stop = now + timedelta(preference_days), now + timedelta(_UNSUBSCRIBE_DAYS)
    expiries = [preferences if use is None else stop for _, use in holders]
    tokens = [new_token(db.workspace, expires_at) for expires_at in expiries]
    await store_choices.add_tokens(
        db,
        [
            (secrets.digest(token), contact, use, expires_at)
            for token, (contact, use), expires_at in zip(tokens, holders, expiries, strict=True)
        ],
    )
    return tokens


async def contact_of_token(pool: Pool, token: str) -> TokenHolder | None:
    """Say for whom a link speaks; None when it is forged, expired or revoked."""
    workspace = workspace_of(token)
    if workspace is None:
        return None
    async with pool.transaction(workspace) as db:
        return await store_choices.find_token(db, secrets.digest(token), clock.now())


async def unsubscribe(db: Database, holder: TokenHolder, *, source: str, actor: Actor) -> bool:
    """Withdraw the use an unsubscribe link was made for. False when it was withdrawn already."""
    if holder.use is None:
        return False
    words = await store_choices.last_words(db, [holder.contact])
    last = words.get(holder.contact, {}).get(holder.use)
    if last is not None and last.choice is Choice.WITHDRAWN:
        return False
    proof = Proof(Act.ONE_CLICK, source)
    await consent.record_choice(
        db, holder.contact, Choice.WITHDRAWN, holder.use, proof=proof, actor=actor
    )
    return True


def new_token(workspace: WorkspaceId, expires_at: datetime) -> str:
    """Make a signed token that names its workspace and its end."""
    body = _BODY.pack(workspace.bytes, os.urandom(18), int(expires_at.timestamp()))
    signed = body + secrets.sign(body, purpose=_PURPOSE)[:_SIGNATURE_BYTES]
    return base64.urlsafe_b64encode(signed).decode()


def workspace_of(token: str) -> WorkspaceId | None:
    """Say which workspace a token belongs to; None when it is forged or over."""
    try:
        signed = base64.b64decode(token, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    body, signature = signed[: _BODY.size], signed[_BODY.size :]
    if len(signature) != _SIGNATURE_BYTES or not _is_signed(body, signature):
        return None
    workspace, _random, expires = _BODY.unpack(body)
    return WorkspaceId(UUID(bytes=workspace)) if expires > clock.now().timestamp() else None


def _is_signed(body: bytes, signature: bytes) -> bool:
    return hmac.compare_digest(secrets.sign(body, purpose=_PURPOSE)[:_SIGNATURE_BYTES], signature)
