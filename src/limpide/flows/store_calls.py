"""All SQL of calls and of identity."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from limpide.contacts import ContactId
from limpide.foundation.database import Database, Row

from .model import CallId, CallRecord, CallState, IdentityLevel, RunId


async def add_call(db: Database, call: CallRecord, *, changes: bool) -> bool:
    """Add a call. False when the same change is under way or done already."""
    return bool(
        await db.run(
            """insert into flows.calls (id, run, contact, action, version, key, changes, arguments,
                 state, rule, requested_at, started_at, thing, before, undoes)
               values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11, $12, $13, $14::jsonb,
                 $15)
               on conflict do nothing""",
            call.id,
            call.run,
            call.contact,
            call.action,
            call.version,
            call.key,
            changes,
            json.dumps(dict(call.arguments)),
            call.state.value,
            call.rule,
            call.requested_at,
            call.started_at,
            call.thing,
            None if call.before is None else json.dumps(dict(call.before)),
            call.undoes,
        )
    )


async def has_changed_since(db: Database, thing: str, *, but: CallId, since: datetime) -> bool:
    """Say whether another change of the same thing was (perhaps) done since."""
    return bool(
        await db.value(
            """select exists (select from flows.calls where workspace = $1 and thing = $2
               and changes and state in ('done', 'unsure') and id <> $3 and ended_at > $4)""",
            db.workspace,
            thing,
            but,
            since,
        )
    )


async def changes_of_conversation(db: Database, conversation: UUID) -> list[CallRecord]:
    """Fetch the changes of a conversation's runs, and what took them back, the latest first."""
    rows = await db.rows(
        """select c.* from flows.calls c where c.workspace = $1 and c.changes
             and (c.run in (select id from flows.runs where workspace = $1 and conversation = $2)
               or c.undoes in (select d.id from flows.calls d join flows.runs r on r.id = d.run
                 where d.workspace = $1 and r.conversation = $2))
           order by c.requested_at desc, c.id desc limit 50""",
        db.workspace,
        conversation,
    )
    return [_call(row) for row in rows]


async def release_key(db: Database, id: CallId) -> None:
    """Let the key of a change that is over name a new one."""
    await db.run("update flows.calls set key = key || ':' || id where id = $1", id)


async def list_unsure(db: Database) -> list[CallRecord]:
    """Fetch the changes that were perhaps done, the oldest first."""
    rows = await db.rows(
        """select * from flows.calls where workspace = $1 and state = 'unsure'
           order by requested_at limit 200""",
        db.workspace,
    )
    return [_call(row) for row in rows]


async def settle_call(db: Database, id: CallId, state: CallState, at: datetime) -> bool:
    """Keep what a person found out about a change that was perhaps done."""
    return bool(
        await db.run(
            """update flows.calls set state = $2, ended_at = $3,
                 code = case when $2 = 'failed' then 'not_done' end
               where id = $1 and state = 'unsure'""",
            id,
            state.value,
            at,
        )
    )


async def find_same(db: Database, key: str) -> CallRecord | None:
    """Fetch the change with this key that is under way or done, holding it."""
    row = await db.row(
        """select * from flows.calls where workspace = $1 and key = $2 and changes
             and state in ('waiting', 'approved', 'running', 'done', 'unsure') for update""",
        db.workspace,
        key,
    )
    return None if row is None else _call(row)


async def find_call(db: Database, id: CallId) -> CallRecord | None:
    """Fetch a call, holding it."""
    row = await db.row("select * from flows.calls where id = $1 for update", id)
    return None if row is None else _call(row)


async def start_call(db: Database, id: CallId, at: datetime) -> None:
    """Note that a call is on its way."""
    await db.run("update flows.calls set state = 'running', started_at = $2 where id = $1", id, at)


async def end_call(
    db: Database,
    id: CallId,
    state: CallState,
    result: Mapping[str, Any] | None,
    code: str | None,
    at: datetime,
) -> None:
    """Note how a call ended."""
    await db.run(
        """update flows.calls set state = $2, result = $3::jsonb, code = $4, ended_at = $5
           where id = $1""",
        id,
        state.value,
        None if result is None else json.dumps(dict(result)),
        code,
        at,
    )


async def decide_call(
    db: Database, id: CallId, state: CallState, advisor: UUID | None, reason: str | None
) -> bool:
    """Keep what a person decided; only the first decision counts."""
    return bool(
        await db.run(
            """update flows.calls set state = $2, approved_by = $3, code = $4
               where id = $1 and state = 'waiting'""",
            id,
            state.value,
            advisor,
            reason,
        )
    )


async def calls_of_run(db: Database, run: RunId) -> list[CallRecord]:
    """Fetch the calls of a run, the oldest first."""
    rows = await db.rows(
        "select * from flows.calls where workspace = $1 and run = $2 order by id",
        db.workspace,
        run,
    )
    return [_call(row) for row in rows]


async def add_code(
    db: Database, id: UUID, conversation: UUID, address: str, digest: bytes, until: datetime
) -> None:
    """Keep a code's digest; the earlier ones of the conversation are void."""
    await db.run(
        """update flows.codes set expires_at = now() where workspace = $1 and conversation = $2
           and used_at is null and expires_at > now()""",
        db.workspace,
        conversation,
    )
    await db.run(
        """insert into flows.codes (id, conversation, address, digest, expires_at)
           values ($1, $2, $3, $4, $5)""",
        id,
        conversation,
        address,
        digest,
        until,
    )


async def try_code(db: Database, conversation: UUID, at: datetime) -> Row | None:
    """Count a try at the conversation's code and give it; None when there is none to try."""
    return await db.row(
        """update flows.codes set tries = tries + 1 where id = (
             select id from flows.codes where workspace = $1 and conversation = $2
               and used_at is null and expires_at > $3 order by id desc limit 1 for update)
           returning id, address, digest, tries""",
        db.workspace,
        conversation,
        at,
    )


async def use_code(db: Database, id: UUID, at: datetime) -> None:
    """Note that a code served."""
    await db.run("update flows.codes set used_at = $2 where id = $1", id, at)


async def grant(
    db: Database, conversation: UUID, address: str, level: IdentityLevel, until: datetime
) -> None:
    """Keep how sure we are that whoever writes here holds an address."""
    await db.run(
        """insert into flows.identities (conversation, address, level, until)
           values ($1, $2, $3, $4) on conflict (workspace, conversation, address) do update set
             level = excluded.level, until = excluded.until""",
        conversation,
        address,
        level.value,
        until,
    )


async def identities(db: Database, conversation: UUID, at: datetime) -> dict[str, IdentityLevel]:
    """Fetch the addresses known in a conversation, and how surely."""
    rows = await db.rows(
        """select address, level from flows.identities
           where workspace = $1 and conversation = $2 and until > $3""",
        db.workspace,
        conversation,
        at,
    )
    return {row["address"]: IdentityLevel(row["level"]) for row in rows}


def _call(row: Row) -> CallRecord:
    return CallRecord(
        id=CallId(row["id"]),
        run=None if row["run"] is None else RunId(row["run"]),
        contact=ContactId(row["contact"]),
        action=row["action"],
        version=row["version"],
        key=row["key"],
        arguments=json.loads(row["arguments"]),
        state=CallState(row["state"]),
        rule=row["rule"],
        result=None if row["result"] is None else json.loads(row["result"]),
        code=row["code"],
        requested_at=row["requested_at"],
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        thing=row["thing"],
        before=None if row["before"] is None else json.loads(row["before"]),
        undoes=None if row["undoes"] is None else CallId(row["undoes"]),
    )
