-- What a company asks of a skill before it may speak more freely, and how much is looked at after.
create table review.terms (
  workspace uuid primary key default foundation.current_workspace()
    references foundation.workspaces (id),
  sampled_bar real not null check (sampled_bar between 0.5 and 0.99),
  alone_bar real not null check (alone_bar between 0.5 and 0.99),
  sample_share real not null check (sample_share between 0.01 and 1),
  spot_share real not null check (spot_share between 0 and 1),
  check (alone_bar >= sampled_bar)
);
select foundation.protect('review.terms');

-- A spot check: what was said already is looked at.
alter table review.items drop constraint items_kind_check;
alter table review.items add constraint items_kind_check
  check (kind in ('reply', 'action', 'notice', 'campaign', 'said'));
alter table review.outcomes drop constraint outcomes_outcome_check;
alter table review.outcomes add constraint outcomes_outcome_check
  check (outcome in ('approved', 'edited', 'rejected', 'contested', 'complained'));
