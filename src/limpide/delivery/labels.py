"""Who wrote it, in the reader's words (AI Act, article 50)."""

from typing import Final

from limpide.foundation.i18n import translate
from limpide.ledger import Author, AuthorKind

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


def sender_name(author: Author, company: str) -> str:
    """Name the sender: the person who wrote, if one did, and always the company."""
    if author.kind in _BY_PEOPLE and author.name:
        return f"{author.name} ({company})"
    return company
