-- Dead letters: what ended without hope, until somebody replays it or lets it be.
alter table delivery.messages add column dismissed_at timestamptz;
create index messages_dead on delivery.messages (workspace, id)
  where status in ('failed', 'expired', 'bounced', 'returned') and dismissed_at is null;
