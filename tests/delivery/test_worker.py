"""The same through the real queue: jobs, facts and listeners as the worker runs them."""

from limpide import contacts, delivery
from limpide.channels import Kind, Outbound, Provider
from limpide.contacts import Choice, Purpose
from limpide.delivery import Status
from limpide.foundation import facts
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.jobs import Worker

from .conftest import ADVISOR, MAIL, NEWS_BY_MAIL, SITE, Office, wish

HEARD: list[delivery.Stopped] = []


async def hear(db: Database, fact: delivery.Stopped) -> None:
    """Listen as a room above does."""
    del db
    HEARD.append(fact)


def worker_of(office: Office) -> Worker:
    """A worker with the handlers that wiring lists."""
    listeners = facts.Listeners(
        {
            contacts.ChoiceChanged: [delivery.on_choice_changed],
            delivery.Stopped: [hear],
        }
    )
    attempt = delivery.attempt_handler({Kind.EMAIL: [Provider("test", office.mail)]}, SITE)
    return Worker(office.pool, {delivery.ATTEMPT: attempt, facts.DELIVER: listeners.deliver})


async def test_a_worker_sends_what_is_allowed_and_not_what_was_withdrawn(
    pool: Pool, workspace: WorkspaceId
) -> None:
    office = Office(pool, workspace)
    marie = await office.do(lambda db: contacts.recognise(db, Kind.EMAIL, MAIL, actor=ADVISOR))
    await office.choose(marie.id, Choice.GRANTED, NEWS_BY_MAIL)
    news = await office.queue(wish(marie.id, purpose=Purpose.NEWS))
    order = await office.queue(wish(marie.id))
    await office.choose(marie.id, Choice.WITHDRAWN, NEWS_BY_MAIL)

    await worker_of(office).drain()

    assert [message.id for message in office.mail.sent] == [str(order.message)]
    assert (await office.message(news.message)).status is Status.STOPPED
    assert (await office.message(order.message)).status is Status.ACCEPTED
    assert [fact.message for fact in HEARD] == [news.message]
    sent: list[Outbound] = office.mail.sent
    assert sent[0].unsubscribe_url == ""
