-- Which of a person's data may make a text personal: for what, with an AI or not, until when.
create table contacts.data_uses (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  contact uuid not null references contacts.contacts on delete cascade,
  datum text not null,
  use text not null check (use in ('replies', 'news')),
  with_ai boolean not null,
  source text not null,
  given_at timestamptz not null,
  until timestamptz,
  primary key (workspace, contact, datum, use)
);
select foundation.protect('contacts.data_uses');
