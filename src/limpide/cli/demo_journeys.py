"""What the demo company says over time: its customers' list, templates, segments, notices."""

from pathlib import Path
from typing import Any

import yaml

from limpide import contacts, journeys
from limpide.channels import Kind
from limpide.contacts import Purpose
from limpide.delivery import Importance
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.journeys import Notice, SegmentId, TemplateId, Wording


async def fill_people(db: Database, file: Path, *, actor: Actor) -> None:
    """Import the customers' list as anybody would."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = contacts.read_people(lines, region="FR")
        await contacts.import_people(db, rows, source=file.name, actor=actor)


async def fill_journeys(db: Database, file: Path, *, actor: Actor) -> None:
    """Publish the templates, save the segments, prepare the campaigns. Nothing leaves."""
    data = yaml.safe_load(file.read_text())
    templates = {one["name"]: await _template(db, one, actor) for one in data["templates"]}
    segments: dict[str, SegmentId] = {}
    for one in data["segments"]:
        saved = await journeys.save_segment(db, one["name"], one["rule"], actor=actor)
        segments[one["name"]] = saved.id
    for one in data["campaigns"]:
        texts = [templates[name] for name in one["templates"]]
        await journeys.plan_campaign(db, one["name"], segments[one["segment"]], texts, actor=actor)


async def send_notices(db: Database, file: Path, *, actor: Actor) -> None:
    """Ask for the demo's notices; they wait in the queue until there is a way out."""
    for one in yaml.safe_load(file.read_text())["notices"]:
        person = await contacts.recognise(db, Kind.EMAIL, one["to"], actor=actor)
        notice = Notice(person.id, one["template"], one["data"], key=f"demo-{one['to']}")
        await journeys.notify(db, [notice], actor=actor)


async def _template(db: Database, one: dict[str, Any], actor: Actor) -> TemplateId:
    saved = await journeys.save_template(
        db,
        one["name"],
        Purpose(one["purpose"]),
        {language: Wording(**wording) for language, wording in one["wordings"].items()},
        importance=Importance(one["importance"]),
        sample=one["sample"],
        actor=actor,
    )
    await journeys.publish_template(db, saved.template.id, actor=actor)
    return saved.template.id
