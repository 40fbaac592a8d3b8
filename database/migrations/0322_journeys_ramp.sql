-- A campaign may begin with a tenth of its rate and grow evenly (`ramp_hours`), from the moment since
-- which it runs without a break. `held_why`: why it held itself; `judged`: what it had come to by then.
-- `meant`: what was foreseen when it was let go: people, cents, grams.
alter table journeys.campaigns
  add column ramp_hours integer check (ramp_hours between 1 and 336),
  add column running_since timestamptz,
  add column held_why text not null default '',
  add column judged jsonb,
  add column meant jsonb;
