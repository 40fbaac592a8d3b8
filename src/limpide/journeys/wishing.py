"""Wishing: a version of a template and a person become what is asked of delivery."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from limpide.channels import Attachment, Kind
from limpide.contacts import Contact
from limpide.delivery import Request
from limpide.ledger import Author, AuthorKind, Reason

from . import images, wording
from .model import Version

# Nobody counted characters in a template: what is known is that both wrote.
_HALF: Final = 0.5
_WITH_FILES: Final = {Kind.EMAIL, Kind.LETTER}


def wish_of(
    version: Version,
    person: Contact,
    data: Mapping[str, Any],
    fallback: str,
    files: tuple[Attachment, ...] = (),
    *,
    key: str | None = None,
    reference: UUID | None = None,
) -> Request:
    """Say it to a person in their language, on each channel. Raises InvalidTemplateError.

    `fallback`: the company's language; `key`, `reference`: as in `delivery.Request`.
    """
    language = wording.language_of(version, person, fallback)
    said = dict(wording.contents(version, language, wording.context_of(person, data)))
    if files:
        said |= {kind: replace(said[kind], attachments=files) for kind in _WITH_FILES}
    said = images.enclosed(said, version)
    template = version.template
    return Request(
        contact=person.id,
        purpose=template.purpose,
        importance=template.importance,
        content=said[Kind.EMAIL],
        variants=said,
        author=author_of(version),
        reason=Reason(f"api.reason.{template.purpose}"),
        language=language,
        reference=reference,
        key=key,
        goods=template.goods,
    )


def author_of(version: Version) -> Author:
    """Say who wrote it. What an AI wrote was read by a person before it could be published."""
    match version.author_kind:
        case AuthorKind.AI:
            return Author(
                AuthorKind.AI_REVIEWED, "", version.reviewer, ai_share=1.0, engine=version.engine
            )
        case AuthorKind.PERSON_WITH_AI:
            kind = AuthorKind.PERSON_WITH_AI
            return Author(kind, version.author, version.reviewer, _HALF, version.engine)
        case _:
            return Author(AuthorKind.TEMPLATE)
