"""SQL of the question after closing."""

from datetime import datetime
from uuid import UUID

from limpide.channels import Kind
from limpide.contacts import ContactId
from limpide.foundation.database import Database, Row

from .model import ConversationId
from .model_desk import AnsweredBy, Clear, Survey


async def one_at_a_time(db: Database, contact: ContactId) -> None:
    """Let one transaction at a time ask a person."""
    await db.run("select pg_advisory_xact_lock(hashtextextended($1, 13))", f"ask {contact}")


async def manners(db: Database) -> tuple[bool, int]:
    """Say whether customers are asked, and after how many days again at the earliest."""
    row = await db.row(
        "select asks, asks_again_after from conversations.manners where workspace = $1",
        db.workspace,
    )
    return (True, 30) if row is None else (row["asks"], row["asks_again_after"])


async def set_manners(db: Database, *, asks: bool, again_after: int) -> None:
    """Keep whether and how often customers are asked."""
    await db.run(
        """insert into conversations.manners (workspace, asks, asks_again_after)
           values ($1, $2, $3)
           on conflict (workspace) do update
           set asks = excluded.asks, asks_again_after = excluded.asks_again_after""",
        db.workspace,
        asks,
        again_after,
    )


async def who_answered(db: Database, conversation: ConversationId) -> AnsweredBy | None:
    """Say who answered in a thread; None when the company said nothing or the customer nothing."""
    row = await db.row(
        """select bool_or(direction = 'in') as asked,
             bool_or(direction = 'out' and author_kind = 'ai') as ai,
             bool_or(direction = 'out' and author_kind not in ('ai', 'template')) as person
           from conversations.messages where workspace = $1 and conversation = $2
             and automatic is null""",
        db.workspace,
        conversation,
    )
    if row is None or not row["asked"] or not (row["ai"] or row["person"]):
        return None
    if row["ai"] and row["person"]:
        return AnsweredBy.BOTH
    return AnsweredBy.AI if row["ai"] else AnsweredBy.PERSON


async def was_asked(db: Database, contact: ContactId, since: datetime) -> bool:
    """Say whether a person was asked since a moment, or wants never to be."""
    return bool(
        await db.value(
            """select exists (select from conversations.surveys
                 where workspace = $1 and contact = $2 and asked_at > $3)
               or exists (select from conversations.unasked where contact = $2)""",
            db.workspace,
            contact,
            since,
        )
    )


async def add(db: Database, new: Survey, digest: bytes) -> None:
    """Keep a question that was asked."""
    await db.run(
        """insert into conversations.surveys (id, conversation, contact, kind, language,
             answered_by, generation, digest, asked_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        new.id,
        new.conversation,
        new.contact,
        new.kind.value,
        new.language,
        new.answered_by.value,
        new.generation,
        digest,
        new.asked_at,
    )


async def find(db: Database, digest: bytes, since: datetime) -> Survey | None:
    """Find a question by its link."""
    row = await db.row(
        """select * from conversations.surveys
           where workspace = $1 and digest = $2 and asked_at > $3""",
        db.workspace,
        digest,
        since,
    )
    return None if row is None else _survey(row)


async def find_open(db: Database, conversation: ConversationId, since: datetime) -> Survey | None:
    """Find the latest question of a thread, while it may be answered."""
    row = await db.row(
        """select * from conversations.surveys
           where workspace = $1 and conversation = $2 and asked_at > $3
           order by id desc limit 1""",
        db.workspace,
        conversation,
        since,
    )
    return None if row is None else _survey(row)


async def latest_of(db: Database, conversation: ConversationId) -> Survey | None:
    """Find the latest question of a thread that was answered."""
    row = await db.row(
        """select * from conversations.surveys
           where workspace = $1 and conversation = $2 and answered_at is not null
           order by id desc limit 1""",
        db.workspace,
        conversation,
    )
    return None if row is None else _survey(row)


async def answer(
    db: Database, id: UUID, score: int, clear: Clear | None, comment: str, at: datetime
) -> None:
    """Keep an answer; what it leaves out stays."""
    await db.run(
        """update conversations.surveys set score = $2, ai_clear = coalesce($3, ai_clear),
             comment = case when $4 = '' then comment else $4 end, answered_at = $5
           where id = $1""",
        id,
        score,
        None if clear is None else clear.value,
        comment,
        at,
    )


async def never_again(db: Database, contact: ContactId, at: datetime) -> None:
    """Remember who wants no such question."""
    await db.run(
        """insert into conversations.unasked (contact, at) values ($1, $2)
           on conflict (contact) do nothing""",
        contact,
        at,
    )


def _survey(row: Row) -> Survey:
    return Survey(
        row["id"],
        ConversationId(row["conversation"]),
        ContactId(row["contact"]),
        Kind(row["kind"]),
        row["language"],
        AnsweredBy(row["answered_by"]),
        row["generation"],
        row["asked_at"],
        row["score"],
        None if row["ai_clear"] is None else Clear(row["ai_clear"]),
        row["comment"],
        row["answered_at"],
    )
