"""Mails per second from the listener to a stored conversation, beside one insert of the raw mail.

`limpide bench inbound 5000` for another number of mails. Eight senders, each over one kept line.
"""

import asyncio
import sys
import time
from email.message import EmailMessage
from typing import Any

import aiosmtplib
import asyncpg
import uvloop
from bench.campaign import database_seconds
from bench.house import House, built, peak_megabytes
from tests.killing import free_port

from limpide.channels import MailDesk, listen_for_mail
from limpide.mail import desk_of

MAILS = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
SENDERS = 8
QUOTED = "\n\nLe 3 novembre, Maison Olvera a écrit :\n> Bonjour,\n> votre colis part demain.\n"


def mail(number: int) -> bytes:
    message = EmailMessage()
    message["From"] = f"Cliente {number} <cliente.{number}@courriel.example>"
    message["To"] = "bonjour@maison-olvera.example"
    message["Subject"] = f"Ma commande {number}"
    message["Message-ID"] = f"<{number}@courriel.example>"
    text = "Bonjour, où en est ma commande ? Je l’attends depuis mardi. Merci d’avance.\n" * 3
    message.set_content(text + QUOTED)
    message.add_alternative(f"<p>{text}</p>", subtype="html")
    return message.as_bytes()


async def rate(house: House, desk: MailDesk, mails: list[bytes]) -> tuple[float, float, float]:
    """Send all mails over a few kept lines; give mails per second, and the ms of each.

    Of this process, the senders included, and of PostgreSQL.
    """
    port = free_port()
    server = await listen_for_mail("127.0.0.1", port, desk)

    async def send(part: list[bytes]) -> None:
        async with aiosmtplib.SMTP(hostname="127.0.0.1", port=port, use_tls=False) as line:
            for each in part:
                await line.sendmail("c@courriel.example", ["bonjour@maison-olvera.example"], each)

    database = await database_seconds(house.owner)
    began, used = time.perf_counter(), time.process_time()
    await asyncio.gather(*(send(mails[n::SENDERS]) for n in range(SENDERS)))
    spent, used = time.perf_counter() - began, time.process_time() - used
    database = await database_seconds(house.owner) - database
    server.close()
    many = len(mails)
    return many / spent, used / many * 1000, database / many * 1000


async def bare_desk(house: House) -> tuple[MailDesk, Any]:
    """The reference: the same listener, one insert of the raw mail."""
    await house.owner.execute(
        """create table public.bare (id bigint generated always as identity, raw bytea);
           grant insert on public.bare to public"""
    )
    pool = await asyncpg.create_pool(house.url, max_size=10)

    async def accepts(_address: str) -> bool:
        return True

    async def stores(raw: bytes, _sender: str, _recipients: tuple[str, ...]) -> None:
        await pool.execute("insert into public.bare (raw) values ($1)", raw)

    return MailDesk(accepts, stores, 25_000_000), pool


async def main() -> None:
    mails = [mail(number) for number in range(MAILS)]
    async with built() as house:
        desk, pool = await bare_desk(house)
        bare = await rate(house, desk, mails)
        ours = await rate(house, desk_of(house.pool, max_bytes=25_000_000), mails)
        async with house.pool.transaction(house.company.id) as db:
            kept = await db.value("select count(*) from conversations.messages")
        await pool.close()
    assert kept == MAILS, f"{kept} kept of {MAILS}"
    for what, each in (("listener and one insert", bare), ("to a stored conversation", ours)):
        print(
            f"{what:26} {each[0]:8.0f} mails/s; {each[1]:.2f} ms of this process a mail, "
            f"{each[2]:.2f} in PostgreSQL"
        )
    print(f"ratio                      {ours[0] / bare[0]:8.2f}")
    print(
        f"{peak_megabytes():.0f} MB at most, senders included; {MAILS} mails, none lost or doubled"
    )


if __name__ == "__main__":
    uvloop.run(main())
