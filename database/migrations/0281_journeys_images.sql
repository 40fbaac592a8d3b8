-- Images that templates show. What is kept is clean already: drawn anew from its pixels.
create table journeys.images (
  workspace uuid not null default foundation.current_workspace()
    references foundation.workspaces (id),
  id uuid not null,
  name text not null check (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(name) <= 60),
  content_type text not null check (content_type in ('image/png', 'image/jpeg', 'image/gif')),
  width integer not null check (width between 1 and 1600),
  height integer not null check (height between 1 and 1600),
  content bytea not null check (octet_length(content) between 1 and 1000000),
  sha256 bytea not null,
  -- What it shows, by language: what the picker writes into a text.
  alt jsonb not null,
  author text not null,
  created_at timestamptz not null,
  primary key (workspace, id),
  unique (workspace, name)
);
select foundation.protect('journeys.images');
