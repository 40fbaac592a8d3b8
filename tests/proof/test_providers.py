"""Providers that time out, refuse, throttle or fail in the middle of a campaign."""

import asyncio
import itertools
from collections.abc import Iterator

from tests.channels.provider import Answer, Seen, provider
from tests.channels.smsc import smsc

from limpide import contacts, delivery
from limpide.channels import Kind
from limpide.contacts import Purpose
from limpide.delivery import Content, Queued, Request
from limpide.ledger import Author, AuthorKind, Reason

from .ground import ME, Ground
from .killing import addresses
from .peers import MailServer

PEOPLE = 150


async def test_a_server_that_takes_the_mail_and_then_says_nothing(
    ground: Ground, server_of_mail: MailServer
) -> None:
    silent = set(addresses(PEOPLE)[::10])
    server_of_mail.data = lambda to: None if to in silent else "250 2.0.0 ok"
    await ground.people(PEOPLE)
    campaign = await ground.campaign()
    await ground.begin(campaign)
    await ground.start()
    await ground.until(lambda: ground.is_over(campaign))
    await ground.hurry()
    await ground.until(ground.is_quiet)

    count = await ground.count(
        "the provider takes, then times out",
        addresses(PEOPLE),
        server_of_mail.taken,
        provoked=len(silent),
    )
    assert (count.doubled, count.unsure, count.arrived) == (0, len(silent), PEOPLE)


async def test_421_450_and_451_in_the_middle_of_a_campaign(
    ground: Ground, server_of_mail: MailServer
) -> None:
    turns: Iterator[int] = itertools.count()
    faults = ["421 4.7.0 try later", "450 4.2.1 too many requests", "451 4.3.0 local error"]

    def rcpt(to: str) -> str:
        turn = next(turns)
        if to == "p7@courriel.example":
            return "550 5.7.1 refused by policy"
        # Two thirds of the first hundred are told to come back; after that all goes well.
        return faults[turn % 3] if turn < 100 and turn % 3 else "250 2.1.5 ok"

    server_of_mail.rcpt = rcpt
    await ground.people(PEOPLE)
    campaign = await ground.campaign()
    await ground.begin(campaign)
    await ground.start()

    async def over() -> bool:
        await ground.hurry()
        return await ground.is_over(campaign)

    await ground.until(over)
    count = await ground.count(
        "421, 450, 451 in the middle", addresses(PEOPLE), server_of_mail.taken
    )
    assert (count.doubled, count.unsure, count.arrived) == (0, 0, PEOPLE - 1)
    assert (await ground.statuses())["failed"] == 1


async def text_message(ground: Ground, number: int) -> str:
    """Ask for an SMS to one person, and give their number."""
    phone = f"+336123450{number:02}"
    person = await ground.do(
        lambda db: contacts.recognise(db, Kind.SMS, phone, language="fr", actor=ME)
    )
    wish = Request(
        contact=person.id,
        purpose=Purpose.ORDER,
        content=Content("Votre lampe part demain."),
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason("api.reason.order"),
        kinds=(Kind.SMS,),
    )
    queued = await ground.do(lambda db: delivery.request(db, wish, actor=ME))
    assert isinstance(queued, Queued)
    return phone


def twilio_at(url: str) -> dict[str, str]:
    """Let the processes that start from now on send SMS through Twilio, which is at an address."""
    return {
        "LIMPIDE_SMS_PROVIDER": "twilio",
        "LIMPIDE_SMS_ACCOUNT": "AC1",
        "LIMPIDE_SMS_SECRET": "t0ken",
        "LIMPIDE_SMS_SENDER": "+33600000001",
        "LIMPIDE_SMS_URL": url,
    }


async def test_an_http_provider_that_answers_429_and_500(ground: Ground) -> None:
    taken: list[str] = []
    throttled: set[str] = set()

    def answer(seen: Seen) -> Answer:
        form = dict(pair.split("=", 1) for pair in seen.body.decode().split("&"))
        to = form["To"].replace("%2B", "+")
        if int(to[-2:]) % 3 == 0 and to not in throttled:
            throttled.add(to)
            return 429, {"code": 20429, "message": "too many"}
        taken.append(to)
        if int(to[-2:]) % 5 == 4:
            return 500, {"message": "it may have left"}
        return 201, {"sid": f"SM{len(taken)}"}

    async with provider(answer) as twilio:
        ground.environment |= twilio_at(twilio.url)
        phones = [await text_message(ground, number) for number in range(40)]
        await ground.start()

        async def over() -> bool:
            await ground.hurry()
            return await ground.is_quiet()

        await ground.until(over)
        doubtful = sum(1 for phone in phones if int(phone[-2:]) % 5 == 4)
        count = await ground.count(
            "HTTP 429 and 500 in the middle", phones, taken, provoked=doubtful
        )
    assert (count.doubled, count.unsure, count.arrived) == (0, doubtful, 40)
    assert throttled


async def test_an_smsc_that_breaks_the_line_after_submit(ground: Ground) -> None:
    async with smsc() as centre:
        ground.texts_by(centre)
        phones = [await text_message(ground, number) for number in range(30)]
        await centre.switch(throttled=5, dropFrom=15)
        await ground.start()
        await centre.wait("submit", 15)
        await asyncio.sleep(0.5)
        await centre.switch(dropFrom=0)

        async def over() -> bool:
            await ground.hurry()
            return await ground.is_quiet()

        await ground.until(over)
        submits = [each for each in centre.all("submit") if each["status"] == 0]
        taken = [f"+{each['to']}" for each in submits]
        count = await ground.count(
            "SMPP line cut after submit", phones, taken, provoked=len(phones)
        )
    assert count.doubled == 0
    assert count.unsure >= 1
