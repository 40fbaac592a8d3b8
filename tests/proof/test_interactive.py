"""What somebody waits for does not wait behind a campaign, nor behind a long queue."""

from .ground import Ground
from .peers import MailServer
from .waiting import among_many


async def test_codes_while_a_campaign_and_a_long_queue_wait(
    ground: Ground, server_of_mail: MailServer
) -> None:
    # 0.2 s for each mail: the campaign alone would hold the line for a minute.
    server_of_mail.seconds = 0.2
    delays = await among_many(ground, server_of_mail, queued=10_000, people=1_000, codes=12)
    assert delays.lost == 0
    assert delays.slowest <= 5.0
