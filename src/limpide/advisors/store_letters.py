"""SQL of mail to colleagues."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from limpide.channels import Attachment
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


async def add_images(db: Database, letter: UUID, images: Sequence[Attachment]) -> None:
    """Keep what a letter shows until it has left."""
    for image in images:
        await db.run(
            """insert into advisors.letter_images (letter, content_id, name, content_type, content)
               values ($1, $2, $3, $4, $5)""",
            letter,
            image.content_id,
            image.name,
            image.content_type,
            image.content,
        )


async def images_of(db: Database, letter: UUID) -> Sequence[Attachment]:
    """Fetch what a letter shows."""
    rows = await db.rows(
        """select content_id, name, content_type, content from advisors.letter_images
           where letter = $1 order by content_id""",
        letter,
    )
    return [
        Attachment(row["name"], row["content_type"], row["content"], row["content_id"])
        for row in rows
    ]


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
    if ended is not None:
        await db.run("delete from advisors.letter_images where letter = $1", id)
    return found
