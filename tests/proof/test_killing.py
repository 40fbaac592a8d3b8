"""A process that dies in the middle of a campaign loses nothing and repeats nothing unmarked."""

import pytest

from .ground import Ground
from .killing import killed_in_the_middle, paused_killed_resumed
from .peers import MailServer


@pytest.mark.timeout(300)
async def test_killed_in_the_middle_of_a_campaign(
    ground: Ground, server_of_mail: MailServer
) -> None:
    server_of_mail.seconds = 0.02
    await killed_in_the_middle(ground, server_of_mail, people=200, kills=1)


@pytest.mark.timeout(300)
async def test_paused_killed_and_resumed(ground: Ground, server_of_mail: MailServer) -> None:
    server_of_mail.seconds = 0.005
    await paused_killed_resumed(ground, server_of_mail, people=1_200)
