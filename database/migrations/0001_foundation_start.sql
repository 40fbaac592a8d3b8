-- The ground: workspaces, row-level security, facts, timers, rate limits.

do $$ begin
  if not exists (select from pg_roles where rolname = 'limpide_app') then
    create role limpide_app nologin;
  end if;
end $$;
grant limpide_app to current_user;

create schema foundation;
grant usage on schema foundation to limpide_app;

create function foundation.current_workspace() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('limpide.workspace', true), '')::uuid;

-- Seal a table: its rows are seen and changed inside their workspace only.
-- The owner passes (migrations, SECURITY DEFINER look-ups); the program never runs as the owner.
create function foundation.protect(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy own_workspace on %s using (workspace = foundation.current_workspace())
                  with check (workspace = foundation.current_workspace())', target);
  execute format('grant select, insert, update, delete on %s to limpide_app', target);
end $$;

create function foundation.protect_append_only(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy own_workspace on %s using (workspace = foundation.current_workspace())
                  with check (workspace = foundation.current_workspace())', target);
  execute format('grant select, insert on %s to limpide_app', target);
end $$;

create table foundation.workspaces (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null,
  legal_name text not null,
  language text not null check (language in ('fr', 'en')),
  time_zone text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  mail_address text not null,
  hosts text[] not null default '{}',
  is_demo boolean not null default false,
  created_at timestamptz not null default now()
);
-- Which company a host name belongs to must be known before a workspace is chosen:
-- every name is readable, only one's own row can be changed.
alter table foundation.workspaces enable row level security;
create policy anyone_reads on foundation.workspaces for select using (true);
create policy own_is_made on foundation.workspaces for insert
  with check (id = foundation.current_workspace());
create policy own_is_changed on foundation.workspaces for update
  using (id = foundation.current_workspace());
grant select, insert, update on foundation.workspaces to limpide_app;

create table foundation.facts (
  id uuid primary key,
  workspace uuid not null references foundation.workspaces,
  kind text not null,
  body jsonb not null,
  announced_at timestamptz not null default now()
);
create index facts_by_age on foundation.facts (workspace, announced_at);
select foundation.protect('foundation.facts');

create table foundation.fact_receipts (
  fact uuid not null references foundation.facts on delete cascade,
  listener text not null,
  workspace uuid not null,
  handed_at timestamptz not null default now(),
  primary key (fact, listener)
);
select foundation.protect('foundation.fact_receipts');

-- Timers hold ids only. The mover reads them across workspaces, so they are not sealed by policy.
create table foundation.timers (
  id uuid primary key,
  workspace uuid not null references foundation.workspaces,
  key text not null,
  due_at timestamptz not null,
  job text not null,
  payload jsonb not null,
  unique (workspace, key)
);
create index timers_due on foundation.timers (due_at);
grant select, insert, update, delete on foundation.timers to limpide_app;

-- Token buckets shared by all processes. The bucket's name holds digests, never addresses.
create table foundation.rate_limits (
  bucket text primary key,
  tokens double precision not null,
  refilled_at timestamptz not null
);
grant select, insert, update, delete on foundation.rate_limits to limpide_app;
