"""One message that fails in a batch, hours that cannot be computed, a timer that cannot be set."""

from typing import Any

import asyncpg

from limpide import contacts, delivery, journeys
from limpide.contacts import ContactId
from limpide.delivery import Status
from limpide.foundation.embedded import EmbeddedPostgres

from .ground import ME, Ground
from .killing import addresses
from .peers import MailServer

PEOPLE = 120


async def _spoil(ground: Ground, contact: ContactId, zone: str | None) -> str:
    """Give one person a zone that this machine does not know, or take it back; say who it is."""
    spoilt = "update contacts.contacts set time_zone = $2 where id = $1"
    await ground.do(lambda db: db.run(spoilt, contact, zone))
    person = await ground.do(lambda db: contacts.get_contact(db, contact))
    return person.addresses[0].value


async def test_an_exception_at_message_k_while_a_campaign_is_asked_for(
    ground: Ground, server_of_mail: MailServer
) -> None:
    people = await ground.people(PEOPLE)
    campaign = await ground.campaign()
    spoilt = await _spoil(ground, people[70], "Mars/Olympus")
    await ground.begin(campaign)
    await ground.start()
    await ground.until(lambda: ground.is_over(campaign))
    progress = await ground.do(lambda db: journeys.progress_of(db, campaign.id))
    assert dict(progress.refused) == {"broken": 1}
    count = await ground.count(
        "exception at message k, asking", addresses(PEOPLE), server_of_mail.taken, told=[spoilt]
    )
    assert (count.unsure, count.arrived) == (0, PEOPLE - 1)


async def test_an_exception_at_message_k_of_a_batch_that_leaves(
    ground: Ground, server_of_mail: MailServer
) -> None:
    orders = [f"order{n}@courriel.example" for n in range(PEOPLE)]
    readers = [await ground.know(address) for address in orders]
    await ground.write_many(readers)
    await _spoil(ground, readers[70], "Mars/Olympus")
    await ground.start()

    async def all_others() -> bool:
        return len(server_of_mail.taken) >= PEOPLE - 1

    await ground.until(all_others)
    # It waits, with its reason, until somebody mends it.
    await _spoil(ground, readers[70], None)

    async def over() -> bool:
        await ground.hurry()
        return await ground.is_quiet()

    await ground.until(over)
    count = await ground.count("exception at message k, leaving", orders, server_of_mail.taken)
    assert (count.unsure, count.arrived) == (0, PEOPLE)


async def test_a_quiet_hours_postponement_that_itself_fails(
    ground: Ground, server_of_mail: MailServer, server: EmbeddedPostgres, database_url: str
) -> None:
    person = await ground.know("night@courriel.example")
    message = await ground.write(person)
    await ground.do(
        lambda db: contacts.set_times(
            db, person, time_zone=None, quiet_hours=(0, 24 * 60 - 1), actor=ME
        )
    )
    owner: Any = await asyncpg.connect(
        server.url(database_url.rpartition("/")[2].partition("?")[0], owner=True)
    )
    await owner.execute(_NO_TIMERS)
    await ground.start()

    async def failed() -> bool:
        tried = await ground.do(lambda db: delivery.list_attempts(db, message))
        return any(each.outcome == "down" for each in tried)

    await ground.until(failed)
    assert (await ground.do(lambda db: delivery.get_message(db, message))).status is Status.QUEUED
    assert server_of_mail.taken == []
    await owner.execute("drop trigger no_timers on foundation.timers")
    await owner.close()
    await ground.hurry()

    async def postponed() -> bool:
        return bool(await ground.do(lambda db: db.value("select count(*) from foundation.timers")))

    await ground.until(postponed)
    assert server_of_mail.taken == []
    await ground.do(
        lambda db: contacts.set_times(db, person, time_zone=None, quiet_hours=None, actor=ME)
    )
    await ground.do(lambda db: db.run("update foundation.timers set due_at = now()"))
    await ground.until(ground.is_quiet)
    count = await ground.count(
        "a postponement that fails", ["night@courriel.example"], server_of_mail.taken
    )
    assert (count.unsure, count.arrived) == (0, 1)


_NO_TIMERS = """
create function public.no_timers() returns trigger language plpgsql as
  $$ begin raise exception 'no timer can be set'; end $$;
create trigger no_timers before insert on foundation.timers
  for each row execute function public.no_timers();
"""
