"""The ledger: writing, sequencing, verifying, proving; and its share of a message's cost.

`PYTHONPATH=. .venv/bin/python bench/ledger.py 1000000` for another number of leaves; with 0, only
the share. The share: the processor time (this process and PostgreSQL) of the one statement by which
a request keeps its entry and its passport, signed, beside that of the whole request: permission,
plan, passport, message, job, commit. What handing the message over costs comes on top of the whole.
"""

import sys
import time
from collections.abc import Awaitable, Callable

import uvloop
from bench.campaign import database_seconds
from bench.house import ME, House, built, peak_megabytes

from limpide import contacts, delivery, ledger
from limpide.channels import Kind
from limpide.delivery import Content, Request
from limpide.foundation.ids import new_id
from limpide.ledger import Author, AuthorKind, PassportDraft, PermissionUsed, Reason, Weight

LEAVES = 100_000
BATCH = 500
TOGETHER = 250
TRIES = 300


def deed(n: int) -> ledger.Deed:
    return ledger.Deed("message.queued", new_id(), "order", {"channel": "email", "n": n})


def draft() -> PassportDraft:
    return PassportDraft(
        message=new_id(),
        company="Olvera SAS",
        channels=("email",),
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason("api.reason.order"),
        permission=PermissionUsed("order", "contract"),
        language="fr",
        text="Votre commande part demain.",
        weight=Weight(0.001, 0.01, 0.02, ("email.server@2026.1",)),
    )


async def each(
    house: House, tries: int, body: Callable[[], Awaitable[object]]
) -> tuple[float, float, float]:
    """Give the milliseconds of one call: by the clock, of this process, of PostgreSQL."""
    for _ in range(max(3, tries // 15)):
        await body()
    database = await database_seconds(house.owner)
    began, used = time.perf_counter(), time.process_time()
    for _ in range(tries):
        await body()
    spent, used = time.perf_counter() - began, time.process_time() - used
    database = await database_seconds(house.owner) - database
    return spent / tries * 1000, used / tries * 1000, database / tries * 1000


async def share(house: House, many: int, tries: int) -> None:
    """Compare whole requests with what the ledger does in them: an entry and a passport for each.

    A request pays for its commit; the ledger's rows ride in it, so they are timed inside of one.
    """
    people = await _people(house, many)

    async def request() -> None:
        wishes = [_wish(person) for person in people]
        async with house.pool.transaction(house.company.id) as db:
            await delivery.request_many(db, wishes, actor=ME)

    whole = await each(house, tries, request)
    async with house.pool.transaction(house.company.id) as db:

        async def written() -> None:
            deeds = [deed(n) for n in range(many)]
            await ledger.issue_passports(db, [draft() for _ in range(many)], deeds, actor=ME)

        part = await each(house, tries, written)
    of_time, of_work = part[0] / whole[0], sum(part[1:]) / sum(whole[1:])
    print(
        f"{many:4} together {whole[0] / many:8.2f} ms each ({whole[1] / many:.2f} here, "
        f"{whole[2] / many:.2f} in PostgreSQL); entry and passport {part[0] / many:.2f} "
        f"({part[1] / many:.2f}, {part[2] / many:.2f}): {of_work:.0%} of the processor time, "
        f"{of_time:.0%} by the clock",
        flush=True,
    )


async def _people(house: House, many: int) -> list[contacts.ContactId]:
    async with house.pool.transaction(house.company.id) as db:
        return [
            (await contacts.recognise(db, Kind.EMAIL, f"p{n}@x.example", actor=ME)).id
            for n in range(many)
        ]


def _wish(person: contacts.ContactId) -> Request:
    return Request(
        contact=person,
        purpose=contacts.Purpose.ORDER,
        content=Content("Votre commande part demain."),
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason("api.reason.order"),
    )


async def fill(house: House, count: int) -> None:
    """Write a quarter of passports; a transaction for five hundred rows, as campaigns do."""
    began = time.perf_counter()
    for n in range(0, count * 3 // 4, BATCH):
        async with house.pool.transaction(house.company.id) as db:
            await ledger.record_many(db, [deed(n + k) for k in range(BATCH)], actor=ME)
    spent = time.perf_counter() - began
    print(f"entries       {count * 3 / 4 / spent:9.0f}/s in batches of {BATCH}", flush=True)
    began = time.perf_counter()
    for _ in range(0, count // 4, BATCH):
        async with house.pool.transaction(house.company.id) as db:
            await ledger.issue_passports(db, [draft() for _ in range(BATCH)])
    spent = time.perf_counter() - began
    print(f"passports     {count / 4 / spent:9.0f}/s in batches of {BATCH}", flush=True)


async def audit(house: House) -> None:
    began = time.perf_counter()
    count = await ledger.audit.sequence_all(house.pool, house.company.id)
    spent = time.perf_counter() - began
    print(f"sequenced     {count / spent:9.0f} leaves/s ({count} in {spent:.1f} s)", flush=True)
    async with house.pool.transaction(house.company.id) as db:
        await ledger.audit.sign_checkpoint(db)
    await house.owner.execute("vacuum analyze")
    async with house.pool.transaction(house.company.id) as db:
        began = time.perf_counter()
        report = await ledger.audit.verify(db)
        spent = time.perf_counter() - began
        assert report, report.faults[:3]
        rate = report.size / spent
        print(f"verified      {rate:9.0f} leaves/s ({report.size} in {spent:.1f} s)", flush=True)
        began = time.perf_counter()
        for row in await db.rows("select id from ledger.passports order by id limit 200"):
            assert await ledger.audit.prove_passport(db, ledger.PassportId(row["id"]))
        print(f"one proof     {(time.perf_counter() - began) / 200 * 1000:9.2f} ms")


async def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LEAVES
    async with built() as house:
        await share(house, 1, TRIES)
        await share(house, TOGETHER, TRIES // 15)
        if not count:
            return
        await fill(house, count)
        await audit(house)
        size = await house.owner.fetchval(
            """select sum(pg_total_relation_size(c.oid)) from pg_class c
               where relnamespace = 'ledger'::regnamespace and relkind = 'r'
                 and relname in ('leaves', 'nodes')"""
        )
        print(f"tree on disk  {int(size) / count:9.0f} bytes/leaf")
    print(f"memory        {peak_megabytes():9.0f} MB at most")


if __name__ == "__main__":
    uvloop.run(main())
