-- Connectors lead to MCP servers and installed functions too; a change knows what it touched.
alter table flows.connectors drop constraint connectors_base_url_check;
alter table flows.connectors add constraint connectors_base_url_check
  check (base_url ~ '^(https?://.+|command:[a-z][a-z0-9_]*|python:)$');

-- What a change touched (a digest), so that a later change of it makes an older wish a new one.
alter table flows.calls add column thing text;
create index calls_of_thing on flows.calls (workspace, thing, ended_at)
  where changes and thing is not null;
create index calls_unsure on flows.calls (workspace, requested_at) where state = 'unsure';
