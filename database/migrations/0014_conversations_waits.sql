-- How long a person was awaited, counted in service hours when the first reply is given.
alter table conversations.handovers add column waited_ms bigint;
drop index conversations.handovers_answered;
create index handovers_waited on conversations.handovers (workspace, replied_at desc)
  where waited_ms is not null;
