-- The schema that the migrations of this folder lead to, room by room. Made by `make schema`, held
-- equal to the migrations by tests/test_schema.py; it changes nothing by itself.
-- foundation.protect seals a table by workspace (row-level security) and grants it to the program.
set check_function_bodies = false;


-- foundation --------------------------------------------------------------------------------------


CREATE SCHEMA foundation;

CREATE FUNCTION foundation.current_workspace() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('limpide.workspace'::text, true), ''::text))::uuid;

CREATE FUNCTION foundation.protect(target regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy own_workspace on %s using (workspace = foundation.current_workspace())
                  with check (workspace = foundation.current_workspace())', target);
  execute format('grant select, insert, update, delete on %s to limpide_app', target);
end $$;

CREATE FUNCTION foundation.protect_append_only(target regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy own_workspace on %s using (workspace = foundation.current_workspace())
                  with check (workspace = foundation.current_workspace())', target);
  execute format('grant select, insert on %s to limpide_app', target);
end $$;

CREATE FUNCTION foundation.take_stock() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    SET lock_timeout TO '200ms'
    AS $$
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

CREATE TABLE foundation.workspaces (
    id uuid NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    legal_name text NOT NULL,
    language text NOT NULL,
    time_zone text NOT NULL,
    country text NOT NULL,
    mail_address text NOT NULL,
    hosts text[] DEFAULT '{}'::text[] NOT NULL,
    is_demo boolean DEFAULT false NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    letter_address text[] DEFAULT '{}'::text[] NOT NULL,
    sms_sender text DEFAULT '' NOT NULL,
    CONSTRAINT workspaces_country_check CHECK ((country ~ '^[A-Z]{2}$')),
    CONSTRAINT workspaces_language_check CHECK ((language = ANY (ARRAY['fr', 'en']))),
    CONSTRAINT workspaces_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,62}$')),
    CONSTRAINT workspaces_pkey PRIMARY KEY (id),
    CONSTRAINT workspaces_slug_key UNIQUE (slug)
);
CREATE POLICY anyone_reads ON foundation.workspaces FOR SELECT USING (true);
CREATE POLICY own_is_changed ON foundation.workspaces FOR UPDATE USING ((id = foundation.current_workspace()));
CREATE POLICY own_is_made ON foundation.workspaces FOR INSERT WITH CHECK ((id = foundation.current_workspace()));
ALTER TABLE foundation.workspaces ENABLE ROW LEVEL SECURITY;
GRANT SELECT,INSERT,UPDATE ON TABLE foundation.workspaces TO limpide_app;

CREATE TABLE foundation.rate_limits (
    bucket text NOT NULL,
    tokens double precision NOT NULL,
    refilled_at timestamptz NOT NULL,
    CONSTRAINT rate_limits_pkey PRIMARY KEY (bucket)
);
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE foundation.rate_limits TO limpide_app;

CREATE TABLE foundation.facts (
    id uuid NOT NULL,
    workspace uuid NOT NULL,
    kind text NOT NULL,
    body jsonb NOT NULL,
    announced_at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT facts_pkey PRIMARY KEY (id),
    CONSTRAINT facts_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX facts_by_age ON foundation.facts USING btree (workspace, announced_at);
SELECT foundation.protect('foundation.facts');

CREATE TABLE foundation.timers (
    id uuid NOT NULL,
    workspace uuid NOT NULL,
    key text NOT NULL,
    due_at timestamptz NOT NULL,
    job text NOT NULL,
    payload jsonb NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    CONSTRAINT timers_pkey PRIMARY KEY (id),
    CONSTRAINT timers_workspace_key_key UNIQUE (workspace, key),
    CONSTRAINT timers_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX timers_due ON foundation.timers USING btree (due_at);
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE foundation.timers TO limpide_app;

CREATE TABLE foundation.fact_receipts (
    fact uuid NOT NULL,
    listener text NOT NULL,
    workspace uuid NOT NULL,
    handed_at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT fact_receipts_pkey PRIMARY KEY (fact, listener),
    CONSTRAINT fact_receipts_fact_fkey FOREIGN KEY (fact) REFERENCES foundation.facts(id) ON DELETE CASCADE
);
SELECT foundation.protect('foundation.fact_receipts');

GRANT USAGE ON SCHEMA foundation TO limpide_app;

REVOKE ALL ON FUNCTION foundation.take_stock() FROM PUBLIC;
GRANT ALL ON FUNCTION foundation.take_stock() TO limpide_app;


-- advisors ----------------------------------------------------------------------------------------


CREATE SCHEMA advisors;

CREATE TABLE advisors.advisors (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    language text NOT NULL,
    roles text[] NOT NULL,
    password_hash text,
    totp_sealed bytea,
    totp_last_step bigint DEFAULT 0 NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    seen_at timestamptz,
    created_at timestamptz DEFAULT now() NOT NULL,
    skills text[] DEFAULT '{}'::text[] NOT NULL,
    speaks text[] DEFAULT '{}'::text[] NOT NULL,
    capacity smallint DEFAULT 8 NOT NULL,
    is_away boolean DEFAULT false NOT NULL,
    CONSTRAINT advisors_capacity_check CHECK (((capacity >= 0) AND (capacity <= 200))),
    CONSTRAINT advisors_email_check CHECK ((email = lower(email))),
    CONSTRAINT advisors_language_check CHECK ((language = ANY (ARRAY['fr', 'en']))),
    CONSTRAINT advisors_pkey PRIMARY KEY (id),
    CONSTRAINT advisors_workspace_email_key UNIQUE (workspace, email),
    CONSTRAINT advisors_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('advisors.advisors');

CREATE TABLE advisors.teams (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    CONSTRAINT teams_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
    CONSTRAINT teams_pkey PRIMARY KEY (id),
    CONSTRAINT teams_workspace_name_key UNIQUE (workspace, name),
    CONSTRAINT teams_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('advisors.teams');

CREATE TABLE advisors.letters (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    advisor uuid NOT NULL,
    kind text NOT NULL,
    subject text DEFAULT '' NOT NULL,
    body text DEFAULT '' NOT NULL,
    html text DEFAULT '' NOT NULL,
    state text DEFAULT 'waiting' NOT NULL,
    created_at timestamptz NOT NULL,
    ended_at timestamptz,
    CONSTRAINT letters_kind_check CHECK ((kind = ANY (ARRAY['invitation', 'reset', 'trial']))),
    CONSTRAINT letters_state_check CHECK ((state = ANY (ARRAY['waiting', 'leaving', 'sent', 'rejected', 'unsure']))),
    CONSTRAINT letters_pkey PRIMARY KEY (id),
    CONSTRAINT letters_advisor_fkey FOREIGN KEY (advisor) REFERENCES advisors.advisors(id) ON DELETE CASCADE,
    CONSTRAINT letters_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX letters_of_advisor ON advisors.letters USING btree (workspace, advisor);
SELECT foundation.protect('advisors.letters');

CREATE TABLE advisors.links (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    digest bytea NOT NULL,
    advisor uuid NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT links_pkey PRIMARY KEY (digest),
    CONSTRAINT links_advisor_fkey FOREIGN KEY (advisor) REFERENCES advisors.advisors(id) ON DELETE CASCADE,
    CONSTRAINT links_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('advisors.links');

CREATE TABLE advisors.recovery_codes (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    advisor uuid NOT NULL,
    digest bytea NOT NULL,
    CONSTRAINT recovery_codes_pkey PRIMARY KEY (workspace, advisor, digest),
    CONSTRAINT recovery_codes_advisor_fkey FOREIGN KEY (advisor) REFERENCES advisors.advisors(id) ON DELETE CASCADE,
    CONSTRAINT recovery_codes_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('advisors.recovery_codes');

CREATE TABLE advisors.sessions (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    digest bytea NOT NULL,
    advisor uuid NOT NULL,
    csrf text NOT NULL,
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    agent text DEFAULT '' NOT NULL,
    CONSTRAINT sessions_pkey PRIMARY KEY (digest),
    CONSTRAINT sessions_advisor_fkey FOREIGN KEY (advisor) REFERENCES advisors.advisors(id) ON DELETE CASCADE,
    CONSTRAINT sessions_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX sessions_of_advisor ON advisors.sessions USING btree (workspace, advisor);
SELECT foundation.protect('advisors.sessions');

CREATE TABLE advisors.members (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    team uuid NOT NULL,
    advisor uuid NOT NULL,
    CONSTRAINT members_pkey PRIMARY KEY (team, advisor),
    CONSTRAINT members_advisor_fkey FOREIGN KEY (advisor) REFERENCES advisors.advisors(id) ON DELETE CASCADE,
    CONSTRAINT members_team_fkey FOREIGN KEY (team) REFERENCES advisors.teams(id) ON DELETE CASCADE,
    CONSTRAINT members_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX members_of_advisor ON advisors.members USING btree (workspace, advisor);
SELECT foundation.protect('advisors.members');

CREATE TABLE advisors.letter_images (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    letter uuid NOT NULL,
    content_id text NOT NULL,
    name text NOT NULL,
    content_type text NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT letter_images_pkey PRIMARY KEY (letter, content_id),
    CONSTRAINT letter_images_letter_fkey FOREIGN KEY (letter) REFERENCES advisors.letters(id) ON DELETE CASCADE,
    CONSTRAINT letter_images_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('advisors.letter_images');

GRANT USAGE ON SCHEMA advisors TO limpide_app;


-- api ---------------------------------------------------------------------------------------------


CREATE SCHEMA api;

CREATE FUNCTION api.owner_of_key(given bytea) RETURNS TABLE(workspace uuid, id uuid, name text, scopes text[], was_idle boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
    select k.workspace, k.id, k.name, k.scopes,
      k.last_used_at is null or k.last_used_at < now() - interval '1 minute'
    from api.keys k where k.digest = given and k.revoked_at is null
  $$;

CREATE TABLE api.keys (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    digest bytea NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    last_used_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT keys_digest_key UNIQUE (digest),
    CONSTRAINT keys_pkey PRIMARY KEY (id),
    CONSTRAINT keys_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX keys_of_workspace ON api.keys USING btree (workspace);
SELECT foundation.protect('api.keys');

CREATE TABLE api.webhooks (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    url text NOT NULL,
    events text[] NOT NULL,
    secret bytea NOT NULL,
    disabled_at timestamptz,
    disabled_why text,
    created_at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT webhooks_pkey PRIMARY KEY (id),
    CONSTRAINT webhooks_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX webhooks_of_workspace ON api.webhooks USING btree (workspace);
SELECT foundation.protect('api.webhooks');

CREATE TABLE api.answers (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    caller uuid NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    status integer,
    body text,
    created_at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT answers_pkey PRIMARY KEY (workspace, caller, key),
    CONSTRAINT answers_caller_fkey FOREIGN KEY (caller) REFERENCES api.keys(id) ON DELETE CASCADE,
    CONSTRAINT answers_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX answers_by_age ON api.answers USING btree (workspace, created_at);
SELECT foundation.protect('api.answers');

CREATE TABLE api.webhook_messages (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    webhook uuid NOT NULL,
    fact uuid,
    type text NOT NULL,
    body text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    last_status integer,
    last_error text,
    state text DEFAULT 'waiting' NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    delivered_at timestamptz,
    CONSTRAINT webhook_messages_state_check CHECK ((state = ANY (ARRAY['waiting', 'delivered', 'failed']))),
    CONSTRAINT webhook_messages_pkey PRIMARY KEY (id),
    CONSTRAINT webhook_messages_webhook_fkey FOREIGN KEY (webhook) REFERENCES api.webhooks(id) ON DELETE CASCADE,
    CONSTRAINT webhook_messages_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX webhook_messages_by_webhook ON api.webhook_messages USING btree (workspace, webhook, id);
SELECT foundation.protect('api.webhook_messages');

GRANT USAGE ON SCHEMA api TO limpide_app;

REVOKE ALL ON FUNCTION api.owner_of_key(given bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION api.owner_of_key(given bytea) TO limpide_app;


-- assistant ---------------------------------------------------------------------------------------


CREATE SCHEMA assistant;

CREATE FUNCTION assistant.erase_turns(threads uuid[]) RETURNS SETOF uuid
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO ''
    AS $$
  delete from assistant.turns
  where workspace = foundation.current_workspace() and conversation = any (threads) returning id
$$;

CREATE TABLE assistant.turns (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    conversation uuid NOT NULL,
    read_until uuid NOT NULL,
    language text NOT NULL,
    decision text NOT NULL,
    rule text NOT NULL,
    cause text,
    confidence real NOT NULL,
    evidence jsonb NOT NULL,
    considered jsonb NOT NULL,
    engine text NOT NULL,
    took_ms real NOT NULL,
    said uuid,
    at timestamptz NOT NULL,
    understood jsonb DEFAULT '{}'::jsonb NOT NULL,
    passages jsonb DEFAULT '[]'::jsonb NOT NULL,
    versions jsonb DEFAULT '{}'::jsonb NOT NULL,
    prompted_by text DEFAULT 'words' NOT NULL,
    CONSTRAINT turns_decision_check CHECK ((decision = ANY (ARRAY['answer', 'ask_back', 'handover', 'social', 'review', 'silent', 'flow']))),
    CONSTRAINT turns_prompted_by_check CHECK ((prompted_by = ANY (ARRAY['words', 'silence', 'decision', 'sign_in']))),
    CONSTRAINT turns_pkey PRIMARY KEY (id),
    CONSTRAINT turns_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX turns_of_conversation ON assistant.turns USING btree (workspace, conversation, read_until);
CREATE INDEX turns_of_period ON assistant.turns USING btree (workspace, at) INCLUDE (conversation, decision);
CREATE UNIQUE INDEX turns_once ON assistant.turns USING btree (workspace, conversation, read_until, prompted_by) WHERE (prompted_by = ANY (ARRAY['words'::text, 'silence'::text]));
SELECT foundation.protect_append_only('assistant.turns');

CREATE TABLE assistant.gap_turns (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    gap uuid NOT NULL,
    conversation uuid NOT NULL,
    read_until uuid NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT gap_turns_pkey PRIMARY KEY (workspace, gap, conversation, read_until),
    CONSTRAINT gap_turns_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX gap_turns_of_conversation ON assistant.gap_turns USING btree (workspace, conversation);
SELECT foundation.protect('assistant.gap_turns');

CREATE TABLE assistant.model_days (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    day date NOT NULL,
    tokens bigint NOT NULL,
    CONSTRAINT model_days_tokens_check CHECK ((tokens >= 0)),
    CONSTRAINT model_days_pkey PRIMARY KEY (workspace, day),
    CONSTRAINT model_days_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
ALTER TABLE assistant.model_days ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON assistant.model_days USING ((workspace = foundation.current_workspace())) WITH CHECK ((workspace = foundation.current_workspace()));
GRANT SELECT,INSERT,UPDATE ON TABLE assistant.model_days TO limpide_app;

CREATE TABLE assistant.contests (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    about uuid NOT NULL,
    conversation uuid,
    message uuid,
    delivery uuid,
    turn uuid,
    passages uuid[] NOT NULL,
    state text NOT NULL,
    note text DEFAULT '' NOT NULL,
    contested_at timestamptz NOT NULL,
    decided_at timestamptz,
    decided_by text DEFAULT '' NOT NULL,
    CONSTRAINT contests_check CHECK (((decided_at IS NULL) = (state = ANY (ARRAY['open', 'withdrawn'])))),
    CONSTRAINT contests_state_check CHECK ((state = ANY (ARRAY['open', 'right', 'corrected', 'not_for_assistant', 'withdrawn']))),
    CONSTRAINT contests_pkey PRIMARY KEY (id),
    CONSTRAINT contests_workspace_about_key UNIQUE (workspace, about),
    CONSTRAINT contests_turn_fkey FOREIGN KEY (turn) REFERENCES assistant.turns(id),
    CONSTRAINT contests_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX contests_in_order ON assistant.contests USING btree (workspace, contested_at DESC);
ALTER TABLE assistant.contests ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON assistant.contests USING ((workspace = foundation.current_workspace())) WITH CHECK ((workspace = foundation.current_workspace()));
GRANT SELECT,INSERT,UPDATE ON TABLE assistant.contests TO limpide_app;

CREATE TABLE assistant.corrections (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    contest uuid NOT NULL,
    conversation uuid NOT NULL,
    message uuid,
    refusal text,
    at timestamptz NOT NULL,
    CONSTRAINT corrections_check CHECK (((message IS NULL) = (refusal IS NOT NULL))),
    CONSTRAINT corrections_pkey PRIMARY KEY (contest, conversation),
    CONSTRAINT corrections_contest_fkey FOREIGN KEY (contest) REFERENCES assistant.contests(id),
    CONSTRAINT corrections_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect_append_only('assistant.corrections');

CREATE VIEW assistant.published_contests WITH (security_invoker='true') AS
 SELECT workspace,
    id,
    conversation,
    state,
    contested_at,
    decided_at
   FROM assistant.contests;

CREATE VIEW assistant.published_turns WITH (security_invoker='true') AS
 SELECT workspace,
    id,
    conversation,
    decision,
    rule,
    said,
    took_ms,
    at
   FROM assistant.turns
  WHERE (prompted_by = 'words'::text);

GRANT USAGE ON SCHEMA assistant TO limpide_app;

REVOKE ALL ON FUNCTION assistant.erase_turns(threads uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION assistant.erase_turns(threads uuid[]) TO limpide_app;

GRANT SELECT ON TABLE assistant.published_contests TO limpide_app;

GRANT SELECT ON TABLE assistant.published_turns TO limpide_app;


-- contacts ----------------------------------------------------------------------------------------


CREATE SCHEMA contacts;

CREATE FUNCTION contacts.erase_choices(person uuid) RETURNS SETOF uuid
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO ''
    AS $$
  delete from contacts.choices
  where workspace = foundation.current_workspace() and contact = person returning id
$$;

CREATE TABLE contacts.contacts (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    name text,
    language text,
    ai_mode text DEFAULT 'any' NOT NULL,
    reference text,
    created_at timestamptz DEFAULT now() NOT NULL,
    time_zone text,
    quiet_from smallint,
    quiet_to smallint,
    paused_until timestamptz,
    attributes jsonb DEFAULT '{}'::jsonb NOT NULL,
    pauses jsonb DEFAULT '{}'::jsonb NOT NULL,
    restricted_at timestamptz,
    merged_into uuid,
    CONSTRAINT contacts_ai_mode_check CHECK ((ai_mode = ANY (ARRAY['any', 'reviewed', 'basic', 'none']))),
    CONSTRAINT contacts_attributes_check CHECK ((jsonb_typeof(attributes) = 'object')),
    CONSTRAINT contacts_pauses_check CHECK ((jsonb_typeof(pauses) = 'object')),
    CONSTRAINT contacts_quiet_both CHECK (((quiet_from IS NULL) = (quiet_to IS NULL))),
    CONSTRAINT contacts_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 1439))),
    CONSTRAINT contacts_quiet_to_check CHECK (((quiet_to >= 0) AND (quiet_to <= 1439))),
    CONSTRAINT contacts_pkey PRIMARY KEY (id),
    CONSTRAINT contacts_workspace_id_key UNIQUE (workspace, id),
    CONSTRAINT contacts_workspace_reference_key UNIQUE (workspace, reference),
    CONSTRAINT contacts_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id),
    CONSTRAINT contacts_workspace_merged_into_fkey FOREIGN KEY (workspace, merged_into) REFERENCES contacts.contacts(workspace, id)
);
CREATE INDEX contacts_merged ON contacts.contacts USING btree (workspace, merged_into) WHERE (merged_into IS NOT NULL);
SELECT foundation.protect('contacts.contacts');

CREATE TABLE contacts.suppressions (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    kind text NOT NULL,
    value_mac bytea NOT NULL,
    reason text NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    until timestamptz,
    rests integer DEFAULT 0 NOT NULL,
    CONSTRAINT suppressions_reason_check CHECK ((reason = ANY (ARRAY['bounced', 'complained', 'stop', 'manual', 'resting']))),
    CONSTRAINT suppressions_rest_check CHECK (((reason = 'resting') = (until IS NOT NULL))),
    CONSTRAINT suppressions_pkey PRIMARY KEY (workspace, kind, value_mac),
    CONSTRAINT suppressions_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('contacts.suppressions');

CREATE TABLE contacts.wordings (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id text NOT NULL,
    version integer NOT NULL,
    language text NOT NULL,
    text text NOT NULL,
    sha256 text NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT wordings_pkey PRIMARY KEY (workspace, id, version, language),
    CONSTRAINT wordings_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect_append_only('contacts.wordings');

CREATE TABLE contacts.addresses (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    contact uuid NOT NULL,
    kind text NOT NULL,
    value text NOT NULL,
    value_mac bytea NOT NULL,
    verified_at timestamptz,
    created_at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT addresses_kind_check CHECK ((kind = ANY (ARRAY['email', 'phone', 'chat', 'postal']))),
    CONSTRAINT addresses_value_check CHECK ((value <> '')),
    CONSTRAINT addresses_pkey PRIMARY KEY (id),
    CONSTRAINT addresses_workspace_kind_value_key UNIQUE (workspace, kind, value),
    CONSTRAINT addresses_workspace_contact_fkey FOREIGN KEY (workspace, contact) REFERENCES contacts.contacts(workspace, id) ON DELETE CASCADE
);
CREATE INDEX addresses_of_contact ON contacts.addresses USING btree (workspace, contact);
SELECT foundation.protect('contacts.addresses');

CREATE TABLE contacts.channel_orders (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    contact uuid NOT NULL,
    purpose text NOT NULL,
    kinds text[] NOT NULL,
    CONSTRAINT channel_orders_pkey PRIMARY KEY (workspace, contact, purpose),
    CONSTRAINT channel_orders_workspace_contact_fkey FOREIGN KEY (workspace, contact) REFERENCES contacts.contacts(workspace, id) ON DELETE CASCADE,
    CONSTRAINT channel_orders_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('contacts.channel_orders');

CREATE TABLE contacts.choices (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    contact uuid NOT NULL,
    kind text NOT NULL,
    purpose text NOT NULL,
    choice text NOT NULL,
    given_at timestamptz NOT NULL,
    act text NOT NULL,
    source text NOT NULL,
    evidence text,
    wording_id text,
    wording_version integer,
    wording_sha256 text,
    actor_kind text NOT NULL,
    actor_id text NOT NULL,
    recorded_at timestamptz DEFAULT now() NOT NULL,
    goods text[] DEFAULT '{}'::text[] NOT NULL,
    rule text,
    valid_until timestamptz,
    CONSTRAINT choices_bought_check CHECK ((((choice = 'bought') = (rule IS NOT NULL)) AND ((rule IS NULL) = (valid_until IS NULL)) AND ((rule IS NULL) OR ((purpose = 'offers') AND (evidence IS NOT NULL) AND (goods <> '{}'::text[]))))),
    CONSTRAINT choices_check CHECK (((act <> 'import') OR (evidence IS NOT NULL))),
    CONSTRAINT choices_choice_check CHECK ((choice = ANY (ARRAY['granted', 'withdrawn', 'bought']))),
    CONSTRAINT choices_pkey PRIMARY KEY (id),
    CONSTRAINT choices_workspace_contact_fkey FOREIGN KEY (workspace, contact) REFERENCES contacts.contacts(workspace, id)
);
CREATE INDEX choices_last ON contacts.choices USING btree (workspace, contact, kind, purpose, given_at, id);
GRANT UPDATE(contact) ON TABLE contacts.choices TO limpide_app;
SELECT foundation.protect_append_only('contacts.choices');

CREATE TABLE contacts.data_uses (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    contact uuid NOT NULL,
    datum text NOT NULL,
    use text NOT NULL,
    with_ai boolean NOT NULL,
    source text NOT NULL,
    given_at timestamptz NOT NULL,
    until timestamptz,
    CONSTRAINT data_uses_use_check CHECK ((use = ANY (ARRAY['replies', 'news']))),
    CONSTRAINT data_uses_pkey PRIMARY KEY (workspace, contact, datum, use),
    CONSTRAINT data_uses_contact_fkey FOREIGN KEY (contact) REFERENCES contacts.contacts(id) ON DELETE CASCADE,
    CONSTRAINT data_uses_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('contacts.data_uses');

CREATE TABLE contacts.different (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    first uuid NOT NULL,
    second uuid NOT NULL,
    CONSTRAINT different_check CHECK ((first < second)),
    CONSTRAINT different_pkey PRIMARY KEY (workspace, first, second),
    CONSTRAINT different_workspace_first_fkey FOREIGN KEY (workspace, first) REFERENCES contacts.contacts(workspace, id) ON DELETE CASCADE,
    CONSTRAINT different_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id),
    CONSTRAINT different_workspace_second_fkey FOREIGN KEY (workspace, second) REFERENCES contacts.contacts(workspace, id) ON DELETE CASCADE
);
SELECT foundation.protect('contacts.different');

CREATE TABLE contacts.doings (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    contact uuid NOT NULL,
    what text NOT NULL,
    times integer NOT NULL,
    first_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL,
    CONSTRAINT doings_times_check CHECK ((times > 0)),
    CONSTRAINT doings_what_check CHECK ((what ~ '^[a-z][a-z0-9_]{0,39}$')),
    CONSTRAINT doings_pkey PRIMARY KEY (workspace, contact, what),
    CONSTRAINT doings_workspace_contact_fkey FOREIGN KEY (workspace, contact) REFERENCES contacts.contacts(workspace, id) ON DELETE CASCADE,
    CONSTRAINT doings_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('contacts.doings');

CREATE TABLE contacts.frequencies (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    contact uuid NOT NULL,
    purpose text NOT NULL,
    most integer NOT NULL,
    days integer NOT NULL,
    CONSTRAINT frequencies_days_check CHECK (((days >= 1) AND (days <= 366))),
    CONSTRAINT frequencies_most_check CHECK (((most >= 0) AND (most <= 1000))),
    CONSTRAINT frequencies_pkey PRIMARY KEY (workspace, contact, purpose),
    CONSTRAINT frequencies_workspace_contact_fkey FOREIGN KEY (workspace, contact) REFERENCES contacts.contacts(workspace, id) ON DELETE CASCADE,
    CONSTRAINT frequencies_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('contacts.frequencies');

CREATE TABLE contacts.pending_grants (
    token_sha256 bytea NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    contact uuid NOT NULL,
    address uuid NOT NULL,
    kind text NOT NULL,
    purpose text NOT NULL,
    wording_id text NOT NULL,
    wording_version integer NOT NULL,
    wording_language text NOT NULL,
    source text NOT NULL,
    asked_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    CONSTRAINT pending_grants_pkey PRIMARY KEY (token_sha256),
    CONSTRAINT pending_grants_workspace_contact_fkey FOREIGN KEY (workspace, contact) REFERENCES contacts.contacts(workspace, id) ON DELETE CASCADE,
    CONSTRAINT pending_grants_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX pending_grants_of_contact ON contacts.pending_grants USING btree (workspace, contact);
SELECT foundation.protect('contacts.pending_grants');

CREATE TABLE contacts.rhythms (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    contact uuid NOT NULL,
    purpose text NOT NULL,
    rhythm text NOT NULL,
    CONSTRAINT rhythms_rhythm_check CHECK ((rhythm = ANY (ARRAY['daily', 'weekly', 'monthly']))),
    CONSTRAINT rhythms_pkey PRIMARY KEY (workspace, contact, purpose),
    CONSTRAINT rhythms_workspace_contact_fkey FOREIGN KEY (workspace, contact) REFERENCES contacts.contacts(workspace, id) ON DELETE CASCADE,
    CONSTRAINT rhythms_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('contacts.rhythms');

CREATE TABLE contacts.saved_before (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    contact uuid NOT NULL,
    form jsonb NOT NULL,
    saved_at timestamptz NOT NULL,
    CONSTRAINT saved_before_pkey PRIMARY KEY (workspace, contact),
    CONSTRAINT saved_before_workspace_contact_fkey FOREIGN KEY (workspace, contact) REFERENCES contacts.contacts(workspace, id) ON DELETE CASCADE,
    CONSTRAINT saved_before_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('contacts.saved_before');

CREATE TABLE contacts.tokens (
    token_sha256 bytea NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    contact uuid NOT NULL,
    kind text,
    purpose text,
    expires_at timestamptz NOT NULL,
    CONSTRAINT tokens_check CHECK (((kind IS NULL) = (purpose IS NULL))),
    CONSTRAINT tokens_pkey PRIMARY KEY (token_sha256),
    CONSTRAINT tokens_workspace_contact_fkey FOREIGN KEY (workspace, contact) REFERENCES contacts.contacts(workspace, id) ON DELETE CASCADE
);
CREATE INDEX tokens_expired ON contacts.tokens USING btree (workspace, expires_at);
SELECT foundation.protect('contacts.tokens');

GRANT USAGE ON SCHEMA contacts TO limpide_app;

REVOKE ALL ON FUNCTION contacts.erase_choices(person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION contacts.erase_choices(person uuid) TO limpide_app;


-- flows -------------------------------------------------------------------------------------------


CREATE SCHEMA flows;

CREATE FUNCTION flows.erase_calls(person uuid) RETURNS SETOF uuid
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO ''
    AS $$
  delete from flows.calls
  where workspace = foundation.current_workspace() and contact = person returning id
$$;

CREATE TABLE flows.runs (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    conversation uuid NOT NULL,
    contact uuid NOT NULL,
    flow text NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    memory jsonb NOT NULL,
    waiting jsonb,
    asked integer DEFAULT 0 NOT NULL,
    read_until uuid,
    started_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    resumed_at timestamptz NOT NULL,
    CONSTRAINT runs_state_check CHECK ((state = ANY (ARRAY['active', 'parked', 'done', 'cancelled', 'handed_over', 'expired']))),
    CONSTRAINT runs_pkey PRIMARY KEY (id),
    CONSTRAINT runs_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX runs_of_contact ON flows.runs USING btree (workspace, contact);
CREATE INDEX runs_of_conversation ON flows.runs USING btree (workspace, conversation, id);
CREATE INDEX runs_of_period ON flows.runs USING btree (workspace, started_at) INCLUDE (flow, state);
SELECT foundation.protect('flows.runs');

CREATE TABLE flows.codes (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    conversation uuid NOT NULL,
    address text NOT NULL,
    digest bytea NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CONSTRAINT codes_digest_check CHECK ((length(digest) = 32)),
    CONSTRAINT codes_pkey PRIMARY KEY (id),
    CONSTRAINT codes_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX codes_of_conversation ON flows.codes USING btree (workspace, conversation, id);
SELECT foundation.protect('flows.codes');

CREATE TABLE flows.connectors (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    name text NOT NULL,
    base_url text NOT NULL,
    sealed_authorization bytea,
    CONSTRAINT connectors_base_url_check CHECK ((base_url ~ '^(https?://.+|command:[a-z][a-z0-9_]*|python:)$')),
    CONSTRAINT connectors_pkey PRIMARY KEY (workspace, name),
    CONSTRAINT connectors_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('flows.connectors');

CREATE TABLE flows.definitions (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    version integer NOT NULL,
    body text NOT NULL,
    state text NOT NULL,
    author text NOT NULL,
    created_at timestamptz NOT NULL,
    published_at timestamptz,
    CONSTRAINT definitions_kind_check CHECK ((kind = ANY (ARRAY['flow', 'actions', 'talk']))),
    CONSTRAINT definitions_state_check CHECK ((state = ANY (ARRAY['draft', 'published', 'retired']))),
    CONSTRAINT definitions_version_check CHECK ((version > 0)),
    CONSTRAINT definitions_pkey PRIMARY KEY (workspace, kind, name, version),
    CONSTRAINT definitions_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE UNIQUE INDEX definitions_one_published ON flows.definitions USING btree (workspace, kind, name) WHERE (state = 'published'::text);
ALTER TABLE flows.definitions ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON flows.definitions USING ((workspace = foundation.current_workspace())) WITH CHECK ((workspace = foundation.current_workspace()));
GRANT SELECT,INSERT,UPDATE ON TABLE flows.definitions TO limpide_app;

CREATE TABLE flows.identities (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    conversation uuid NOT NULL,
    address text NOT NULL,
    level text NOT NULL,
    until timestamptz NOT NULL,
    CONSTRAINT identities_level_check CHECK ((level = ANY (ARRAY['recognised', 'verified', 'strong']))),
    CONSTRAINT identities_pkey PRIMARY KEY (workspace, conversation, address),
    CONSTRAINT identities_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('flows.identities');

CREATE TABLE flows.identity_policies (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    verified_minutes integer NOT NULL,
    strong_minutes integer NOT NULL,
    issuer text,
    client_id text,
    sealed_secret bytea,
    link text NOT NULL,
    claim text NOT NULL,
    acr text,
    CONSTRAINT identity_policies_check CHECK (((issuer IS NULL) = (client_id IS NULL))),
    CONSTRAINT identity_policies_issuer_check CHECK ((issuer ~ '^https?://')),
    CONSTRAINT identity_policies_link_check CHECK ((link = ANY (ARRAY['email', 'reference']))),
    CONSTRAINT identity_policies_strong_minutes_check CHECK (((strong_minutes >= 1) AND (strong_minutes <= 43200))),
    CONSTRAINT identity_policies_verified_minutes_check CHECK (((verified_minutes >= 1) AND (verified_minutes <= 43200))),
    CONSTRAINT identity_policies_pkey PRIMARY KEY (workspace),
    CONSTRAINT identity_policies_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('flows.identity_policies');

CREATE TABLE flows.sign_ins (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    conversation uuid NOT NULL,
    state bytea NOT NULL,
    browser bytea NOT NULL,
    nonce text NOT NULL,
    sealed_verifier bytea NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CONSTRAINT sign_ins_browser_check CHECK ((length(browser) = 32)),
    CONSTRAINT sign_ins_state_check CHECK ((length(state) = 32)),
    CONSTRAINT sign_ins_pkey PRIMARY KEY (id),
    CONSTRAINT sign_ins_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX sign_ins_of_conversation ON flows.sign_ins USING btree (workspace, conversation);
CREATE UNIQUE INDEX sign_ins_of_state ON flows.sign_ins USING btree (workspace, state);
SELECT foundation.protect('flows.sign_ins');

CREATE TABLE flows.silence_policies (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    minutes integer NOT NULL,
    CONSTRAINT silence_policies_minutes_check CHECK (((minutes >= 0) AND (minutes <= 60))),
    CONSTRAINT silence_policies_pkey PRIMARY KEY (workspace),
    CONSTRAINT silence_policies_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('flows.silence_policies');

CREATE TABLE flows.tests (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    flow text,
    name text NOT NULL,
    script jsonb NOT NULL,
    author text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT tests_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT tests_pkey PRIMARY KEY (id),
    CONSTRAINT tests_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX tests_of_flow ON flows.tests USING btree (workspace, flow);
SELECT foundation.protect('flows.tests');

CREATE TABLE flows.calls (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    run uuid,
    contact uuid NOT NULL,
    action text NOT NULL,
    version integer NOT NULL,
    key text NOT NULL,
    changes boolean NOT NULL,
    arguments jsonb NOT NULL,
    state text NOT NULL,
    rule text NOT NULL,
    result jsonb,
    code text,
    approved_by uuid,
    requested_at timestamptz NOT NULL,
    started_at timestamptz,
    ended_at timestamptz,
    thing text,
    before jsonb,
    undoes uuid,
    CONSTRAINT calls_state_check CHECK ((state = ANY (ARRAY['waiting', 'approved', 'running', 'done', 'failed', 'unsure', 'refused']))),
    CONSTRAINT calls_pkey PRIMARY KEY (id),
    CONSTRAINT calls_run_fkey FOREIGN KEY (run) REFERENCES flows.runs(id),
    CONSTRAINT calls_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX calls_of_run ON flows.calls USING btree (workspace, run, id);
CREATE INDEX calls_of_thing ON flows.calls USING btree (workspace, thing, ended_at) WHERE (changes AND (thing IS NOT NULL));
CREATE UNIQUE INDEX calls_once ON flows.calls USING btree (workspace, key) WHERE (changes AND (state = ANY (ARRAY['waiting'::text, 'approved'::text, 'running'::text, 'done'::text, 'unsure'::text])));
CREATE INDEX calls_that_undo ON flows.calls USING btree (workspace, undoes) WHERE (undoes IS NOT NULL);
CREATE INDEX calls_unsure ON flows.calls USING btree (workspace, requested_at) WHERE (state = 'unsure'::text);
CREATE INDEX calls_waiting ON flows.calls USING btree (workspace, requested_at) WHERE (state = 'waiting'::text);
ALTER TABLE flows.calls ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON flows.calls USING ((workspace = foundation.current_workspace())) WITH CHECK ((workspace = foundation.current_workspace()));
GRANT SELECT,INSERT,UPDATE ON TABLE flows.calls TO limpide_app;

CREATE VIEW flows.published_runs WITH (security_invoker='true') AS
 SELECT workspace,
    id,
    flow,
    version,
    state,
    started_at
   FROM flows.runs;

GRANT USAGE ON SCHEMA flows TO limpide_app;

REVOKE ALL ON FUNCTION flows.erase_calls(person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION flows.erase_calls(person uuid) TO limpide_app;

GRANT SELECT ON TABLE flows.published_runs TO limpide_app;


-- journeys ----------------------------------------------------------------------------------------


CREATE SCHEMA journeys;

CREATE TABLE journeys.segments (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    name text NOT NULL,
    rule jsonb NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT segments_name_check CHECK ((name <> '')),
    CONSTRAINT segments_pkey PRIMARY KEY (id),
    CONSTRAINT segments_workspace_id_key UNIQUE (workspace, id),
    CONSTRAINT segments_workspace_name_key UNIQUE (workspace, name),
    CONSTRAINT segments_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('journeys.segments');

CREATE TABLE journeys.gathered (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    contact uuid NOT NULL,
    purpose text NOT NULL,
    template uuid NOT NULL,
    name text NOT NULL,
    language text NOT NULL,
    said jsonb NOT NULL,
    key text,
    reference uuid,
    at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    expires_at timestamptz,
    state text DEFAULT 'waiting' NOT NULL,
    refusal text,
    message uuid,
    CONSTRAINT gathered_check CHECK (((state = 'sent') = (message IS NOT NULL))),
    CONSTRAINT gathered_state_check CHECK ((state = ANY (ARRAY['waiting', 'sent', 'refused', 'cancelled', 'expired']))),
    CONSTRAINT gathered_pkey PRIMARY KEY (id),
    CONSTRAINT gathered_workspace_key_key UNIQUE (workspace, key),
    CONSTRAINT gathered_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX gathered_of_message ON journeys.gathered USING btree (workspace, message) WHERE (message IS NOT NULL);
CREATE INDEX gathered_waiting ON journeys.gathered USING btree (workspace, contact, purpose, at) WHERE (state = 'waiting'::text);
SELECT foundation.protect('journeys.gathered');

CREATE TABLE journeys.images (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    content_type text NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    content bytea NOT NULL,
    sha256 bytea NOT NULL,
    alt jsonb NOT NULL,
    author text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT images_content_check CHECK (((octet_length(content) >= 1) AND (octet_length(content) <= 1000000))),
    CONSTRAINT images_content_type_check CHECK ((content_type = ANY (ARRAY['image/png', 'image/jpeg', 'image/gif']))),
    CONSTRAINT images_height_check CHECK (((height >= 1) AND (height <= 1600))),
    CONSTRAINT images_name_check CHECK (((name ~ '^[a-z0-9]+(-[a-z0-9]+)*$') AND (length(name) <= 60))),
    CONSTRAINT images_width_check CHECK (((width >= 1) AND (width <= 1600))),
    CONSTRAINT images_pkey PRIMARY KEY (workspace, id),
    CONSTRAINT images_workspace_name_key UNIQUE (workspace, name),
    CONSTRAINT images_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('journeys.images');

CREATE TABLE journeys.templates (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    name text NOT NULL,
    purpose text NOT NULL,
    importance text NOT NULL,
    published integer,
    created_at timestamptz DEFAULT now() NOT NULL,
    goods text DEFAULT '' NOT NULL,
    CONSTRAINT templates_importance_check CHECK ((importance = ANY (ARRAY['critical', 'important', 'routine']))),
    CONSTRAINT templates_name_check CHECK ((name <> '')),
    CONSTRAINT templates_pkey PRIMARY KEY (id),
    CONSTRAINT templates_workspace_id_key UNIQUE (workspace, id),
    CONSTRAINT templates_workspace_name_key UNIQUE (workspace, name),
    CONSTRAINT templates_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('journeys.templates');

CREATE TABLE journeys.campaigns (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    name text NOT NULL,
    segment uuid NOT NULL,
    state text NOT NULL,
    per_minute integer,
    author text NOT NULL,
    starter text,
    starts_at timestamptz,
    created_at timestamptz DEFAULT now() NOT NULL,
    started_at timestamptz,
    ended_at timestamptz,
    review uuid,
    approved_people integer,
    approvers text DEFAULT '' NOT NULL,
    ramp_hours integer,
    running_since timestamptz,
    held_why text DEFAULT '' NOT NULL,
    judged jsonb,
    meant jsonb,
    CONSTRAINT campaigns_name_check CHECK ((name <> '')),
    CONSTRAINT campaigns_per_minute_check CHECK (((per_minute >= 1) AND (per_minute <= 1000000))),
    CONSTRAINT campaigns_ramp_hours_check CHECK (((ramp_hours >= 1) AND (ramp_hours <= 336))),
    CONSTRAINT campaigns_state_check CHECK ((state = ANY (ARRAY['draft', 'review', 'scheduled', 'gathering', 'running', 'paused', 'done', 'cancelled']))),
    CONSTRAINT campaigns_pkey PRIMARY KEY (id),
    CONSTRAINT campaigns_workspace_id_key UNIQUE (workspace, id),
    CONSTRAINT campaigns_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id),
    CONSTRAINT campaigns_workspace_segment_fkey FOREIGN KEY (workspace, segment) REFERENCES journeys.segments(workspace, id)
);
SELECT foundation.protect('journeys.campaigns');

CREATE TABLE journeys.template_versions (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    template uuid NOT NULL,
    version integer NOT NULL,
    wordings jsonb NOT NULL,
    sample jsonb NOT NULL,
    author text NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    published_at timestamptz,
    author_kind text DEFAULT 'template' NOT NULL,
    engine jsonb,
    review uuid,
    reviewer text DEFAULT '' NOT NULL,
    CONSTRAINT ai_is_reviewed CHECK (((author_kind = 'template') OR (published_at IS NULL) OR (reviewer <> ''))),
    CONSTRAINT template_versions_author_kind_check CHECK ((author_kind = ANY (ARRAY['template', 'ai', 'person_with_ai']))),
    CONSTRAINT template_versions_version_check CHECK ((version >= 1)),
    CONSTRAINT template_versions_pkey PRIMARY KEY (workspace, template, version),
    CONSTRAINT template_versions_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id),
    CONSTRAINT template_versions_workspace_template_fkey FOREIGN KEY (workspace, template) REFERENCES journeys.templates(workspace, id)
);
SELECT foundation.protect('journeys.template_versions');

CREATE TABLE journeys.recipients (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    campaign uuid NOT NULL,
    contact uuid NOT NULL,
    variant smallint NOT NULL,
    state text NOT NULL,
    refusal text,
    message uuid,
    CONSTRAINT recipients_state_check CHECK ((state = ANY (ARRAY['waiting', 'sent', 'refused']))),
    CONSTRAINT recipients_pkey PRIMARY KEY (workspace, campaign, contact),
    CONSTRAINT recipients_workspace_campaign_fkey FOREIGN KEY (workspace, campaign) REFERENCES journeys.campaigns(workspace, id)
);
CREATE INDEX recipients_waiting ON journeys.recipients USING btree (workspace, campaign, contact) WHERE (state = 'waiting'::text);
SELECT foundation.protect('journeys.recipients');

CREATE TABLE journeys.campaign_contents (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    campaign uuid NOT NULL,
    variant smallint NOT NULL,
    template uuid NOT NULL,
    version integer NOT NULL,
    CONSTRAINT campaign_contents_variant_check CHECK ((variant >= 1)),
    CONSTRAINT campaign_contents_pkey PRIMARY KEY (workspace, campaign, variant),
    CONSTRAINT campaign_contents_workspace_campaign_fkey FOREIGN KEY (workspace, campaign) REFERENCES journeys.campaigns(workspace, id),
    CONSTRAINT campaign_contents_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id),
    CONSTRAINT campaign_contents_workspace_template_version_fkey FOREIGN KEY (workspace, template, version) REFERENCES journeys.template_versions(workspace, template, version)
);
SELECT foundation.protect('journeys.campaign_contents');

GRANT USAGE ON SCHEMA journeys TO limpide_app;


-- knowledge ---------------------------------------------------------------------------------------


CREATE SCHEMA knowledge;

CREATE TABLE knowledge.sources (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    kind text NOT NULL,
    location text NOT NULL,
    owner text,
    review_on date,
    is_approved boolean NOT NULL,
    added_at timestamptz NOT NULL,
    read_at timestamptz,
    retired_at timestamptz,
    CONSTRAINT sources_kind_check CHECK ((kind = ANY (ARRAY['folder', 'file', 'site', 'upload']))),
    CONSTRAINT sources_pkey PRIMARY KEY (id),
    CONSTRAINT sources_workspace_id_key UNIQUE (workspace, id),
    CONSTRAINT sources_workspace_location_key UNIQUE (workspace, location),
    CONSTRAINT sources_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('knowledge.sources');

CREATE TABLE knowledge.gaps (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    question text NOT NULL,
    folded text NOT NULL,
    language text NOT NULL,
    reason text NOT NULL,
    asked integer DEFAULT 1 NOT NULL,
    first_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL,
    closed_at timestamptz,
    taken_by text,
    taken_at timestamptz,
    CONSTRAINT gaps_asked_check CHECK ((asked > 0)),
    CONSTRAINT gaps_language_check CHECK ((language = ANY (ARRAY['fr', 'en']))),
    CONSTRAINT gaps_pkey PRIMARY KEY (id),
    CONSTRAINT gaps_workspace_language_folded_key UNIQUE (workspace, language, folded),
    CONSTRAINT gaps_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX gaps_newest ON knowledge.gaps USING btree (workspace, last_at DESC) WHERE (closed_at IS NULL);
SELECT foundation.protect('knowledge.gaps');

CREATE TABLE knowledge.revisions (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    revision uuid NOT NULL,
    CONSTRAINT revisions_pkey PRIMARY KEY (workspace),
    CONSTRAINT revisions_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('knowledge.revisions');

CREATE TABLE knowledge.synonyms (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    language text NOT NULL,
    place integer NOT NULL,
    words text[] NOT NULL,
    CONSTRAINT synonyms_language_check CHECK ((language = ANY (ARRAY['fr', 'en']))),
    CONSTRAINT synonyms_words_check CHECK (((cardinality(words) >= 2) AND (cardinality(words) <= 20))),
    CONSTRAINT synonyms_pkey PRIMARY KEY (id),
    CONSTRAINT synonyms_workspace_language_place_key UNIQUE (workspace, language, place),
    CONSTRAINT synonyms_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('knowledge.synonyms');

CREATE TABLE knowledge.documents (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    source uuid NOT NULL,
    path text NOT NULL,
    slug text NOT NULL,
    language text NOT NULL,
    category text,
    title text NOT NULL,
    owner text,
    review_on date,
    valid_until date,
    is_approved boolean NOT NULL,
    keywords text[] NOT NULL,
    sha256 bytea NOT NULL,
    version integer NOT NULL,
    added_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    retired_at timestamptz,
    hands jsonb,
    CONSTRAINT documents_language_check CHECK ((language = ANY (ARRAY['fr', 'en']))),
    CONSTRAINT documents_sha256_check CHECK ((length(sha256) = 32)),
    CONSTRAINT documents_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]*$')),
    CONSTRAINT documents_version_check CHECK ((version > 0)),
    CONSTRAINT documents_pkey PRIMARY KEY (id),
    CONSTRAINT documents_workspace_id_key UNIQUE (workspace, id),
    CONSTRAINT documents_workspace_source_path_key UNIQUE (workspace, source, path),
    CONSTRAINT documents_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id),
    CONSTRAINT documents_workspace_source_fkey FOREIGN KEY (workspace, source) REFERENCES knowledge.sources(workspace, id)
);
CREATE UNIQUE INDEX documents_by_slug ON knowledge.documents USING btree (workspace, language, slug) WHERE (retired_at IS NULL);
SELECT foundation.protect('knowledge.documents');

CREATE TABLE knowledge.versions (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    document uuid NOT NULL,
    version integer NOT NULL,
    title text NOT NULL,
    sections jsonb NOT NULL,
    read_at timestamptz NOT NULL,
    by_name text DEFAULT '' NOT NULL,
    note text DEFAULT '' NOT NULL,
    CONSTRAINT versions_pkey PRIMARY KEY (workspace, document, version),
    CONSTRAINT versions_workspace_document_fkey FOREIGN KEY (workspace, document) REFERENCES knowledge.documents(workspace, id),
    CONSTRAINT versions_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect_append_only('knowledge.versions');

CREATE TABLE knowledge.passages (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    document uuid NOT NULL,
    version integer NOT NULL,
    section integer NOT NULL,
    place integer NOT NULL,
    path text[] NOT NULL,
    anchor text NOT NULL,
    text text NOT NULL,
    CONSTRAINT passages_text_check CHECK ((text <> '')),
    CONSTRAINT passages_pkey PRIMARY KEY (id),
    CONSTRAINT passages_workspace_document_version_section_place_key UNIQUE (workspace, document, version, section, place),
    CONSTRAINT passages_workspace_document_version_fkey FOREIGN KEY (workspace, document, version) REFERENCES knowledge.versions(workspace, document, version),
    CONSTRAINT passages_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect_append_only('knowledge.passages');

CREATE TABLE knowledge.vectors (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    passage uuid NOT NULL,
    model text NOT NULL,
    dimensions integer NOT NULL,
    "values" bytea NOT NULL,
    CONSTRAINT vectors_check CHECK ((length("values") = (dimensions * 4))),
    CONSTRAINT vectors_dimensions_check CHECK (((dimensions >= 1) AND (dimensions <= 8192))),
    CONSTRAINT vectors_pkey PRIMARY KEY (workspace, passage, model),
    CONSTRAINT vectors_passage_fkey FOREIGN KEY (passage) REFERENCES knowledge.passages(id),
    CONSTRAINT vectors_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('knowledge.vectors');

GRANT USAGE ON SCHEMA knowledge TO limpide_app;


-- ledger ------------------------------------------------------------------------------------------


CREATE SCHEMA ledger;

CREATE FUNCTION ledger.erase_entries(ids uuid[]) RETURNS SETOF uuid
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO ''
    AS $$
  with erased as (
    update ledger.entries
    set what = 'entry.erased', about = '00000000-0000-0000-0000-000000000000', why = '',
        actor_kind = 'system', actor_id = '', actor_name = '', data = '{}', salt = null
    where workspace = foundation.current_workspace() and id = any (ids) and salt is not null
    returning id
  )
  insert into ledger.erasures (workspace, entry)
  select foundation.current_workspace(), id from erased returning entry
$$;

CREATE FUNCTION ledger.passports_have_their_keys() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if exists (
    select from (select distinct workspace, key from issued) i
    where not exists (
      select from ledger.signing_keys k where k.workspace = i.workspace and k.id = i.key)
  ) then
    raise exception 'a passport names a key that there is not' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;

CREATE TABLE ledger.passports (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    message uuid NOT NULL,
    token_sha256 bytea NOT NULL,
    body text NOT NULL,
    key text NOT NULL,
    signature bytea NOT NULL,
    issued_at timestamptz NOT NULL,
    tx xid8 DEFAULT pg_current_xact_id() NOT NULL,
    footprint jsonb GENERATED ALWAYS AS (((((body)::jsonb -> 'footprint') - 'factors') - 'unit')) STORED,
    CONSTRAINT passports_signature_check CHECK ((length(signature) = 64)),
    CONSTRAINT passports_token_sha256_check CHECK ((length(token_sha256) = 32)),
    CONSTRAINT passports_pkey PRIMARY KEY (workspace, id),
    CONSTRAINT passports_token_sha256_key UNIQUE (token_sha256),
    CONSTRAINT passports_workspace_id_message_key UNIQUE (workspace, id, message),
    CONSTRAINT passports_workspace_message_key UNIQUE (workspace, message)
);
CREATE INDEX passports_by_commit ON ledger.passports USING btree (workspace, tx, id);
CREATE INDEX passports_of_period ON ledger.passports USING btree (workspace, issued_at) INCLUDE (message, footprint);
CREATE TRIGGER passports_have_their_keys AFTER INSERT ON ledger.passports REFERENCING NEW TABLE AS issued FOR EACH STATEMENT EXECUTE FUNCTION ledger.passports_have_their_keys();
SELECT foundation.protect_append_only('ledger.passports');

CREATE TABLE ledger.checkpoints (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    size bigint NOT NULL,
    note text NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT checkpoints_size_check CHECK ((size > 0)),
    CONSTRAINT checkpoints_pkey PRIMARY KEY (workspace, size),
    CONSTRAINT checkpoints_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect_append_only('ledger.checkpoints');

CREATE TABLE ledger.entries (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    what text NOT NULL,
    about uuid NOT NULL,
    why text NOT NULL,
    actor_kind text NOT NULL,
    actor_id text NOT NULL,
    actor_name text NOT NULL,
    data jsonb NOT NULL,
    at timestamptz NOT NULL,
    salt bytea,
    sha256 bytea NOT NULL,
    tx xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT entries_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['person', 'contact', 'ai', 'system', 'api']))),
    CONSTRAINT entries_salt_check CHECK ((length(salt) >= 16)),
    CONSTRAINT entries_sha256_check CHECK ((length(sha256) = 32)),
    CONSTRAINT entries_what_check CHECK ((what ~ '^[a-z_]+(\.[a-z_]+)+$')),
    CONSTRAINT entries_pkey PRIMARY KEY (workspace, id),
    CONSTRAINT entries_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX entries_about ON ledger.entries USING btree (workspace, about, id);
CREATE INDEX entries_by_commit ON ledger.entries USING btree (workspace, tx, id);
CREATE INDEX entries_of_actor ON ledger.entries USING btree (workspace, actor_id) WHERE (actor_kind = 'contact'::text);
SELECT foundation.protect_append_only('ledger.entries');

CREATE TABLE ledger.erasures (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    entry uuid NOT NULL,
    at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT erasures_pkey PRIMARY KEY (workspace, entry),
    CONSTRAINT erasures_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
ALTER TABLE ledger.erasures ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON ledger.erasures USING ((workspace = foundation.current_workspace())) WITH CHECK ((workspace = foundation.current_workspace()));
GRANT SELECT ON TABLE ledger.erasures TO limpide_app;

CREATE TABLE ledger.leaves (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    place bigint NOT NULL,
    kind text NOT NULL,
    id uuid NOT NULL,
    life smallint NOT NULL,
    tx bigint NOT NULL,
    digest bytea NOT NULL,
    CONSTRAINT leaves_digest_check CHECK ((length(digest) = 32)),
    CONSTRAINT leaves_kind_check CHECK ((kind = ANY (ARRAY['entry', 'passport']))),
    CONSTRAINT leaves_place_check CHECK ((place >= 0)),
    CONSTRAINT leaves_pkey PRIMARY KEY (workspace, place),
    CONSTRAINT leaves_workspace_kind_id_key UNIQUE (workspace, kind, id)
);
SELECT foundation.protect_append_only('ledger.leaves');

CREATE TABLE ledger.nodes (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    level smallint NOT NULL,
    place bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT nodes_hash_check CHECK ((length(hash) = 32)),
    CONSTRAINT nodes_level_check CHECK ((level >= 4)),
    CONSTRAINT nodes_pkey PRIMARY KEY (workspace, level, place)
);
SELECT foundation.protect_append_only('ledger.nodes');

CREATE TABLE ledger.signing_keys (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id text NOT NULL,
    public bytea NOT NULL,
    sealed_private bytea NOT NULL,
    created_at timestamptz NOT NULL,
    retired_at timestamptz,
    CONSTRAINT signing_keys_public_check CHECK ((length(public) = 32)),
    CONSTRAINT signing_keys_pkey PRIMARY KEY (workspace, id),
    CONSTRAINT signing_keys_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE UNIQUE INDEX signing_keys_one_in_use ON ledger.signing_keys USING btree (workspace) WHERE (retired_at IS NULL);
GRANT UPDATE(retired_at) ON TABLE ledger.signing_keys TO limpide_app;
SELECT foundation.protect_append_only('ledger.signing_keys');

CREATE TABLE ledger.passport_events (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    passport uuid NOT NULL,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT passport_events_pkey PRIMARY KEY (workspace, passport, id),
    CONSTRAINT passport_events_workspace_passport_fkey FOREIGN KEY (workspace, passport) REFERENCES ledger.passports(workspace, id)
);
SELECT foundation.protect_append_only('ledger.passport_events');

CREATE FUNCTION ledger.workspace_of_passport(digest bytea) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    RETURN (SELECT passports.workspace FROM ledger.passports WHERE (passports.token_sha256 = workspace_of_passport.digest));

CREATE VIEW ledger.published_passports WITH (security_invoker='true') AS
 SELECT workspace,
    message,
    issued_at,
    ((footprint ->> 'low'::text))::bigint AS micrograms_low,
    ((footprint ->> 'central'::text))::bigint AS micrograms_central,
    ((footprint ->> 'high'::text))::bigint AS micrograms_high
   FROM ledger.passports;

GRANT USAGE ON SCHEMA ledger TO limpide_app;

REVOKE ALL ON FUNCTION ledger.erase_entries(ids uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.erase_entries(ids uuid[]) TO limpide_app;

REVOKE ALL ON FUNCTION ledger.workspace_of_passport(digest bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.workspace_of_passport(digest bytea) TO limpide_app;

GRANT SELECT ON TABLE ledger.published_passports TO limpide_app;


-- review ------------------------------------------------------------------------------------------


CREATE SCHEMA review;

CREATE FUNCTION review.has_its_approvals() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if new.state in ('approved', 'edited') and (
    select count(*) from review.approvals a
    where a.item = new.id and a.text_sha256 = new.text_sha256 and a.author = new.author
  ) < new.needed then
    raise exception 'item % lacks approvals', new.id using errcode = 'check_violation';
  end if;
  return new;
end $$;

CREATE TABLE review.items (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    subject uuid NOT NULL,
    title text NOT NULL,
    conversation uuid,
    skill text NOT NULL,
    channel text NOT NULL,
    author text NOT NULL,
    needed smallint NOT NULL,
    text text NOT NULL,
    text_sha256 bytea NOT NULL,
    payload jsonb NOT NULL,
    state text DEFAULT 'waiting' NOT NULL,
    created_at timestamptz NOT NULL,
    deadline timestamptz NOT NULL,
    decided_by uuid,
    decided_name text,
    decided_at timestamptz,
    reason text,
    runs jsonb,
    assignee uuid,
    assignee_name text,
    assigned_at timestamptz,
    CONSTRAINT items_assignee_check CHECK ((((assignee IS NULL) = (assignee_name IS NULL)) AND ((assignee IS NULL) = (assigned_at IS NULL)))),
    CONSTRAINT items_kind_check CHECK ((kind = ANY (ARRAY['reply', 'action', 'notice', 'campaign', 'said']))),
    CONSTRAINT items_needed_check CHECK (((needed >= 1) AND (needed <= 5))),
    CONSTRAINT items_state_check CHECK ((state = ANY (ARRAY['waiting', 'approved', 'edited', 'rejected', 'taken', 'expired']))),
    CONSTRAINT items_text_sha256_check CHECK ((length(text_sha256) = 32)),
    CONSTRAINT items_pkey PRIMARY KEY (id),
    CONSTRAINT items_workspace_kind_subject_key UNIQUE (workspace, kind, subject),
    CONSTRAINT items_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX items_assigned ON review.items USING btree (workspace, assignee, deadline, id) WHERE ((state = 'waiting'::text) AND (assignee IS NOT NULL));
CREATE INDEX items_of_conversation ON review.items USING btree (workspace, conversation);
CREATE INDEX items_waiting ON review.items USING btree (workspace, deadline, id) WHERE (state = 'waiting'::text);
CREATE TRIGGER approvals_first BEFORE INSERT OR UPDATE ON review.items FOR EACH ROW EXECUTE FUNCTION review.has_its_approvals();
ALTER TABLE review.items ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON review.items USING ((workspace = foundation.current_workspace())) WITH CHECK ((workspace = foundation.current_workspace()));
GRANT SELECT,INSERT,UPDATE ON TABLE review.items TO limpide_app;

CREATE TABLE review.autonomy (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    skill text NOT NULL,
    channel text NOT NULL,
    level text NOT NULL,
    by_name text NOT NULL,
    why text NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT autonomy_level_check CHECK ((level = ANY (ARRAY['draft', 'sampled', 'alone']))),
    CONSTRAINT autonomy_pkey PRIMARY KEY (workspace, skill, channel),
    CONSTRAINT autonomy_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('review.autonomy');

CREATE TABLE review.drafts (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    subject uuid NOT NULL,
    ai_text text NOT NULL,
    citations jsonb NOT NULL,
    engine text NOT NULL,
    confidence real NOT NULL,
    state text DEFAULT 'waiting' NOT NULL,
    final_text text,
    advisor uuid,
    ai_share real,
    created_at timestamptz NOT NULL,
    finished_at timestamptz,
    CONSTRAINT drafts_state_check CHECK ((state = ANY (ARRAY['waiting', 'used', 'discarded']))),
    CONSTRAINT drafts_pkey PRIMARY KEY (id),
    CONSTRAINT drafts_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX drafts_finished ON review.drafts USING btree (workspace, finished_at DESC) WHERE (state = 'used'::text);
CREATE INDEX drafts_of_subject ON review.drafts USING btree (workspace, subject, id DESC);
SELECT foundation.protect('review.drafts');

CREATE TABLE review.manuscripts (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    subject uuid NOT NULL,
    advisor uuid NOT NULL,
    drafts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    body text NOT NULL,
    base jsonb NOT NULL,
    edits jsonb DEFAULT '[]'::jsonb NOT NULL,
    runs jsonb NOT NULL,
    version integer DEFAULT 0 NOT NULL,
    taken_by uuid,
    saved_at timestamptz NOT NULL,
    CONSTRAINT manuscripts_pkey PRIMARY KEY (workspace, subject, advisor),
    CONSTRAINT manuscripts_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('review.manuscripts');

CREATE TABLE review.outcomes (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    skill text NOT NULL,
    channel text NOT NULL,
    outcome text NOT NULL,
    about uuid NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT outcomes_outcome_check CHECK ((outcome = ANY (ARRAY['approved', 'edited', 'rejected', 'contested', 'complained']))),
    CONSTRAINT outcomes_pkey PRIMARY KEY (id),
    CONSTRAINT outcomes_workspace_about_outcome_key UNIQUE (workspace, about, outcome),
    CONSTRAINT outcomes_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX outcomes_of_skill ON review.outcomes USING btree (workspace, skill, channel, at);
SELECT foundation.protect('review.outcomes');

CREATE TABLE review.requirements (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    kind text NOT NULL,
    skill text NOT NULL,
    needed smallint NOT NULL,
    minutes integer NOT NULL,
    from_people integer DEFAULT 0 NOT NULL,
    from_cents integer DEFAULT 0 NOT NULL,
    CONSTRAINT requirements_from_cents_check CHECK ((from_cents >= 0)),
    CONSTRAINT requirements_from_people_check CHECK ((from_people >= 0)),
    CONSTRAINT requirements_kind_check CHECK ((kind = ANY (ARRAY['reply', 'action', 'notice', 'campaign']))),
    CONSTRAINT requirements_minutes_check CHECK (((minutes >= 1) AND (minutes <= 43200))),
    CONSTRAINT requirements_needed_check CHECK (((needed >= 1) AND (needed <= 5))),
    CONSTRAINT requirements_pkey PRIMARY KEY (workspace, kind, skill),
    CONSTRAINT requirements_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('review.requirements');

CREATE TABLE review.stops (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    scope text NOT NULL,
    name text NOT NULL,
    by_name text NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT stops_scope_check CHECK ((scope = ANY (ARRAY['all', 'skill', 'channel']))),
    CONSTRAINT stops_pkey PRIMARY KEY (workspace, scope, name),
    CONSTRAINT stops_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('review.stops');

CREATE TABLE review.suggestions (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    target text NOT NULL,
    before text NOT NULL,
    after text NOT NULL,
    times integer NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL,
    state text DEFAULT 'open' NOT NULL,
    decided_by text,
    decided_at timestamptz,
    CONSTRAINT suggestions_kind_check CHECK ((kind = ANY (ARRAY['document', 'template', 'flow']))),
    CONSTRAINT suggestions_state_check CHECK ((state = ANY (ARRAY['open', 'done', 'dismissed']))),
    CONSTRAINT suggestions_target_check CHECK (((length(target) >= 1) AND (length(target) <= 300))),
    CONSTRAINT suggestions_times_check CHECK ((times > 0)),
    CONSTRAINT suggestions_pkey PRIMARY KEY (id),
    CONSTRAINT suggestions_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE UNIQUE INDEX suggestions_once ON review.suggestions USING btree (workspace, kind, target, md5(before)) WHERE (state = 'open'::text);
CREATE INDEX suggestions_open ON review.suggestions USING btree (workspace, proposed_at DESC) WHERE (state = 'open'::text);
CREATE POLICY own_workspace ON review.suggestions USING ((workspace = foundation.current_workspace())) WITH CHECK ((workspace = foundation.current_workspace()));
ALTER TABLE review.suggestions ENABLE ROW LEVEL SECURITY;
GRANT SELECT,INSERT,UPDATE ON TABLE review.suggestions TO limpide_app;

CREATE TABLE review.template_edits (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    template text NOT NULL,
    ai_text text NOT NULL,
    final_text text NOT NULL,
    name text NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT template_edits_pkey PRIMARY KEY (id),
    CONSTRAINT template_edits_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX template_edits_of_time ON review.template_edits USING btree (workspace, at DESC);
SELECT foundation.protect('review.template_edits');

CREATE TABLE review.terms (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    sampled_bar real NOT NULL,
    alone_bar real NOT NULL,
    sample_share real NOT NULL,
    spot_share real NOT NULL,
    CONSTRAINT terms_alone_bar_check CHECK (((alone_bar >= (0.5)::double precision) AND (alone_bar <= (0.99)::double precision))),
    CONSTRAINT terms_check CHECK ((alone_bar >= sampled_bar)),
    CONSTRAINT terms_sample_share_check CHECK (((sample_share >= (0.01)::double precision) AND (sample_share <= (1)::double precision))),
    CONSTRAINT terms_sampled_bar_check CHECK (((sampled_bar >= (0.5)::double precision) AND (sampled_bar <= (0.99)::double precision))),
    CONSTRAINT terms_spot_share_check CHECK (((spot_share >= (0)::double precision) AND (spot_share <= (1)::double precision))),
    CONSTRAINT terms_pkey PRIMARY KEY (workspace),
    CONSTRAINT terms_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('review.terms');

CREATE TABLE review.approvals (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    item uuid NOT NULL,
    advisor uuid NOT NULL,
    author text NOT NULL,
    text_sha256 bytea NOT NULL,
    name text NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT approvals_check CHECK (((advisor)::text <> author)),
    CONSTRAINT approvals_pkey PRIMARY KEY (item, text_sha256, advisor),
    CONSTRAINT approvals_item_fkey FOREIGN KEY (item) REFERENCES review.items(id),
    CONSTRAINT approvals_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect_append_only('review.approvals');

GRANT USAGE ON SCHEMA review TO limpide_app;


-- rights ------------------------------------------------------------------------------------------


CREATE SCHEMA rights;

CREATE TABLE rights.merges (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    kept uuid NOT NULL,
    gone uuid NOT NULL,
    moved jsonb NOT NULL,
    actor_name text NOT NULL,
    at timestamptz NOT NULL,
    undone_at timestamptz,
    CONSTRAINT merges_pkey PRIMARY KEY (id),
    CONSTRAINT merges_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX merges_of_kept ON rights.merges USING btree (workspace, kept, at DESC);
SELECT foundation.protect('rights.merges');

CREATE TABLE rights.requests (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    contact uuid NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    via text NOT NULL,
    note text DEFAULT '' NOT NULL,
    received_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    erase_at timestamptz,
    ended_at timestamptz,
    why text DEFAULT '' NOT NULL,
    counts jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT requests_kind_check CHECK ((kind = ANY (ARRAY['access', 'erasure', 'rectification', 'restriction', 'objection', 'portability']))),
    CONSTRAINT requests_state_check CHECK ((state = ANY (ARRAY['open', 'waiting', 'done', 'refused', 'cancelled']))),
    CONSTRAINT requests_pkey PRIMARY KEY (id),
    CONSTRAINT requests_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE UNIQUE INDEX requests_one_open ON rights.requests USING btree (workspace, contact, kind) WHERE (state = ANY (ARRAY['open'::text, 'waiting'::text]));
CREATE INDEX requests_open ON rights.requests USING btree (workspace, due_at) WHERE (state = ANY (ARRAY['open'::text, 'waiting'::text]));
CREATE POLICY own_workspace ON rights.requests USING ((workspace = foundation.current_workspace())) WITH CHECK ((workspace = foundation.current_workspace()));
ALTER TABLE rights.requests ENABLE ROW LEVEL SECURITY;
GRANT SELECT,INSERT,UPDATE ON TABLE rights.requests TO limpide_app;

CREATE TABLE rights.retention (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    what text NOT NULL,
    days integer,
    CONSTRAINT retention_days_check CHECK (((days >= 0) AND (days <= 36500))),
    CONSTRAINT retention_pkey PRIMARY KEY (workspace, what),
    CONSTRAINT retention_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('rights.retention');

CREATE TABLE rights.retention_runs (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    at timestamptz NOT NULL,
    counts jsonb NOT NULL,
    CONSTRAINT retention_runs_pkey PRIMARY KEY (id),
    CONSTRAINT retention_runs_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX retention_runs_newest ON rights.retention_runs USING btree (workspace, at DESC);
SELECT foundation.protect_append_only('rights.retention_runs');

GRANT USAGE ON SCHEMA rights TO limpide_app;


-- conversations -----------------------------------------------------------------------------------


CREATE SCHEMA conversations;

CREATE FUNCTION conversations.folded(given text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN translate(lower(given), 'àâäáãéèêëíìîïóòôöõúùûüçñœæ'::text, 'aaaaaeeeeiiiiooooouuuucnoa'::text);

CREATE FUNCTION conversations.holding(words text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $_$
  select distinct m.conversation from conversations.messages m
  where m.workspace = foundation.current_workspace()
    and m.words @@ (websearch_to_tsquery('french', $1)
      || websearch_to_tsquery('english', $1) || websearch_to_tsquery('simple', $1)
      -- A word that is not typed to its end finds what begins so.
      || case when $1 ~ '^[[:alnum:]]{3,}$' then to_tsquery('simple', $1 || ':*')
        else ''::tsquery end)
$_$;

CREATE TABLE conversations.files (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    sha256 bytea NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT files_pkey PRIMARY KEY (workspace, sha256),
    CONSTRAINT files_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('conversations.files');

CREATE TABLE conversations.canned_replies (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    language text NOT NULL,
    body text NOT NULL,
    CONSTRAINT canned_replies_language_check CHECK ((language = ANY (ARRAY['fr', 'en']))),
    CONSTRAINT canned_replies_name_check CHECK ((name ~ '^[a-z0-9][a-z0-9-]{0,59}$')),
    CONSTRAINT canned_replies_pkey PRIMARY KEY (id),
    CONSTRAINT canned_replies_workspace_name_language_key UNIQUE (workspace, name, language),
    CONSTRAINT canned_replies_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('conversations.canned_replies');

CREATE TABLE conversations.conversations (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    contact uuid NOT NULL,
    contact_name text DEFAULT '' NOT NULL,
    kind text NOT NULL,
    address text NOT NULL,
    subject text DEFAULT '' NOT NULL,
    language text NOT NULL,
    status text DEFAULT 'open' NOT NULL,
    holder text DEFAULT 'assistant' NOT NULL,
    assignee uuid,
    cause text,
    snoozed_until timestamptz,
    last_message uuid,
    last_inbound uuid,
    last_at timestamptz NOT NULL,
    waiting_since timestamptz,
    present_at timestamptz,
    created_at timestamptz NOT NULL,
    merged_into uuid,
    merged_at timestamptz,
    team uuid,
    skill text DEFAULT '' NOT NULL,
    importance text DEFAULT 'routine' NOT NULL,
    assigned_at timestamptz,
    assigned_because text[] DEFAULT '{}'::text[] NOT NULL,
    sought text GENERATED ALWAYS AS (conversations.folded(((((contact_name || ' ') || subject) || ' ') || address))) STORED,
    CONSTRAINT conversations_holder_check CHECK ((holder = ANY (ARRAY['assistant', 'nobody', 'person']))),
    CONSTRAINT conversations_importance_check CHECK ((importance = ANY (ARRAY['critical', 'important', 'routine']))),
    CONSTRAINT conversations_kind_check CHECK ((kind = ANY (ARRAY['chat', 'email', 'sms', 'letter', 'phone']))),
    CONSTRAINT conversations_language_check CHECK ((language = ANY (ARRAY['fr', 'en']))),
    CONSTRAINT conversations_status_check CHECK ((status = ANY (ARRAY['open', 'snoozed', 'resolved']))),
    CONSTRAINT conversations_pkey PRIMARY KEY (id),
    CONSTRAINT conversations_contact_fkey FOREIGN KEY (contact) REFERENCES contacts.contacts(id),
    CONSTRAINT conversations_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX conversations_counted ON conversations.conversations USING btree (workspace) INCLUDE (status, holder, assignee) WHERE ((status <> 'resolved'::text) AND (merged_into IS NULL));
CREATE INDEX conversations_held ON conversations.conversations USING btree (workspace, assignee) WHERE ((status = 'open'::text) AND (assignee IS NOT NULL));
CREATE INDEX conversations_merged ON conversations.conversations USING btree (workspace, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX conversations_of_assignee ON conversations.conversations USING btree (workspace, assignee, last_at DESC);
CREATE INDEX conversations_of_contact ON conversations.conversations USING btree (workspace, contact, last_at DESC);
CREATE INDEX conversations_of_period ON conversations.conversations USING btree (workspace, created_at) INCLUDE (id);
CREATE INDEX conversations_open ON conversations.conversations USING btree (workspace, status, last_at DESC, id);
SELECT foundation.protect('conversations.conversations');

CREATE TABLE conversations.holidays (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    day date NOT NULL,
    CONSTRAINT holidays_pkey PRIMARY KEY (workspace, day),
    CONSTRAINT holidays_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('conversations.holidays');

CREATE TABLE conversations.macros (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    texts jsonb DEFAULT '{}'::jsonb NOT NULL,
    note text DEFAULT '' NOT NULL,
    labels text[] DEFAULT '{}'::text[] NOT NULL,
    assign text DEFAULT '' NOT NULL,
    status text DEFAULT '' NOT NULL,
    snooze text DEFAULT '' NOT NULL,
    CONSTRAINT macros_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
    CONSTRAINT macros_snooze_check CHECK ((snooze = ANY (ARRAY['', 'hour', 'day', 'week']))),
    CONSTRAINT macros_status_check CHECK ((status = ANY (ARRAY['', 'resolved', 'open']))),
    CONSTRAINT macros_pkey PRIMARY KEY (id),
    CONSTRAINT macros_workspace_name_key UNIQUE (workspace, name),
    CONSTRAINT macros_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('conversations.macros');

CREATE TABLE conversations.manners (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    assigns boolean DEFAULT true NOT NULL,
    asks boolean DEFAULT true NOT NULL,
    asks_again_after smallint DEFAULT 30 NOT NULL,
    CONSTRAINT manners_asks_again_after_check CHECK (((asks_again_after >= 1) AND (asks_again_after <= 730))),
    CONSTRAINT manners_pkey PRIMARY KEY (workspace),
    CONSTRAINT manners_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('conversations.manners');

CREATE TABLE conversations.moves (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    source uuid NOT NULL,
    target uuid NOT NULL,
    moved jsonb NOT NULL,
    before jsonb NOT NULL,
    by_name text NOT NULL,
    at timestamptz NOT NULL,
    undone_at timestamptz,
    CONSTRAINT moves_kind_check CHECK ((kind = ANY (ARRAY['merge', 'split']))),
    CONSTRAINT moves_pkey PRIMARY KEY (id),
    CONSTRAINT moves_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX moves_of_source ON conversations.moves USING btree (workspace, source);
CREATE INDEX moves_of_target ON conversations.moves USING btree (workspace, target);
SELECT foundation.protect('conversations.moves');

CREATE TABLE conversations.rules (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    place smallint NOT NULL,
    kind text,
    language text,
    cause text,
    label text DEFAULT '' NOT NULL,
    words text DEFAULT '' NOT NULL,
    team uuid,
    skill text DEFAULT '' NOT NULL,
    importance text,
    CONSTRAINT rules_importance_check CHECK ((importance = ANY (ARRAY['critical', 'important', 'routine']))),
    CONSTRAINT rules_pkey PRIMARY KEY (id),
    CONSTRAINT rules_workspace_place_key UNIQUE (workspace, place),
    CONSTRAINT rules_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('conversations.rules');

CREATE TABLE conversations.saved_views (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    advisor uuid NOT NULL,
    name text NOT NULL,
    query text NOT NULL,
    CONSTRAINT saved_views_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
    CONSTRAINT saved_views_query_check CHECK ((length(query) <= 1000)),
    CONSTRAINT saved_views_pkey PRIMARY KEY (id),
    CONSTRAINT saved_views_workspace_advisor_name_key UNIQUE (workspace, advisor, name),
    CONSTRAINT saved_views_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('conversations.saved_views');

CREATE TABLE conversations.service_hours (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    weekday smallint NOT NULL,
    opens smallint NOT NULL,
    closes smallint NOT NULL,
    CONSTRAINT service_hours_check CHECK ((((closes >= 0) AND (closes <= 1440)) AND (closes > opens))),
    CONSTRAINT service_hours_opens_check CHECK (((opens >= 0) AND (opens <= 1440))),
    CONSTRAINT service_hours_weekday_check CHECK (((weekday >= 0) AND (weekday <= 6))),
    CONSTRAINT service_hours_pkey PRIMARY KEY (workspace, weekday, opens),
    CONSTRAINT service_hours_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('conversations.service_hours');

CREATE TABLE conversations.sms_parts (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    sender text NOT NULL,
    recipient text NOT NULL,
    reference integer NOT NULL,
    total integer NOT NULL,
    place integer NOT NULL,
    text uuid NOT NULL,
    octets bytea NOT NULL,
    coding integer NOT NULL,
    joined_at timestamptz,
    CONSTRAINT sms_parts_pkey PRIMARY KEY (workspace, sender, recipient, reference, total, place),
    CONSTRAINT sms_parts_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('conversations.sms_parts');

CREATE TABLE conversations.targets (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    team uuid,
    kind text,
    importance text,
    first_reply integer,
    resolution integer,
    CONSTRAINT targets_check CHECK (((first_reply IS NOT NULL) OR (resolution IS NOT NULL))),
    CONSTRAINT targets_first_reply_check CHECK ((first_reply > 0)),
    CONSTRAINT targets_importance_check CHECK ((importance = ANY (ARRAY['critical', 'important', 'routine']))),
    CONSTRAINT targets_resolution_check CHECK ((resolution > 0)),
    CONSTRAINT targets_pkey PRIMARY KEY (id),
    CONSTRAINT targets_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE UNIQUE INDEX targets_once ON conversations.targets USING btree (workspace, COALESCE(team, '00000000-0000-0000-0000-000000000000'::uuid), COALESCE(kind, ''::text), COALESCE(importance, ''::text));
SELECT foundation.protect('conversations.targets');

CREATE TABLE conversations.unasked (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    contact uuid NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT unasked_pkey PRIMARY KEY (contact),
    CONSTRAINT unasked_contact_fkey FOREIGN KEY (contact) REFERENCES contacts.contacts(id),
    CONSTRAINT unasked_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('conversations.unasked');

CREATE TABLE conversations.undos (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    what text NOT NULL,
    advisor uuid NOT NULL,
    before jsonb NOT NULL,
    at timestamptz NOT NULL,
    undone_at timestamptz,
    CONSTRAINT undos_pkey PRIMARY KEY (id),
    CONSTRAINT undos_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX undos_by_age ON conversations.undos USING btree (workspace, at);
SELECT foundation.protect('conversations.undos');

CREATE TABLE conversations.clocks (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    conversation uuid NOT NULL,
    goal text NOT NULL,
    team uuid,
    kind text NOT NULL,
    importance text NOT NULL,
    started_at timestamptz NOT NULL,
    warn_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    ended_at timestamptz,
    CONSTRAINT clocks_goal_check CHECK ((goal = ANY (ARRAY['first_reply', 'resolution']))),
    CONSTRAINT clocks_pkey PRIMARY KEY (id),
    CONSTRAINT clocks_conversation_fkey FOREIGN KEY (conversation) REFERENCES conversations.conversations(id),
    CONSTRAINT clocks_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX clocks_of_period ON conversations.clocks USING btree (workspace, started_at) INCLUDE (goal, kind, due_at, ended_at);
CREATE UNIQUE INDEX clocks_running ON conversations.clocks USING btree (workspace, conversation, goal) WHERE (ended_at IS NULL);
SELECT foundation.protect('conversations.clocks');

CREATE TABLE conversations.handovers (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    conversation uuid NOT NULL,
    cause text NOT NULL,
    summary jsonb NOT NULL,
    at timestamptz NOT NULL,
    taken_at timestamptz,
    replied_at timestamptz,
    waited_ms bigint,
    CONSTRAINT handovers_pkey PRIMARY KEY (id),
    CONSTRAINT handovers_conversation_fkey FOREIGN KEY (conversation) REFERENCES conversations.conversations(id),
    CONSTRAINT handovers_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX handovers_of_conversation ON conversations.handovers USING btree (workspace, conversation, id DESC);
CREATE INDEX handovers_of_period ON conversations.handovers USING btree (workspace, at) INCLUDE (conversation, cause, waited_ms);
CREATE INDEX handovers_waited ON conversations.handovers USING btree (workspace, replied_at DESC) WHERE (waited_ms IS NOT NULL);
SELECT foundation.protect('conversations.handovers');

CREATE TABLE conversations.labels (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    conversation uuid NOT NULL,
    label text NOT NULL,
    CONSTRAINT labels_label_check CHECK (((length(label) >= 1) AND (length(label) <= 60))),
    CONSTRAINT labels_pkey PRIMARY KEY (conversation, label),
    CONSTRAINT labels_conversation_fkey FOREIGN KEY (conversation) REFERENCES conversations.conversations(id),
    CONSTRAINT labels_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX labels_by_name ON conversations.labels USING btree (workspace, label);
SELECT foundation.protect('conversations.labels');

CREATE TABLE conversations.looks (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    conversation uuid NOT NULL,
    advisor uuid NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT looks_pkey PRIMARY KEY (conversation, advisor),
    CONSTRAINT looks_conversation_fkey FOREIGN KEY (conversation) REFERENCES conversations.conversations(id) ON DELETE CASCADE,
    CONSTRAINT looks_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('conversations.looks');

CREATE TABLE conversations.messages (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    conversation uuid NOT NULL,
    direction text NOT NULL,
    kind text NOT NULL,
    provider_id text,
    author_kind text NOT NULL,
    author_name text DEFAULT '' NOT NULL,
    author_id uuid,
    body text NOT NULL,
    rest text DEFAULT '' NOT NULL,
    subject text DEFAULT '' NOT NULL,
    citations jsonb DEFAULT '[]'::jsonb NOT NULL,
    ai_share real DEFAULT 0 NOT NULL,
    delivery uuid,
    passport_token text,
    automatic text,
    waited_ms bigint,
    feedback text,
    at timestamptz NOT NULL,
    words tsvector GENERATED ALWAYS AS (((to_tsvector('french'::regconfig, ((subject || ' ') || body)) || to_tsvector('english'::regconfig, ((subject || ' ') || body))) || to_tsvector('simple'::regconfig, ((subject || ' ') || body)))) STORED,
    origin uuid,
    choices text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT messages_direction_check CHECK ((direction = ANY (ARRAY['in', 'out', 'note', 'event']))),
    CONSTRAINT messages_feedback_check CHECK ((feedback = ANY (ARRAY['helpful', 'wrong']))),
    CONSTRAINT messages_pkey PRIMARY KEY (id),
    CONSTRAINT messages_conversation_fkey FOREIGN KEY (conversation) REFERENCES conversations.conversations(id),
    CONSTRAINT messages_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX messages_ai_latest ON conversations.messages USING btree (workspace, kind, id DESC) INCLUDE (waited_ms) WHERE ((direction = 'out'::text) AND (author_kind = 'ai'::text) AND (waited_ms IS NOT NULL));
CREATE INDEX messages_of_author ON conversations.messages USING btree (workspace, conversation, id DESC) INCLUDE (author_id) WHERE ((direction = 'out'::text) AND (author_id IS NOT NULL));
CREATE INDEX messages_of_conversation ON conversations.messages USING btree (workspace, conversation, id);
CREATE INDEX messages_of_delivery ON conversations.messages USING btree (workspace, delivery) WHERE (delivery IS NOT NULL);
CREATE INDEX messages_of_origin ON conversations.messages USING btree (workspace, origin) WHERE (origin IS NOT NULL);
CREATE INDEX messages_of_period ON conversations.messages USING btree (workspace, at) INCLUDE (direction, kind, author_kind, feedback, waited_ms, conversation, id);
CREATE UNIQUE INDEX messages_once ON conversations.messages USING btree (workspace, kind, provider_id) WHERE (provider_id IS NOT NULL);
CREATE INDEX messages_words ON conversations.messages USING gin (words);
SELECT foundation.protect('conversations.messages');

CREATE TABLE conversations.surveys (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    conversation uuid NOT NULL,
    contact uuid NOT NULL,
    kind text NOT NULL,
    language text NOT NULL,
    answered_by text NOT NULL,
    generation text,
    digest bytea NOT NULL,
    asked_at timestamptz NOT NULL,
    score smallint,
    ai_clear text,
    comment text DEFAULT '' NOT NULL,
    answered_at timestamptz,
    CONSTRAINT surveys_ai_clear_check CHECK ((ai_clear = ANY (ARRAY['yes', 'no', 'unsure']))),
    CONSTRAINT surveys_answered_by_check CHECK ((answered_by = ANY (ARRAY['ai', 'person', 'both']))),
    CONSTRAINT surveys_generation_check CHECK ((generation = ANY (ARRAY['z', 'y', 'x', 'boomers']))),
    CONSTRAINT surveys_score_check CHECK (((score >= 1) AND (score <= 5))),
    CONSTRAINT surveys_digest_key UNIQUE (digest),
    CONSTRAINT surveys_pkey PRIMARY KEY (id),
    CONSTRAINT surveys_contact_fkey FOREIGN KEY (contact) REFERENCES contacts.contacts(id),
    CONSTRAINT surveys_conversation_fkey FOREIGN KEY (conversation) REFERENCES conversations.conversations(id),
    CONSTRAINT surveys_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX surveys_of_contact ON conversations.surveys USING btree (workspace, contact, asked_at DESC);
CREATE INDEX surveys_of_conversation ON conversations.surveys USING btree (workspace, conversation, id DESC);
CREATE INDEX surveys_of_period ON conversations.surveys USING btree (workspace, asked_at) INCLUDE (kind, answered_by, generation, score, ai_clear);
SELECT foundation.protect('conversations.surveys');

CREATE TABLE conversations.read_marks (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    conversation uuid NOT NULL,
    advisor uuid NOT NULL,
    message uuid NOT NULL,
    CONSTRAINT read_marks_pkey PRIMARY KEY (conversation, advisor),
    CONSTRAINT read_marks_conversation_fkey FOREIGN KEY (conversation) REFERENCES conversations.conversations(id),
    CONSTRAINT read_marks_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('conversations.read_marks');

CREATE TABLE conversations.tasks (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    conversation uuid NOT NULL,
    kind text NOT NULL,
    detail text NOT NULL,
    created_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    done_at timestamptz,
    done_by uuid,
    CONSTRAINT tasks_kind_check CHECK ((kind = ANY (ARRAY['email', 'callback', 'letter']))),
    CONSTRAINT tasks_pkey PRIMARY KEY (id),
    CONSTRAINT tasks_conversation_fkey FOREIGN KEY (conversation) REFERENCES conversations.conversations(id),
    CONSTRAINT tasks_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX tasks_to_do ON conversations.tasks USING btree (workspace, due_at) WHERE (done_at IS NULL);
SELECT foundation.protect('conversations.tasks');

CREATE TABLE conversations.visitors (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    digest bytea NOT NULL,
    contact uuid NOT NULL,
    address text NOT NULL,
    language text NOT NULL,
    conversation uuid,
    wants_person boolean DEFAULT false NOT NULL,
    seen_at timestamptz NOT NULL,
    CONSTRAINT visitors_pkey PRIMARY KEY (digest),
    CONSTRAINT visitors_contact_fkey FOREIGN KEY (contact) REFERENCES contacts.contacts(id),
    CONSTRAINT visitors_conversation_fkey FOREIGN KEY (conversation) REFERENCES conversations.conversations(id),
    CONSTRAINT visitors_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX visitors_of_conversation ON conversations.visitors USING btree (workspace, conversation);
SELECT foundation.protect('conversations.visitors');

CREATE TABLE conversations.attachments (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    id uuid NOT NULL,
    message uuid NOT NULL,
    name text NOT NULL,
    content_type text NOT NULL,
    size integer NOT NULL,
    sha256 bytea NOT NULL,
    CONSTRAINT attachments_pkey PRIMARY KEY (id),
    CONSTRAINT attachments_message_fkey FOREIGN KEY (message) REFERENCES conversations.messages(id),
    CONSTRAINT attachments_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id),
    CONSTRAINT attachments_workspace_sha256_fkey FOREIGN KEY (workspace, sha256) REFERENCES conversations.files(workspace, sha256)
);
CREATE INDEX attachments_of_message ON conversations.attachments USING btree (workspace, message);
SELECT foundation.protect('conversations.attachments');

CREATE VIEW conversations.published_clocks WITH (security_invoker='true') AS
 SELECT workspace,
    conversation,
    goal,
    team,
    kind,
    importance,
    started_at,
    due_at,
    ended_at
   FROM conversations.clocks;

CREATE VIEW conversations.published_conversations WITH (security_invoker='true') AS
 SELECT workspace,
    id,
    kind,
    language,
    created_at
   FROM conversations.conversations;

CREATE VIEW conversations.published_handovers WITH (security_invoker='true') AS
 SELECT workspace,
    id,
    conversation,
    cause,
    waited_ms,
    at
   FROM conversations.handovers;

CREATE VIEW conversations.published_messages WITH (security_invoker='true') AS
 SELECT workspace,
    id,
    conversation,
    direction,
    kind,
    author_kind,
    feedback,
    waited_ms,
    delivery,
    at
   FROM conversations.messages
  WHERE (direction = ANY (ARRAY['in'::text, 'out'::text]));

CREATE VIEW conversations.published_surveys WITH (security_invoker='true') AS
 SELECT workspace,
    id,
    kind,
    answered_by,
    generation,
    score,
    ai_clear,
    asked_at
   FROM conversations.surveys;

GRANT USAGE ON SCHEMA conversations TO limpide_app;

REVOKE ALL ON FUNCTION conversations.holding(words text) FROM PUBLIC;
GRANT ALL ON FUNCTION conversations.holding(words text) TO limpide_app;

GRANT SELECT ON TABLE conversations.published_clocks TO limpide_app;

GRANT SELECT ON TABLE conversations.published_conversations TO limpide_app;

GRANT SELECT ON TABLE conversations.published_handovers TO limpide_app;

GRANT SELECT ON TABLE conversations.published_messages TO limpide_app;

GRANT SELECT ON TABLE conversations.published_surveys TO limpide_app;


-- delivery ----------------------------------------------------------------------------------------


CREATE SCHEMA delivery;

CREATE TABLE delivery.allowances (
    scope uuid,
    kind text NOT NULL,
    provider text NOT NULL,
    tokens double precision NOT NULL,
    refilled_at timestamptz NOT NULL,
    line_until timestamptz NOT NULL,
    rests integer DEFAULT 0 NOT NULL,
    rests_until timestamptz,
    CONSTRAINT allowances_scope_kind_provider_key UNIQUE NULLS NOT DISTINCT (scope, kind, provider)
);
GRANT SELECT,INSERT,UPDATE ON TABLE delivery.allowances TO limpide_app;

CREATE TABLE delivery.files (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    sha256 bytea NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT files_pkey PRIMARY KEY (workspace, sha256),
    CONSTRAINT files_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('delivery.files');

CREATE TABLE delivery.avoided (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    kind text NOT NULL,
    purpose text NOT NULL,
    reason text NOT NULL,
    grams_low double precision NOT NULL,
    grams_central double precision NOT NULL,
    grams_high double precision NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT avoided_pkey PRIMARY KEY (id),
    CONSTRAINT avoided_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX avoided_at ON delivery.avoided USING btree (workspace, at);
SELECT foundation.protect_append_only('delivery.avoided');

CREATE TABLE delivery.ladders (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    contact uuid NOT NULL,
    state text NOT NULL,
    place integer NOT NULL,
    rungs jsonb NOT NULL,
    request jsonb NOT NULL,
    reference uuid,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    CONSTRAINT ladders_place_check CHECK ((place >= 1)),
    CONSTRAINT ladders_state_check CHECK ((state = ANY (ARRAY['climbing', 'seen', 'exhausted', 'stopped']))),
    CONSTRAINT ladders_pkey PRIMARY KEY (id),
    CONSTRAINT ladders_workspace_id_key UNIQUE (workspace, id),
    CONSTRAINT ladders_workspace_contact_fkey FOREIGN KEY (workspace, contact) REFERENCES contacts.contacts(workspace, id),
    CONSTRAINT ladders_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
CREATE INDEX ladders_of_contact ON delivery.ladders USING btree (workspace, contact, id);
SELECT foundation.protect('delivery.ladders');

CREATE TABLE delivery.policies (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    policy jsonb NOT NULL,
    changed_at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT policies_pkey PRIMARY KEY (workspace),
    CONSTRAINT policies_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect('delivery.policies');

CREATE TABLE delivery.providers (
    kind text NOT NULL,
    name text NOT NULL,
    place smallint NOT NULL,
    per_second double precision,
    is_configured boolean NOT NULL,
    can_be_asked boolean DEFAULT false NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    openings integer DEFAULT 0 NOT NULL,
    open_until timestamptz,
    probe_until timestamptz,
    last_fault text DEFAULT '' NOT NULL,
    last_fault_at timestamptz,
    changed_at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT providers_failures_check CHECK ((failures >= 0)),
    CONSTRAINT providers_openings_check CHECK ((openings >= 0)),
    CONSTRAINT providers_per_second_check CHECK ((per_second > (0)::double precision)),
    CONSTRAINT providers_pkey PRIMARY KEY (kind, name)
);
GRANT SELECT,INSERT,UPDATE ON TABLE delivery.providers TO limpide_app;

CREATE TABLE delivery.receipts (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    kind text NOT NULL,
    provider_id text NOT NULL,
    status text NOT NULL,
    code text NOT NULL,
    at timestamptz NOT NULL,
    received_at timestamptz DEFAULT now() NOT NULL,
    provider text DEFAULT '' NOT NULL,
    CONSTRAINT receipts_pkey PRIMARY KEY (id),
    CONSTRAINT receipts_workspace_kind_provider_provider_id_status_key UNIQUE (workspace, kind, provider, provider_id, status),
    CONSTRAINT receipts_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id)
);
SELECT foundation.protect_append_only('delivery.receipts');

CREATE TABLE delivery.ladder_files (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    ladder uuid NOT NULL,
    kind text NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    content_type text NOT NULL,
    content_id text NOT NULL,
    sha256 bytea NOT NULL,
    CONSTRAINT ladder_files_pkey PRIMARY KEY (workspace, ladder, kind, "position"),
    CONSTRAINT ladder_files_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id),
    CONSTRAINT ladder_files_workspace_ladder_fkey FOREIGN KEY (workspace, ladder) REFERENCES delivery.ladders(workspace, id) ON DELETE CASCADE,
    CONSTRAINT ladder_files_workspace_sha256_fkey FOREIGN KEY (workspace, sha256) REFERENCES delivery.files(workspace, sha256)
);
CREATE INDEX ladder_files_of_file ON delivery.ladder_files USING btree (workspace, sha256);
SELECT foundation.protect('delivery.ladder_files');

CREATE TABLE delivery.messages (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    contact uuid NOT NULL,
    kind text NOT NULL,
    address text NOT NULL,
    purpose text NOT NULL,
    importance text NOT NULL,
    status text NOT NULL,
    author_kind text NOT NULL,
    author jsonb NOT NULL,
    is_fact boolean NOT NULL,
    answering timestamptz,
    language text NOT NULL,
    subject text NOT NULL,
    text text NOT NULL,
    html text NOT NULL,
    threading jsonb NOT NULL,
    reference uuid,
    key text,
    passport uuid NOT NULL,
    requested_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    due_attempt integer NOT NULL,
    refusal text,
    ladder uuid,
    rung smallint DEFAULT 1 NOT NULL,
    return_code bytea GENERATED ALWAYS AS (
CASE
    WHEN (kind = 'letter') THEN substr(sha256(uuid_send(id)), 1, 6)
    ELSE NULL::bytea
END) STORED,
    dismissed_at timestamptz,
    setback text GENERATED ALWAYS AS (
CASE
    WHEN (status = ANY (ARRAY['unsure', 'stopped', 'expired', 'failed', 'bounced', 'returned', 'complained'])) THEN status
    ELSE NULL::text
END) STORED,
    CONSTRAINT messages_address_check CHECK ((address <> '')),
    CONSTRAINT messages_author_kind_check CHECK ((author_kind = ANY (ARRAY['person', 'ai', 'ai_reviewed', 'person_with_ai', 'template']))),
    CONSTRAINT messages_due_attempt_check CHECK ((due_attempt >= 1)),
    CONSTRAINT messages_importance_check CHECK ((importance = ANY (ARRAY['critical', 'important', 'routine']))),
    CONSTRAINT messages_kind_check CHECK ((kind = ANY (ARRAY['chat', 'email', 'sms', 'letter', 'phone']))),
    CONSTRAINT messages_rung_check CHECK ((rung >= 1)),
    CONSTRAINT messages_status_check CHECK ((status = ANY (ARRAY['queued', 'sending', 'unsure', 'stopped', 'accepted', 'sent', 'expired', 'failed', 'delivered', 'bounced', 'returned', 'opened', 'clicked', 'read', 'replied', 'complained']))),
    CONSTRAINT messages_pkey PRIMARY KEY (workspace, id),
    CONSTRAINT messages_workspace_key_key UNIQUE (workspace, key),
    CONSTRAINT messages_workspace_contact_fkey FOREIGN KEY (workspace, contact) REFERENCES contacts.contacts(workspace, id),
    CONSTRAINT messages_workspace_ladder_fkey FOREIGN KEY (workspace, ladder) REFERENCES delivery.ladders(workspace, id),
    CONSTRAINT messages_workspace_passport_id_fkey FOREIGN KEY (workspace, passport, id) REFERENCES ledger.passports(workspace, id, message)
)
WITH (fillfactor='50');
CREATE INDEX messages_by_reference ON delivery.messages USING btree (workspace, reference);
CREATE INDEX messages_counted ON delivery.messages USING btree (workspace, contact, purpose, requested_at) WHERE (purpose = ANY (ARRAY['news'::text, 'offers'::text]));
CREATE INDEX messages_dead ON delivery.messages USING btree (workspace, id) WHERE ((setback = ANY (ARRAY['expired'::text, 'failed'::text, 'bounced'::text, 'returned'::text])) AND (dismissed_at IS NULL));
CREATE INDEX messages_of_contact ON delivery.messages USING btree (workspace, contact, id);
CREATE INDEX messages_of_ladder ON delivery.messages USING btree (workspace, ladder) WHERE (ladder IS NOT NULL);
CREATE INDEX messages_of_period ON delivery.messages USING btree (workspace, requested_at) INCLUDE (id, kind, author_kind, setback);
CREATE INDEX messages_return_code ON delivery.messages USING btree (workspace, return_code) WHERE (return_code IS NOT NULL);
CREATE INDEX messages_returned ON delivery.messages USING btree (workspace, id) WHERE (setback = 'returned'::text);
CREATE INDEX messages_unsure ON delivery.messages USING btree (workspace, id) WHERE (setback = 'unsure'::text);
SELECT foundation.protect('delivery.messages');

CREATE TABLE delivery.attachments (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    message uuid NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    content_type text NOT NULL,
    content_id text DEFAULT '' NOT NULL,
    sha256 bytea NOT NULL,
    CONSTRAINT attachments_pkey PRIMARY KEY (workspace, message, "position"),
    CONSTRAINT attachments_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id),
    CONSTRAINT attachments_workspace_message_fkey FOREIGN KEY (workspace, message) REFERENCES delivery.messages(workspace, id) ON DELETE CASCADE,
    CONSTRAINT attachments_workspace_sha256_fkey FOREIGN KEY (workspace, sha256) REFERENCES delivery.files(workspace, sha256)
);
CREATE INDEX attachments_of_file ON delivery.attachments USING btree (workspace, sha256);
SELECT foundation.protect('delivery.attachments');

CREATE TABLE delivery.attempts (
    id uuid NOT NULL,
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    message uuid NOT NULL,
    passport uuid NOT NULL,
    number integer NOT NULL,
    kind text NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    outcome text,
    provider_id text,
    detail text DEFAULT '' NOT NULL,
    provider text DEFAULT '' NOT NULL,
    CONSTRAINT attempts_number_check CHECK ((number >= 1)),
    CONSTRAINT attempts_outcome_check CHECK ((outcome = ANY (ARRAY['accepted', 'rejected', 'unsure', 'down']))),
    CONSTRAINT attempts_pkey PRIMARY KEY (workspace, message, number),
    CONSTRAINT attempts_workspace_message_fkey FOREIGN KEY (workspace, message) REFERENCES delivery.messages(workspace, id),
    CONSTRAINT attempts_workspace_passport_message_fkey FOREIGN KEY (workspace, passport, message) REFERENCES ledger.passports(workspace, id, message)
);
CREATE INDEX attempts_by_provider_id ON delivery.attempts USING btree (workspace, kind, provider_id) WHERE (provider_id IS NOT NULL);
SELECT foundation.protect('delivery.attempts');

CREATE TABLE delivery.soft_failures (
    workspace uuid DEFAULT foundation.current_workspace() NOT NULL,
    message uuid NOT NULL,
    code text NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT soft_failures_pkey PRIMARY KEY (workspace, message),
    CONSTRAINT soft_failures_workspace_fkey FOREIGN KEY (workspace) REFERENCES foundation.workspaces(id),
    CONSTRAINT soft_failures_workspace_message_fkey FOREIGN KEY (workspace, message) REFERENCES delivery.messages(workspace, id) ON DELETE CASCADE
);
SELECT foundation.protect('delivery.soft_failures');

CREATE VIEW delivery.published_avoided WITH (security_invoker='true') AS
 SELECT workspace,
    kind,
    reason,
    grams_low,
    grams_central,
    grams_high,
    at
   FROM delivery.avoided;

CREATE VIEW delivery.published_messages WITH (security_invoker='true') AS
 SELECT workspace,
    id,
    kind,
    purpose,
    author_kind,
    status,
    requested_at,
    reference,
    contact,
    setback
   FROM delivery.messages;

GRANT USAGE ON SCHEMA delivery TO limpide_app;

GRANT SELECT ON TABLE delivery.published_avoided TO limpide_app;

GRANT SELECT ON TABLE delivery.published_messages TO limpide_app;
