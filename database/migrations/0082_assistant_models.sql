-- What language models cost a company in a day, so that the budget holds for all processes.
create table assistant.model_days (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  -- In UTC.
  day date not null,
  tokens bigint not null check (tokens >= 0),
  primary key (workspace, day)
);
select foundation.protect('assistant.model_days');
revoke delete on assistant.model_days from limpide_app;
