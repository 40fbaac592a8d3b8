"""All SQL of the ledger."""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Row
from limpide.foundation.ids import WorkspaceId, new_id

from .model import (
    Entered,
    Entry,
    EntryId,
    Passport,
    PassportEvent,
    PassportEventKind,
    PassportId,
    PublicKey,
    SignedPassport,
)


async def add_entries(db: Database, entered: Entered, at: datetime) -> None:
    """Add the entries of one actor and one moment."""
    if not entered.deeds:
        return
    await db.run(
        """insert into ledger.entries (workspace, actor_kind, actor_id, actor_name, at,
             id, what, about, why, data, salt, sha256)
           select $1, $2, $3, $4, $5, e.* from unnest($6::uuid[], $7::text[], $8::uuid[],
             $9::text[], $10::jsonb[], $11::bytea[], $12::bytea[]) as e""",
        db.workspace,
        *_columns(entered, at),
    )


def _columns(entered: Entered, at: datetime) -> tuple[object, ...]:
    actor, deeds = entered.actor, entered.deeds
    return (
        actor.kind.value,
        actor.id,
        actor.name,
        at,
        [each.id for each in deeds],
        [each.deed.what for each in deeds],
        [each.deed.about for each in deeds],
        [each.deed.why for each in deeds],
        [each.data for each in deeds],
        [each.salt for each in deeds],
        [each.sha256 for each in deeds],
    )


async def entries_about(db: Database, about: UUID, limit: int) -> Sequence[Entry]:
    """Fetch the newest entries about a thing, oldest first."""
    rows = await db.rows(
        """select id, what, about, why, actor_kind, actor_id, actor_name, data::text, at, sha256
           from ledger.entries where workspace = $1 and about = $2 order by id desc limit $3""",
        db.workspace,
        about,
        limit,
    )
    return [_entry(row) for row in reversed(rows)]


async def ids_about(db: Database, abouts: Sequence[UUID], contacts: Sequence[str]) -> list[EntryId]:
    """Fetch the ids of entries about some things, or by the hands of some contacts."""
    rows = await db.rows(
        """select id from ledger.entries where workspace = $1 and about = any($2::uuid[])
           union select id from ledger.entries
             where workspace = $1 and actor_kind = 'contact' and actor_id = any($3::text[])""",
        db.workspace,
        list(abouts),
        list(contacts),
    )
    return [EntryId(row["id"]) for row in rows]


async def list_entries(db: Database, before: EntryId | None, limit: int) -> Sequence[Entry]:
    """Fetch entries, newest first."""
    rows = await db.rows(
        """select id, what, about, why, actor_kind, actor_id, actor_name, data::text, at, sha256
           from ledger.entries where workspace = $1 and ($2::uuid is null or id < $2)
           order by id desc limit $3""",
        db.workspace,
        before,
        limit,
    )
    return [_entry(row) for row in rows]


def _entry(row: Row) -> Entry:
    actor = Actor(ActorKind(row["actor_kind"]), row["actor_id"], row["actor_name"])
    return Entry(
        EntryId(row["id"]),
        row["what"],
        row["about"],
        row["why"],
        actor,
        json.loads(row["data"]),
        row["at"],
        row["sha256"],
    )


async def find_current_key(db: Database) -> tuple[str, bytes] | None:
    """Fetch the id and the sealed private part of the key in use."""
    row = await db.row(
        """select id, sealed_private from ledger.signing_keys
           where workspace = $1 and retired_at is null""",
        db.workspace,
    )
    return None if row is None else (row["id"], row["sealed_private"])


async def add_key(db: Database, id: str, public: bytes, sealed: bytes, at: datetime) -> None:
    """Add a key unless another is in use."""
    await db.run(
        """insert into ledger.signing_keys (id, workspace, public, sealed_private, created_at)
           values ($1, $2, $3, $4, $5) on conflict do nothing""",
        id,
        db.workspace,
        public,
        sealed,
        at,
    )


async def retire_keys(db: Database, at: datetime) -> None:
    """Stop signing with the key in use."""
    await db.run(
        """update ledger.signing_keys set retired_at = $2
           where workspace = $1 and retired_at is null""",
        db.workspace,
        at,
    )


async def list_public_keys(db: Database) -> Sequence[PublicKey]:
    """Fetch the public parts, newest first."""
    rows = await db.rows(
        """select id, public, created_at, retired_at from ledger.signing_keys
           where workspace = $1 order by created_at desc, id""",
        db.workspace,
    )
    return [
        PublicKey(row["id"], row["public"], row["created_at"], row["retired_at"]) for row in rows
    ]


async def add_passports(
    db: Database, signed: Sequence[SignedPassport], key: str, at: datetime, entered: Entered
) -> bool:
    """Add passports that one key signed at one moment, and the entries of the same act.

    False, and nothing is added, when the key is not in use. The body is kept as text: these very
    characters were signed.
    """
    added = await db.run(
        """with current as (
             select from ledger.signing_keys
             where workspace = $1 and id = $13 and retired_at is null
           ), entered as (
             insert into ledger.entries (workspace, actor_kind, actor_id, actor_name, at,
               id, what, about, why, data, salt, sha256)
             select $1, $2, $3, $4, $5, e.* from current, unnest($6::uuid[], $7::text[],
               $8::uuid[], $9::text[], $10::jsonb[], $11::bytea[], $12::bytea[]) as e
           )
           insert into ledger.passports (workspace, key, issued_at, id, message, token_sha256,
             body, signature)
           select $1, $13, $5, p.* from current, unnest($14::uuid[], $15::uuid[], $16::bytea[],
             $17::text[], $18::bytea[]) as p""",
        db.workspace,
        *_columns(entered, at),
        key,
        [each.id for each in signed],
        [each.message for each in signed],
        [each.token_sha256 for each in signed],
        [each.body for each in signed],
        [each.signature for each in signed],
    )
    return added > 0 or not signed


async def workspace_of_passport(db: Database, digest: bytes) -> UUID | None:
    """Ask which workspace issued the passport of a link. The only look across workspaces."""
    found: UUID | None = await db.value("select ledger.workspace_of_passport($1)", digest)
    return found


async def message_of_digest(db: Database, digest: bytes) -> UUID | None:
    """Fetch the message of a passport by its link's digest."""
    return await db.value(
        "select message from ledger.passports where workspace = $1 and token_sha256 = $2",
        db.workspace,
        digest,
    )


async def find_id_by_digest(db: Database, digest: bytes) -> PassportId | None:
    """Fetch the id behind a link's digest."""
    id = await db.value("select id from ledger.passports where token_sha256 = $1", digest)
    return None if id is None else PassportId(id)


async def find_passport(db: Database, id: PassportId, token: str) -> Passport | None:
    """Fetch a passport."""
    row = await db.row(
        """select id, workspace, body, key, signature, issued_at from ledger.passports
           where workspace = $1 and id = $2""",
        db.workspace,
        id,
    )
    if row is None:
        return None
    return Passport(
        PassportId(row["id"]),
        WorkspaceId(row["workspace"]),
        token,
        json.loads(row["body"]),
        row["key"],
        row["signature"],
        row["issued_at"],
    )


async def add_passport_events(
    db: Database, passports: Sequence[PassportId], event: PassportEvent
) -> None:
    """Add what happened later to some passports."""
    await db.run(
        """insert into ledger.passport_events (workspace, kind, at, data, id, passport)
           select $1, $2, $3, $4::jsonb, e.* from unnest($5::uuid[], $6::uuid[]) as e""",
        db.workspace,
        event.kind.value,
        event.at,
        json.dumps(dict(event.data)),
        [new_id() for _ in passports],
        list(passports),
    )


async def list_passport_events(db: Database, passport: PassportId) -> Sequence[PassportEvent]:
    """Fetch what happened later, oldest first."""
    rows = await db.rows(
        """select kind, at, data::text from ledger.passport_events
           where workspace = $1 and passport = $2 order by id""",
        db.workspace,
        passport,
    )
    return [
        PassportEvent(PassportEventKind(row["kind"]), row["at"], json.loads(row["data"]))
        for row in rows
    ]
