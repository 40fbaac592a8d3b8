-- Small tables too: the first five hundred lines of a list fill nine pages, and the next five thousand
-- must not be planned as if there were none.
create or replace function foundation.take_stock() returns integer
  language plpgsql security definer set search_path = '' set lock_timeout = '200ms' as $$
declare
  grown regclass;
  counted integer := 0;
begin
  for grown in
    select c.oid from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r'
      and n.nspname in ('contacts', 'delivery', 'foundation', 'journeys', 'ledger')
      and pg_catalog.pg_relation_size(c.oid)
        > 2 * greatest(c.relpages, 2) * pg_catalog.current_setting('block_size')::bigint
  loop
    execute pg_catalog.format('analyze %s', grown);
    counted := counted + 1;
  end loop;
  return counted;
exception when lock_not_available then
  return counted;
end $$;
