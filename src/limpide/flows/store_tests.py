"""All SQL of kept tests."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from limpide.foundation.database import Database


async def add_test(
    db: Database,
    id: UUID,
    *,
    flow: str | None,
    name: str,
    script: Mapping[str, Any],
    author: str,
    at: datetime,
) -> None:
    """Add a test."""
    await db.run(
        """insert into flows.tests (id, flow, name, script, author, created_at)
           values ($1, $2, $3, $4::jsonb, $5, $6)""",
        id,
        flow,
        name,
        json.dumps(dict(script)),
        author,
        at,
    )


async def list_tests(db: Database) -> list[dict[str, Any]]:
    """Fetch all tests, the oldest first."""
    rows = await db.rows(
        "select id, flow, name, script::text, author from flows.tests where workspace = $1"
        " order by id",
        db.workspace,
    )
    return [{**row, "script": json.loads(row["script"])} for row in rows]


async def remove_test(db: Database, id: UUID) -> bool:
    """Remove a test."""
    return bool(
        await db.run("delete from flows.tests where workspace = $1 and id = $2", db.workspace, id)
    )
