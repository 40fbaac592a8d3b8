-- What colleagues can do, how much at once, whether they are there; and their teams.
alter table advisors.advisors
  add column skills text[] not null default '{}',
  add column speaks text[] not null default '{}',
  add column capacity smallint not null default 8 check (capacity between 0 and 200),
  add column is_away boolean not null default false;

create table advisors.teams (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  name text not null check (length(name) between 1 and 60),
  unique (workspace, name)
);
select foundation.protect('advisors.teams');

create table advisors.members (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  team uuid not null references advisors.teams on delete cascade,
  advisor uuid not null references advisors.advisors on delete cascade,
  primary key (team, advisor)
);
create index members_of_advisor on advisors.members (workspace, advisor);
select foundation.protect('advisors.members');
