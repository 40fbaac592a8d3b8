-- The ledger's Merkle tree (RFC 9162): leaves in the order of commit, signed checkpoints, erasure.

-- The transaction that wrote a row: rows below the oldest running transaction come no more, so their
-- order is final. Rows from before get this migration's, and follow each other by id.
alter table ledger.entries add column tx xid8 not null default pg_current_xact_id();
alter table ledger.passports add column tx xid8 not null default pg_current_xact_id();
create index entries_by_commit on ledger.entries (workspace, tx, id);
create index passports_by_commit on ledger.passports (workspace, tx, id);

-- No foreign keys: a tree that outlives what it proves is the point, and verification looks.
create table ledger.leaves (
  workspace uuid not null default foundation.current_workspace(),
  place bigint not null check (place >= 0),
  kind text not null check (kind in ('entry', 'passport')),
  id uuid not null,
  -- A database restored from a dump counts its transactions anew: that is its next life.
  life smallint not null,
  tx bigint not null,
  digest bytea not null check (length(digest) = 32),
  primary key (workspace, place),
  unique (workspace, kind, id)
);
select foundation.protect_append_only('ledger.leaves');

-- Hashes of complete subtrees of 2^level leaves. Those of fewer than 16 are made from the leaves.
create table ledger.nodes (
  workspace uuid not null default foundation.current_workspace(),
  level smallint not null check (level >= 4),
  place bigint not null,
  hash bytea not null check (length(hash) = 32),
  primary key (workspace, level, place)
);
select foundation.protect_append_only('ledger.nodes');

create table ledger.checkpoints (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  size bigint not null check (size > 0),
  note text not null,
  at timestamptz not null,
  primary key (workspace, size)
);
select foundation.protect_append_only('ledger.checkpoints');

create table ledger.erasures (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  entry uuid not null,
  at timestamptz not null default now(),
  primary key (workspace, entry)
);
select foundation.protect_append_only('ledger.erasures');
revoke insert on ledger.erasures from limpide_app;

-- The only way to take something out: all that tells of a person goes, with the salt, so that the
-- hash that stays can be tried against no guess.
alter table ledger.entries alter column salt drop not null;
create function ledger.erase_entries(ids uuid[]) returns setof uuid
  language sql security definer set search_path = '' as $$
  with erased as (
    update ledger.entries
    set what = 'entry.erased', about = '00000000-0000-0000-0000-000000000000', why = '',
        actor_kind = 'system', actor_id = '', actor_name = '', data = '{}', salt = null
    where workspace = foundation.current_workspace() and id = any (ids) and salt is not null
    returning id
  )
  insert into ledger.erasures (workspace, entry)
  select foundation.current_workspace(), id from erased returning entry
$$;
revoke execute on function ledger.erase_entries(uuid[]) from public;
grant execute on function ledger.erase_entries(uuid[]) to limpide_app;
