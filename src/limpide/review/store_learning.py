"""All SQL of learning: drafts and decisions to read, suggestions to keep."""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from limpide.foundation.database import Database, Row

from .model_learning import (
    Decision,
    Finished,
    Rejection,
    Suggestion,
    SuggestionState,
    Target,
    TargetKind,
)


async def list_finished(
    db: Database, since: datetime, skill: str | None, limit: int
) -> Sequence[Finished]:
    """Fetch what was proposed and sent since a moment, the latest first."""
    rows = await db.rows(
        """select d.ai_text, d.final_text, d.citations, d.finished_at as at, '' as template,
             coalesce(i.skill, 'knowledge') as skill, coalesce(i.decided_name, '') as name
           from review.drafts d left join review.items i
             on i.workspace = d.workspace and i.kind = 'reply' and i.subject = d.id
           where d.workspace = $1 and d.state = 'used' and d.finished_at > $2
             and ($3::text is null or coalesce(i.skill, 'knowledge') = $3)
           union all
           select ai_text, final_text, '[]', at, template, 'templates', name
           from review.template_edits
           where workspace = $1 and at > $2 and ($3::text is null or $3 = 'templates')
           order by at desc limit $4""",
        db.workspace,
        since,
        skill,
        limit,
    )
    return [
        Finished(
            ai_text=row["ai_text"],
            final_text=row["final_text"],
            skill=row["skill"],
            documents=tuple(dict.fromkeys(each["title"] for each in json.loads(row["citations"]))),
            name=row["name"],
            at=row["at"],
            template=row["template"],
        )
        for row in rows
    ]


async def add_template_edit(db: Database, id: UUID, edit: Finished) -> None:
    """Keep what people made of a text for a template."""
    await db.run(
        """insert into review.template_edits (id, template, ai_text, final_text, name, at)
           values ($1, $2, $3, $4, $5, $6)""",
        id,
        edit.template,
        edit.ai_text,
        edit.final_text,
        edit.name,
        edit.at,
    )


async def list_decisions(
    db: Database, since: datetime, skill: str | None, limit: int
) -> Sequence[Decision]:
    """Fetch who decided what on which words since a moment, the earliest first."""
    rows = await db.rows(
        """select payload ->> 'proposed' as proposed, text, decided_by, decided_name, state
           from review.items where workspace = $1 and kind = 'reply' and decided_at > $2
             and decided_by is not null and state in ('approved', 'edited', 'rejected')
             and payload ? 'proposed' and ($3::text is null or skill = $3)
           order by decided_at limit $4""",
        db.workspace,
        since,
        skill,
        limit,
    )
    return [
        Decision(row["proposed"], row["text"], row["decided_by"], row["decided_name"], row["state"])
        for row in rows
    ]


async def list_rejections(
    db: Database, since: datetime, skill: str | None, limit: int
) -> Sequence[Rejection]:
    """Fetch what was rejected since a moment, and why, the latest first."""
    rows = await db.rows(
        """select skill, text, reason, decided_name, decided_at from review.items
           where workspace = $1 and kind = 'reply' and state = 'rejected' and decided_at > $2
             and text <> '' and ($3::text is null or skill = $3)
           order by decided_at desc limit $4""",
        db.workspace,
        since,
        skill,
        limit,
    )
    return [
        Rejection(
            row["skill"], row["text"], row["reason"] or "", row["decided_name"], row["decided_at"]
        )
        for row in rows
    ]


async def add_suggestion(db: Database, new: Suggestion) -> bool:
    """Keep a suggestion. False when the same waits already."""
    return bool(
        await db.run(
            """insert into review.suggestions
                 (id, kind, target, before, after, times, proposed_by, proposed_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing""",
            new.id,
            new.target.kind.value,
            new.target.name,
            new.before,
            new.after,
            new.times,
            new.proposed_by,
            new.proposed_at,
        )
    )


async def list_suggestions(db: Database) -> Sequence[Suggestion]:
    """Fetch what waits, the latest first."""
    rows = await db.rows(
        """select * from review.suggestions where workspace = $1 and state = 'open'
           order by proposed_at desc limit 200""",
        db.workspace,
    )
    return [_suggestion(row) for row in rows]


async def find_suggestion(db: Database, id: UUID) -> Suggestion | None:
    """Find a suggestion that waits."""
    row = await db.row("select * from review.suggestions where id = $1 and state = 'open'", id)
    return None if row is None else _suggestion(row)


async def settle_suggestion(
    db: Database, id: UUID, state: SuggestionState, by: str, at: datetime
) -> bool:
    """Keep what an owner did; only the first counts."""
    return bool(
        await db.run(
            """update review.suggestions set state = $2, decided_by = $3, decided_at = $4
               where id = $1 and state = 'open'""",
            id,
            state.value,
            by,
            at,
        )
    )


def _suggestion(row: Row) -> Suggestion:
    return Suggestion(
        id=row["id"],
        target=Target(TargetKind(row["kind"]), row["target"]),
        before=row["before"],
        after=row["after"],
        times=row["times"],
        proposed_by=row["proposed_by"],
        proposed_at=row["proposed_at"],
        state=SuggestionState(row["state"]),
    )
