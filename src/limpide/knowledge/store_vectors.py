"""SQL about the vectors of passages."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from limpide.foundation.database import Database


async def list_unembedded(
    db: Database, model: str, today: date, limit: int
) -> list[tuple[UUID, str]]:
    """List passages in use that have no vector of this model, with title, heading and text."""
    rows = await db.rows(
        """select p.id, concat_ws(' › ', d.title, array_to_string(p.path, ' › ')) || e'\n' || p.text
             as text
           from knowledge.documents d
           join knowledge.passages p on p.workspace = d.workspace and p.document = d.id
             and p.version = d.version
           where d.workspace = $1 and d.is_approved and d.retired_at is null
             and (d.valid_until is null or d.valid_until >= $3)
             and not exists (select from knowledge.vectors v where v.workspace = p.workspace
               and v.passage = p.id and v.model = $2)
           order by p.id limit $4""",
        db.workspace,
        model,
        today,
        limit,
    )
    return [(row["id"], row["text"]) for row in rows]


async def add_vectors(
    db: Database, model: str, dimensions: int, vectors: Mapping[UUID, bytes]
) -> None:
    """Keep vectors; one that is there already stays."""
    await db.run(
        """insert into knowledge.vectors (workspace, passage, model, dimensions, values)
           select $1, one.passage, $2, $3, one.values
           from unnest($4::uuid[], $5::bytea[]) as one (passage, values)
           on conflict do nothing""",
        db.workspace,
        model,
        dimensions,
        list(vectors),
        list(vectors.values()),
    )


async def fetch_vectors(
    db: Database, model: str, passages: Sequence[UUID]
) -> list[tuple[UUID, bytes]]:
    """Fetch the vectors these passages have of a model."""
    rows = await db.rows(
        """select passage, values from knowledge.vectors
           where workspace = $1 and model = $2 and passage = any($3::uuid[])""",
        db.workspace,
        model,
        list(passages),
    )
    return [(row["passage"], row["values"]) for row in rows]
