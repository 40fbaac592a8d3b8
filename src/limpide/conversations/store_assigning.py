"""SQL of assignment: needs, rules, loads."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from uuid import UUID

from limpide.channels import Kind
from limpide.contacts import ContactId
from limpide.delivery import Importance
from limpide.foundation.database import Database, Row

from .model import Cause, ConversationId
from .model_desk import Because, Needs, Rule

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


async def one_at_a_time(db: Database) -> None:
    """Let one transaction at a time choose somebody."""
    await db.run("select pg_advisory_xact_lock(hashtextextended($1, 11))", str(db.workspace))


async def find_manners(db: Database) -> bool:
    """Say whether conversations are given to somebody by themselves."""
    kept = await db.value(
        "select assigns from conversations.manners where workspace = $1", db.workspace
    )
    return True if kept is None else bool(kept)


async def set_manners(db: Database, *, assigns: bool) -> None:
    """Keep whether conversations are given to somebody by themselves."""
    await db.run(
        """insert into conversations.manners (workspace, assigns) values ($1, $2)
           on conflict (workspace) do update set assigns = excluded.assigns""",
        db.workspace,
        assigns,
    )


async def list_rules(db: Database) -> list[Rule]:
    """List the rules in their order."""
    rows = await db.rows(
        """select id, place, kind, language, cause, label, words, team, skill, importance
           from conversations.rules where workspace = $1 order by place""",
        db.workspace,
    )
    return [_rule(row) for row in rows]


async def set_rules(db: Database, rules: Sequence[Rule]) -> None:
    """Replace the rules."""
    await db.run("delete from conversations.rules where workspace = $1", db.workspace)
    for place, rule in enumerate(rules):
        await db.run(
            """insert into conversations.rules
                 (id, place, kind, language, cause, label, words, team, skill, importance)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
            rule.id,
            place,
            None if rule.kind is None else rule.kind.value,
            rule.language,
            None if rule.cause is None else rule.cause.value,
            rule.label,
            rule.words,
            rule.team,
            rule.skill,
            None if rule.importance is None else rule.importance.value,
        )


async def find_needs(db: Database, conversation: ConversationId) -> Needs:
    """Find what a conversation wants, as far as somebody or a rule has said it."""
    row = await db.row(
        "select team, skill, importance from conversations.conversations where id = $1",
        conversation,
    )
    if row is None:
        return Needs()
    importance = Importance(row["importance"])
    said = None if importance is Importance.ROUTINE else importance
    return Needs(row["team"], row["skill"], said)


async def save_needs(db: Database, conversation: ConversationId, needs: Needs) -> None:
    """Keep what a conversation wants."""
    await db.run(
        """update conversations.conversations set team = $2, skill = $3, importance = $4
           where id = $1""",
        conversation,
        needs.team,
        needs.skill,
        (needs.importance or Importance.ROUTINE).value,
    )


async def note(
    db: Database, conversation: ConversationId, at: datetime, because: Sequence[Because]
) -> None:
    """Keep when and why somebody was chosen; no reason means that a person chose."""
    await db.run(
        """update conversations.conversations set assigned_at = $2, assigned_because = $3
           where id = $1""",
        conversation,
        at,
        [reason.value for reason in because],
    )


async def loads(db: Database, people: Sequence[UUID]) -> dict[UUID, tuple[int, datetime]]:
    """Count who holds how many open conversations, and when each got the last one."""
    rows = await db.rows(
        """select assignee, count(*) as held, max(assigned_at) as last_at
           from conversations.conversations
           where workspace = $1 and status = 'open' and assignee = any($2::uuid[])
           group by assignee""",
        db.workspace,
        list(people),
    )
    return {row["assignee"]: (row["held"], row["last_at"] or _NEVER) for row in rows}


async def who_answered_last(db: Database, contact: ContactId) -> UUID | None:
    """Find the colleague who answered a person last."""
    return await db.value(
        """select m.author_id from conversations.conversations c
           join conversations.messages m on m.workspace = c.workspace and m.conversation = c.id
           where c.workspace = $1 and c.contact = $2 and m.direction = 'out'
             and m.author_id is not null order by m.id desc limit 1""",
        db.workspace,
        contact,
    )


async def last_words(db: Database, conversation: ConversationId) -> str:
    """Give what the customer wrote last."""
    found = await db.value(
        """select body from conversations.messages where workspace = $1 and conversation = $2
             and direction = 'in' order by id desc limit 1""",
        db.workspace,
        conversation,
    )
    return found or ""


async def list_adrift(db: Database, here: Collection[UUID], limit: int) -> list[ConversationId]:
    """List what waits for a person and has nobody who is there, the longest wait first."""
    rows = await db.rows(
        """select id from conversations.conversations
           where workspace = $1 and status = 'open' and holder <> 'assistant'
             and waiting_since is not null and not coalesce(assignee = any($2::uuid[]), false)
           order by waiting_since limit $3""",
        db.workspace,
        list(here),
        limit,
    )
    return [ConversationId(row["id"]) for row in rows]


async def has_waiting(db: Database) -> bool:
    """Say whether any customer waits for a person."""
    return bool(
        await db.value(
            """select exists (select from conversations.conversations
                 where workspace = $1 and status = 'open' and holder <> 'assistant'
                   and waiting_since is not null)""",
            db.workspace,
        )
    )


def _rule(row: Row) -> Rule:
    return Rule(
        id=row["id"],
        place=row["place"],
        kind=None if row["kind"] is None else Kind(row["kind"]),
        language=row["language"],
        cause=None if row["cause"] is None else Cause(row["cause"]),
        label=row["label"],
        words=row["words"],
        team=row["team"],
        skill=row["skill"],
        importance=None if row["importance"] is None else Importance(row["importance"]),
    )
