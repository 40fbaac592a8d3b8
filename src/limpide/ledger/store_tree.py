"""All SQL of the ledger's tree."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from limpide.foundation.database import Database, Row

from .model import Checkpoint, Leaf, LeafKind
from .tree import Node, Spot


async def take_turn(db: Database) -> bool:
    """Keep others from sequencing this workspace until the end of the transaction."""
    taken: bool = await db.value(
        "select pg_try_advisory_xact_lock(hashtextextended('ledger.leaves ' || $1::text, 0))",
        str(db.workspace),
    )
    return taken


async def find_last_leaf(db: Database) -> Leaf | None:
    """Fetch the newest leaf."""
    row = await db.row(
        """select place, kind, id, life, tx, digest from ledger.leaves
           where workspace = $1 order by place desc limit 1""",
        db.workspace,
    )
    return None if row is None else _leaf(row)


async def is_of_a_former_life(db: Database, tx: int) -> bool:
    """Say whether a transaction's number is one this database has not given out yet."""
    found: bool = await db.value(
        "select $1::bigint >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint", tx
    )
    return found


async def list_waiting(db: Database, after: Leaf | None, limit: int) -> Sequence[Row]:
    """Fetch kind, id, tx and digest of rows whose order is final, in that order."""
    # A scalar subselect is never planned as a join over all leaves; it is one look into an index.
    return await db.rows(
        """(select 'entry' as kind, id, tx::text::bigint as tx, sha256 as digest
            from ledger.entries e
            where workspace = $1 and (tx, id) > ($2::bigint::text::xid8, $3::uuid)
              and tx < (select pg_snapshot_xmin(pg_current_snapshot()))
              and (select true from ledger.leaves l
                   where l.workspace = $1 and l.kind = 'entry' and l.id = e.id) is null
            order by e.tx, e.id limit $4)
           union all
           (select 'passport', id, tx::text::bigint, sha256(convert_to(body, 'UTF8') || signature)
            from ledger.passports p
            where workspace = $1 and (tx, id) > ($2::bigint::text::xid8, $3::uuid)
              and tx < (select pg_snapshot_xmin(pg_current_snapshot()))
              and (select true from ledger.leaves l
                   where l.workspace = $1 and l.kind = 'passport' and l.id = p.id) is null
            order by p.tx, p.id limit $4)
           order by tx, id limit $4""",
        db.workspace,
        0 if after is None else after.tx,
        UUID(int=0) if after is None else after.id,
        limit,
    )


async def list_waiting_after_restore(db: Database, limit: int) -> Sequence[Row]:
    """Fetch the same, with `is_new`, in a restored database: what was left over comes first."""
    return await db.rows(
        """with forgotten as materialized (
             (select 'entry' as kind, id from ledger.entries where workspace = $1
              except select kind, id from ledger.leaves where workspace = $1)
             union all
             (select 'passport', id from ledger.passports where workspace = $1
              except select kind, id from ledger.leaves where workspace = $1)
           ), waiting as (
             select f.kind, f.id, coalesce(e.tx, p.tx) as tx,
               coalesce(e.sha256, sha256(convert_to(p.body, 'UTF8') || p.signature)) as digest
             from forgotten f
             left join ledger.entries e on f.kind = 'entry' and e.workspace = $1 and e.id = f.id
             left join ledger.passports p
               on f.kind = 'passport' and p.workspace = $1 and p.id = f.id
           )
           select kind, id, tx::text::bigint as tx, digest,
             tx < (select pg_snapshot_xmax(pg_current_snapshot())) as is_new
           from waiting
           where tx < (select pg_snapshot_xmin(pg_current_snapshot()))
              or tx >= (select pg_snapshot_xmax(pg_current_snapshot()))
           order by is_new, waiting.tx, id limit $2""",
        db.workspace,
        limit,
    )


async def add_leaves(db: Database, leaves: Sequence[Leaf]) -> None:
    """Add leaves at the end."""
    await db.run(
        """insert into ledger.leaves (workspace, place, kind, id, life, tx, digest)
           select $1, l.* from unnest($2::bigint[], $3::text[], $4::uuid[], $5::smallint[],
             $6::bigint[], $7::bytea[]) as l""",
        db.workspace,
        [leaf.place for leaf in leaves],
        [leaf.kind.value for leaf in leaves],
        [leaf.id for leaf in leaves],
        [leaf.life for leaf in leaves],
        [leaf.tx for leaf in leaves],
        [leaf.digest for leaf in leaves],
    )


async def add_nodes(db: Database, nodes: Sequence[Node]) -> None:
    """Add complete subtrees."""
    await db.run(
        """insert into ledger.nodes (workspace, level, place, hash)
           select $1, n.* from unnest($2::smallint[], $3::bigint[], $4::bytea[]) as n""",
        db.workspace,
        [node.level for node in nodes],
        [node.place for node in nodes],
        [node.hash for node in nodes],
    )


async def list_nodes(db: Database, spots: Iterable[Spot]) -> dict[Spot, bytes]:
    """Fetch the hashes of complete subtrees that are kept."""
    wanted = list(spots)
    rows = await db.rows(
        """select level, place, hash from ledger.nodes
           where workspace = $1 and (level, place) in
             (select * from unnest($2::smallint[], $3::bigint[]))""",
        db.workspace,
        [level for level, _ in wanted],
        [place for _, place in wanted],
    )
    return {(row["level"], row["place"]): row["hash"] for row in rows}


async def list_digests(db: Database, places: Iterable[int]) -> dict[int, bytes]:
    """Fetch what some leaves hold."""
    rows = await db.rows(
        "select place, digest from ledger.leaves where workspace = $1 and place = any($2)",
        db.workspace,
        list(places),
    )
    return {row["place"]: row["digest"] for row in rows}


async def find_leaf(db: Database, kind: LeafKind, id: UUID) -> Leaf | None:
    """Fetch the leaf of a thing."""
    row = await db.row(
        """select place, kind, id, life, tx, digest from ledger.leaves
           where workspace = $1 and kind = $2 and id = $3""",
        db.workspace,
        kind.value,
        id,
    )
    return None if row is None else _leaf(row)


async def list_entry_leaves(db: Database, first: int, end: int) -> Sequence[Row]:
    """Fetch the leaves of entries from place `first` to before `end`, with the entries."""
    return await db.rows(
        """with page as materialized (
             select place, kind, id, life, tx, digest from ledger.leaves
             where workspace = $1 and place >= $2 and place < $3 and kind = 'entry')
           select page.*, e.tx::text::bigint as row_tx, e.what, e.about, e.why, e.actor_kind,
             e.actor_id, e.actor_name, e.data::text, e.at, e.salt, e.sha256,
             (select x.at from ledger.erasures x where x.workspace = $1 and x.entry = page.id)
               as erased_at
           from page left join ledger.entries e on e.workspace = $1 and e.id = page.id
           order by place""",
        db.workspace,
        first,
        end,
    )


async def list_passport_leaves(db: Database, first: int, end: int) -> Sequence[Row]:
    """Fetch the leaves of passports from place `first` to before `end`, with the passports."""
    return await db.rows(
        """with page as materialized (
             select place, kind, id, life, tx, digest from ledger.leaves
             where workspace = $1 and place >= $2 and place < $3 and kind = 'passport')
           select page.*, p.tx::text::bigint as row_tx, p.message, p.token_sha256, p.body, p.key,
             p.signature
           from page left join ledger.passports p on p.workspace = $1 and p.id = page.id
           order by place""",
        db.workspace,
        first,
        end,
    )


async def list_forgotten(db: Database, last: Leaf) -> Sequence[Row]:
    """Fetch rows that must have come before a leaf and have none themselves."""
    return await db.rows(
        """(select 'entry' as kind, id from ledger.entries
            where workspace = $1 and (tx, id) < ($2::bigint::text::xid8, $3::uuid)
            except select kind, id from ledger.leaves where workspace = $1 and kind = 'entry')
           union all
           (select 'passport', id from ledger.passports
            where workspace = $1 and (tx, id) < ($2::bigint::text::xid8, $3::uuid)
            except select kind, id from ledger.leaves where workspace = $1 and kind = 'passport')
           order by id""",
        db.workspace,
        last.tx,
        last.id,
    )


async def add_checkpoint(db: Database, checkpoint: Checkpoint) -> None:
    """Keep a checkpoint, unless there is one of this size."""
    await db.run(
        """insert into ledger.checkpoints (workspace, size, note, at) values ($1, $2, $3, $4)
           on conflict do nothing""",
        db.workspace,
        checkpoint.size,
        checkpoint.note,
        checkpoint.at,
    )


async def find_last_checkpoint(db: Database) -> Checkpoint | None:
    """Fetch the newest checkpoint."""
    row = await db.row(
        """select size, note, at from ledger.checkpoints
           where workspace = $1 order by size desc limit 1""",
        db.workspace,
    )
    return None if row is None else Checkpoint(row["size"], row["note"], row["at"])


async def list_checkpoints(db: Database, above: int, up_to: int) -> Sequence[Checkpoint]:
    """Fetch the checkpoints of a range of sizes, smallest first."""
    rows = await db.rows(
        """select size, note, at from ledger.checkpoints
           where workspace = $1 and size > $2 and size <= $3 order by size""",
        db.workspace,
        above,
        up_to,
    )
    return [Checkpoint(row["size"], row["note"], row["at"]) for row in rows]


async def erase_entries(db: Database, ids: Sequence[UUID]) -> Sequence[UUID]:
    """Blank what entries tell; give the ids of those that told something."""
    # Never a select on tables: the function is the only way past the rights of the program's role.
    rows = await db.rows("select id from ledger.erase_entries($1) as erased (id)", list(ids))
    return [row["id"] for row in rows]


def _leaf(row: Row) -> Leaf:
    return Leaf(
        row["place"], LeafKind(row["kind"]), row["id"], row["life"], row["tx"], row["digest"]
    )
