"""Two of everything at one database, and a long queue: nothing twice, nobody in a hurry waits."""

import asyncio

import pytest

from limpide import review
from limpide.foundation.database import Database
from limpide.ledger import AuthorKind

from .ground import ME, Ground
from .killing import addresses, two_of_everything
from .peers import MailServer
from .waiting import among_many


@pytest.mark.timeout(300)
async def test_two_schedulers_and_two_workers_at_one_database(
    ground: Ground, server_of_mail: MailServer
) -> None:
    count = await two_of_everything(ground, server_of_mail, people=160)
    assert (count.arrived, count.doubled) == (200, 0)


@pytest.mark.timeout(300)
async def test_the_ai_is_stopped_while_two_workers_send_what_it_wrote(
    ground: Ground, server_of_mail: MailServer
) -> None:
    server_of_mail.seconds = 0.1
    people = await ground.people(600)
    await ground.write_many(people, AuthorKind.AI)
    await asyncio.gather(ground.start(), ground.start())

    async def has_begun() -> bool:
        return len(server_of_mail.taken) >= 20

    async def stop(db: Database) -> tuple[int, int]:
        await review.autonomy.stop(db, review.autonomy.Scope.ALL, "", actor=ME)
        # From here on nobody may begin to hand anything over; what is in hand is counted.
        in_hand = await db.value("select count(*) from delivery.messages where status = 'sending'")
        return in_hand, len(server_of_mail.taken)

    await ground.until(has_begun)
    in_hand, before = await ground.do(stop)
    await ground.until(ground.is_quiet)

    after = len(server_of_mail.taken) - before
    print(f"\n{before} had left, {in_hand} were in hand, {after} left after the stop")
    assert after <= in_hand <= 2 * 2 * 8
    assert (await ground.statuses())["stopped"] == len(people) - before - after
    count = await ground.count(
        "the AI is stopped under two workers", addresses(len(people)), server_of_mail.taken
    )
    assert count.doubled == 0


@pytest.mark.timeout(300)
async def test_a_code_among_thousands_of_jobs_and_a_campaign(
    ground: Ground, server_of_mail: MailServer
) -> None:
    server_of_mail.seconds = 0.2
    count = await among_many(ground, server_of_mail, queued=15_000, people=200, codes=3)
    assert (count.lost, count.doubled) == (0, 0)
