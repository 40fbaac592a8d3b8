-- After how many minutes of silence a customer is asked once, in a live chat, whether they are there.
create table flows.silence_policies (
  workspace uuid primary key default foundation.current_workspace() references foundation.workspaces (id),
  minutes integer not null check (minutes between 0 and 60)
);
select foundation.protect('flows.silence_policies');
