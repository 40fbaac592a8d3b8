"""A visitor with a question, an advisor, the house's voices."""

from uuid import UUID

import pytest

from limpide import conversations
from limpide.channels import Kind
from limpide.conversations import Incoming, Received, Reply
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id
from limpide.ledger import Author, AuthorKind, Engine, Reason

REASON = Reason("conversations.reason.answer")


@pytest.fixture
def claire() -> UUID:
    return new_id()


@pytest.fixture
def advisor(claire: UUID) -> Actor:
    return Actor(ActorKind.PERSON, str(claire), "Claire Dumas")


@pytest.fixture
def machine() -> Actor:
    return Actor(ActorKind.AI, "assistant", "assistant")


@pytest.fixture
async def asked(db: Database) -> Received:
    """A visitor of the chat who has just asked something."""
    token = await conversations.start_visit(db, "fr")
    visit = await conversations.find_visit(db, token)
    assert visit is not None
    return await conversations.write(db, token, visit, chat(visit.address, "Où est mon colis ?"))


def chat(address: str, text: str, id: str = "c-1") -> Incoming:
    return Incoming(Kind.CHAT, id, address, text, language="fr")


def mail(
    text: str, id: str, *, sender: str = "agathe@courriel.example", **more: object
) -> Incoming:
    return Incoming(Kind.EMAIL, id, sender, text, subject="Ma lampe", language="fr", **more)  # pyright: ignore[reportArgumentType]


def ai_reply(text: str, **more: object) -> Reply:
    author = Author(AuthorKind.AI, engine=Engine("limpide-extractive", "1"), ai_share=1.0)
    return Reply(text, author, REASON, **more)  # pyright: ignore[reportArgumentType]


def human_reply(text: str, advisor: UUID) -> Reply:
    return Reply(text, Author(AuthorKind.PERSON, "Claire Dumas"), REASON, author_id=advisor)
