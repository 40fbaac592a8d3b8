-- The inbox with many thousands of open conversations: search by index, counts from an index.

-- Row-level security forbids an index for operators that are not marked leakproof, and `@@` is not:
-- the owner searches, inside the workspace of the caller alone, and gives back ids.
create function conversations.holding(words text) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select distinct m.conversation from conversations.messages m
  where m.workspace = foundation.current_workspace()
    and m.words @@ (websearch_to_tsquery('french', $1)
      || websearch_to_tsquery('english', $1) || websearch_to_tsquery('simple', $1)
      -- A word that is not typed to its end finds what begins so.
      || case when $1 ~ '^[[:alnum:]]{3,}$' then to_tsquery('simple', $1 || ':*')
        else ''::tsquery end)
$$;
revoke all on function conversations.holding(text) from public;
grant execute on function conversations.holding(text) to limpide_app;

-- Names without their accents and capitals: «Helene» finds «Hélène».
create function conversations.folded(given text) returns text
  language sql immutable parallel safe
  return translate(lower(given), 'àâäáãéèêëíìîïóòôöõúùûüçñœæ', 'aaaaaeeeeiiiiooooouuuucnoa');
alter table conversations.conversations add column sought text
  generated always as (conversations.folded(contact_name || ' ' || subject || ' ' || address)) stored;

create index conversations_counted on conversations.conversations (workspace)
  include (status, holder, assignee) where status <> 'resolved' and merged_into is null;

create table conversations.saved_views (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  advisor uuid not null,
  name text not null check (length(name) between 1 and 60),
  query text not null check (length(query) <= 1000),
  unique (workspace, advisor, name)
);
select foundation.protect('conversations.saved_views');
