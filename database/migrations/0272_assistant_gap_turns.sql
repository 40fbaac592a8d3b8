-- In which conversation a question without an answer was asked: there somebody may have answered it.
create table assistant.gap_turns (
  workspace uuid not null default foundation.current_workspace()
    references foundation.workspaces (id),
  gap uuid not null,
  conversation uuid not null,
  read_until uuid not null,
  at timestamptz not null,
  primary key (workspace, gap, conversation, read_until)
);
create index gap_turns_of_conversation on assistant.gap_turns (workspace, conversation);
select foundation.protect('assistant.gap_turns');
