"""All SQL about choices, channel orders and the tokens of links."""

from collections.abc import Sequence
from datetime import datetime

from limpide.channels import Kind
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Row
from limpide.foundation.ids import WorkspaceId

from .model import (
    Act,
    Choice,
    ChoiceId,
    ContactId,
    Frequency,
    LastWord,
    Purpose,
    RecordedChoice,
    Similar,
    TokenHolder,
    Use,
    Wording,
)


async def add_choice(db: Database, kept: RecordedChoice, actor: Actor) -> None:
    """Add a choice."""
    await db.run(
        """insert into contacts.choices (id, workspace, contact, kind, purpose, choice, given_at,
             act, source, evidence, wording_id, wording_version, wording_sha256,
             actor_kind, actor_id, goods, rule, valid_until)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
             $18)""",
        kept.id,
        db.workspace,
        kept.contact,
        kept.use.kind.value,
        kept.use.purpose.value,
        kept.choice.value,
        kept.given_at,
        kept.act.value,
        kept.source,
        kept.evidence,
        kept.wording_id,
        kept.wording_version,
        kept.wording_sha256,
        actor.kind.value,
        actor.id,
        [] if kept.similar is None else list(kept.similar.goods),
        None if kept.similar is None else kept.similar.rule,
        None if kept.similar is None else kept.similar.until,
    )


async def last_words(
    db: Database, contacts: Sequence[ContactId]
) -> dict[ContactId, dict[Use, LastWord]]:
    """Fetch the last word of some people about each use that has one."""
    rows = await db.rows(
        """select distinct on (contact, kind, purpose) id, contact, kind, purpose, choice, given_at,
             goods, rule, valid_until
           from contacts.choices where workspace = $1 and contact = any($2::uuid[])
           order by contact, kind, purpose, given_at desc, id desc""",
        db.workspace,
        list(contacts),
    )
    found: dict[ContactId, dict[Use, LastWord]] = {}
    for row in rows:
        use = Use(Kind(row["kind"]), Purpose(row["purpose"]))
        word = LastWord(ChoiceId(row["id"]), Choice(row["choice"]), row["given_at"], _similar(row))
        found.setdefault(ContactId(row["contact"]), {})[use] = word
    return found


async def list_choices(db: Database, contact: ContactId) -> Sequence[RecordedChoice]:
    """Fetch all choices, oldest first."""
    rows = await db.rows(
        """select id, contact, kind, purpose, choice, given_at, act, source, evidence,
             wording_id, wording_version, wording_sha256, goods, rule, valid_until
           from contacts.choices where workspace = $1 and contact = $2 order by given_at, id""",
        db.workspace,
        contact,
    )
    return [_choice(row) for row in rows]


def _choice(row: Row) -> RecordedChoice:
    return RecordedChoice(
        id=ChoiceId(row["id"]),
        contact=ContactId(row["contact"]),
        use=Use(Kind(row["kind"]), Purpose(row["purpose"])),
        choice=Choice(row["choice"]),
        given_at=row["given_at"],
        act=Act(row["act"]),
        source=row["source"],
        evidence=row["evidence"],
        wording_id=row["wording_id"],
        wording_version=row["wording_version"],
        wording_sha256=row["wording_sha256"],
        similar=_similar(row),
    )


def _similar(row: Row) -> Similar | None:
    if row["rule"] is None:
        return None
    return Similar(tuple(row["goods"]), row["rule"], row["valid_until"])


async def keep_wording(db: Database, wording: Wording, digest: str) -> str:
    """Add a wording, and give the digest of what is kept under its id and version."""
    await db.run(
        """insert into contacts.wordings (workspace, id, version, language, text, sha256)
           values ($1, $2, $3, $4, $5, $6) on conflict do nothing""",
        db.workspace,
        wording.id,
        wording.version,
        wording.language,
        wording.text,
        digest,
    )
    kept: str = await db.value(
        """select sha256 from contacts.wordings
           where workspace = $1 and id = $2 and version = $3 and language = $4""",
        db.workspace,
        wording.id,
        wording.version,
        wording.language,
    )
    return kept


async def wishes_of(
    db: Database, contacts: Sequence[ContactId]
) -> tuple[
    dict[ContactId, dict[Purpose, tuple[Kind, ...]]], dict[ContactId, dict[Purpose, Frequency]]
]:
    """Fetch by which channels, and how often, some people want to hear from us, per purpose."""
    rows = await db.rows(
        """select contact, purpose, kinds, 0 as most, 0 as days from contacts.channel_orders
           where workspace = $1 and contact = any($2::uuid[])
           union all
           select contact, purpose, null, most, days from contacts.frequencies
           where workspace = $1 and contact = any($2::uuid[])""",
        db.workspace,
        list(contacts),
    )
    orders: dict[ContactId, dict[Purpose, tuple[Kind, ...]]] = {}
    frequencies: dict[ContactId, dict[Purpose, Frequency]] = {}
    for row in rows:
        contact, purpose = ContactId(row["contact"]), Purpose(row["purpose"])
        if row["kinds"] is None:
            wish = Frequency(row["most"], row["days"])
            frequencies.setdefault(contact, {})[purpose] = wish
        else:
            orders.setdefault(contact, {})[purpose] = tuple(map(Kind, row["kinds"]))
    return orders, frequencies


async def set_channel_order(
    db: Database, contact: ContactId, purpose: Purpose, kinds: Sequence[Kind]
) -> None:
    """Keep the order of channels for a purpose."""
    await db.run(
        """insert into contacts.channel_orders (workspace, contact, purpose, kinds)
           values ($1, $2, $3, $4)
           on conflict (workspace, contact, purpose) do update set kinds = excluded.kinds""",
        db.workspace,
        contact,
        purpose.value,
        [kind.value for kind in kinds],
    )


async def find_holder(db: Database, contact: ContactId) -> ContactId | None:
    """Fetch whom a link to a person's choices is about today: who was merged is another one."""
    found = await db.value(
        """select coalesce(merged_into, id) from contacts.contacts
           where workspace = $1 and id = $2""",
        db.workspace,
        contact,
    )
    return None if found is None else ContactId(found)


async def find_token(db: Database, digest: bytes, at: datetime) -> TokenHolder | None:
    """Fetch whom a link of the former kind speaks for, unless it has expired."""
    row = await db.row(
        """select t.workspace, coalesce(c.merged_into, c.id) as contact, t.kind, t.purpose
           from contacts.tokens t join contacts.contacts c
             on c.workspace = t.workspace and c.id = t.contact
           where t.workspace = $1 and t.token_sha256 = $2 and t.expires_at > $3""",
        db.workspace,
        digest,
        at,
    )
    if row is None:
        return None
    use = None if row["kind"] is None else Use(Kind(row["kind"]), Purpose(row["purpose"]))
    return TokenHolder(WorkspaceId(row["workspace"]), ContactId(row["contact"]), use)
