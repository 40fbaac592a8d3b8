"""Templates: one content for several channels and languages, in versions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from limpide import ledger, review
from limpide.contacts import Purpose
from limpide.delivery import Importance
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import new_id
from limpide.ledger import AuthorKind, Engine
from limpide.review import ItemKind

from . import images, linting, store_images, store_templates, submitting
from .model import Finding, Severity, Template, TemplateId, Version, Wording

_AUTHORS: Final = {AuthorKind.TEMPLATE, AuthorKind.AI, AuthorKind.PERSON_WITH_AI}


class NoSuchTemplateError(LimpideError):
    """There is no such template, or no such version of it."""

    status = 404


class InvalidAuthorError(LimpideError):
    """A template is written by people, by an AI, or by a person with an AI."""

    status = 422


class NotPublishableError(LimpideError):
    """The template has faults that keep it from being published: see its findings."""

    status = 409


async def save_template(  # noqa: PLR0913 (all that a template is)
    db: Database,
    name: str,
    purpose: Purpose,
    wordings: Mapping[str, Wording],
    *,
    importance: Importance = Importance.ROUTINE,
    goods: str = "",
    sample: Mapping[str, Any] | None = None,
    author: AuthorKind = AuthorKind.TEMPLATE,
    engine: Engine | None = None,
    actor: Actor,
) -> Version:
    """Save a draft under a name: a new version when the last one is published, else that one.

    `author`: `template` where people wrote it, `ai`, or `person_with_ai`. A review of the draft
    as it stood ends.
    """
    template = await store_templates.find_by_name(db, name)
    if template is None:
        template = Template(TemplateId(new_id()), name, purpose, importance, None, goods)
        await store_templates.add_template(db, template)
    else:
        await store_templates.set_purpose(db, template.id, purpose, importance, goods)
        before = await get_version(db, template.id)
        if before.published_at is None:
            await submitting.withdraw(db, ItemKind.NOTICE, before.review, actor=actor)
            if author is not AuthorKind.AI:
                await _note_edits(db, before, wordings, actor=actor)
    if author not in _AUTHORS:
        raise InvalidAuthorError
    version = await store_templates.save_draft(
        db, template.id, wordings, sample or {}, actor.name or actor.id, (author, engine)
    )
    await ledger.record(
        db, "template.saved", about=template.id, why=f"version {version}", actor=actor
    )
    return await get_version(db, template.id, version)


async def publish_template(db: Database, template: TemplateId, *, actor: Actor) -> Version:
    """Let the latest version be sent from now on, or once somebody else has agreed (`review`).

    Raises NotPublishableError.
    """
    await store_templates.lock_template(db, template)
    # An image that somebody removes at this moment is gone before we look, or is kept.
    await store_images.lock(db)
    latest = await get_version(db, template)
    if any(finding.severity is Severity.STOP for finding in linting.lint(latest)):
        raise NotPublishableError
    if latest.published_at is not None and latest.version == latest.template.published:
        return latest
    if latest.review is None and not await submitting.submit_version(db, latest, actor=actor):
        await publish_version(db, latest, actor=actor)
    return await get_version(db, template, latest.version)


async def publish_version(db: Database, version: Version, *, actor: Actor) -> None:
    """Let a version be sent that may be: nobody need agree, or everybody has."""
    id = version.template.id
    await store_templates.publish(db, id, version.version)
    if version.author_kind is AuthorKind.AI:
        for wording in version.wordings.values():
            await review.learning.note_template(
                db, version.template.name, wording.text, wording.text, actor=actor
            )
    await ledger.record(
        db, "template.published", about=id, why=f"version {version.version}", actor=actor
    )


async def _note_edits(
    db: Database, before: Version, wordings: Mapping[str, Wording], *, actor: Actor
) -> None:
    """Keep what people make of an AI's text: what is always changed teaches."""
    if not before.author_kind.has_ai:
        return
    for language, wording in wordings.items():
        was = before.wordings.get(language)
        if was is not None and was.text != wording.text:
            await review.learning.note_template(
                db, before.template.name, was.text, wording.text, actor=actor
            )


async def list_versions(db: Database, template: TemplateId) -> Sequence[Version]:
    """List the versions of a template, newest first."""
    return await store_templates.list_versions(db, template)


async def get_version(db: Database, template: TemplateId, version: int | None = None) -> Version:
    """Get a version of a template, the latest without a number. Raises NoSuchTemplateError."""
    return await _with_images(db, await store_templates.find_version(db, template, version))


async def _with_images(db: Database, found: Version | None) -> Version:
    if found is None:
        raise NoSuchTemplateError
    return replace(found, images=await images.shown_by(db, found.wordings))


async def get_published(db: Database, name: str) -> Version:
    """Get what is sent under a name. Raises NoSuchTemplateError."""
    return await _with_images(db, await store_templates.find_published(db, name))


async def list_templates(db: Database) -> Sequence[Template]:
    """List all templates by name."""
    return await store_templates.list_templates(db)


async def findings(db: Database, template: TemplateId) -> Sequence[Finding]:
    """List what is wrong with the latest version."""
    return linting.lint(await get_version(db, template))
