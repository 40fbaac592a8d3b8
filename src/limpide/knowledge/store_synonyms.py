"""SQL about the words that mean the same at one company."""

from collections.abc import Sequence

from limpide.foundation.database import Database
from limpide.foundation.ids import new_id


async def list_synonyms(db: Database) -> list[tuple[str, tuple[str, ...]]]:
    """List each group with its language, in the order it was written."""
    rows = await db.rows(
        """select language, words from knowledge.synonyms
           where workspace = $1 order by language, place""",
        db.workspace,
    )
    return [(row["language"], tuple(row["words"])) for row in rows]


async def replace_synonyms(db: Database, language: str, groups: Sequence[Sequence[str]]) -> None:
    """Put these groups in the place of those of one language."""
    await db.run(
        "delete from knowledge.synonyms where workspace = $1 and language = $2",
        db.workspace,
        language,
    )
    for place, words in enumerate(groups):
        await db.run(
            """insert into knowledge.synonyms (id, workspace, language, place, words)
               values ($1, $2, $3, $4, $5)""",
            new_id(),
            db.workspace,
            language,
            place,
            list(words),
        )
