"""All SQL about templates."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from limpide.contacts import Purpose
from limpide.delivery import Importance
from limpide.foundation.database import Database, Row

from .model import Template, TemplateId, Version, Wording


async def add_template(db: Database, template: Template) -> None:
    """Add a template."""
    await db.run(
        """insert into journeys.templates (id, workspace, name, purpose, importance)
           values ($1, $2, $3, $4, $5)""",
        template.id,
        db.workspace,
        template.name,
        template.purpose.value,
        template.importance.value,
    )


async def set_purpose(
    db: Database, id: TemplateId, purpose: Purpose, importance: Importance
) -> None:
    """Change what a template is for."""
    await db.run(
        """update journeys.templates set purpose = $3, importance = $4
           where workspace = $1 and id = $2""",
        db.workspace,
        id,
        purpose.value,
        importance.value,
    )


async def find_by_name(db: Database, name: str) -> Template | None:
    """Fetch a template, held against another save at the same moment."""
    row = await db.row(
        "select * from journeys.templates where workspace = $1 and name = $2 for update",
        db.workspace,
        name,
    )
    return None if row is None else _template(row)


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
) -> int:
    """Write over the draft, or begin one after the published version; give its number."""
    return await db.value(
        """insert into journeys.template_versions
             (workspace, template, version, wordings, sample, author)
           select $1, $2, coalesce(max(v.version) filter (where v.published_at is null),
               max(v.version) + 1, 1), $3::jsonb, $4::jsonb, $5
           from journeys.template_versions v where v.workspace = $1 and v.template = $2
           on conflict (workspace, template, version) do update set wordings = excluded.wordings,
             sample = excluded.sample, author = excluded.author, created_at = now()
           returning version""",
        db.workspace,
        id,
        json.dumps({language: asdict(words) for language, words in wordings.items()}),
        json.dumps(sample),
        author,
    )


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
             v.published_at
           from journeys.templates t join journeys.template_versions v
             on v.workspace = t.workspace and v.template = t.id
           where t.workspace = $1 and t.id = $2 and ($3::integer is null or v.version = $3)
           order by v.version desc limit 1""",
        db.workspace,
        id,
        version,
    )
    if row is None:
        return None
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
    )


def _template(row: Row) -> Template:
    return Template(
        id=TemplateId(row["id"]),
        name=row["name"],
        purpose=Purpose(row["purpose"]),
        importance=Importance(row["importance"]),
        published=row["published"],
    )
