"""Passports: the signed public record of a message. Format: docs/reference/passport.md."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from limpide.foundation import clock, secrets
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import WorkspaceId, new_id

from . import canonical, entries, keys, store
from .model import (
    Author,
    Deed,
    Entered,
    Passport,
    PassportDraft,
    PassportEvent,
    PassportEventKind,
    PassportId,
    PublicKey,
    SignedPassport,
    Source,
)

FORMAT: Final = "limpide-passport-1"
_TOKEN_BYTES: Final = 18
_MICRO: Final = 1_000_000
_LEDGER: Final = Actor.system("ledger")


class NoSuchPassportError(LimpideError):
    """There is no such passport."""

    status = 404


async def issue_passport(db: Database, draft: PassportDraft) -> Passport:
    """Sign and keep the passport of a message, in the transaction that makes the message."""
    return (await issue_passports(db, [draft]))[0]


async def issue_passports(
    db: Database,
    drafts: Sequence[PassportDraft],
    deeds: Sequence[Deed] = (),
    *,
    actor: Actor = _LEDGER,
) -> Sequence[Passport]:
    """Sign and keep the passports of some messages, in the order of the drafts.

    `deeds`: what the ledger keeps of the same act and its actor, written by the same statement.
    """
    (key_id, private), at = await keys.likely_key(db), clock.now()
    entered = entries.sealed(deeds, actor, at)
    signed = [_signed(db.workspace, draft, key_id, private, at) for draft in drafts]
    if not await store.add_passports(db, signed, key_id, at, Entered(entered, actor)):
        # The key was retired meanwhile, so that nothing was written.
        key_id, private = await keys.signing_key(db)
        signed = [_signed(db.workspace, draft, key_id, private, at) for draft in drafts]
        await store.add_passports(db, signed, key_id, at, Entered(entered, actor))
    return [each.passport for each in signed]


def _signed(
    workspace: WorkspaceId,
    draft: PassportDraft,
    key_id: str,
    private: Ed25519PrivateKey,
    at: datetime,
) -> SignedPassport:
    id = PassportId(new_id())
    body = _body(id, workspace, draft, at)
    signed = canonical.dumps(body)
    passport = Passport(
        id=id,
        workspace=workspace,
        token=passport_token(id),
        body=body,
        key_id=key_id,
        signature=private.sign(signed),
        issued_at=at,
    )
    digest = secrets.digest(passport.token)
    return SignedPassport(passport, draft.message, signed.decode(), digest)


def passport_token(id: PassportId) -> str:
    """Give the 144-bit token of a passport's public link, `/m/<token>`.

    It is derived from the installation's key, so the database need only hold its digest.
    """
    return keys.b64url(secrets.sign(id.bytes, purpose="ledger.passport")[:_TOKEN_BYTES])


async def find_passport(pool: Pool, token: str) -> Passport | None:
    """Find the passport behind a public link, in whichever workspace it is."""
    digest = secrets.digest(token)
    async with pool.transaction(None) as db:
        workspace = await store.workspace_of_passport(db, digest)
    if workspace is None:
        return None
    async with pool.transaction(WorkspaceId(workspace)) as db:
        found = await store.find_id_by_digest(db, digest)
        return None if found is None else await get_passport(db, found)


async def message_of_token(db: Database, token: str) -> UUID | None:
    """Find the message of a public link, among those of this workspace."""
    return await store.message_of_digest(db, secrets.digest(token))


async def get_passport(db: Database, id: PassportId) -> Passport:
    """Get a passport of this workspace. Raises NoSuchPassportError."""
    found = await store.find_passport(db, id, passport_token(id))
    if found is None:
        raise NoSuchPassportError
    return found


def verify_passport(passport: Passport, trusted: Sequence[PublicKey]) -> bool:
    """Say whether one of the trusted keys signed exactly this passport."""
    for key in trusted:
        if key.id == passport.key_id and keys.key_id(key.raw) == key.id:
            return _is_signed(passport, key)
    return False


def passport_document(passport: Passport) -> dict[str, Any]:
    """Give what is published at `/m/<token>.json`: the signed body, key id and signature."""
    return {
        "passport": dict(passport.body),
        "key": passport.key_id,
        "signature": keys.b64url(passport.signature),
    }


async def add_passport_event(
    db: Database,
    passport: PassportId,
    kind: PassportEventKind,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Note what happened later, beside the signed body. No personal data in `data`."""
    await store.add_passport_events(db, [passport], PassportEvent(kind, clock.now(), data or {}))


async def add_passport_events(
    db: Database, passports: Sequence[PassportId], kind: PassportEventKind
) -> None:
    """Note the same thing beside many passports."""
    await store.add_passport_events(db, passports, PassportEvent(kind, clock.now(), {}))


async def list_passport_events(db: Database, passport: PassportId) -> Sequence[PassportEvent]:
    """List what happened after a passport was signed, oldest first."""
    return await store.list_passport_events(db, passport)


def text_sha256(text: str) -> str:
    """Hash a message's text so that a copy can be recognised: NFC, white space runs as one."""
    return sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()


def _is_signed(passport: Passport, key: PublicKey) -> bool:
    try:
        public = Ed25519PublicKey.from_public_bytes(key.raw)
        public.verify(passport.signature, canonical.dumps(dict(passport.body)))
    except InvalidSignature:
        return False
    return True


def _body(id: UUID, workspace: UUID, draft: PassportDraft, at: datetime) -> dict[str, Any]:
    """Lay out what is signed: strings, whole numbers and lists only, so that any JSON library
    writes the same bytes.
    """
    body: dict[str, Any] = {
        "format": FORMAT,
        "id": str(id),
        "message": str(draft.message),
        "workspace": str(workspace),
        "company": draft.company,
        "issued_at": at.isoformat(timespec="milliseconds"),
        "channels": list(draft.channels),
        "author": _author(draft.author),
        "reason": {"key": draft.reason.key, "params": dict(draft.reason.params)},
        "permission": {
            "purpose": draft.permission.purpose,
            "basis": draft.permission.basis,
            "choice": None if draft.permission.choice is None else str(draft.permission.choice),
        },
        "sources": [_source(source) for source in draft.sources],
        "language": draft.language,
        "text_sha256": text_sha256(draft.text),
        "footprint": {
            "unit": "microgram CO2e",
            "low": round(draft.weight.low * _MICRO),
            "central": round(draft.weight.central * _MICRO),
            "high": round(draft.weight.high * _MICRO),
            "factors": list(draft.weight.factors),
        },
    }
    if draft.personal:
        body["personal_data"] = list(draft.personal)
    if draft.allowed:
        body["personal_data_allowed"] = list(draft.allowed)
    if draft.images:
        body["images"] = list(draft.images)
    if draft.plan is not None:
        body["plan"] = {"channels": list(draft.plan.channels), "place": draft.plan.place}
    if draft.gathered:
        body["gathered"] = [
            {"name": each.name, "at": each.at.isoformat(timespec="seconds")}
            for each in draft.gathered
        ]
    return body


def _author(author: Author) -> dict[str, Any]:
    engine = author.engine
    body: dict[str, Any] = {
        "kind": author.kind.value,
        "name": author.name,
        "reviewer": author.reviewer,
        "ai_percent": round(author.ai_share * 100),
        "ai": None
        if engine is None
        else {"name": engine.name, "version": engine.version, "provider": engine.provider},
    }
    if author.hands:
        body["hands"] = dict(author.hands)
    return body


def _source(source: Source) -> dict[str, str]:
    return {
        "title": source.title,
        "heading": source.heading,
        "quote": source.quote,
        "version": source.version,
        "url": source.url,
    }
