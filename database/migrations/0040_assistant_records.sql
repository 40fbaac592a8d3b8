-- What a turn was decided from: enough to decide it again, and to show why.
alter table assistant.turns
  add column understood jsonb not null default '{}',
  add column passages jsonb not null default '[]',
  add column versions jsonb not null default '{}';
