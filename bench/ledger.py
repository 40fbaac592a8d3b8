"""The ledger: writing, sequencing, verifying, proving; and its share of a message's cost.

`PYTHONPATH=. .venv/bin/python bench/ledger.py 1000000` for another number of leaves.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable

from bench.house import ME, House, built, peak_megabytes

from limpide import contacts, delivery, ledger
from limpide.channels import Kind
from limpide.delivery import Content, Request
from limpide.foundation.ids import new_id
from limpide.ledger import Author, AuthorKind, PassportDraft, PermissionUsed, Reason, Weight

LEAVES = 100_000
BATCH = 500
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


async def each(body: Callable[[], Awaitable[object]]) -> float:
    """Give the milliseconds of one call."""
    for _ in range(20):
        await body()
    began = time.perf_counter()
    for _ in range(TRIES):
        await body()
    return (time.perf_counter() - began) / TRIES * 1000


async def share(house: House) -> None:
    """Compare a whole request with what the ledger does in it: one entry and one passport.

    The request pays for its commit; the ledger's rows ride in it, so they are timed inside of one.
    """
    async with house.pool.transaction(house.company.id) as db:
        person = (await contacts.recognise(db, Kind.EMAIL, "bench@x.example", actor=ME)).id

    async def request() -> None:
        wish = Request(
            contact=person,
            purpose=contacts.Purpose.ORDER,
            content=Content("Votre commande part demain."),
            author=Author(AuthorKind.TEMPLATE),
            reason=Reason("api.reason.order"),
        )
        async with house.pool.transaction(house.company.id) as db:
            await delivery.request(db, wish, actor=ME)

    whole = await each(request)
    async with house.pool.transaction(house.company.id) as db:

        async def written() -> None:
            await ledger.record(db, "message.queued", about=person, why="order", actor=ME)
            await ledger.issue_passport(db, draft())

        part = await each(written)
    print(f"one message   {whole:7.2f} ms; entry and passport {part:5.2f} ms: {part / whole:.0%}")


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
        await share(house)
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
    asyncio.run(main())
