-- Small notices that wait to become one, at the rhythm their reader chose.
create table journeys.gathered (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  contact uuid not null,
  purpose text not null,
  template uuid not null,
  name text not null,
  language text not null,
  -- What each channel says; emptied once the message that holds it is made.
  said jsonb not null,
  key text,
  reference uuid,
  at timestamptz not null,
  due_at timestamptz not null,
  expires_at timestamptz,
  state text not null default 'waiting'
    check (state in ('waiting', 'sent', 'refused', 'cancelled', 'expired')),
  refusal text,
  message uuid,
  check ((state = 'sent') = (message is not null)),
  unique (workspace, key)
);
create index gathered_waiting on journeys.gathered (workspace, contact, purpose, at)
  where state = 'waiting';
create index gathered_of_message on journeys.gathered (workspace, message)
  where message is not null;
select foundation.protect('journeys.gathered');
