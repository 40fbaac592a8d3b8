-- Mail to colleagues, recovery codes, and what a session was opened with.

-- A link's token is made when its mail is written, so no letter here ever holds one.
create table advisors.letters (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  advisor uuid not null references advisors.advisors on delete cascade,
  kind text not null check (kind in ('invitation', 'reset', 'trial')),
  subject text not null default '',
  body text not null default '',
  html text not null default '',
  state text not null default 'waiting'
    check (state in ('waiting', 'leaving', 'sent', 'rejected', 'unsure')),
  created_at timestamptz not null,
  ended_at timestamptz
);
create index letters_of_advisor on advisors.letters (workspace, advisor);
select foundation.protect('advisors.letters');

create table advisors.recovery_codes (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  advisor uuid not null references advisors.advisors on delete cascade,
  digest bytea not null,
  primary key (workspace, advisor, digest)
);
select foundation.protect('advisors.recovery_codes');

alter table advisors.sessions add column agent text not null default '';
