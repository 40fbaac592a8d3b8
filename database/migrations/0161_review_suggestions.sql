-- Changes that people's edits suggest, as drafts for whoever owns the document, template or flow.
create table review.suggestions (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  kind text not null check (kind in ('document', 'template', 'flow')),
  -- The title of the document, the name of the template or the flow.
  target text not null check (length(target) between 1 and 300),
  before text not null,
  after text not null,
  times integer not null check (times > 0),
  proposed_by text not null,
  proposed_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'done', 'dismissed')),
  decided_by text,
  decided_at timestamptz
);
create index suggestions_open on review.suggestions (workspace, proposed_at desc)
  where state = 'open';
create unique index suggestions_once on review.suggestions (workspace, kind, target, md5(before))
  where state = 'open';
select foundation.protect('review.suggestions');
revoke delete on review.suggestions from limpide_app;

create index drafts_finished on review.drafts (workspace, finished_at desc) where state = 'used';
