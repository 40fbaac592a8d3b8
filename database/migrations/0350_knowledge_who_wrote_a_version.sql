-- Who wrote a version here, and why; empty for what was read from a folder or a site.
alter table knowledge.versions add column by_name text not null default '';
alter table knowledge.versions add column note text not null default '';
