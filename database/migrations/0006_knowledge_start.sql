-- Approved sources, their documents in versions, the passages that are quoted, and what is missing.

create schema knowledge;
grant usage on schema knowledge to limpide_app;

create table knowledge.sources (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  kind text not null check (kind in ('folder', 'file', 'site', 'upload')),
  location text not null,
  owner text,
  review_on date,
  is_approved boolean not null,
  added_at timestamptz not null,
  read_at timestamptz,
  retired_at timestamptz,
  unique (workspace, id),
  unique (workspace, location)
);
select foundation.protect('knowledge.sources');

create table knowledge.documents (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  source uuid not null,
  path text not null,
  slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]*$'),
  language text not null check (language in ('fr', 'en')),
  category text,
  title text not null,
  owner text,
  review_on date,
  valid_until date,
  is_approved boolean not null,
  keywords text[] not null,
  sha256 bytea not null check (length(sha256) = 32),
  version integer not null check (version > 0),
  added_at timestamptz not null,
  updated_at timestamptz not null,
  retired_at timestamptz,
  unique (workspace, id),
  unique (workspace, source, path),
  foreign key (workspace, source) references knowledge.sources (workspace, id)
);
create unique index documents_by_slug on knowledge.documents (workspace, language, slug)
  where retired_at is null;
select foundation.protect('knowledge.documents');

-- What a document said, version by version. A past quotation must still open as it was.
create table knowledge.versions (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  document uuid not null,
  version integer not null,
  title text not null,
  sections jsonb not null,
  read_at timestamptz not null,
  primary key (workspace, document, version),
  foreign key (workspace, document) references knowledge.documents (workspace, id)
);
select foundation.protect_append_only('knowledge.versions');

create table knowledge.passages (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  document uuid not null,
  version integer not null,
  section integer not null,
  place integer not null,
  path text[] not null,
  anchor text not null,
  text text not null check (text <> ''),
  unique (workspace, document, version, section, place),
  foreign key (workspace, document, version)
    references knowledge.versions (workspace, document, version)
);
select foundation.protect_append_only('knowledge.passages');

-- Questions the documents could not answer, for the people who own them. `folded` counts repeats.
create table knowledge.gaps (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  question text not null,
  folded text not null,
  language text not null check (language in ('fr', 'en')),
  reason text not null,
  asked integer not null default 1 check (asked > 0),
  first_at timestamptz not null,
  last_at timestamptz not null,
  closed_at timestamptz,
  unique (workspace, language, folded)
);
create index gaps_newest on knowledge.gaps (workspace, last_at desc) where closed_at is null;
select foundation.protect('knowledge.gaps');

-- Changes with every change of what may be quoted, so that each process knows when to index again.
-- A random value and no counter: one that was rolled back is never met again.
create table knowledge.revisions (
  workspace uuid primary key default foundation.current_workspace()
    references foundation.workspaces,
  revision uuid not null
);
select foundation.protect('knowledge.revisions');
