-- What an AI wrote for a template and what people made of it: it teaches as replies do.
create table review.template_edits (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  template text not null,
  ai_text text not null,
  final_text text not null,
  name text not null,
  at timestamptz not null
);
create index template_edits_of_time on review.template_edits (workspace, at desc);
select foundation.protect('review.template_edits');
