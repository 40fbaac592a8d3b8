-- What people are writing, with whose hand wrote each character: the steps since `base`, and what
-- they led to. `version` counts all steps ever made. Replaces conversations.composers.
create table review.manuscripts (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  -- A conversation or an item of the queue.
  subject uuid not null,
  advisor uuid not null,
  drafts uuid[] not null default '{}',
  body text not null,
  base jsonb not null,
  edits jsonb not null default '[]',
  runs jsonb not null,
  version integer not null default 0,
  taken_by uuid,
  saved_at timestamptz not null,
  primary key (workspace, subject, advisor)
);
select foundation.protect('review.manuscripts');

insert into review.manuscripts (workspace, subject, advisor, drafts, body, base, runs, saved_at)
  select workspace, conversation, advisor, case when draft is null then '{}' else array[draft] end,
    body, jsonb_build_array(jsonb_build_array(body, 'person')),
    jsonb_build_array(jsonb_build_array(body, 'person')), saved_at
  from conversations.composers where body <> '';
drop table conversations.composers;

-- Whose hand wrote each character of what waits, once a reviewer changed it.
alter table review.items add column runs jsonb;
