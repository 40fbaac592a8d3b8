"""The two nights on which the clocks change: once each, and never inside quiet hours."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from limpide import contacts, delivery
from limpide.channels import Kind, Provider, SmtpMail, SmtpServer
from limpide.foundation import clock
from limpide.foundation.database import Database

from .ground import ME, Ground
from .peers import MailServer

_PARIS = ZoneInfo("Europe/Paris")
_STEP = timedelta(minutes=15)


async def _due(db: Database) -> list[dict[str, object]]:
    rows = await db.rows(
        "delete from foundation.timers where due_at <= $1 returning payload::text", clock.now()
    )
    return [json.loads(row["payload"]) for row in rows]


@pytest.mark.parametrize("night", ["2026-03-28", "2026-10-24"], ids=["forward", "back"])
@pytest.mark.parametrize("ends", ["02:00", "02:30", "07:00"])
async def test_a_night_on_which_the_clocks_change(
    ground: Ground, server_of_mail: MailServer, night: str, ends: str
) -> None:
    evening = datetime.fromisoformat(f"{night}T21:00").replace(tzinfo=_PARIS).astimezone(UTC)
    hour, minute = map(int, ends.split(":"))
    quiet = (22 * 60, hour * 60 + minute)
    mail = SmtpMail(SmtpServer("127.0.0.1", server_of_mail.port, tls="none"), None)
    handler = delivery.attempt_handler({Kind.EMAIL: [Provider("smtp", mail)]}, "http://proof")
    left: dict[str, datetime] = {}
    asked: list[str] = []
    for step in range(13 * 4):
        now = evening + step * _STEP
        with clock.frozen(now):
            # Every now and then somebody else is written to.
            if step % 3 == 0:
                address = f"night{step}@courriel.example"
                person = await ground.know(address)
                await ground.do(
                    lambda db, p=person: contacts.set_times(
                        db, p, time_zone="Europe/Paris", quiet_hours=quiet, actor=ME
                    )
                )
                message = await ground.write(person)
                asked.append(address)
                await handler(ground.pool, ground.workspace, {"due": [[str(message), 1]]})
            for payload in await ground.do(_due):
                await handler(ground.pool, ground.workspace, payload)
        for address in set(server_of_mail.taken) - set(left):
            left[address] = now
    await mail.close()

    for moment in left.values():
        local = moment.astimezone(_PARIS)
        at = local.hour * 60 + local.minute
        assert quiet[1] <= at < quiet[0], f"inside quiet hours: {local}"
    count = await ground.count(f"clocks {night}, quiet until {ends}", asked, server_of_mail.taken)
    assert (count.arrived, count.doubled, count.unsure) == (len(asked), 0, 0)
