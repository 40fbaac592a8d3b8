"""What the tests of delivery share: a company, a customer, a channel that remembers."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeVar

import asyncpg
import pytest

from limpide import contacts, delivery
from limpide.channels import Kind, Provider
from limpide.contacts import Act, Choice, ContactId, Proof, Purpose, Use
from limpide.delivery import Content, Message, MessageId, Queued, Refused, Request
from limpide.foundation import workspaces
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Pool, open_pool
from limpide.foundation.embedded import EmbeddedPostgres
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.ledger import Author, AuthorKind, Reason
from limpide.testing.channels import RecordingChannel

MAIL = "marie.blanc@example.net"
SITE = "https://maison-olvera.example"
NEWS_BY_MAIL = Use(Kind.EMAIL, Purpose.NEWS)
ORDER_BY_MAIL = Use(Kind.EMAIL, Purpose.ORDER)
BY_FORM = Proof(Act.CHECKBOX, "form:newsletter")
ADVISOR = Actor(ActorKind.PERSON, "a-1", "Claire Dumas")

Job = dict[str, Any]
T = TypeVar("T")


def wish(contact: ContactId, **changes: Any) -> Request:
    """A person's word about an order, by mail unless the changes say otherwise."""
    values: dict[str, Any] = {
        "contact": contact,
        "purpose": Purpose.ORDER,
        "content": Content("Votre lampe part demain.", "Votre commande"),
        "author": Author(AuthorKind.PERSON, "Claire D."),
        "reason": Reason("conversations.reason.reply"),
        "kinds": (Kind.EMAIL,),
    }
    return Request(**(values | changes))


class Office:
    """A company at work: every step is a transaction that commits, as in the program."""

    def __init__(self, pool: Pool, workspace: WorkspaceId) -> None:
        self.pool = pool
        self.workspace = workspace
        # A name of its own: what one test's provider suffers is no other test's business.
        self.provider = f"test-{workspace}"
        self.mail = RecordingChannel(Kind.EMAIL)
        self.sms = RecordingChannel(Kind.SMS)
        self.letters = RecordingChannel(Kind.LETTER)

    async def do(self, step: Callable[[Database], Awaitable[T]]) -> T:
        """Do something in a transaction of its own."""
        async with self.pool.transaction(self.workspace) as db:
            return await step(db)

    async def request(self, request: Request) -> Queued | Refused:
        """Ask for a message."""
        return await self.do(lambda db: delivery.request(db, request, actor=ADVISOR))

    async def queue(self, request: Request) -> Queued:
        """Ask for a message that must be allowed."""
        answer = await self.request(request)
        assert isinstance(answer, Queued)
        return answer

    async def choose(self, contact: ContactId, choice: Choice, use: Use) -> None:
        """Let a person decide."""
        await self.do(
            lambda db: contacts.record_choice(
                db, contact, choice, use, proof=BY_FORM, actor=ADVISOR
            )
        )

    async def attempt(self, message: MessageId, number: int = 1, *, with_mail: bool = True) -> None:
        """Run the job of an attempt, as the worker does."""
        channels = [self.sms, self.letters] + ([self.mail] if with_mail else [])
        ways = {each.can.kind: [Provider(self.provider, each)] for each in channels}
        handler = delivery.attempt_handler(ways, SITE)
        await handler(self.pool, self.workspace, {"due": [[str(message), number]]})

    async def message(self, id: MessageId) -> Message:
        """Look at a message."""
        return await self.do(lambda db: delivery.get_message(db, id))

    async def jobs(self, *names: str) -> list[Job]:
        """Look at what is enqueued, oldest first: attempts, unless other jobs are named."""
        rows = await self.do(
            lambda db: db.rows(
                """select convert_from(payload, 'utf8')::jsonb->>'payload' as payload,
                     execute_after > now() + interval '1 second' as is_later
                   from jobs.pgqueuer where entrypoint = any($1::text[])
                     and convert_from(payload, 'utf8')::jsonb->>'workspace' = $2::uuid::text
                   union all
                   select payload::text, true from foundation.timers
                   where job = any($1::text[]) and workspace = $2::uuid""",
                list(names or (delivery.ATTEMPT, delivery.ATTEMPT_NOW)),
                self.workspace,
            )
        )
        return [{**json.loads(row["payload"]), "later": row["is_later"]} for row in rows]

    async def facts(self) -> list[str]:
        """Name what delivery has announced, in order."""
        rows = await self.do(
            lambda db: db.rows(
                "select kind from foundation.facts where kind like 'delivery.%' order by id"
            )
        )
        return [row["kind"].removeprefix("delivery.") for row in rows]


@pytest.fixture(scope="session")
async def delivery_pool(server: EmbeddedPostgres) -> AsyncIterator[Pool]:
    """One database where these tests commit, each in a company of its own."""
    admin: Any = await asyncpg.connect(server.url("postgres", owner=True))
    await admin.execute("create database delivery_tests template limpide_template")
    await admin.close()
    pool = await open_pool(server.url("delivery_tests"))
    yield pool
    await pool.close()


@pytest.fixture
async def office(delivery_pool: Pool) -> Office:
    """A company at work."""
    return await found(delivery_pool)


async def found(pool: Pool) -> Office:
    """Found a company."""
    id = WorkspaceId(new_id())
    company = workspaces.Workspace(
        id=id,
        slug=f"test-{id}",
        name="Maison Olvera",
        legal_name="Olvera SAS",
        language="fr",
        time_zone="Europe/Paris",
        country="FR",
        mail_address="bonjour@maison-olvera.example",
        hosts=(),
        is_demo=False,
    )
    await workspaces.create(pool, company)
    return Office(pool, company.id)


@pytest.fixture
async def marie(office: Office) -> ContactId:
    """A customer with an e-mail address who reads French."""
    contact = await office.do(
        lambda db: contacts.recognise(
            db, Kind.EMAIL, MAIL, name="Marie Blanc", language="fr", actor=ADVISOR
        )
    )
    return contact.id
