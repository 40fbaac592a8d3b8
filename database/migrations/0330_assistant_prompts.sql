-- What led to a turn: the customer's words, their silence, a colleague's decision, their sign-in.
alter table assistant.turns add column prompted_by text not null default 'words'
  constraint turns_prompted_by_check check (prompted_by in ('words', 'silence', 'decision', 'sign_in'));
alter table assistant.turns drop constraint turns_workspace_conversation_read_until_key;
create index turns_of_conversation on assistant.turns (workspace, conversation, read_until);
create unique index turns_once on assistant.turns (workspace, conversation, read_until, prompted_by)
  where prompted_by in ('words', 'silence');

create or replace view assistant.published_turns with (security_invoker = true) as
  select workspace, id, conversation, decision, rule, said, took_ms, at from assistant.turns
  where prompted_by = 'words';
