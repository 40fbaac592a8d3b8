"""Passports: the signed public record of a message. Format: docs/reference/passport.md."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from limpide.foundation import clock, lanes, secrets
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import WorkspaceId, new_id

from . import canonical, entries, keys, store
from .model import (
    Author,
    Deed,
    Entered,
    Gathered,
    Passport,
    PassportDraft,
    PassportEvent,
    PassportEventKind,
    PassportId,
    PlanUsed,
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
    (id,) = await issue_passports(db, [draft])
    return await get_passport(db, id)


async def issue_passports(
    db: Database,
    drafts: Sequence[PassportDraft],
    deeds: Sequence[Deed] = (),
    *,
    actor: Actor = _LEDGER,
) -> Sequence[PassportId]:
    """Sign and keep the passports of some messages, and give their ids in the same order.

    `deeds`: what the ledger keeps of the same act and its actor, written by the same statement.
    """
    (key_id, private), at = await keys.likely_key(db), clock.now()
    entered = entries.sealed(deeds, actor, at)
    signed = await _sign(db.workspace, drafts, private, at)
    if not await store.add_passports(db, signed, key_id, at, Entered(entered, actor)):
        # The key was retired meanwhile, so that nothing was written.
        key_id, private = await keys.signing_key(db)
        signed = await _sign(db.workspace, drafts, private, at)
        await store.add_passports(db, signed, key_id, at, Entered(entered, actor))
    return [each.id for each in signed]


async def _sign(
    workspace: WorkspaceId,
    drafts: Sequence[PassportDraft],
    private: Ed25519PrivateKey,
    at: datetime,
) -> Sequence[SignedPassport]:
    return [_signed(workspace, draft, private, at) async for draft in lanes.paced(drafts)]


def _signed(
    workspace: WorkspaceId, draft: PassportDraft, private: Ed25519PrivateKey, at: datetime
) -> SignedPassport:
    id = PassportId(new_id())
    body = _written(id, workspace, draft, at)
    digest = secrets.digest(passport_token(id))
    return SignedPassport(id, draft.message, body, private.sign(body.encode()), digest)


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


def _written(id: UUID, workspace: UUID, draft: PassportDraft, at: datetime) -> str:
    """Write what is signed, its fields in the order of their names (RFC 8785).

    Strings, whole numbers and lists only, so that any JSON library writes the same bytes.
    """
    text, used, weight = canonical.text, draft.permission, draft.weight
    choice = "null" if used.choice is None else f'"{used.choice}"'
    fields = [
        f'"author":{_author(draft.author)}',
        f'"channels":{_list(draft.channels)}',
        f'"company":{text(draft.company)}',
        f'"footprint":{{"central":{round(weight.central * _MICRO)},'
        f'"factors":{_list(weight.factors)},"high":{round(weight.high * _MICRO)},'
        f'"low":{round(weight.low * _MICRO)},"unit":"microgram CO2e"}}',
        f'"format":"{FORMAT}"',
        _optional("gathered", [_gathered(each) for each in draft.gathered]),
        f'"id":"{id}"',
        _optional("images", list(draft.images)),
        f'"issued_at":"{at.isoformat(timespec="milliseconds")}"',
        f'"language":{text(draft.language)}',
        f'"message":"{draft.message}"',
        f'"permission":{{"basis":{text(used.basis)},"choice":{choice},'
        f'"purpose":{text(used.purpose)}}}',
        _optional("personal_data", list(draft.personal)),
        _optional("personal_data_allowed", list(draft.allowed)),
        _optional("plan", _plan(draft.plan)),
        f'"reason":{{"key":{text(draft.reason.key)},"params":{_open(dict(draft.reason.params))}}}',
        f'"sources":{_open([_source(source) for source in draft.sources])}',
        f'"text_sha256":"{text_sha256(draft.text)}"',
        f'"workspace":"{workspace}"',
    ]
    return f"{{{','.join(filter(None, fields))}}}"


def _optional(name: str, value: Any) -> str:
    return f'"{name}":{_open(value)}' if value else ""


def _open(value: Any) -> str:
    """Write what has no shape of its own; mostly there is nothing in it."""
    if not value:
        return "{}" if isinstance(value, dict) else "[]"
    return canonical.dumps(value).decode()


def _list(words: Sequence[str]) -> str:
    return f"[{','.join(map(canonical.text, words))}]"


def _author(author: Author) -> str:
    text, engine = canonical.text, author.engine
    ai = "null"
    if engine is not None:
        ai = (
            f'{{"name":{text(engine.name)},"provider":{text(engine.provider)},'
            f'"version":{text(engine.version)}}}'
        )
    hands = f'"hands":{_open(dict(author.hands))},' if author.hands else ""
    return (
        f'{{"ai":{ai},"ai_percent":{round(author.ai_share * 100)},{hands}'
        f'"kind":"{author.kind.value}","name":{text(author.name)},'
        f'"reviewer":{text(author.reviewer)}}}'
    )


def _plan(plan: PlanUsed | None) -> dict[str, Any]:
    return {} if plan is None else {"channels": list(plan.channels), "place": plan.place}


def _gathered(each: Gathered) -> dict[str, str]:
    return {"name": each.name, "at": each.at.isoformat(timespec="seconds")}


def _source(source: Source) -> dict[str, str]:
    return {
        "title": source.title,
        "heading": source.heading,
        "quote": source.quote,
        "version": source.version,
        "url": source.url,
    }
