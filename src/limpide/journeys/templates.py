"""Templates: one content for several channels and languages, in versions."""

from collections.abc import Mapping, Sequence
from typing import Any

from limpide import ledger
from limpide.contacts import Purpose
from limpide.delivery import Importance
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import new_id

from . import linting, store_templates
from .model import Finding, Severity, Template, TemplateId, Version, Wording


class NoSuchTemplateError(LimpideError):
    """There is no such template, or no such version of it."""

    status = 404


class NotPublishableError(LimpideError):
    """The template has faults that keep it from being published: see its findings."""

    status = 409


async def save_template(
    db: Database,
    name: str,
    purpose: Purpose,
    wordings: Mapping[str, Wording],
    *,
    importance: Importance = Importance.ROUTINE,
    sample: Mapping[str, Any] | None = None,
    actor: Actor,
) -> Version:
    """Save a draft under a name: a new version when the last one is published, else that one."""
    template = await store_templates.find_by_name(db, name)
    if template is None:
        template = Template(TemplateId(new_id()), name, purpose, importance, None)
        await store_templates.add_template(db, template)
    else:
        await store_templates.set_purpose(db, template.id, purpose, importance)
    version = await store_templates.save_draft(
        db, template.id, wordings, sample or {}, actor.name or actor.id
    )
    await ledger.record(
        db, "template.saved", about=template.id, why=f"version {version}", actor=actor
    )
    return await get_version(db, template.id, version)


async def publish_template(db: Database, template: TemplateId, *, actor: Actor) -> Version:
    """Let the latest version be sent from now on. Raises NotPublishableError."""
    latest = await get_version(db, template)
    if any(finding.severity is Severity.STOP for finding in linting.lint(latest)):
        raise NotPublishableError
    await store_templates.publish(db, template, latest.version)
    await ledger.record(
        db, "template.published", about=template, why=f"version {latest.version}", actor=actor
    )
    return await get_version(db, template, latest.version)


async def get_version(db: Database, template: TemplateId, version: int | None = None) -> Version:
    """Get a version of a template, the latest without a number. Raises NoSuchTemplateError."""
    found = await store_templates.find_version(db, template, version)
    if found is None:
        raise NoSuchTemplateError
    return found


async def get_published(db: Database, name: str) -> Version:
    """Get what is sent under a name. Raises NoSuchTemplateError."""
    template = await store_templates.find_by_name(db, name)
    if template is None or template.published is None:
        raise NoSuchTemplateError
    return await get_version(db, template.id, template.published)


async def list_templates(db: Database) -> Sequence[Template]:
    """List all templates by name."""
    return await store_templates.list_templates(db)


async def findings(db: Database, template: TemplateId) -> Sequence[Finding]:
    """List what is wrong with the latest version."""
    return linting.lint(await get_version(db, template))
