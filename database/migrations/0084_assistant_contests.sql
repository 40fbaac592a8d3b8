-- What somebody called wrong, with what stood behind it, and what came of it.
create table assistant.contests (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  -- The message of a thread; a notice that belongs to none goes by its delivery.
  about uuid not null,
  conversation uuid,
  message uuid,
  delivery uuid,
  turn uuid references assistant.turns,
  passages uuid[] not null,
  state text not null
    check (state in ('open', 'right', 'corrected', 'not_for_assistant', 'withdrawn')),
  note text not null default '',
  contested_at timestamptz not null,
  decided_at timestamptz,
  decided_by text not null default '',
  unique (workspace, about),
  check ((decided_at is null) = (state in ('open', 'withdrawn')))
);
create index contests_in_order on assistant.contests (workspace, contested_at desc);
select foundation.protect('assistant.contests');
revoke delete on assistant.contests from limpide_app;

-- Who was told that an answer they got was corrected, or why not.
create table assistant.corrections (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  contest uuid not null references assistant.contests,
  conversation uuid not null,
  message uuid,
  refusal text,
  at timestamptz not null,
  primary key (contest, conversation),
  check ((message is null) = (refusal is not null))
);
select foundation.protect_append_only('assistant.corrections');

create view assistant.published_contests with (security_invoker) as
  select workspace, id, conversation, state, contested_at, decided_at from assistant.contests;
grant select on assistant.published_contests to limpide_app;
