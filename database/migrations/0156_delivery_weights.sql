-- Whose and for what a message was, so that what it weighed is summed by campaign and by person.
create or replace view delivery.published_messages with (security_invoker) as
  select workspace, id, kind, purpose, author_kind, status, requested_at, reference, contact
  from delivery.messages;
