-- Files that the text of a mail shows in their place (RFC 2392); empty: a file beside.
alter table delivery.attachments add column content_id text not null default '';
