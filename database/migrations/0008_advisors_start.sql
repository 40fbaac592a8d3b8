-- Advisors: the people who work here, their sessions and their second factor.
create schema advisors;
grant usage on schema advisors to limpide_app;

create table advisors.advisors (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  email text not null check (email = lower(email)),
  name text not null,
  language text not null check (language in ('fr', 'en')),
  roles text[] not null,
  password_hash text,
  totp_sealed bytea,
  totp_last_step bigint not null default 0,
  is_active boolean not null default true,
  seen_at timestamptz,
  created_at timestamptz not null default now(),
  unique (workspace, email)
);
select foundation.protect('advisors.advisors');

create table advisors.sessions (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  digest bytea primary key,
  advisor uuid not null references advisors.advisors on delete cascade,
  csrf text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null
);
create index sessions_of_advisor on advisors.sessions (workspace, advisor);
select foundation.protect('advisors.sessions');

-- Invitations and password resets: one use, short life, digest only.
create table advisors.links (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  digest bytea primary key,
  advisor uuid not null references advisors.advisors on delete cascade,
  expires_at timestamptz not null
);
select foundation.protect('advisors.links');
