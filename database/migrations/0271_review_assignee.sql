-- Who is on what waits, so that two people do not read the same; null: whoever comes first.
alter table review.items
  add column assignee uuid,
  add column assignee_name text,
  add column assigned_at timestamptz,
  add constraint items_assignee_check
    check ((assignee is null) = (assignee_name is null) and (assignee is null) = (assigned_at is null));
create index items_assigned on review.items (workspace, assignee, deadline, id)
  where state = 'waiting' and assignee is not null;
