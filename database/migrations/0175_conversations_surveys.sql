-- One question after a conversation was closed: did we help, and was it clear that an AI answered?
alter table conversations.manners
  add column asks boolean not null default true,
  add column asks_again_after smallint not null default 30
    check (asks_again_after between 1 and 730);

create table conversations.surveys (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  conversation uuid not null references conversations.conversations,
  contact uuid not null references contacts.contacts,
  kind text not null,
  language text not null,
  -- Who had answered: an AI alone, a person alone, or both.
  answered_by text not null check (answered_by in ('ai', 'person', 'both')),
  generation text check (generation in ('z', 'y', 'x', 'boomers')),
  digest bytea not null unique,
  asked_at timestamptz not null,
  score smallint check (score between 1 and 5),
  ai_clear text check (ai_clear in ('yes', 'no', 'unsure')),
  comment text not null default '',
  answered_at timestamptz
);
create index surveys_of_contact on conversations.surveys (workspace, contact, asked_at desc);
create index surveys_of_conversation on conversations.surveys (workspace, conversation, id desc);
create index surveys_of_period on conversations.surveys (workspace, asked_at)
  include (kind, answered_by, generation, score, ai_clear);
select foundation.protect('conversations.surveys');

create table conversations.unasked (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  contact uuid primary key references contacts.contacts,
  at timestamptz not null
);
select foundation.protect('conversations.unasked');

create view conversations.published_surveys with (security_invoker) as
  select workspace, id, kind, answered_by, generation, score, ai_clear, asked_at
  from conversations.surveys;
grant select on conversations.published_surveys to limpide_app;
