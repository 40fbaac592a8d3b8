"""What was done stays written."""

from datetime import UTC, datetime

import asyncpg
import pytest
import rfc8785

from limpide import ledger
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id


async def test_entries_about_a_thing_come_in_the_order_they_were_made(
    db: Database, advisor: Actor
) -> None:
    thing, other = new_id(), new_id()
    await ledger.record(db, "thing.made", about=thing, why="asked", actor=advisor, data={"n": 1})
    await ledger.record(db, "thing.made", about=other, why="asked", actor=advisor)
    await ledger.record(db, "thing.changed", about=thing, why="asked again", actor=advisor)

    entries = await ledger.entries_about(db, thing)

    assert [(e.what, e.why, e.actor) for e in entries] == [
        ("thing.made", "asked", advisor),
        ("thing.changed", "asked again", advisor),
    ]
    assert entries[0].data == {"n": 1}


async def test_the_newest_entries_are_kept_when_there_are_too_many(
    db: Database, advisor: Actor
) -> None:
    thing = new_id()
    for n in range(5):
        await ledger.record(db, "thing.done", about=thing, why=str(n), actor=advisor)

    assert [e.why for e in await ledger.entries_about(db, thing, limit=2)] == ["3", "4"]


async def test_the_whole_ledger_is_read_page_by_page(db: Database, advisor: Actor) -> None:
    for n in range(5):
        await ledger.record(db, "thing.done", about=new_id(), why=str(n), actor=advisor)

    first = await ledger.list_entries(db, limit=3)
    second = await ledger.list_entries(db, before=first[-1].id, limit=3)

    assert [e.why for e in first] == ["4", "3", "2"]
    assert [e.why for e in second] == ["1", "0"]


async def test_an_entrys_hash_is_that_of_its_salt_and_its_canonical_bytes(
    db: Database, advisor: Actor
) -> None:
    thing = new_id()
    id = await ledger.record(
        db, "thing.made", about=thing, why="«é»", actor=advisor, data={"b": [1, 0.5], "a": None}
    )
    (entry,) = await ledger.entries_about(db, thing)
    salt = await db.value("select salt from ledger.entries where id = $1", id)

    assert ledger.commitment(salt, ledger.canonical_bytes(entry)) == entry.sha256


@pytest.mark.parametrize(
    "sql",
    [
        "update ledger.entries set why = 'another'",
        "delete from ledger.entries",
        "truncate ledger.entries",
        "update ledger.passports set body = '{}'",
        "delete from ledger.passports",
        "update ledger.passport_events set kind = 'read'",
        "delete from ledger.passport_events",
        "delete from ledger.signing_keys",
        "update ledger.signing_keys set id = 'another'",
        "update ledger.signing_keys set public = sealed_private",
    ],
)
async def test_the_program_cannot_change_or_delete_what_was_written(
    sql: str, db: Database, advisor: Actor
) -> None:
    await ledger.record(db, "thing.made", about=new_id(), why="asked", actor=advisor)

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with db.savepoint():
            await db.connection.execute(sql)


async def test_an_entry_is_undone_with_the_transaction_that_made_it(
    pool: Pool, workspace: WorkspaceId, advisor: Actor
) -> None:
    thing = new_id()
    with pytest.raises(ZeroDivisionError):
        async with pool.transaction(workspace) as db:
            await ledger.record(db, "thing.made", about=thing, why="asked", actor=advisor)
            raise ZeroDivisionError

    async with pool.transaction(workspace) as db:
        assert await ledger.entries_about(db, thing) == []


async def test_another_workspace_reads_none_of_it(
    pool: Pool, workspace: WorkspaceId, advisor: Actor
) -> None:
    thing = new_id()
    async with pool.transaction(workspace) as db:
        await ledger.record(db, "thing.made", about=thing, why="asked", actor=advisor)

    async with pool.transaction(WorkspaceId(new_id())) as db:
        assert await ledger.entries_about(db, thing) == []
        assert await db.value("select count(*) from ledger.entries") == 0


@pytest.mark.parametrize("odd", ["plain", "été œ 漢 🙂", 'a"b\\c\n\t\x01\x7f\u2028', ""])
def test_an_entry_is_written_as_rfc_8785_says(odd: str) -> None:
    actor = Actor(ActorKind.PERSON, odd, odd)
    data = {"z": odd, "a": 1, "é": None, "n": [1.5, True, {"b": odd, "a": 2**50}]}
    at = datetime(2026, 11, 27, 12, 0, 0, 5, tzinfo=UTC)
    entry = ledger.Entry(
        ledger.EntryId(new_id()), "thing.made", new_id(), odd, actor, data, at, b""
    )
    expected = rfc8785.dumps(
        {
            "id": str(entry.id),
            "what": entry.what,
            "about": str(entry.about),
            "why": odd,
            "actor": {"kind": "person", "id": odd, "name": odd},
            "data": data,
            "at": "2026-11-27T12:00:00.000005+00:00",
        }
    )
    assert ledger.canonical_bytes(entry) == expected
