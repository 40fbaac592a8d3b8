"""Processes that die, pause, or work side by side lose nothing and repeat nothing unmarked."""

import pytest

from .ground import Ground
from .killing import killed_in_the_middle, paused_resumed_restarted, two_of_everything
from .peers import MailServer


@pytest.mark.timeout(300)
async def test_killed_in_the_middle_of_a_campaign(
    ground: Ground, server_of_mail: MailServer
) -> None:
    server_of_mail.seconds = 0.02
    await killed_in_the_middle(ground, server_of_mail, people=200, kills=1)


async def test_paused_killed_resumed_and_killed_again(
    ground: Ground, server_of_mail: MailServer
) -> None:
    await paused_resumed_restarted(ground, server_of_mail, people=240)


async def test_two_schedulers_and_two_workers_on_one_database(
    ground: Ground, server_of_mail: MailServer
) -> None:
    count = await two_of_everything(ground, server_of_mail, people=400)
    assert (count.unsure, count.arrived) == (0, 500)
