-- The contents of files are kept once, however many messages they go along with.
create table delivery.files (
  workspace uuid not null default foundation.current_workspace()
    references foundation.workspaces (id),
  sha256 bytea not null,
  content bytea not null,
  primary key (workspace, sha256)
);
select foundation.protect('delivery.files');

insert into delivery.files (workspace, sha256, content)
  select workspace, sha256(content), content from delivery.attachments on conflict do nothing;
alter table delivery.attachments add column sha256 bytea;
update delivery.attachments set sha256 = sha256(content);
alter table delivery.attachments alter column sha256 set not null;
alter table delivery.attachments drop column content;
alter table delivery.attachments add constraint attachments_workspace_sha256_fkey
  foreign key (workspace, sha256) references delivery.files (workspace, sha256);
create index attachments_of_file on delivery.attachments (workspace, sha256);
