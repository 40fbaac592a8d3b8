-- Words that mean the same at one company, a group a row. Search uses them at once.
create table knowledge.synonyms (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  language text not null check (language in ('fr', 'en')),
  place integer not null,
  words text[] not null check (cardinality(words) between 2 and 20),
  unique (workspace, language, place)
);
select foundation.protect('knowledge.synonyms');
