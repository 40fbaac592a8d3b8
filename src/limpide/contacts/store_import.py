"""All SQL of imports: few statements for thousands of people."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from . import store, store_choices
from .model import AddressKind, Choice, ContactId, LastWord
from .reading import PersonRow

People = Sequence[tuple[ContactId, PersonRow]]


@dataclass(frozen=True, slots=True)
class Known:
    """Who is known already, by reference and by address."""

    references: Mapping[str, ContactId]
    addresses: Mapping[tuple[AddressKind, str], ContactId]


async def known(db: Database, people: Sequence[PersonRow]) -> Known:
    """Fetch who of a list is known."""
    by_reference = await db.rows(
        """select reference, coalesce(merged_into, id) as id from contacts.contacts
           where workspace = $1 and reference = any($2::text[])""",
        db.workspace,
        [row.reference for row in people if row.reference],
    )
    pairs = [pair for row in people for pair in row.addresses]
    # A look into the index for each, whatever the planner believes of a table that is being filled.
    by_address = await db.rows(
        """select a.kind, a.value, a.contact
           from unnest($2::text[], $3::text[]) as w(kind, value)
           cross join lateral (select kind, value, contact from contacts.addresses
             where workspace = $1 and kind = w.kind and value = w.value offset 0) a""",
        db.workspace,
        [kind.value for kind, _ in pairs],
        [value for _, value in pairs],
    )
    return Known(
        {row["reference"]: ContactId(row["id"]) for row in by_reference},
        {(AddressKind(r["kind"]), r["value"]): ContactId(r["contact"]) for r in by_address},
    )


async def add_people(db: Database, people: People) -> None:
    """Add contacts."""
    await db.run(
        """insert into contacts.contacts
             (workspace, id, reference, name, language, ai_mode, attributes)
           select $1, p.* from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
             $7::jsonb[]) as p""",
        db.workspace,
        [id for id, _ in people],
        [row.reference for _, row in people],
        [row.name for _, row in people],
        [row.language for _, row in people],
        [row.ai_mode.value if row.ai_mode else "any" for _, row in people],
        [json.dumps(dict(row.attributes)) for _, row in people],
    )


async def update_people(db: Database, people: People) -> None:
    """Change what a list says anew of contacts; what it leaves empty stays."""
    if not people:
        return
    await db.run(
        """update contacts.contacts c set reference = case when exists (
                 select from contacts.contacts g where g.workspace = c.workspace
                   and g.merged_into = c.id and g.reference = p.reference)
               then c.reference else coalesce(p.reference, c.reference) end,
             name = coalesce(p.name, c.name), language = coalesce(p.language, c.language),
             ai_mode = coalesce(p.ai_mode, c.ai_mode), attributes = c.attributes || p.attributes
           from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[])
             as p(id, reference, name, language, ai_mode, attributes)
           where c.workspace = $1 and c.id = p.id""",
        db.workspace,
        [id for id, _ in people],
        [row.reference for _, row in people],
        [row.name for _, row in people],
        [row.language for _, row in people],
        [row.ai_mode.value if row.ai_mode else None for _, row in people],
        [json.dumps(dict(row.attributes)) for _, row in people],
    )


async def add_addresses(db: Database, people: People) -> None:
    """Add the addresses that are new."""
    found = [(id, kind, value) for id, row in people for kind, value in row.addresses]
    await db.run(
        """insert into contacts.addresses (workspace, id, contact, kind, value, value_mac)
           select $1, a.* from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bytea[])
             as a
           on conflict (workspace, kind, value) do nothing""",
        db.workspace,
        [new_id() for _ in found],
        [id for id, _, _ in found],
        [kind.value for _, kind, _ in found],
        [value for _, _, value in found],
        [store.mac(kind, value) for _, kind, value in found],
    )


async def add_choices(db: Database, people: People, actor: Actor) -> int:
    """Add the choices that differ from the last word, and count them."""
    choosing = [(id, row) for id, row in people if row.choices]
    if not choosing:
        return 0
    last = await store_choices.last_words(db, [id for id, _ in choosing])
    fresh = [
        (id, use, choice, row)
        for id, row in choosing
        for use, choice in row.choices.items()
        if _is_news(last.get(id, {}).get(use), choice)
    ]
    return await db.run(
        """insert into contacts.choices (workspace, actor_kind, actor_id, act, id, contact, kind,
             purpose, choice, given_at, source, evidence, rule, valid_until, goods)
           select $1, $2, $3, 'import', c.id, c.contact, c.kind, c.purpose, c.choice, c.given_at,
             c.source, c.evidence, c.rule, c.valid_until,
             coalesce(string_to_array(c.goods, ','), '{}')
           from unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[],
             $9::timestamptz[], $10::text[], $11::text[], $12::text[], $13::timestamptz[],
             $14::text[]) as c(id, contact, kind, purpose, choice, given_at, source, evidence,
             rule, valid_until, goods)""",
        db.workspace,
        actor.kind.value,
        actor.id,
        [new_id() for _ in fresh],
        [id for id, *_ in fresh],
        [use.kind.value for _, use, *_ in fresh],
        [use.purpose.value for _, use, *_ in fresh],
        [choice.value for *_, choice, _ in fresh],
        [row.given_at for *_, row in fresh],
        [row.source for *_, row in fresh],
        [row.evidence for *_, row in fresh],
        [s.rule if (s := row.similar.get(use)) else None for _, use, _, row in fresh],
        [s.until if (s := row.similar.get(use)) else None for _, use, _, row in fresh],
        [",".join(s.goods) if (s := row.similar.get(use)) else None for _, use, _, row in fresh],
    )


def _is_news(last: LastWord | None, choice: Choice) -> bool:
    """Say whether a choice changes something: a purchase never undoes what somebody decided."""
    if choice is Choice.BOUGHT:
        return last is None or last.choice is Choice.BOUGHT
    return last is None or last.choice is not choice
