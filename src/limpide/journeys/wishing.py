"""Wishing: a version of a template and a person become what is asked of delivery."""

from collections.abc import Mapping
from typing import Any

from limpide.channels import Kind
from limpide.contacts import Contact
from limpide.delivery import Request
from limpide.ledger import Author, AuthorKind, Reason

from . import wording
from .model import Version


def wish_of(version: Version, person: Contact, data: Mapping[str, Any], fallback: str) -> Request:
    """Say it to a person in their language, on each channel. Raises InvalidTemplateError.

    `fallback`: the company's language.
    """
    language = wording.language_of(version, person, fallback)
    said = wording.contents(version, language, wording.context_of(person, data))
    template = version.template
    return Request(
        contact=person.id,
        purpose=template.purpose,
        importance=template.importance,
        content=said[Kind.EMAIL],
        variants=said,
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason(f"api.reason.{template.purpose}"),
        language=language,
    )
