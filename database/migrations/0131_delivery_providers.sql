-- The providers of this installation, as its job processes know them, and how they are. No
-- company's data. `failures`: sendings in a row that got no clear answer; from a certain number on
-- the provider is left alone until `open_until`, then tried with one message at a time.
create table delivery.providers (
  kind text not null,
  name text not null,
  place smallint not null,
  per_second double precision check (per_second > 0),
  is_configured boolean not null,
  can_be_asked boolean not null default false,
  failures integer not null default 0 check (failures >= 0),
  openings integer not null default 0 check (openings >= 0),
  open_until timestamptz,
  probe_until timestamptz,
  last_fault text not null default '',
  last_fault_at timestamptz,
  changed_at timestamptz not null default now(),
  primary key (kind, name)
);
grant select, insert, update on delivery.providers to limpide_app;
drop table delivery.ways;

-- Token buckets of providers: of an account (`scope` null), or of a company's own limit.
-- `line_until`: until when those who found the bucket empty have been given their turn.
create table delivery.allowances (
  scope uuid,
  kind text not null,
  provider text not null,
  tokens double precision not null,
  refilled_at timestamptz not null,
  line_until timestamptz not null,
  unique nulls not distinct (scope, kind, provider)
);
grant select, insert, update on delivery.allowances to limpide_app;

-- '': an attempt or a receipt from before providers had names.
alter table delivery.attempts add column provider text not null default '';
alter table delivery.receipts add column provider text not null default '';
alter table delivery.receipts
  drop constraint receipts_workspace_kind_provider_id_status_key,
  add unique (workspace, kind, provider, provider_id, status);
