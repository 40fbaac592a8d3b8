-- Review: texts an AI proposed, and what a person made of them.
create schema review;
grant usage on schema review to limpide_app;

create table review.drafts (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  subject uuid not null,
  ai_text text not null,
  citations jsonb not null,
  engine text not null,
  confidence real not null,
  state text not null default 'waiting' check (state in ('waiting', 'used', 'discarded')),
  final_text text,
  advisor uuid,
  ai_share real,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index drafts_of_subject on review.drafts (workspace, subject, id desc);
select foundation.protect('review.drafts');
