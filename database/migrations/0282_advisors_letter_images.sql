-- What a mail to a colleague shows in its place, until it has left.
create table advisors.letter_images (
  workspace uuid not null default foundation.current_workspace()
    references foundation.workspaces (id),
  letter uuid not null references advisors.letters (id) on delete cascade,
  content_id text not null,
  name text not null,
  content_type text not null,
  content bytea not null,
  primary key (letter, content_id)
);
select foundation.protect('advisors.letter_images');
