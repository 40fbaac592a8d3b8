"""Who wrote it, in the reader's words (AI Act, article 50)."""

from dataclasses import replace
from typing import Final

from limpide.foundation.i18n import translate
from limpide.ledger import Author, AuthorKind

from .policy import Naming

_BY_PEOPLE: Final = {AuthorKind.PERSON, AuthorKind.PERSON_WITH_AI}


def author_label(author: Author, language: str, company: str) -> str:
    """Say who wrote a message: «Rédigé par une IA pour Olvera SAS»."""
    return translate(
        language,
        f"delivery.author.{author.kind}",
        name=author.name or company,
        reviewer=author.reviewer or author.name or company,
        company=company,
    )


def named(author: Author, naming: Naming) -> Author:
    """Name the people as the company chooses to; several reviewers are parted by commas."""
    if not author.name and not author.reviewer:
        return author
    reviewers = [naming.of(each) for each in author.reviewer.split(", ") if each]
    return replace(author, name=naming.of(author.name), reviewer=", ".join(filter(None, reviewers)))


def spoken(author: Author, language: str, company: str) -> str:
    """Say who speaks, as the first sentence of a call."""
    return translate(
        language,
        f"delivery.spoken.{author.kind}",
        name=author.name or company,
        reviewer=author.reviewer or author.name or company,
        company=company,
    )


def sender_name(author: Author, company: str) -> str:
    """Name the sender: the person who wrote, if one did, and always the company."""
    if author.kind in _BY_PEOPLE and author.name:
        return f"{author.name} ({company})"
    return company
