"""Limits of mailbox providers hold for all job processes together, and stop nothing else."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence

import pytest
from tests.channels.conftest import Sink, sink

from limpide import contacts, delivery
from limpide.channels import Kind, Provider, SmtpMail, SmtpServer
from limpide.contacts import Purpose
from limpide.delivery import Circuit, Health, MessageId, Status
from limpide.delivery.families import by_family, family_of
from limpide.foundation import clock, jobs
from limpide.foundation.database import Pool
from limpide.foundation.ids import new_id

from .conftest import ADVISOR, SITE, Office, found, wish

__all__ = ["sink"]
TOO_FAST = "450 4.7.28 rate limited, too many mails from you"


@pytest.fixture
async def office(pool: Pool) -> Office:
    """A company in an installation of its own: limits are shared by all of one."""
    return await found(pool)


class Post:
    """Mail through a real server, with limits by domain."""

    def __init__(self, office: Office, sink: Sink, limits: Mapping[str, float]) -> None:
        self.office, self.sink = office, sink
        self.name = f"smtp-{new_id().hex[-8:]}"
        self.channel = SmtpMail(SmtpServer("127.0.0.1", sink.port, tls="none"), None)
        self.ways = {Kind.EMAIL: [Provider(self.name, self.channel, by_domain=limits)]}

    async def queue(
        self, domain: str, many: int, purpose: Purpose = Purpose.ORDER
    ) -> Sequence[MessageId]:
        people = [await self._person(f"p{n}.{new_id().hex[-6:]}@{domain}") for n in range(many)]
        wishes = [wish(person.id, purpose=purpose) for person in people]
        return [(await self.office.queue(each)).message for each in wishes]

    async def _person(self, address: str) -> contacts.Contact:
        return await self.office.do(
            lambda db: contacts.recognise(db, Kind.EMAIL, address, language="fr", actor=ADVISOR)
        )

    async def attempt(self, messages: Sequence[MessageId]) -> float | None:
        """Run the job, with what a job process of its own would have."""
        handler = delivery.attempt_handler(self.ways, SITE)
        due = [[str(message), 1] for message in messages]
        try:
            await handler(self.office.pool, self.office.workspace, {"due": due})
        except jobs.RetryLater as later:
            return later.seconds
        return None

    @property
    def arrived(self) -> Counter[str]:
        """How many mails arrived, by domain."""
        return Counter(to.rpartition("@")[2] for to in self.sink.recipients)

    async def health(self) -> Health:
        found = await self.office.do(delivery.list_health)
        return next(each for each in found if each.name == self.name)


@pytest.fixture
async def post(office: Office, sink: Sink) -> AsyncIterator[Post]:
    post = Post(office, sink, {"wanadoo.fr": 8})
    await delivery.announce_providers(office.pool, post.ways)
    yield post
    await post.channel.close()


async def test_a_domain_gets_no_more_than_its_share_from_all_processes_and_others_all(
    post: Post,
) -> None:
    slow = [*await post.queue("wanadoo.fr", 15), *await post.queue("orange.fr", 15)]
    quick = await post.queue("courriel.example", 20)
    waits = await asyncio.gather(
        *(post.attempt([*slow[place::3], *quick[place::3]]) for place in range(3))
    )

    # One second's worth, of which a quarter is kept for codes; the rest has a turn soon.
    assert 6 <= post.arrived["wanadoo.fr"] + post.arrived["orange.fr"] <= 8
    assert post.arrived["courriel.example"] == 20
    assert any(waits)
    left = [(await post.office.message(message)).status for message in slow]
    assert set(left) == {Status.ACCEPTED, Status.QUEUED}

    code = await post.queue("orange.fr", 1, Purpose.SECURITY)
    assert await post.attempt(code) is None


async def test_those_that_wait_for_a_domain_all_leave_in_the_end(post: Post) -> None:
    slow = await post.queue("orange.fr", 20)
    while (wait := await post.attempt(slow)) is not None:
        await asyncio.sleep(wait)
    assert post.arrived["orange.fr"] == 20


async def test_a_domain_that_wants_less_rests_and_nobody_else(post: Post) -> None:
    post.sink.refuses["gmail.com"] = TOO_FAST
    first = await post.queue("gmail.com", 6)
    await post.attempt(first)
    assert (await post.health()).circuit(clock.now()) is Circuit.CLOSED
    assert set((await post.health()).resting) == {"gmail.com"}

    post.sink.refuses.clear()
    resting = [*await post.queue("googlemail.com", 3), *await post.queue("free.fr", 3)]
    wait = await post.attempt(resting)
    assert wait is not None
    assert 30 < wait < 100
    assert post.arrived == Counter({"free.fr": 3})
    # Somebody waits for a code: it is tried all the same.
    await post.attempt(await post.queue("gmail.com", 1, Purpose.SECURITY))
    assert post.arrived["gmail.com"] == 1


async def rests(post: Post) -> list[tuple[int, float]]:
    """Give how often in a row each family rests, and how long it did."""
    rows = await post.office.do(
        lambda db: db.rows(
            """select rests, extract(epoch from rests_until - clock_timestamp())::float8 as left
               from delivery.allowances where rests_until is not null and provider like $1""",
            f"{post.name}@%",
        )
    )
    return [(row["rests"], row["left"]) for row in rows]


async def wake(post: Post) -> None:
    """Let the time of all rests pass."""
    await post.office.do(
        lambda db: db.run("update delivery.allowances set rests_until = clock_timestamp()")
    )


async def test_each_rest_is_twice_as_long_until_something_is_taken(post: Post) -> None:
    post.sink.refuses["gmail.com"] = TOO_FAST
    seconds: list[float] = []
    for _ in range(3):
        await post.attempt(await post.queue("gmail.com", 2))
        ((_, left),) = await rests(post)
        seconds.append(left)
        await wake(post)
    assert seconds[0] < seconds[1] < seconds[2]

    post.sink.refuses.clear()
    await post.attempt(await post.queue("gmail.com", 2))
    assert await rests(post) == []


async def test_all_companies_see_only_that_a_large_family_rests(post: Post) -> None:
    for domain in ("gmail.com", "notaire-dupont.example"):
        post.sink.refuses[domain] = TOO_FAST
        await post.attempt(await post.queue(domain, 2))
    assert len(await rests(post)) == 2
    assert set((await post.health()).resting) == {"gmail.com"}


@pytest.mark.parametrize("answer", ["450 4.2.0 greylisted, try again", "452 4.2.2 mailbox full"])
async def test_mailboxes_that_want_it_later_close_neither_their_domain_nor_the_provider(
    post: Post, answer: str
) -> None:
    post.sink.refuses["free.fr"] = answer
    await post.attempt(await post.queue("free.fr", 7))
    health = await post.health()
    assert (health.circuit(clock.now()), health.failures, health.resting) == (
        Circuit.CLOSED,
        0,
        {},
    )


async def test_a_server_in_trouble_is_still_left_alone(post: Post) -> None:
    post.sink.refuses["free.fr"] = "451 4.3.0 local error"
    await post.attempt(await post.queue("free.fr", 7))
    assert (await post.health()).circuit(clock.now()) is Circuit.OPEN


def test_families_are_domains_with_the_same_servers() -> None:
    assert family_of("Agathe@GoogleMail.com") == "gmail.com"
    assert family_of("a@éloïse.example") == "xn--lose-9oa2b.example"
    assert family_of("a@..é") == "..é"
    assert by_family({"wanadoo.fr": 9, "orange.fr": 4, "x.example": 2}) == {
        "orange.fr": 4,
        "x.example": 2,
    }
