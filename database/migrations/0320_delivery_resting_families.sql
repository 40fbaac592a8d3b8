-- A provider of mailboxes that wants less for a while (its row: «provider@family») is left alone:
-- `rests` counts how often in a row, for each rest is twice as long.
alter table delivery.allowances
  add column rests integer not null default 0,
  add column rests_until timestamptz;
