"""SQL of macros and of what can be undone."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from limpide.foundation.database import Database, Row

from .model import Status
from .model_desk import Macro, Snooze


async def put(db: Database, macro: Macro) -> bool:
    """Keep a macro. False when another has its name."""
    taken = await db.value(
        "select id from conversations.macros where workspace = $1 and name = $2 and id <> $3",
        db.workspace,
        macro.name,
        macro.id,
    )
    if taken is not None:
        return False
    await db.run(
        """insert into conversations.macros
             (id, name, texts, note, labels, assign, status, snooze)
           values ($1, $2, $3::jsonb, $4, $5, $6, $7, $8)
           on conflict (id) do update set name = excluded.name, texts = excluded.texts,
             note = excluded.note, labels = excluded.labels, assign = excluded.assign,
             status = excluded.status, snooze = excluded.snooze""",
        macro.id,
        macro.name,
        json.dumps(dict(macro.texts)),
        macro.note,
        list(macro.labels),
        macro.assign,
        macro.status.value if macro.status else "",
        macro.snooze.value if macro.snooze else "",
    )
    return True


async def remove(db: Database, id: UUID) -> bool:
    """Forget a macro."""
    return bool(await db.run("delete from conversations.macros where id = $1", id))


async def list_macros(db: Database) -> list[Macro]:
    """List macros by name."""
    rows = await db.rows(
        """select id, name, texts::text, note, labels, assign, status, snooze
           from conversations.macros where workspace = $1 order by name""",
        db.workspace,
    )
    return [_macro(row) for row in rows]


async def add_undo(
    db: Database, id: UUID, what: str, advisor: UUID, before: Sequence[Any], at: datetime
) -> None:
    """Keep how conversations were before something was done to them."""
    await db.run(
        """insert into conversations.undos (id, what, advisor, before, at)
           values ($1, $2, $3, $4::jsonb, $5)""",
        id,
        what,
        advisor,
        json.dumps(before),
        at,
    )


async def take_undo(
    db: Database, id: UUID, advisor: UUID, at: datetime, since: datetime
) -> tuple[list[dict[str, Any]], datetime] | None:
    """Use an undo up: its own advisor, once, while it is young."""
    row = await db.row(
        """update conversations.undos set undone_at = $3
           where id = $1 and advisor = $2 and undone_at is null and at > $4
           returning before::text, at""",
        id,
        advisor,
        at,
        since,
    )
    return None if row is None else (json.loads(row["before"]), row["at"])


async def forget_undos(db: Database, before: datetime) -> None:
    """Forget what is too old to be undone."""
    await db.run(
        "delete from conversations.undos where workspace = $1 and at < $2", db.workspace, before
    )


def _macro(row: Row) -> Macro:
    return Macro(
        row["id"],
        row["name"],
        json.loads(row["texts"]),
        row["note"],
        tuple(row["labels"]),
        row["assign"],
        Status(row["status"]) if row["status"] else None,
        Snooze(row["snooze"]) if row["snooze"] else None,
    )
