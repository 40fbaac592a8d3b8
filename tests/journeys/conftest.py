"""What the tests of journeys share: a company with people, a template and a worker."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest

from limpide import contacts, journeys
from limpide.contacts import Purpose
from limpide.delivery import Importance
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.journeys import Version, Wording

LEAD = Actor(ActorKind.PERSON, "a-2", "Yanis Belkacem")
HEAD = "reference,name,language,email,attr.tier,consent.email.news,consent_evidence\n"
FRENCH = Wording(
    "Bonjour {{ name }}",
    "Bonjour **{{ name }}**,\n\nvotre [panier](https://maison-olvera.example/panier) attend.",
    short="Votre panier attend.",
)
ENGLISH = Wording("Hello {{ name }}", "Hello **{{ name }}**, your basket is waiting.")

T = TypeVar("T")


class Desk:
    """The communication desk of a company: each step commits."""

    def __init__(self, pool: Pool, workspace: WorkspaceId) -> None:
        self.pool = pool
        self.workspace = workspace

    async def do(self, step: Callable[[Database], Awaitable[T]]) -> T:
        """Do something in a transaction of its own."""
        async with self.pool.transaction(self.workspace) as db:
            return await step(db)

    async def people(self, count: int, *, consenting: bool = True) -> None:
        """Know some people, who read French and English in turn."""
        rows = [
            f"c-{n},Person {n},{('fr', 'en')[n % 2]},p{n}@courriel.example,gold,"
            f"{'yes' if consenting else ''},f-{n}\n"
            for n in range(count)
        ]
        await self.do(
            lambda db: contacts.import_people(
                db, contacts.read_people([HEAD, *rows]), source="crm", actor=LEAD
            )
        )

    async def template(self, name: str = "basket", purpose: Purpose = Purpose.NEWS) -> Version:
        """Publish a template."""

        async def save(db: Database) -> Version:
            saved = await journeys.save_template(
                db,
                name,
                purpose,
                {"fr": FRENCH, "en": ENGLISH},
                importance=Importance.ROUTINE,
                sample={"name": "Agathe"},
                actor=LEAD,
            )
            return await journeys.publish_template(db, saved.template.id, actor=LEAD)

        return await self.do(save)


@pytest.fixture
def desk(pool: Pool, workspace: WorkspaceId) -> Desk:
    """A communication desk."""
    return Desk(pool, workspace)
