-- Whose key it is, and whether it is time to note that it is used: a look instead of a change each time.
drop function api.owner_of_key (bytea);

create function api.owner_of_key(given bytea)
  returns table (workspace uuid, id uuid, name text, scopes text[], was_idle boolean)
  language sql stable security definer set search_path = '' as $$
    select k.workspace, k.id, k.name, k.scopes,
      k.last_used_at is null or k.last_used_at < now() - interval '1 minute'
    from api.keys k where k.digest = given and k.revoked_at is null
  $$;
revoke all on function api.owner_of_key(bytea) from public;
grant execute on function api.owner_of_key(bytea) to limpide_app;
