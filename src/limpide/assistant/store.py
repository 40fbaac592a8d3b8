"""All SQL of the assistant."""

import json
from datetime import datetime
from uuid import UUID

from limpide.conversations import Cause, ConversationId, MessageId
from limpide.foundation.database import Database, Row

from .model import ENGINE, ENGINE_VERSION, Decision, Prompt, Turn, TurnId, Verdict


async def add_turn(db: Database, turn: Turn) -> bool:
    """Keep a turn. False when another one has already answered the same words."""
    return bool(
        await db.run(
            """insert into assistant.turns (id, conversation, read_until, language, decision,
                 rule, cause, confidence, evidence, considered, engine, took_ms, said, at,
                 understood, passages, versions, prompted_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb, $11, $12, $13, $14,
                 $15::jsonb, $16::jsonb, $17::jsonb, $18)
               on conflict do nothing""",
            turn.id,
            turn.conversation,
            turn.read_until,
            turn.language,
            turn.decision.verdict.value,
            turn.decision.rule,
            None if turn.decision.cause is None else turn.decision.cause.value,
            turn.confidence,
            json.dumps(turn.decision.evidence),
            json.dumps([dict(each) for each in turn.considered]),
            f"{ENGINE}/{ENGINE_VERSION}",
            turn.took_ms,
            turn.said,
            turn.at,
            json.dumps(dict(turn.understood)),
            json.dumps([dict(each) for each in turn.passages]),
            json.dumps(dict(turn.versions)),
            turn.prompted_by.value,
        )
    )


async def has_turn(db: Database, conversation: ConversationId, read_until: MessageId) -> bool:
    """Say whether these words were answered already."""
    return bool(
        await db.value(
            """select exists (select from assistant.turns where workspace = $1
               and conversation = $2 and read_until = $3 and prompted_by = 'words')""",
            db.workspace,
            conversation,
            read_until,
        )
    )


async def list_turns(db: Database, conversation: ConversationId) -> list[Turn]:
    """List the turns of a conversation, oldest first."""
    rows = await db.rows(
        """select id, conversation, read_until, language, decision, rule, cause, confidence,
             evidence::text, considered::text, took_ms, said, at,
             understood::text, passages::text, versions::text, prompted_by
           from assistant.turns where workspace = $1 and conversation = $2 order by id""",
        db.workspace,
        conversation,
    )
    return [_turn(row) for row in rows]


async def quoted_passages(db: Database, since: datetime) -> list[UUID]:
    """List the passages that answers quoted since a moment."""
    rows = await db.rows(
        """select distinct (quoted ->> 'passage')::uuid as passage
           from assistant.turns t cross join lateral jsonb_array_elements(t.passages) quoted
           where t.workspace = $1 and t.at >= $2""",
        db.workspace,
        since,
    )
    return [row["passage"] for row in rows]


async def find_turn(db: Database, id: TurnId) -> Turn | None:
    """Find one turn."""
    row = await db.row(
        """select id, conversation, read_until, language, decision, rule, cause, confidence,
             evidence::text, considered::text, took_ms, said, at,
             understood::text, passages::text, versions::text, prompted_by
           from assistant.turns where workspace = $1 and id = $2""",
        db.workspace,
        id,
    )
    return None if row is None else _turn(row)


def _turn(row: Row) -> Turn:
    said: UUID | None = row["said"]
    return Turn(
        id=TurnId(row["id"]),
        conversation=ConversationId(row["conversation"]),
        read_until=MessageId(row["read_until"]),
        language=row["language"],
        decision=Decision(
            Verdict(row["decision"]),
            row["rule"],
            None if row["cause"] is None else Cause(row["cause"]),
            tuple(json.loads(row["evidence"])),
        ),
        confidence=row["confidence"],
        considered=tuple(json.loads(row["considered"])),
        took_ms=row["took_ms"],
        said=None if said is None else MessageId(said),
        at=row["at"],
        understood=json.loads(row["understood"]),
        passages=tuple(json.loads(row["passages"])),
        versions=json.loads(row["versions"]),
        prompted_by=Prompt(row["prompted_by"]),
    )
