-- What waits for its hour keeps its rank: a reminder that is due does not queue behind a campaign.
alter table foundation.timers add column priority integer not null default 0;
