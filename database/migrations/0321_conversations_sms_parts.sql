-- Parts of a text that are here before the others: they come over several lines, and over restarts.
-- `text` names the text they belong to; `joined_at`: it is whole and stored, a part again is an echo.
create table conversations.sms_parts (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces (id),
  sender text not null,
  recipient text not null,
  reference integer not null,
  total integer not null,
  place integer not null,
  text uuid not null,
  octets bytea not null,
  coding integer not null,
  joined_at timestamptz,
  primary key (workspace, sender, recipient, reference, total, place)
);
select foundation.protect('conversations.sms_parts');
