"""What the tests of contacts share."""

import pytest

from limpide import contacts
from limpide.channels import Kind
from limpide.contacts import Act, Contact, Proof, Purpose, Use
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database

NEWS_BY_MAIL = Use(Kind.EMAIL, Purpose.NEWS)
OFFERS_BY_MAIL = Use(Kind.EMAIL, Purpose.OFFERS)
SERVICE_BY_MAIL = Use(Kind.EMAIL, Purpose.SERVICE)
BY_FORM = Proof(Act.CHECKBOX, "form:newsletter")
MAIL = "marie.blanc@example.net"


@pytest.fixture
def advisor() -> Actor:
    """A colleague."""
    return Actor(ActorKind.PERSON, "a-1", "Claire Dumas")


@pytest.fixture
async def marie(db: Database, advisor: Actor) -> Contact:
    """A customer with an e-mail address."""
    return await contacts.recognise(db, Kind.EMAIL, MAIL, name="Marie Blanc", actor=advisor)
