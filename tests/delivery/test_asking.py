"""What was perhaps sent is looked up where the provider can be asked, and else left to a person."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from tests.channels.provider import Answer, Seen, provider

from limpide import delivery, ledger
from limpide.channels import (
    Accepted,
    Kind,
    Never,
    Outbound,
    Provider,
    SinchAccount,
    SinchSms,
    SmsManner,
    TwilioAccount,
    TwilioSms,
    Unsure,
)
from limpide.contacts import ContactId
from limpide.delivery import Status
from limpide.delivery.facts import BecameUnsure
from limpide.foundation import clock
from limpide.foundation.database import Pool
from limpide.testing.channels import RecordingChannel

from .conftest import ADVISOR, SITE, Job, Office, found, wish

Said = Accepted | Never | Unsure


@pytest.fixture
async def office(pool: Pool) -> Office:
    """A company in an installation of its own: who carries what is said for all of one."""
    return await found(pool)


class Askable(RecordingChannel):
    """A channel whose provider answers as it is told."""

    def __init__(self, *said: Said) -> None:
        super().__init__(Kind.EMAIL, Unsure("the line broke"))
        self.said: Sequence[Said] = said
        self.asked: list[tuple[str, datetime]] = []

    async def ask(self, message: Outbound, since: datetime) -> Said:
        self.asked.append((message.id, since))
        answer, *self.said = self.said
        return answer


async def doubtful(
    office: Office, marie: ContactId, channel: RecordingChannel
) -> delivery.MessageId:
    """A message that was perhaps sent, its listener told."""
    ways = {Kind.EMAIL: [Provider(office.provider, channel)]}
    await delivery.announce_providers(office.pool, ways)
    queued = await office.queue(wish(marie))
    handler = delivery.attempt_handler(ways, SITE)
    await handler(office.pool, office.workspace, {"due": [[str(queued.message), 1]]})
    assert (await office.message(queued.message)).status is Status.UNSURE
    await office.do(lambda db: delivery.on_unsure(db, BecameUnsure(queued.message, None)))
    return queued.message


async def ask(office: Office, channel: RecordingChannel) -> None:
    """Run the job that waits, as if its time had come."""
    (job,) = await office.jobs(delivery.ASK)
    handler = delivery.ask_handler({Kind.EMAIL: [Provider(office.provider, channel)]}, SITE)
    await handler(office.pool, office.workspace, _payload(job))


def _payload(job: Job) -> Job:
    return {name: value for name, value in job.items() if name != "later"}


async def test_what_the_provider_has_was_sent(office: Office, marie: ContactId) -> None:
    channel = Askable(Unsure("not now"), Accepted("sid-1"))
    message = await doubtful(office, marie, channel)
    before = clock.now()
    await office.do(
        lambda db: delivery.record_receipt(
            db, Kind.EMAIL, "sid-1", Status.DELIVERED, provider=office.provider
        )
    )
    for _ in range(2):
        await ask(office, channel)

    assert len(channel.sent) == 1
    assert (await office.message(message)).status is Status.DELIVERED
    (attempt,) = await office.do(lambda db: delivery.list_attempts(db, message))
    assert (attempt.outcome, attempt.provider_id) == ("accepted", "sid-1")
    assert [id for id, _ in channel.asked] == [str(message)] * 2
    assert channel.asked[0][1] < before
    entries = await office.do(lambda db: ledger.entries_about(db, message))
    assert "message.found_sent" in [entry.what for entry in entries]


async def test_what_it_never_got_goes_again_once_it_was_asked_twice(
    office: Office, marie: ContactId
) -> None:
    channel = Askable(Never(), Unsure("away"), Never(), Never())
    message = await doubtful(office, marie, channel)
    for _ in range(3):
        await ask(office, channel)
        assert (await office.message(message)).status is Status.UNSURE
    await ask(office, channel)

    assert (await office.message(message)).status is Status.QUEUED
    assert {"due": [[str(message), 2]], "later": False} in await office.jobs()


async def test_one_that_cannot_be_asked_is_left_to_a_person(
    office: Office, marie: ContactId
) -> None:
    await doubtful(office, marie, RecordingChannel(Kind.EMAIL, Unsure("the line broke")))
    assert await office.jobs(delivery.ASK) == []


async def test_an_answer_that_comes_after_a_person_settled_it_changes_nothing(
    office: Office, marie: ContactId
) -> None:
    channel = Askable(Accepted("sid-1"))
    message = await doubtful(office, marie, channel)
    await office.do(
        lambda db: delivery.resolve_unsure(
            db, message, was_sent=False, why="seen in the log", actor=ADVISOR
        )
    )
    await ask(office, channel)
    assert channel.asked == []
    assert (await office.message(message)).status is Status.QUEUED


HELLO = Outbound("m-1", "+33612345678", "Bonjour", passport_url="https://olvera.example/m/abc")
MANNER = SmsManner("+33600000001")


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        ([{"sid": "SM1", "body": "Bonjour\n- IA https://olvera.example/m/abc"}], Accepted("SM1")),
        ([{"sid": "SM2", "body": "Another https://olvera.example/m/xyz"}], Never()),
        ([], Never()),
        (None, Unsure("Twilio gave no list")),
    ],
)
async def test_twilio_is_asked_by_number_and_passport(
    listed: list[dict[str, str]] | None, found: Said
) -> None:
    def answer(seen: Seen) -> Answer:
        assert (seen.method, seen.path.split("?")[0]) == (
            "GET",
            "/2010-04-01/Accounts/AC1/Messages.json",
        )
        assert "To=%2B33612345678" in seen.path
        return 200, {"messages": listed}

    async with provider(answer) as server:
        channel = TwilioSms(TwilioAccount("AC1", "t", host=server.url), MANNER)
        assert await channel.ask(HELLO, clock.now()) == found
        await channel.close()


@pytest.mark.parametrize(
    ("status", "listed", "found"),
    [
        (200, [{"id": "b-1", "client_reference": "m-1"}], Accepted("b-1")),
        (200, [{"id": "b-1", "client_reference": "m-2"}], Never()),
        (503, [], Unsure("could not be asked: 503")),
    ],
)
async def test_sinch_is_asked_by_our_reference(
    status: int, listed: list[dict[str, str]], found: Said
) -> None:
    def answer(seen: Seen) -> Answer:
        assert seen.path.startswith("/xms/v1/plan/batches?client_reference=m-1")
        return status, {"batches": listed}

    async with provider(answer) as server:
        channel = SinchSms(SinchAccount("plan", "t", host=server.url), MANNER)
        assert await channel.ask(HELLO, clock.now()) == found
        await channel.close()
