-- Plans: which channels, in which order, until the message is seen.
create table delivery.ladders (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  contact uuid not null,
  state text not null check (state in ('climbing', 'seen', 'exhausted', 'stopped')),
  place integer not null check (place >= 1),
  rungs jsonb not null,
  request jsonb not null,
  reference uuid,
  started_at timestamptz not null,
  ended_at timestamptz,
  unique (workspace, id),
  foreign key (workspace, contact) references contacts.contacts (workspace, id)
);
create index ladders_of_contact on delivery.ladders (workspace, contact, id);
select foundation.protect('delivery.ladders');

alter table delivery.messages
  add column ladder uuid,
  add column rung smallint not null default 1 check (rung >= 1),
  add foreign key (workspace, ladder) references delivery.ladders (workspace, id);
create index messages_of_ladder on delivery.messages (workspace, ladder) where ladder is not null;
create index messages_counted on delivery.messages (workspace, contact, purpose, requested_at)
  where purpose in ('news', 'offers');

-- What a company decides about plans; what it leaves out is as the program ships it.
create table delivery.policies (
  workspace uuid primary key default foundation.current_workspace()
    references foundation.workspaces,
  policy jsonb not null,
  changed_at timestamptz not null default now()
);
select foundation.protect('delivery.policies');

-- The ways out of this installation, as its job processes know them. No company's data.
create table delivery.ways (
  kind text primary key,
  is_configured boolean not null,
  down_until timestamptz,
  changed_at timestamptz not null default now()
);
grant select, insert, update on delivery.ways to limpide_app;

-- Messages that were not needed, with the reason and what they would have weighed (grams CO2e).
create table delivery.avoided (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  kind text not null,
  purpose text not null,
  reason text not null,
  grams_low double precision not null,
  grams_central double precision not null,
  grams_high double precision not null,
  at timestamptz not null
);
create index avoided_at on delivery.avoided (workspace, at);
select foundation.protect_append_only('delivery.avoided');
