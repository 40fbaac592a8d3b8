-- A message changes its status two or three times after it was written, and an index that knows the
-- status makes PostgreSQL write the row anew into every index of the table. So indexes know only the
-- setback: the status of the few that few messages reach. Half of a page stays free, so that the
-- next version of a row stands beside it (a «heap-only» update, which touches no index).
alter table delivery.messages add column setback text generated always as (
  case when status in ('unsure', 'stopped', 'expired', 'failed', 'bounced', 'returned', 'complained')
    then status end) stored;
alter table delivery.messages set (fillfactor = 50);

drop index delivery.messages_dead;
create index messages_dead on delivery.messages (workspace, id)
  where setback in ('expired', 'failed', 'bounced', 'returned') and dismissed_at is null;
drop index delivery.messages_returned;
create index messages_returned on delivery.messages (workspace, id) where setback = 'returned';
drop index delivery.messages_unsure;
create index messages_unsure on delivery.messages (workspace, id) where setback = 'unsure';
drop index delivery.messages_of_period;
create index messages_of_period on delivery.messages (workspace, requested_at)
  include (id, kind, author_kind, setback);
-- What waits for a person is found among all that they ever got.
drop index delivery.messages_queued;

create or replace view delivery.published_messages with (security_invoker = true) as
  select workspace, id, kind, purpose, author_kind, status, requested_at, reference, contact, setback
  from delivery.messages;

-- One key is enough: every statement names the workspace.
alter table delivery.soft_failures drop constraint soft_failures_message_fkey;
alter table delivery.attachments drop constraint attachments_workspace_message_fkey;
alter table delivery.attempts drop constraint attempts_workspace_message_fkey;
alter table delivery.messages drop constraint messages_pkey;
alter table delivery.messages drop constraint messages_workspace_id_key;
alter table delivery.messages add primary key (workspace, id);
alter table delivery.soft_failures add foreign key (workspace, message)
  references delivery.messages (workspace, id) on delete cascade;
alter table delivery.attachments add foreign key (workspace, message)
  references delivery.messages (workspace, id) on delete cascade;
alter table delivery.attempts add foreign key (workspace, message)
  references delivery.messages (workspace, id);

alter table delivery.attempts drop constraint attempts_pkey;
alter table delivery.attempts drop constraint attempts_workspace_message_number_key;
alter table delivery.attempts add primary key (workspace, message, number);
drop index delivery.attempts_by_provider_id;
create index attempts_by_provider_id on delivery.attempts (workspace, kind, provider_id)
  where provider_id is not null;
