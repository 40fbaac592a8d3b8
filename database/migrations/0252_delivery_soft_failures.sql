-- Passing failures of messages: an address with many of them rests for a while.
create table delivery.soft_failures (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  message uuid not null,
  code text not null,
  at timestamptz not null,
  primary key (workspace, message),
  foreign key (message) references delivery.messages on delete cascade
);
select foundation.protect('delivery.soft_failures');
