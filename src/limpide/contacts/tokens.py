"""Links that speak for a person: preference pages, and one-click unsubscribing (RFC 8058)."""

import base64
import binascii
import hmac
import os
import struct
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag

from limpide.channels import Kind
from limpide.foundation import clock, secrets
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId

from . import consent, store_choices
from .model import Act, Choice, ContactId, Proof, Purpose, TokenHolder, Use

_PURPOSE: Final = "contacts.token"
_PREFERENCE_DAYS: Final = 60
# Unsubscribing must work for as long as somebody may still find the mail.
_UNSUBSCRIBE_DAYS: Final = 730
# Workspace, 18 random bytes, expiry in seconds: signed, so that guesses never reach the database.
_BODY: Final = struct.Struct(">16s18sI")
_SIGNATURE_BYTES: Final = 16
# Sealed links say all that they are good for (docs/decisions/0200): workspace, contact, expiry.
# The use follows as text, if it is one.
_HEAD: Final = struct.Struct(">16s16sI")
_SEALED: Final = b"\x01"
_SEAL_PURPOSE: Final = "contacts.link"


def preference_token(
    db: Database, contact: ContactId, *, valid_days: int = _PREFERENCE_DAYS
) -> str:
    """Make the token of a link to a person's preference page."""
    return _sealed(db.workspace, contact, None, clock.now() + timedelta(valid_days))


def unsubscribe_token(db: Database, contact: ContactId, use: Use) -> str:
    """Make the token of a link that withdraws one use in one click."""
    return _sealed(db.workspace, contact, use, clock.now() + timedelta(_UNSUBSCRIBE_DAYS))


async def contact_of_token(pool: Pool, token: str) -> TokenHolder | None:
    """Say for whom a link speaks; None when it is forged or expired, or the person is erased."""
    holder = _unsealed(token)
    if holder is None:
        return await _holder_of_kept(pool, token)
    async with pool.transaction(holder.workspace) as db:
        contact = await store_choices.find_holder(db, holder.contact)
    return None if contact is None else replace(holder, contact=contact)


async def _holder_of_kept(pool: Pool, token: str) -> TokenHolder | None:
    """Look up a link of the former kind: only its digest is known."""
    workspace = workspace_of(token)
    if workspace is None:
        return None
    async with pool.transaction(workspace) as db:
        return await store_choices.find_token(db, secrets.digest(token), clock.now())


def _sealed(workspace: WorkspaceId, contact: ContactId, use: Use | None, end: datetime) -> str:
    head = _HEAD.pack(workspace.bytes, contact.bytes, int(end.timestamp()))
    words = "" if use is None else f"{use.kind.value}:{use.purpose.value}"
    sealed = secrets.seal(head + words.encode(), purpose=_SEAL_PURPOSE)
    return base64.urlsafe_b64encode(_SEALED + sealed).rstrip(b"=").decode()


def _unsealed(token: str) -> TokenHolder | None:
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        if raw[:1] != _SEALED:
            return None
        plain = secrets.unseal(raw[1:], purpose=_SEAL_PURPOSE)
    except (ValueError, InvalidTag):
        return None
    workspace, contact, expires = _HEAD.unpack(plain[: _HEAD.size])
    if expires <= clock.now().timestamp():
        return None
    kind, _, purpose = plain[_HEAD.size :].decode().partition(":")
    use = Use(Kind(kind), Purpose(purpose)) if kind else None
    return TokenHolder(WorkspaceId(UUID(bytes=workspace)), ContactId(UUID(bytes=contact)), use)


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
