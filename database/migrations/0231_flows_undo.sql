-- What a change found before it, so that it can be put back; and which change a call takes back.
alter table flows.calls add column before jsonb;
alter table flows.calls add column undoes uuid;
create index calls_that_undo on flows.calls (workspace, undoes) where undoes is not null;
