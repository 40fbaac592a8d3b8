"""From a proposed change to the document, template or flow it is about."""

from urllib.parse import quote

from limpide import flows, journeys, knowledge
from limpide.flows import NoSuchFlowError
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.journeys import NoSuchTemplateError
from limpide.review import Suggestion, TargetKind
from limpide.web.documents import suggested


async def apply(db: Database, wanted: Suggestion, *, actor: Actor) -> str | None:
    """Make the change and give its address; None where it cannot be made.

    A template or flow gets a draft; a document opens in its editor with the change made.
    """
    name, change = wanted.target.name, (wanted.before, wanted.after)
    if wanted.target.kind is TargetKind.DOCUMENT:
        document = await suggested.find_document(db, wanted)
        return document and f"/knowledge/{document.id}/edit?suggestion={wanted.id}"
    try:
        if wanted.target.kind is TargetKind.FLOW:
            flow = await flows.reword(db, name, *change, actor=actor)
            return flow and f"/flows/{quote(flow.name)}?version={flow.version}"
        version = await journeys.reword(db, name, *change, actor=actor)
    except (NoSuchFlowError, NoSuchTemplateError):
        return None
    return version and f"/templates/{version.template.id}"


async def targets(db: Database) -> list[str]:
    """Name what a change may be about: templates, flows, documents."""
    templates = [each.name for each in await journeys.list_templates(db)]
    titles = [each.title for each in await knowledge.list_documents(db)]
    return [*templates, *(each.name for each in await flows.list_states(db)), *titles]
