-- How a company wants identity proved, and sign-ins under way.
create table flows.identity_policies (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces
    primary key,
  verified_minutes integer not null check (verified_minutes between 1 and 43200),
  strong_minutes integer not null check (strong_minutes between 1 and 43200),
  -- An OpenID Connect provider, or none.
  issuer text check (issuer ~ '^https?://'),
  client_id text,
  sealed_secret bytea,
  link text not null check (link in ('email', 'reference')),
  claim text not null,
  acr text,
  check ((issuer is null) = (client_id is null))
);
select foundation.protect('flows.identity_policies');

create table flows.sign_ins (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  conversation uuid not null,
  -- Digests: of what goes to the provider and back, and of the visitor's cookie.
  state bytea not null check (length(state) = 32),
  browser bytea not null check (length(browser) = 32),
  nonce text not null,
  sealed_verifier bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create unique index sign_ins_of_state on flows.sign_ins (workspace, state);
create index sign_ins_of_conversation on flows.sign_ins (workspace, conversation);
select foundation.protect('flows.sign_ins');
