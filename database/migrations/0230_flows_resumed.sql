-- When a run came to the top of its conversation: of several under way, the last is on top.
alter table flows.runs add column resumed_at timestamptz;
update flows.runs set resumed_at = started_at;
alter table flows.runs alter column resumed_at set not null;
