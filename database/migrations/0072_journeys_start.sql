-- What is said over time: templates, segments, campaigns.

create schema journeys;
grant usage on schema journeys to limpide_app;

create table journeys.templates (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  name text not null check (name <> ''),
  purpose text not null,
  importance text not null check (importance in ('critical', 'important', 'routine')),
  published integer,
  created_at timestamptz not null default now(),
  unique (workspace, id),
  unique (workspace, name)
);
select foundation.protect('journeys.templates');

-- A version that was published is never changed again: the next draft is a new one.
create table journeys.template_versions (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  template uuid not null,
  version integer not null check (version >= 1),
  wordings jsonb not null,
  sample jsonb not null,
  author text not null,
  created_at timestamptz not null default now(),
  published_at timestamptz,
  primary key (workspace, template, version),
  foreign key (workspace, template) references journeys.templates (workspace, id)
);
select foundation.protect('journeys.template_versions');

create table journeys.segments (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  name text not null check (name <> ''),
  rule jsonb not null,
  created_at timestamptz not null default now(),
  unique (workspace, id),
  unique (workspace, name)
);
select foundation.protect('journeys.segments');

create table journeys.campaigns (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  name text not null check (name <> ''),
  segment uuid not null,
  state text not null check (state in ('draft', 'scheduled', 'gathering', 'running', 'paused',
    'done', 'cancelled')),
  per_minute integer check (per_minute between 1 and 1000000),
  author text not null,
  starter text,
  starts_at timestamptz,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  unique (workspace, id),
  foreign key (workspace, segment) references journeys.segments (workspace, id)
);
select foundation.protect('journeys.campaigns');

-- What a campaign says: one template, or several that are compared on equal shares.
create table journeys.campaign_contents (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  campaign uuid not null,
  variant smallint not null check (variant >= 1),
  template uuid not null,
  version integer not null,
  primary key (workspace, campaign, variant),
  foreign key (workspace, campaign) references journeys.campaigns (workspace, id),
  foreign key (workspace, template, version)
    references journeys.template_versions (workspace, template, version)
);
select foundation.protect('journeys.campaign_contents');

create table journeys.recipients (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  campaign uuid not null,
  contact uuid not null,
  variant smallint not null,
  state text not null check (state in ('waiting', 'sent', 'refused')),
  refusal text,
  message uuid,
  primary key (workspace, campaign, contact),
  foreign key (workspace, campaign) references journeys.campaigns (workspace, id)
);
create index recipients_waiting on journeys.recipients (workspace, campaign, contact)
  where state = 'waiting';
select foundation.protect('journeys.recipients');
