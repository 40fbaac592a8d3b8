"""All SQL of flows: definitions, connectors, runs."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from limpide.contacts import ContactId
from limpide.foundation.database import Database, Row

from .model import Memory, Run, RunId, RunState, SlotKind, WaitFor, Waiting


async def add_definition(
    db: Database, kind: str, name: str, body: str, author: str, at: datetime
) -> int:
    """Add a draft and give its version."""
    version: int = await db.value(
        """insert into flows.definitions (kind, name, version, body, state, author, created_at)
           select $1::text, $2::text, coalesce(max(version), 0) + 1, $3, 'draft', $4, $5
           from flows.definitions where workspace = $6 and kind = $1 and name = $2
           returning version""",
        kind,
        name,
        body,
        author,
        at,
        db.workspace,
    )
    return version


async def publish(db: Database, kind: str, name: str, version: int, at: datetime) -> bool:
    """Put a version in the place of the one in use."""
    await db.run(
        """update flows.definitions set state = 'retired'
           where workspace = $1 and kind = $2 and name = $3 and state = 'published'""",
        db.workspace,
        kind,
        name,
    )
    return bool(
        await db.run(
            """update flows.definitions set state = 'published', published_at = $5
               where workspace = $1 and kind = $2 and name = $3 and version = $4""",
            db.workspace,
            kind,
            name,
            version,
            at,
        )
    )


async def retire(db: Database, kind: str, name: str) -> bool:
    """Take the version in use out of use."""
    return bool(
        await db.run(
            """update flows.definitions set state = 'retired'
               where workspace = $1 and kind = $2 and name = $3 and state = 'published'""",
            db.workspace,
            kind,
            name,
        )
    )


async def list_published(db: Database) -> list[Row]:
    """Fetch what is in use: kind, name, version, body."""
    return await db.rows(
        """select kind, name, version, body from flows.definitions
           where workspace = $1 and state = 'published' order by kind, name""",
        db.workspace,
    )


async def list_names(db: Database, kind: str) -> list[Row]:
    """Fetch the newest version of each definition, and which one is in use."""
    return await db.rows(
        """select distinct on (d.name) d.name, d.version, d.body, (select p.version
             from flows.definitions p where p.workspace = d.workspace and p.kind = d.kind
               and p.name = d.name and p.state = 'published') as published
           from flows.definitions d where d.workspace = $1 and d.kind = $2
           order by d.name, d.version desc""",
        db.workspace,
        kind,
    )


async def list_drafts(db: Database) -> list[Row]:
    """Fetch name and version of each flow whose newest version is a draft."""
    return await db.rows(
        """select name, version from (
             select distinct on (name) name, version, state from flows.definitions
             where workspace = $1 and kind = 'flow' order by name, version desc) newest
           where state = 'draft' order by name""",
        db.workspace,
    )


async def list_versions(db: Database, kind: str, name: str) -> list[Row]:
    """Fetch the versions of a definition, the newest first."""
    return await db.rows(
        """select version, body, state, author, created_at, published_at from flows.definitions
           where workspace = $1 and kind = $2 and name = $3 order by version desc""",
        db.workspace,
        kind,
        name,
    )


async def find_body(db: Database, kind: str, name: str, version: int) -> str | None:
    """Fetch one version's text."""
    found: str | None = await db.value(
        """select body from flows.definitions
           where workspace = $1 and kind = $2 and name = $3 and version = $4""",
        db.workspace,
        kind,
        name,
        version,
    )
    return found


async def put_connector(db: Database, name: str, base_url: str, sealed: bytes | None) -> None:
    """Keep where a connector leads and what it must show there."""
    await db.run(
        """insert into flows.connectors (name, base_url, sealed_authorization)
           values ($1, $2, $3) on conflict (workspace, name) do update set
             base_url = excluded.base_url, sealed_authorization = excluded.sealed_authorization""",
        name,
        base_url,
        sealed,
    )


async def list_connectors(db: Database) -> list[Row]:
    """Fetch where each connector leads, and whether it shows something there."""
    return await db.rows(
        """select name, base_url, sealed_authorization is not null as is_signed
           from flows.connectors where workspace = $1 order by name""",
        db.workspace,
    )


async def find_connector(db: Database, name: str) -> Row | None:
    """Fetch a connector."""
    return await db.row(
        """select base_url, sealed_authorization from flows.connectors
           where workspace = $1 and name = $2""",
        db.workspace,
        name,
    )


async def add_run(db: Database, run: Run) -> None:
    """Add a run."""
    await db.run(
        """insert into flows.runs (id, conversation, contact, flow, version, state, memory, waiting,
             asked, read_until, started_at, updated_at, resumed_at)
           values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10, $11, $11, $12)""",
        run.id,
        run.conversation,
        run.contact,
        run.flow,
        run.version,
        run.state.value,
        json.dumps(asdict(run.memory)),
        _waiting_json(run.waiting),
        run.asked,
        run.read_until,
        run.updated_at,
        run.resumed_at,
    )


async def save_run(db: Database, run: Run) -> None:
    """Save where a run stands."""
    await db.run(
        """update flows.runs set state = $2, memory = $3::jsonb, waiting = $4::jsonb, asked = $5,
             read_until = $6, updated_at = $7, resumed_at = $8 where id = $1""",
        run.id,
        run.state.value,
        json.dumps(asdict(run.memory)),
        _waiting_json(run.waiting),
        run.asked,
        run.read_until,
        run.updated_at,
        run.resumed_at,
    )


async def open_runs(db: Database, conversation: UUID, *, lock: bool) -> list[Run]:
    """Fetch the runs under way in a conversation, the one on top first."""
    sql_rows = (
        await db.rows(
            """select * from flows.runs where workspace = $1 and conversation = $2
               and state in ('active', 'parked')
               order by state = 'parked', resumed_at desc, id desc for update""",
            db.workspace,
            conversation,
        )
        if lock
        else await db.rows(
            """select * from flows.runs where workspace = $1 and conversation = $2
               and state in ('active', 'parked')
               order by state = 'parked', resumed_at desc, id desc""",
            db.workspace,
            conversation,
        )
    )
    return [_run(row) for row in sql_rows]


async def find_run(db: Database, id: RunId) -> Run | None:
    """Fetch a run."""
    row = await db.row("select * from flows.runs where id = $1", id)
    return None if row is None else _run(row)


async def list_runs(db: Database, conversation: UUID) -> Sequence[Run]:
    """Fetch all runs of a conversation, the oldest first."""
    rows = await db.rows(
        "select * from flows.runs where workspace = $1 and conversation = $2 order by id",
        db.workspace,
        conversation,
    )
    return [_run(row) for row in rows]


def _waiting_json(waiting: Waiting | None) -> str | None:
    return None if waiting is None else json.dumps(asdict(waiting))


def _run(row: Row) -> Run:
    memory: dict[str, Any] = json.loads(row["memory"])
    return Run(
        id=RunId(row["id"]),
        conversation=row["conversation"],
        contact=ContactId(row["contact"]),
        flow=row["flow"],
        version=row["version"],
        state=RunState(row["state"]),
        memory=Memory(**memory),
        waiting=_waiting(row["waiting"]),
        asked=row["asked"],
        read_until=row["read_until"],
        updated_at=row["updated_at"],
        resumed_at=row["resumed_at"],
    )


def _waiting(kept: str | None) -> Waiting | None:
    if kept is None:
        return None
    data = json.loads(kept)
    return Waiting(
        what=WaitFor(data["what"]),
        name=data["name"],
        key=data["key"],
        kind=None if data["kind"] is None else SlotKind(data["kind"]),
        options=tuple((value, label) for value, label in data["options"]),
    )


async def find_silence(db: Database) -> int | None:
    """Fetch after how many minutes of silence the company has its customers asked."""
    return await db.value(
        "select minutes from flows.silence_policies where workspace = $1", db.workspace
    )


async def put_silence(db: Database, minutes: int) -> None:
    """Keep after how many minutes of silence customers are asked."""
    await db.run(
        """insert into flows.silence_policies (minutes) values ($1)
           on conflict (workspace) do update set minutes = excluded.minutes""",
        minutes,
    )
