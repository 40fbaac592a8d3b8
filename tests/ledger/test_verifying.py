"""Whoever changes the ledger behind the program's back is found out."""

import asyncio
from typing import Any

import asyncpg
import pytest

from limpide import ledger
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.ledger.audit import FaultKind

from .conftest import draft, entries_of, seal, verified, write

COUNT = 400
MIDDLE = 201


async def kinds(pool: Pool, workspace: WorkspaceId) -> set[FaultKind]:
    return {fault.kind for fault in (await verified(pool, workspace)).faults}


async def tampered(owner: Any, workspace: WorkspaceId, sql: str, *args: object) -> set[FaultKind]:
    """Say what kinds of faults a change makes."""
    return {fault.kind for fault in (await reported(owner, workspace, sql, *args)).faults}


async def reported(
    owner: Any, workspace: WorkspaceId, sql: str, *args: object
) -> ledger.audit.Report:
    """Do it as the database's owner, see what verification says, and undo it."""
    transaction = owner.transaction()
    await transaction.start()
    try:
        await owner.execute(sql, *args)
        return await ledger.audit.verify(Database(owner, workspace), with_signatures=True)
    finally:
        await transaction.rollback()


@pytest.fixture
async def sealed(pool: Pool, workspace: WorkspaceId, advisor: Actor) -> ledger.Checkpoint:
    """Four hundred leaves, signed halfway and at the end."""
    await write(pool, workspace, COUNT // 2, advisor)
    await seal(pool, workspace)
    await write(pool, workspace, COUNT // 2, advisor)
    return await seal(pool, workspace)


async def test_an_untouched_ledger_is_whole_and_signed_to_its_end(
    pool: Pool, workspace: WorkspaceId, sealed: ledger.Checkpoint
) -> None:
    heard: list[tuple[int, int]] = []
    async with pool.transaction(workspace) as db:
        report = await ledger.audit.verify(db, tell=lambda done, of: heard.append((done, of)))

    assert report
    assert (report.size, report.signed_size, report.checkpoints) == (COUNT, COUNT, 2)
    assert heard[-1] == (COUNT, COUNT)
    said = ledger.audit.open_note(
        sealed.note, ledger.audit.origin_of(workspace), await _keys(pool, workspace)
    )
    assert said is not None
    assert (said.size, said.root) == (COUNT, report.root)


async def _keys(pool: Pool, workspace: WorkspaceId) -> Any:
    async with pool.transaction(workspace) as db:
        return await ledger.list_public_keys(db)


FLIPPED = """set {0} = set_byte({0}, 7, get_byte({0}, 7) # 1)"""
ENTRY = (
    "(select id from ledger.leaves where kind = 'entry' and place >= 201 order by place limit 1)"
)
PASSPORT = ENTRY.replace("'entry'", "'passport'")


CHANGES = [
    ("update ledger.entries set what = 'thing.dona' where id = {entry}", "altered"),
    ("update ledger.entries set why = why || ' ' where id = {entry}", "altered"),
    ("update ledger.entries set about = id where id = {entry}", "altered"),
    ("update ledger.entries set actor_id = 'a-2' where id = {entry}", "altered"),
    ("update ledger.entries set actor_name = 'Claire Dumaz' where id = {entry}", "altered"),
    ("update ledger.entries set actor_kind = 'ai' where id = {entry}", "altered"),
    ("update ledger.entries set data = data || '{{\"n\": 7}}' where id = {entry}", "altered"),
    ("update ledger.entries set at = at + interval '1 us' where id = {entry}", "altered"),
    ("update ledger.entries set tx = '9' where id = {entry}", "altered"),
    (f"update ledger.entries {FLIPPED.format('salt')} where id = {{entry}}", "altered"),
    (f"update ledger.entries {FLIPPED.format('sha256')} where id = {{entry}}", "altered"),
    ("update ledger.entries set salt = null where id = {entry}", "altered"),
    ("update ledger.passports set body = body || ' ' where id = {passport}", "altered"),
    ("update ledger.passports set message = id where id = {passport}", "altered"),
    (
        f"update ledger.passports {FLIPPED.format('signature')} where id = {{passport}}",
        "altered",
    ),
    (
        f"update ledger.passports {FLIPPED.format('token_sha256')} where id = {{passport}}",
        "altered",
    ),
    (f"update ledger.leaves {FLIPPED.format('digest')} where place = 201", "altered"),
    ("update ledger.leaves set tx = tx - 3 where place = 201", "out_of_place"),
    ("update ledger.leaves set life = 1 where place = 201", "out_of_place"),
    ("update ledger.leaves set place = 900 where place = 201", "missing"),
    ("update ledger.leaves set place = 1000000000000 where place = 399", "missing"),
    ("update ledger.leaves set id = gen_random_uuid() where place = 201", "missing"),
    (
        f"update ledger.nodes {FLIPPED.format('hash')} where level = 5 and place = 3",
        "wrong_root",
    ),
    ("delete from ledger.nodes where level = 4 and place = 9", "wrong_root"),
    ("update ledger.checkpoints set note = replace(note, '200', '201')", "not_signed"),
    ("update ledger.checkpoints set size = 199 where size = 200", "not_signed"),
    ("delete from ledger.entries where id = {entry}", "missing"),
    ("delete from ledger.leaves where place = 201", "missing"),
    ("delete from ledger.leaves where place >= 399", "truncated"),
    ("delete from ledger.leaves", "truncated"),
]


async def test_a_change_is_found(
    pool: Pool, workspace: WorkspaceId, owner: Any, sealed: ledger.Checkpoint
) -> None:
    for change, kind in CHANGES:
        sql = change.format(entry=ENTRY, passport=PASSPORT)
        assert FaultKind(kind) in await tampered(owner, workspace, sql), sql
    assert await verified(pool, workspace)


async def test_each_single_byte_of_an_entry_and_a_passport_counts(
    pool: Pool, workspace: WorkspaceId, owner: Any, sealed: ledger.Checkpoint
) -> None:
    passport = await owner.fetchval(f"select id from ledger.passports where id = {PASSPORT}")
    body: str = await owner.fetchval("select body from ledger.passports where id = $1", passport)
    change = "update ledger.passports set body = $2 where id = $1"
    for n in range(0, len(body), 17):
        other = body[:n] + ("x" if body[n] != "x" else "y") + body[n + 1 :]
        try:
            found = await tampered(owner, workspace, change, passport, other)
        except asyncpg.InvalidTextRepresentationError:
            # What is no JSON any more, the database itself refuses.
            continue
        assert FaultKind.ALTERED in found, n

    entry = await owner.fetchval(f"select id from ledger.entries where id = {ENTRY}")
    for column in ("salt", "sha256"):
        flip = f"""update ledger.entries
            set {column} = set_byte({column}, $2, get_byte({column}, $2) # 1) where id = $1"""
        for n in range(0, 16, 3):
            assert FaultKind.ALTERED in await tampered(owner, workspace, flip, entry, n), n


async def test_leaves_that_change_places_are_found(
    pool: Pool, workspace: WorkspaceId, owner: Any, sealed: ledger.Checkpoint
) -> None:
    await owner.execute(
        """alter table ledger.leaves drop constraint leaves_place_check;
           update ledger.leaves set place = -202 where place = 201;
           update ledger.leaves set place = 201 where place = 202;
           update ledger.leaves set place = 202 where place = -202"""
    )

    assert {FaultKind.OUT_OF_PLACE, FaultKind.WRONG_ROOT} <= await kinds(pool, workspace)


async def test_rewriting_an_entry_with_its_digest_its_leaf_and_its_nodes_fails_the_signature(
    pool: Pool, workspace: WorkspaceId, owner: Any, sealed: ledger.Checkpoint
) -> None:
    """All that an administrator without the keys can do."""
    (row,) = await owner.fetch(f"select * from ledger.entries where id = {ENTRY}")
    entry = next(e for e in await entries_of(pool, workspace) if e.id == row["id"])
    forged = ledger.Entry(
        entry.id, entry.what, entry.about, "Nothing.", entry.actor, entry.data, entry.at, b""
    )
    digest = ledger.commitment(row["salt"], ledger.canonical_bytes(forged))
    await owner.execute(
        "update ledger.entries set why = 'Nothing.', sha256 = $2 where id = $1", entry.id, digest
    )
    await owner.execute("update ledger.leaves set digest = $2 where id = $1", entry.id, digest)

    report = await verified(pool, workspace)

    roots = {fault.what for fault in report.faults}
    assert {fault.kind for fault in report.faults} == {FaultKind.WRONG_ROOT}
    assert "checkpoint" in roots
    assert report.signed_size == COUNT // 2


async def test_a_row_slipped_in_among_old_ones_is_found(
    pool: Pool, workspace: WorkspaceId, owner: Any, sealed: ledger.Checkpoint
) -> None:
    for table, columns in (
        ("entries", "what, about, why, actor_kind, actor_id, actor_name, data, at, salt, sha256"),
        ("passports", "body, key, signature, issued_at"),
    ):
        extra = "" if table == "entries" else "message, token_sha256, "
        values = "" if table == "entries" else "gen_random_uuid(), sha256(token_sha256), "
        await owner.execute(
            f"""insert into ledger.{table} (id, workspace, tx, {extra}{columns})
                select gen_random_uuid(), workspace, tx, {values}{columns} from ledger.{table}
                where id = {ENTRY if table == "entries" else PASSPORT}"""
        )

    report = await verified(pool, workspace)

    assert {(f.kind, f.what) for f in report.faults} == {
        (FaultKind.INSERTED, "entry"),
        (FaultKind.INSERTED, "passport"),
    }


async def test_a_passport_put_in_without_the_key_is_found_once_it_has_its_place(
    pool: Pool, workspace: WorkspaceId, owner: Any, sealed: ledger.Checkpoint
) -> None:
    await owner.execute(
        f"""insert into ledger.passports
              (id, workspace, message, token_sha256, body, key, signature, issued_at)
            select gen_random_uuid(), workspace, gen_random_uuid(), sha256(token_sha256), body, key,
              signature, issued_at from ledger.passports where id = {PASSPORT}"""
    )
    await seal(pool, workspace)

    assert await kinds(pool, workspace) == {FaultKind.ALTERED}


async def test_what_was_erased_is_gone_and_everything_still_verifies(
    pool: Pool, workspace: WorkspaceId, advisor: Actor, owner: Any, sealed: ledger.Checkpoint
) -> None:
    victim = (await entries_of(pool, workspace))[10]
    async with pool.transaction(workspace) as db:
        late = await ledger.record(db, "thing.said", about=new_id(), why="Zoé", actor=advisor)
    async with pool.transaction(workspace) as db:
        proof = await ledger.audit.prove_entry(db, victim.id)
        # An entry that has no place yet is erased like any other.
        done = await ledger.audit.erase_entries(
            db, [victim.id, late], why="asked by the person", actor=advisor
        )
        again = await ledger.audit.erase_entries(
            db, [victim.id], why="asked by the person", actor=advisor
        )
    await seal(pool, workspace)

    assert set(done) == {victim.id, late}
    assert again == []
    kept = await owner.fetchval(
        "select string_agg(e::text, '') from ledger.entries e where id = any($1)", [victim.id, late]
    )
    for word in ("Zoé", str(victim.about), victim.why, advisor.name, "thing."):
        assert word not in kept
    report = await verified(pool, workspace)
    assert report
    assert report.erased == 2
    assert (await entries_of(pool, workspace))[0].what == "ledger.erased"
    async with pool.transaction(workspace) as db:
        after = await ledger.audit.prove_entry(db, victim.id)
    assert proof is not None
    assert after is not None
    assert (after.digest, after.index) == (proof.digest, proof.index)


async def test_another_company_erases_and_sees_nothing_of_it(
    pool: Pool, workspace: WorkspaceId, advisor: Actor, sealed: ledger.Checkpoint
) -> None:
    victim = (await entries_of(pool, workspace))[0]
    async with pool.transaction(WorkspaceId(new_id())) as db:
        assert await ledger.audit.erase_entries(db, [victim.id], why="x", actor=advisor) == []
        for table in ("leaves", "nodes", "checkpoints", "erasures"):
            assert await db.connection.fetchval(f"select count(*) from ledger.{table}") == 0

    assert (await entries_of(pool, workspace))[0] == victim


@pytest.mark.parametrize("table", ["leaves", "nodes", "checkpoints", "erasures", "entries"])
async def test_the_program_can_only_add_to_the_tree(table: str, db: Database) -> None:
    for sql in (
        f"delete from ledger.{table}",
        f"update ledger.{table} set workspace = workspace",
        f"truncate ledger.{table}",
        "insert into ledger.erasures (entry) values (gen_random_uuid())",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with db.savepoint():
                await db.connection.execute(sql)


async def test_writers_at_the_same_time_leave_no_gap_and_nothing_twice(
    pool: Pool, workspace: WorkspaceId, advisor: Actor
) -> None:
    writing = asyncio.gather(*(write(pool, workspace, 80, advisor) for _ in range(5)))
    while not writing.done():
        await asyncio.gather(
            ledger.audit.sequence_all(pool, workspace), ledger.audit.sequence_all(pool, workspace)
        )
        await asyncio.sleep(0.005)
    await writing
    await seal(pool, workspace)

    report = await verified(pool, workspace)

    assert report
    assert report.size == 400


async def test_a_row_waits_while_an_older_transaction_runs(
    pool: Pool, workspace: WorkspaceId, advisor: Actor
) -> None:
    async with pool.transaction(workspace) as slow:
        await ledger.record(slow, "thing.begun", about=new_id(), why="slow", actor=advisor)
        await write(pool, workspace, 8, advisor)
        assert await ledger.audit.sequence_all(pool, workspace) == 0

    assert await ledger.audit.sequence_all(pool, workspace) == 9
    async with pool.transaction(workspace) as db:
        first = await db.value("select id from ledger.leaves order by place limit 1")
    slowest = next(e for e in await entries_of(pool, workspace) if e.why == "slow")
    assert first == slowest.id


async def test_sequencing_in_small_steps_makes_the_same_tree(
    pool: Pool, workspace: WorkspaceId, advisor: Actor
) -> None:
    await write(pool, workspace, 100, advisor)
    for step in (1, 2, 13, 30, 7, 47):
        async with pool.transaction(workspace) as db:
            assert await ledger.audit.sequence(db, limit=step) == step
    await seal(pool, workspace)

    assert await verified(pool, workspace)


async def test_a_database_restored_from_a_dump_goes_on_in_a_next_life(
    pool: Pool, workspace: WorkspaceId, advisor: Actor, owner: Any
) -> None:
    await write(pool, workspace, 40, advisor)
    await seal(pool, workspace)
    await write(pool, workspace, 8, advisor)
    # A dump keeps the numbers of transactions; the new server starts to count from the beginning.
    for sql in (
        "update ledger.entries set tx = (tx::text::bigint + 1000000000)::text::xid8",
        "update ledger.passports set tx = (tx::text::bigint + 1000000000)::text::xid8",
        "update ledger.leaves set tx = tx + 1000000000",
    ):
        await owner.execute(sql)
    await write(pool, workspace, 20, advisor)
    await seal(pool, workspace)
    await write(pool, workspace, 12, advisor)
    await seal(pool, workspace)

    report = await verified(pool, workspace)

    assert report
    assert report.size == 80
    assert await owner.fetchval("select max(life) from ledger.leaves") == 1


async def test_checkpoints_survive_a_rotation_and_an_empty_ledger_has_none(
    pool: Pool, workspace: WorkspaceId, advisor: Actor
) -> None:
    async with pool.transaction(workspace) as db:
        assert await ledger.audit.sign_checkpoint(db) is None
        assert await ledger.audit.verify(db)
    await write(pool, workspace, 8, advisor)
    first = await seal(pool, workspace)
    assert await seal(pool, workspace) == first
    async with pool.transaction(workspace) as db:
        await ledger.rotate_key(db, actor=advisor)
    second = await seal(pool, workspace)

    assert second.size == first.size + 1
    report = await verified(pool, workspace)
    assert report
    assert report.checkpoints == 2


async def test_entries_written_before_the_name_was_covered_still_verify(
    pool: Pool, workspace: WorkspaceId, advisor: Actor, owner: Any
) -> None:
    async with pool.transaction(workspace) as db:
        id = await ledger.record(db, "thing.done", about=new_id(), why="long ago", actor=advisor)
    (entry,) = await entries_of(pool, workspace)
    text = ledger.canonical_bytes(entry).replace(b',"name":"Claire Dumas"', b"")
    salt = await owner.fetchval("select salt from ledger.entries")
    await owner.execute(
        "update ledger.entries set sha256 = $2 where id = $1", id, ledger.commitment(salt, text)
    )
    await seal(pool, workspace)

    assert await verified(pool, workspace)


async def test_a_passport_is_proved_once_a_checkpoint_covers_it(
    pool: Pool, workspace: WorkspaceId, sealed: ledger.Checkpoint
) -> None:
    async with pool.transaction(workspace) as db:
        late = await ledger.issue_passport(db, draft())
        assert await ledger.audit.prove_passport(db, late.id) is None
    await seal(pool, workspace)

    async with pool.transaction(workspace) as db:
        proof = await ledger.audit.prove_passport(db, late.id)

    assert proof is not None
    assert (proof.index, proof.checkpoint.size) == (COUNT, COUNT + 1)


async def test_a_tree_that_was_tampered_with_is_never_signed_over(
    workspace: WorkspaceId, owner: Any, sealed: ledger.Checkpoint
) -> None:
    for sql in (
        "delete from ledger.leaves where place >= 399",
        "delete from ledger.nodes where level = 8",
        "update ledger.nodes set hash = sha256(hash) where level = 8",
        "update ledger.checkpoints set note = translate(note, 'ABCDEFGHIJ', 'BCDEFGHIJA')",
    ):
        transaction = owner.transaction()
        await transaction.start()
        await owner.execute(sql)
        with pytest.raises(ledger.audit.BrokenTreeError):
            await ledger.audit.sign_checkpoint(Database(owner, workspace))
        await transaction.rollback()


async def test_the_worker_sequences_and_signs_by_itself(
    pool: Pool, workspace: WorkspaceId, advisor: Actor
) -> None:
    await write(pool, workspace, 8, advisor)
    task = asyncio.create_task(ledger.audit.run(pool))
    signed = None
    while signed is None:
        await asyncio.sleep(0.02)
        async with pool.transaction(workspace) as db:
            signed = await ledger.audit.last_checkpoint(db)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert signed.size == 8


LARGE = 10_000
# One byte of each leaf, another column and another place in it each time.
EVERY_BYTE = """
  update ledger.entries e set
    salt = case l.place % 3 when 0
      then set_byte(salt, (l.place % 16)::int, get_byte(salt, (l.place % 16)::int) # 4)
      else salt end,
    sha256 = case l.place % 3 when 1
      then set_byte(e.sha256, (l.place % 32)::int, get_byte(e.sha256, (l.place % 32)::int) # 64)
      else e.sha256 end,
    why = case l.place % 3 when 2
      then overlay(why placing '~' from 1 + (l.place % length(why))::int) else why end
    from ledger.leaves l where l.id = e.id;
  update ledger.passports p set
    signature = set_byte(
      signature, (l.place % 64)::int, get_byte(signature, (l.place % 64)::int) # 1)
    from ledger.leaves l where l.id = p.id"""
SWAPPED = """
  alter table ledger.leaves drop constraint leaves_place_check;
  update ledger.leaves set place = -1 - (place # 1);
  update ledger.leaves set place = -1 - place"""


async def test_in_ten_thousand_leaves_every_change_gap_swap_and_cut_is_found(
    pool: Pool, workspace: WorkspaceId, owner: Any, advisor: Actor
) -> None:
    for n in range(0, LARGE, 500):
        async with pool.transaction(workspace) as db:
            deeds = [ledger.Deed("thing.done", new_id(), f"reason {n + k}", {}) for k in range(450)]
            await ledger.record_many(db, deeds, actor=advisor)
            await ledger.issue_passports(db, [draft() for _ in range(50)])
    await seal(pool, workspace)
    untouched = await verified(pool, workspace)
    assert (untouched.size, untouched.signed_size, untouched.count) == (LARGE, LARGE, 0)

    altered = await reported(owner, workspace, EVERY_BYTE)
    assert {fault.kind for fault in altered.faults} == {FaultKind.ALTERED}
    assert altered.count == LARGE

    gone = (
        "delete from ledger.entries where id in (select id from ledger.leaves where place % 7 = 3)"
    )
    kept = await owner.fetchval(
        "select count(*) from ledger.leaves where place % 7 = 3 and kind = 'entry'"
    )
    missing = await reported(owner, workspace, gone)
    assert {fault.kind for fault in missing.faults} == {FaultKind.MISSING}
    assert missing.count == kept

    swapped = await reported(owner, workspace, SWAPPED)
    assert swapped.count >= LARGE // 2
    assert FaultKind.OUT_OF_PLACE in {each.kind for each in swapped.faults}

    for cut in (1, 2, LARGE // 2, LARGE - 1):
        kinds = await tampered(owner, workspace, f"delete from ledger.leaves where place >= {cut}")
        assert FaultKind.TRUNCATED in kinds, cut
