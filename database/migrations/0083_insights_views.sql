-- What rooms publish for questions across rooms. Views see what their reader sees: row-level
-- security holds (security_invoker). `insights` reads these and nothing else.

create view conversations.published_messages with (security_invoker) as
  select workspace, id, conversation, direction, kind, author_kind, feedback, waited_ms, delivery, at
  from conversations.messages where direction in ('in', 'out');
create view conversations.published_conversations with (security_invoker) as
  select workspace, id, kind, language, created_at from conversations.conversations;
create view conversations.published_handovers with (security_invoker) as
  select workspace, id, conversation, cause, waited_ms, at from conversations.handovers;
create view assistant.published_turns with (security_invoker) as
  select workspace, id, conversation, decision, rule, said, took_ms, at from assistant.turns;
create view flows.published_runs with (security_invoker) as
  select workspace, id, flow, version, state, started_at from flows.runs;
create view delivery.published_messages with (security_invoker) as
  select workspace, id, kind, purpose, author_kind, status, requested_at from delivery.messages;
create view delivery.published_avoided with (security_invoker) as
  select workspace, kind, reason, grams_low, grams_central, grams_high, at from delivery.avoided;

-- The weight stands in the signed text; reading it there for each of 100,000 messages is too slow.
alter table ledger.passports add column footprint jsonb
  generated always as ((body::jsonb -> 'footprint') - 'factors' - 'unit') stored;
create view ledger.published_passports with (security_invoker) as
  select workspace, message, issued_at, (footprint ->> 'low')::bigint as micrograms_low,
    (footprint ->> 'central')::bigint as micrograms_central,
    (footprint ->> 'high')::bigint as micrograms_high
  from ledger.passports;

grant select on conversations.published_messages, conversations.published_conversations,
  conversations.published_handovers, assistant.published_turns, flows.published_runs,
  delivery.published_messages, delivery.published_avoided, ledger.published_passports
  to limpide_app;

-- Figures of a period read only the index, not the texts beside it.
create index messages_of_period on conversations.messages (workspace, at)
  include (direction, kind, author_kind, feedback, waited_ms, conversation, id);
create index conversations_of_period on conversations.conversations (workspace, created_at)
  include (id);
create index handovers_of_period on conversations.handovers (workspace, at)
  include (conversation, cause, waited_ms);
create index turns_of_period on assistant.turns (workspace, at) include (conversation, decision);
create index runs_of_period on flows.runs (workspace, started_at) include (flow, state);
create index messages_of_period on delivery.messages (workspace, requested_at)
  include (id, kind, author_kind, status);
create index passports_of_period on ledger.passports (workspace, issued_at)
  include (message, footprint);
