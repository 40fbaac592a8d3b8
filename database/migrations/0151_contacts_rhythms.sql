-- At which rhythm a person wants small notices gathered into one; none: each when it happens.
create table contacts.rhythms (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  contact uuid not null,
  purpose text not null,
  rhythm text not null check (rhythm in ('daily', 'weekly', 'monthly')),
  primary key (workspace, contact, purpose),
  foreign key (workspace, contact) references contacts.contacts (workspace, id) on delete cascade
);
select foundation.protect('contacts.rhythms');
