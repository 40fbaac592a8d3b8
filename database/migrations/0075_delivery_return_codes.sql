-- The code printed on a letter is made of its message's id: a returned letter is found by it.
-- A column rather than an index on the expression: under row-level security PostgreSQL uses an
-- index only for functions that are marked leakproof, and `uuid_send` is not.
alter table delivery.messages add column return_code bytea
  generated always as (case when kind = 'letter' then substr(sha256(uuid_send(id)), 1, 6) end) stored;
create index messages_return_code on delivery.messages (workspace, return_code)
  where return_code is not null;
