-- What each channel of a ladder carries beside its words, until the ladder is forgotten.
create table delivery.ladder_files (
  workspace uuid not null default foundation.current_workspace()
    references foundation.workspaces (id),
  ladder uuid not null,
  -- The channel whose words they go with; empty: where a channel has no words of its own.
  kind text not null,
  position integer not null,
  name text not null,
  content_type text not null,
  content_id text not null,
  sha256 bytea not null,
  primary key (workspace, ladder, kind, position),
  foreign key (workspace, ladder) references delivery.ladders (workspace, id) on delete cascade,
  foreign key (workspace, sha256) references delivery.files (workspace, sha256)
);
select foundation.protect('delivery.ladder_files');
create index ladder_files_of_file on delivery.ladder_files (workspace, sha256);

-- Ladders that climb already: their files stood with the first message.
insert into delivery.ladder_files
    (workspace, ladder, kind, position, name, content_type, content_id, sha256)
  select a.workspace, l.id, k.kind, a.position, a.name, a.content_type, a.content_id, a.sha256
  from delivery.ladders l
  join delivery.messages m on m.workspace = l.workspace and m.ladder = l.id and m.rung = 1
  join delivery.attachments a on a.workspace = m.workspace and a.message = m.id
  cross join (values ('email'), ('letter'), ('')) as k (kind)
  where l.state = 'climbing'
  on conflict do nothing;
