"""All SQL about contacts and their addresses."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from limpide.foundation import clock, secrets
from limpide.foundation.database import Database, Row

from .model import (
    Address,
    AddressKind,
    AiMode,
    Contact,
    ContactId,
    Purpose,
    Suppression,
    SuppressionReason,
)


async def add_contact(
    db: Database, id: ContactId, name: str | None, language: str | None, reference: str | None
) -> bool:
    """Add a contact; False when the reference is taken."""
    return bool(
        await db.run(
            """insert into contacts.contacts (id, workspace, name, language, reference)
               values ($1, $2, $3, $4, $5) on conflict do nothing""",
            id,
            db.workspace,
            name,
            language,
            reference,
        )
    )


async def add_contact_at(
    db: Database,
    id: ContactId,
    name: str | None,
    language: str | None,
    address: tuple[UUID, AddressKind, str],
) -> bool:
    """Add a contact with an address (its id, kind, value); False when that is taken.

    The contact is added in either case.
    """
    address_id, kind, value = address
    return bool(
        await db.run(
            """with made as (
                 insert into contacts.contacts (id, workspace, name, language)
                 values ($1, $2, $3, $4) returning id
               )
               insert into contacts.addresses (id, workspace, contact, kind, value, value_mac)
               select $5, $2, made.id, $6, $7, $8 from made
               on conflict (workspace, kind, value) do nothing""",
            id,
            db.workspace,
            name,
            language,
            address_id,
            kind.value,
            value,
            mac(kind, value),
        )
    )


async def remove_contact(db: Database, id: ContactId) -> None:
    """Remove a contact that was added in this transaction."""
    await db.run("delete from contacts.contacts where workspace = $1 and id = $2", db.workspace, id)


async def list_by_ids(db: Database, ids: Sequence[ContactId]) -> list[Contact]:
    """Fetch contacts with their addresses, in the order of the ids."""
    return [contact for contact, _ in await list_reachable(db, ids, clock.now())]


async def list_reachable(
    db: Database, ids: Sequence[ContactId], now: datetime
) -> list[tuple[Contact, dict[UUID, Suppression]]]:
    """Fetch contacts with their addresses, in the order of the ids.

    With each those of the addresses that are suppressed, or rest, at a moment.
    """
    rows = await db.rows(
        """select c.id, c.name, c.language, c.ai_mode, c.reference, c.created_at, c.time_zone,
             c.quiet_from, c.quiet_to, c.paused_until, c.attributes, c.pauses,
             c.restricted_at, c.merged_into, a.id as address,
             a.kind, a.value, a.verified_at, s.reason, s.created_at as since, s.until
           from contacts.contacts c
           left join contacts.addresses a on a.workspace = c.workspace and a.contact = c.id
           left join contacts.suppressions s on s.workspace = a.workspace and s.kind = a.kind
             and s.value_mac = a.value_mac and (s.until is null or s.until > $3)
           where c.workspace = $1 and c.id = any($2::uuid[]) order by a.id""",
        db.workspace,
        list(ids),
        now,
    )
    grouped: dict[UUID, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["id"], []).append(row)
    found = [grouped[id] for id in ids if id in grouped]
    return [(_contact(each), _suppressed(each)) for each in found]


def _suppressed(rows: list[Row]) -> dict[UUID, Suppression]:
    return {
        row["address"]: Suppression(SuppressionReason(row["reason"]), row["since"], row["until"])
        for row in rows
        if row["reason"] is not None
    }


def _contact(rows: list[Row]) -> Contact:
    first = rows[0]
    return Contact(
        id=ContactId(first["id"]),
        name=first["name"],
        language=first["language"],
        ai_mode=AiMode(first["ai_mode"]),
        reference=first["reference"],
        created_at=first["created_at"],
        addresses=tuple(_address(row) for row in rows if row["address"] is not None),
        time_zone=first["time_zone"],
        quiet_hours=None
        if first["quiet_from"] is None
        else (first["quiet_from"], first["quiet_to"]),
        paused_until=first["paused_until"],
        attributes=_read(first["attributes"]),
        pauses={
            Purpose(name): datetime.fromisoformat(until)
            for name, until in _read(first["pauses"]).items()
        },
        is_restricted=first["restricted_at"] is not None,
        merged_into=None if first["merged_into"] is None else ContactId(first["merged_into"]),
    )


def _read(text: str) -> dict[str, Any]:
    # Most people have none, and campaigns read millions.
    return {} if text == "{}" else json.loads(text)


def _address(row: Row) -> Address:
    return Address(
        row["address"],
        ContactId(row["id"]),
        AddressKind(row["kind"]),
        row["value"],
        row["verified_at"],
    )


async def find_by_reference(db: Database, reference: str) -> ContactId | None:
    """Fetch the id of the contact with a reference."""
    id = await db.value(
        """select coalesce(merged_into, id) from contacts.contacts
           where workspace = $1 and reference = $2""",
        db.workspace,
        reference,
    )
    return None if id is None else ContactId(id)


async def search(db: Database, text: str, before: ContactId | None, limit: int) -> list[ContactId]:
    """Fetch ids, newest first. The text is taken literally."""
    pattern = f"%{_escape(text)}%" if text else None
    rows = await db.rows(
        """select c.id from contacts.contacts c
           where c.workspace = $1 and c.merged_into is null and ($2::uuid is null or c.id < $2)
             and ($3::text is null or c.name ilike $3 or c.reference ilike $3 or exists (
               select from contacts.addresses a where a.workspace = c.workspace
                 and a.contact = c.id and a.kind <> 'chat' and a.value ilike $3))
           order by c.id desc limit $4""",
        db.workspace,
        before,
        pattern,
        limit,
    )
    return [ContactId(row["id"]) for row in rows]


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


async def fill_in(db: Database, id: ContactId, name: str | None, language: str | None) -> None:
    """Keep a name and a language where none is known."""
    if name is None and language is None:
        return
    await db.run(
        """update contacts.contacts set name = coalesce(name, $3), language = coalesce(language, $4)
           where workspace = $1 and id = $2
             and ((name is null and $3::text is not null)
               or (language is null and $4::text is not null))""",
        db.workspace,
        id,
        name,
        language,
    )


async def set_name(db: Database, id: ContactId, name: str | None) -> bool:
    """Change the name; False when nothing changed."""
    return bool(
        await db.run(
            """update contacts.contacts set name = $3
               where workspace = $1 and id = $2 and name is distinct from $3""",
            db.workspace,
            id,
            name,
        )
    )


async def set_ai_mode(db: Database, id: ContactId, mode: AiMode) -> bool:
    """Change the AI mode; False when nothing changed."""
    return bool(
        await db.run(
            """update contacts.contacts set ai_mode = $3
               where workspace = $1 and id = $2 and ai_mode <> $3""",
            db.workspace,
            id,
            mode.value,
        )
    )


async def set_language(db: Database, id: ContactId, language: str) -> bool:
    """Change the language; False when nothing changed."""
    return bool(
        await db.run(
            """update contacts.contacts set language = $3
               where workspace = $1 and id = $2 and language is distinct from $3""",
            db.workspace,
            id,
            language,
        )
    )


async def find_address(db: Database, kind: AddressKind, value: str) -> Address | None:
    """Fetch an address."""
    row = await db.row(
        """select id as address, contact as id, kind, value, verified_at from contacts.addresses
           where workspace = $1 and kind = $2 and value = $3""",
        db.workspace,
        kind.value,
        value,
    )
    return None if row is None else _address(row)


async def add_address(
    db: Database, id: UUID, contact: ContactId, kind: AddressKind, value: str
) -> bool:
    """Add an address; False when it is taken."""
    return bool(
        await db.run(
            """insert into contacts.addresses (id, workspace, contact, kind, value, value_mac)
               values ($1, $2, $3, $4, $5, $6) on conflict (workspace, kind, value) do nothing""",
            id,
            db.workspace,
            contact,
            kind.value,
            value,
            mac(kind, value),
        )
    )


async def verify_address(db: Database, id: UUID, at: datetime) -> bool:
    """Mark an address as proved; False when it was."""
    return bool(
        await db.run(
            """update contacts.addresses set verified_at = $3
               where workspace = $1 and id = $2 and verified_at is null""",
            db.workspace,
            id,
            at,
        )
    )


async def suppress(db: Database, kind: AddressKind, value: str, reason: SuppressionReason) -> bool:
    """Add a suppression, for good also where the address only rests; False when there is one."""
    return bool(
        await db.run(
            """insert into contacts.suppressions as s (workspace, kind, value_mac, reason)
               values ($1, $2, $3, $4)
               on conflict (workspace, kind, value_mac) do update
                 set reason = excluded.reason, until = null where s.reason = 'resting'""",
            db.workspace,
            kind.value,
            mac(kind, value),
            reason.value,
        )
    )


async def lift_suppression(
    db: Database, kind: AddressKind, value: str, only: Sequence[SuppressionReason]
) -> bool:
    """Remove a suppression made for one of some reasons; False when there was none."""
    return bool(
        await db.run(
            """delete from contacts.suppressions
               where workspace = $1 and kind = $2 and value_mac = $3
                 and reason = any($4::text[])""",
            db.workspace,
            kind.value,
            mac(kind, value),
            [reason.value for reason in only],
        )
    )


async def find_rest(db: Database, kind: AddressKind, value: str) -> tuple[datetime, int] | None:
    """Fetch until when an address rests or rested, and how often it has; and hold that."""
    row = await db.row(
        """select until, rests from contacts.suppressions
           where workspace = $1 and kind = $2 and value_mac = $3 and reason = 'resting'
           for update""",
        db.workspace,
        kind.value,
        mac(kind, value),
    )
    return None if row is None else (row["until"], row["rests"])


async def rest(
    db: Database, kind: AddressKind, value: str, since: datetime, until: datetime, rests: int
) -> bool:
    """Let an address rest; False when it is suppressed for good."""
    return bool(
        await db.run(
            """insert into contacts.suppressions as s
                 (workspace, kind, value_mac, reason, until, rests, created_at)
               values ($1, $2, $3, 'resting', $4, $5, $6)
               on conflict (workspace, kind, value_mac) do update
                 set until = excluded.until, rests = excluded.rests,
                   created_at = excluded.created_at
                 where s.reason = 'resting'""",
            db.workspace,
            kind.value,
            mac(kind, value),
            until,
            rests,
            since,
        )
    )


def mac(kind: AddressKind, value: str) -> bytes:
    """Hash an address as suppressions know it."""
    # Keyed, so that a suppression can outlive an erased person without naming them.
    return secrets.sign(f"{kind}:{value}".encode(), purpose="contacts.suppression")
