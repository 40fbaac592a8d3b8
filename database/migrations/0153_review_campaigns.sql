-- Campaigns are approved too; what a company requires may begin at a size or an amount.
alter table review.items drop constraint items_kind_check,
  add constraint items_kind_check check (kind in ('reply', 'action', 'notice', 'campaign'));
alter table review.requirements drop constraint requirements_kind_check,
  add constraint requirements_kind_check check (kind in ('reply', 'action', 'notice', 'campaign')),
  add column from_people integer not null default 0 check (from_people >= 0),
  add column from_cents integer not null default 0 check (from_cents >= 0);
