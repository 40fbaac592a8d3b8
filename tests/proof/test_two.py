"""Two of everything at one database, and a long queue: nothing twice, nobody in a hurry waits."""

import pytest

from .ground import Ground
from .killing import two_of_everything
from .peers import MailServer
from .waiting import among_many


@pytest.mark.timeout(300)
async def test_two_schedulers_and_two_workers_at_one_database(
    ground: Ground, server_of_mail: MailServer
) -> None:
    count = await two_of_everything(ground, server_of_mail, people=160)
    assert (count.arrived, count.doubled) == (200, 0)


@pytest.mark.timeout(300)
async def test_a_code_among_thousands_of_jobs_and_a_campaign(
    ground: Ground, server_of_mail: MailServer
) -> None:
    server_of_mail.seconds = 0.2
    count = await among_many(ground, server_of_mail, queued=15_000, people=200, codes=3)
    assert (count.lost, count.doubled) == (0, 0)
