"""From a proposed change to a draft of the document, template or flow it is about."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from limpide import flows, journeys, knowledge, review
from limpide.flows import NoSuchFlowError
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.journeys import NoSuchTemplateError
from limpide.knowledge import Document
from limpide.review import Suggestion, TargetKind

_ENTRY: Final = re.compile(r"(\s*(?:[-*]|\d+\.)\s+)?(.*)")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as it would read, to be kept beside the one that is in use."""

    document: Document
    text: str


async def apply(db: Database, wanted: Suggestion, *, actor: Actor) -> str | None:
    """Make the draft of a template or flow and give its address; None where it cannot be made."""
    name, change = wanted.target.name, (wanted.before, wanted.after)
    try:
        if wanted.target.kind is TargetKind.FLOW:
            flow = await flows.reword(db, name, *change, actor=actor)
            return flow and f"/flows/{quote(flow.name)}?version={flow.version}"
        version = await journeys.reword(db, name, *change, actor=actor)
    except (NoSuchFlowError, NoSuchTemplateError):
        return None
    return version and f"/templates/{version.template.id}"


async def prepare(db: Database, wanted: Suggestion) -> Prepared | None:
    """Write a document out with the change made; None where it says no such thing."""
    for document in await knowledge.list_documents(db):
        if document.title != wanted.target.name:
            continue
        before = knowledge.markdown_of(await knowledge.get_document(db, document.id))
        after = "\n".join(_line(line, wanted) for line in before.split("\n"))
        if after != before:
            return Prepared(document, after)
    return None


async def targets(db: Database) -> list[str]:
    """Name what a change may be about: templates, flows, documents."""
    templates = [each.name for each in await journeys.list_templates(db)]
    titles = [each.title for each in await knowledge.list_documents(db)]
    return [*templates, *(each.name for each in await flows.list_states(db)), *titles]


def _line(line: str, wanted: Suggestion) -> str:
    entry = _ENTRY.fullmatch(line)
    if entry is None:
        return line
    new = review.reworded(entry[2], wanted.before, wanted.after)
    return line if new is None else f"{entry[1] or ''}{new}"
