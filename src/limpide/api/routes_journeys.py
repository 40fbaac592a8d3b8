"""`/v1/templates`, `/v1/segments`: what is said, to whom."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from limpide import contacts, journeys
from limpide.foundation import workspaces
from limpide.foundation.database import Database
from limpide.foundation.links import look_at
from limpide.journeys import TemplateId, Version
from limpide.ledger import AuthorKind, Engine

from .keys import Transaction, actor_of, may
from .model import Caller, Scope
from .shapes_journeys import (
    FindingShape,
    LinkShape,
    NewSegment,
    NewTemplate,
    PreviewOf,
    Said,
    SegmentShape,
    TemplateShape,
)

router = APIRouter(prefix="/v1", tags=["journeys"])
Reader = Annotated[Caller, Depends(may(Scope.CAMPAIGNS_READ))]
Writer = Annotated[Caller, Depends(may(Scope.CAMPAIGNS_WRITE))]


@router.get("/templates")
async def list_templates(db: Transaction, caller: Reader) -> list[TemplateShape]:
    """List all templates in their latest version."""
    del caller
    return [
        await _shape(db, await journeys.get_version(db, template.id))
        for template in await journeys.list_templates(db)
    ]


@router.put("/templates/{name}")
async def save_template(
    db: Transaction, caller: Writer, name: str, body: NewTemplate
) -> TemplateShape:
    """Save a draft; what is published stays until the draft is."""
    version = await journeys.save_template(
        db,
        name,
        body.purpose,
        {language: words.wording() for language, words in body.wordings.items()},
        importance=body.importance,
        goods=body.goods,
        sample=body.sample,
        author=AuthorKind(body.author),
        engine=None if body.engine is None else Engine(**body.engine.model_dump()),
        actor=actor_of(caller),
    )
    return await _shape(db, version)


@router.post("/templates/{name}/publish")
async def publish_template(db: Transaction, caller: Writer, name: str) -> TemplateShape:
    """Let the latest version be sent from now on, or put it before who must agree (`in_review`)."""
    template = await _template(db, name)
    version = await journeys.publish_template(db, template, actor=actor_of(caller))
    return await _shape(db, version)


@router.post("/templates/{name}/links")
async def ask_links(db: Transaction, caller: Writer, name: str) -> list[LinkShape]:
    """Ask every link of the latest version, with the sample's values, whether it answers."""
    del caller
    version = await journeys.get_version(db, await _template(db, name))
    looked = await look_at(journeys.links_with(version))
    return [
        LinkShape(url=url, verdict=one.verdict, status=one.status) for url, one in looked.items()
    ]


@router.post("/templates/{name}/preview")
async def preview_template(
    db: Transaction, caller: Reader, name: str, body: PreviewOf
) -> list[Said]:
    """Show what each channel says with the sample, or with a context of yours."""
    del caller
    version = await journeys.get_version(db, await _template(db, name))
    if body.language not in version.wordings:
        raise journeys.NoSuchTemplateError
    context = version.sample if body.context is None else body.context
    return Said.of(journeys.contents(version, body.language, context))


@router.put("/segments/{name}")
async def save_segment(
    db: Transaction, caller: Writer, name: str, body: NewSegment
) -> SegmentShape:
    """Save a rule under a name."""
    saved = await journeys.save_segment(db, name, body.rule, actor=actor_of(caller))
    return await _counted(db, saved, body.rule)


@router.get("/segments")
async def list_segments(db: Transaction, caller: Reader) -> list[SegmentShape]:
    """List all segments, counted now."""
    del caller
    return [
        await _counted(db, segment, dict(segment.rule))
        for segment in await journeys.list_segments(db)
    ]


@router.post("/segments/count")
async def count_segment(db: Transaction, caller: Reader, body: NewSegment) -> SegmentShape:
    """Count a rule and show some of its people, without saving it."""
    del caller
    return await _counted(db, None, body.rule)


async def _counted(
    db: Database, segment: journeys.Segment | None, rule: dict[str, Any]
) -> SegmentShape:
    read = contacts.read_rule(rule)
    some = await contacts.page_selected(db, read, limit=10)
    return SegmentShape.of(segment, rule, await contacts.count_selected(db, read), list(some))


async def _template(db: Database, name: str) -> TemplateId:
    found = [each.id for each in await journeys.list_templates(db) if each.name == name]
    if not found:
        raise journeys.NoSuchTemplateError
    return found[0]


async def _shape(db: Database, version: Version) -> TemplateShape:
    language = (await workspaces.get(db)).language
    found = await journeys.findings(db, version.template.id)
    return TemplateShape.of(version, [FindingShape.of(each, language) for each in found])
