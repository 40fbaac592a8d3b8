"""All SQL about templates."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, LiteralString
from uuid import UUID

from limpide.contacts import Purpose
from limpide.delivery import Importance
from limpide.foundation.database import Database, Row
from limpide.ledger import AuthorKind, Engine

from .model import Template, TemplateId, Version, Wording


async def add_template(db: Database, template: Template) -> None:
    """Add a template."""
    await db.run(
        """insert into journeys.templates (id, workspace, name, purpose, importance, goods)
           values ($1, $2, $3, $4, $5, $6)""",
        template.id,
        db.workspace,
        template.name,
        template.purpose.value,
        template.importance.value,
        template.goods,
    )


async def set_purpose(
    db: Database, id: TemplateId, purpose: Purpose, importance: Importance, goods: str
) -> None:
    """Change what a template is for."""
    await db.run(
        """update journeys.templates set purpose = $3, importance = $4, goods = $5
           where workspace = $1 and id = $2""",
        db.workspace,
        id,
        purpose.value,
        importance.value,
        goods,
    )


async def find_by_name(db: Database, name: str) -> Template | None:
    """Fetch a template, held against another save at the same moment."""
    row = await db.row(
        "select * from journeys.templates where workspace = $1 and name = $2 for update",
        db.workspace,
        name,
    )
    return None if row is None else _template(row)


async def lock_template(db: Database, id: TemplateId) -> None:
    """Hold a template until the transaction ends."""
    await db.run(
        "select from journeys.templates where workspace = $1 and id = $2 for update",
        db.workspace,
        id,
    )


async def list_templates(db: Database) -> Sequence[Template]:
    """Fetch all templates."""
    rows = await db.rows(
        "select * from journeys.templates where workspace = $1 order by name", db.workspace
    )
    return [_template(row) for row in rows]


async def save_draft(
    db: Database,
    id: TemplateId,
    wordings: Mapping[str, Wording],
    sample: Mapping[str, Any],
    author: str,
    by: tuple[AuthorKind, Engine | None],
) -> int:
    """Write over the draft, or begin one after the published version; give its number.

    What was reviewed before is not what is written now.
    """
    kind, engine = by
    return await db.value(
        """insert into journeys.template_versions
             (workspace, template, version, wordings, sample, author, author_kind, engine)
           select $1, $2, coalesce(max(v.version) filter (where v.published_at is null),
               max(v.version) + 1, 1), $3::jsonb, $4::jsonb, $5, $6, $7::jsonb
           from journeys.template_versions v where v.workspace = $1 and v.template = $2
           on conflict (workspace, template, version) do update set wordings = excluded.wordings,
             sample = excluded.sample, author = excluded.author, created_at = now(),
             author_kind = excluded.author_kind, engine = excluded.engine,
             review = null, reviewer = ''
           returning version""",
        db.workspace,
        id,
        json.dumps({language: asdict(words) for language, words in wordings.items()}),
        json.dumps(sample),
        author,
        kind.value,
        None if engine is None else json.dumps(asdict(engine)),
    )


async def set_review(db: Database, id: TemplateId, version: int, review: UUID | None) -> None:
    """Keep for which review a version waits."""
    await db.run(
        """update journeys.template_versions set review = $4
           where workspace = $1 and template = $2 and version = $3""",
        db.workspace,
        id,
        version,
        review,
    )


async def set_reviewer(db: Database, id: TemplateId, version: int, names: str) -> None:
    """Keep who said yes to a version."""
    await db.run(
        """update journeys.template_versions set reviewer = $4
           where workspace = $1 and template = $2 and version = $3""",
        db.workspace,
        id,
        version,
        names,
    )


async def lock_review(db: Database, review: UUID) -> Version | None:
    """Fetch the version that waits for a review, and hold it."""
    query: LiteralString = """select template, version from journeys.template_versions
           where workspace = $1 and review = $2"""
    row = await db.row(query, db.workspace, review)
    if row is None:
        return None
    # The template first, as whoever saves does; then whether it still waits for this review.
    await lock_template(db, TemplateId(row["template"]))
    row = await db.row(query, db.workspace, review)
    if row is None:
        return None
    return await find_version(db, TemplateId(row["template"]), row["version"])


async def list_versions(db: Database, id: TemplateId) -> Sequence[Version]:
    """Fetch all versions of a template, newest first."""
    rows = await db.rows(
        """select version from journeys.template_versions
           where workspace = $1 and template = $2 order by version desc limit 100""",
        db.workspace,
        id,
    )
    found = [await find_version(db, id, row["version"]) for row in rows]
    return [each for each in found if each is not None]


async def publish(db: Database, id: TemplateId, version: int) -> None:
    """Note that a version is what is sent."""
    await db.run(
        """update journeys.template_versions set published_at = coalesce(published_at, now())
           where workspace = $1 and template = $2 and version = $3""",
        db.workspace,
        id,
        version,
    )
    await db.run(
        "update journeys.templates set published = $3 where workspace = $1 and id = $2",
        db.workspace,
        id,
        version,
    )


async def find_version(db: Database, id: TemplateId, version: int | None) -> Version | None:
    """Fetch a version, the latest without a number."""
    row = await db.row(
        """select t.*, v.version, v.wordings, v.sample, v.author, v.created_at as written_at,
             v.published_at, v.author_kind, v.engine, v.review, v.reviewer
           from journeys.templates t join journeys.template_versions v
             on v.workspace = t.workspace and v.template = t.id
           where t.workspace = $1 and t.id = $2 and ($3::integer is null or v.version = $3)
           order by v.version desc limit 1""",
        db.workspace,
        id,
        version,
    )
    return None if row is None else _version(row)


async def find_published(db: Database, name: str) -> Version | None:
    """Fetch what is sent under a name. Nothing is held: notices come in side by side."""
    row = await db.row(
        """select t.*, v.version, v.wordings, v.sample, v.author, v.created_at as written_at,
             v.published_at, v.author_kind, v.engine, v.review, v.reviewer
           from journeys.templates t join journeys.template_versions v
             on v.workspace = t.workspace and v.template = t.id and v.version = t.published
           where t.workspace = $1 and t.name = $2""",
        db.workspace,
        name,
    )
    return None if row is None else _version(row)


def _version(row: Row) -> Version:
    return Version(
        template=_template(row),
        version=row["version"],
        wordings={
            language: Wording(**words) for language, words in json.loads(row["wordings"]).items()
        },
        sample=json.loads(row["sample"]),
        author=row["author"],
        created_at=row["written_at"],
        published_at=row["published_at"],
        author_kind=AuthorKind(row["author_kind"]),
        engine=None if row["engine"] is None else Engine(**json.loads(row["engine"])),
        review=row["review"],
        reviewer=row["reviewer"],
    )


def _template(row: Row) -> Template:
    return Template(
        id=TemplateId(row["id"]),
        name=row["name"],
        purpose=Purpose(row["purpose"]),
        importance=Importance(row["importance"]),
        published=row["published"],
        goods=row["goods"],
    )
