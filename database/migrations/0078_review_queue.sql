-- Review: what waits for a decision, who approved it, how freely each skill may speak.
create table review.items (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  kind text not null check (kind in ('reply', 'action', 'notice')),
  -- The draft or the call that is decided: one item for each.
  subject uuid not null,
  title text not null,
  conversation uuid,
  skill text not null,
  channel text not null,
  author text not null,
  needed smallint not null check (needed between 1 and 5),
  text text not null,
  text_sha256 bytea not null check (length(text_sha256) = 32),
  payload jsonb not null,
  state text not null default 'waiting'
    check (state in ('waiting', 'approved', 'edited', 'rejected', 'taken', 'expired')),
  created_at timestamptz not null,
  deadline timestamptz not null,
  decided_by uuid,
  decided_name text,
  decided_at timestamptz,
  reason text,
  unique (workspace, kind, subject)
);
create index items_waiting on review.items (workspace, deadline, id) where state = 'waiting';
create index items_of_conversation on review.items (workspace, conversation);
select foundation.protect('review.items');
revoke delete on review.items from limpide_app;

create table review.approvals (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  item uuid not null references review.items,
  advisor uuid not null,
  -- Whose proposal it is: nobody approves their own.
  author text not null,
  text_sha256 bytea not null,
  name text not null,
  at timestamptz not null,
  primary key (item, text_sha256, advisor),
  check (advisor::text <> author)
);
select foundation.protect('review.approvals');
revoke update, delete on review.approvals from limpide_app;

-- Whatever the program does, an approved item has its approvals, by different people, of this text.
create function review.has_its_approvals() returns trigger language plpgsql as $$
begin
  if new.state in ('approved', 'edited') and (
    select count(*) from review.approvals a
    where a.item = new.id and a.text_sha256 = new.text_sha256 and a.author = new.author
  ) < new.needed then
    raise exception 'item % lacks approvals', new.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger approvals_first before insert or update on review.items
  for each row execute function review.has_its_approvals();

-- How many people must agree, and within how long; skill '*' is any other.
create table review.requirements (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  kind text not null check (kind in ('reply', 'action', 'notice')),
  skill text not null,
  needed smallint not null check (needed between 1 and 5),
  minutes integer not null check (minutes between 1 and 43200),
  primary key (workspace, kind, skill)
);
select foundation.protect('review.requirements');

create table review.autonomy (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  skill text not null,
  channel text not null,
  level text not null check (level in ('draft', 'sampled', 'alone')),
  by_name text not null,
  why text not null,
  at timestamptz not null,
  primary key (workspace, skill, channel)
);
select foundation.protect('review.autonomy');

create table review.stops (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  scope text not null check (scope in ('all', 'skill', 'channel')),
  name text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (workspace, scope, name)
);
select foundation.protect('review.stops');

create table review.outcomes (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  skill text not null,
  channel text not null,
  outcome text not null check (outcome in ('approved', 'edited', 'rejected', 'contested')),
  -- What it was about: an item or a message; each counts once.
  about uuid not null,
  at timestamptz not null,
  unique (workspace, about, outcome)
);
create index outcomes_of_skill on review.outcomes (workspace, skill, channel, at);
select foundation.protect('review.outcomes');
