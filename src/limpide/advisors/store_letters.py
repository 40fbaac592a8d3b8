"""SQL of mail to colleagues."""

from datetime import datetime
from uuid import UUID

from limpide.foundation.database import Database

from .model import AdvisorId, Letter, LetterKind, LetterState


async def add_letter(db: Database, letter: Letter) -> None:
    """Keep a letter that is to leave."""
    await db.run(
        """insert into advisors.letters (id, advisor, kind, subject, body, html, state, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8)""",
        letter.id,
        letter.advisor,
        letter.kind.value,
        letter.subject,
        letter.body,
        letter.html,
        letter.state.value,
        letter.created_at,
    )


async def lock_letter(db: Database, id: UUID) -> Letter | None:
    """Find a letter and keep other jobs from it."""
    row = await db.row("select * from advisors.letters where id = $1 for update", id)
    if row is None:
        return None
    return Letter(
        id=row["id"],
        advisor=AdvisorId(row["advisor"]),
        kind=LetterKind(row["kind"]),
        subject=row["subject"],
        body=row["body"],
        html=row["html"],
        state=LetterState(row["state"]),
        created_at=row["created_at"],
    )


async def set_state(db: Database, id: UUID, state: LetterState, ended: datetime | None) -> UUID:
    """Keep where a letter stands and say whose it is; once it is over, its words are forgotten."""
    found: UUID = await db.value(
        """update advisors.letters set state = $2, ended_at = $3::timestamptz,
             subject = case when $3 is null then subject else '' end,
             body = case when $3 is null then body else '' end,
             html = case when $3 is null then html else '' end
           where id = $1 returning advisor""",
        id,
        state.value,
        ended,
    )
    return found
