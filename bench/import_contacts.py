"""Importing people: rows per second and memory, beside COPY of the same cells into a bare table.

`python bench/import_contacts.py 1000000` for a million.
"""

import asyncio
import sys
import time
from collections.abc import Iterator

from bench.house import ME, House, built, peak_megabytes

from limpide import contacts

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
HEAD = "reference,name,language,email,phone,attr.tier,consent.email.news,consent_evidence\n"


def lines() -> Iterator[str]:
    yield HEAD
    for n in range(ROWS):
        yield f"c-{n},Person {n},fr,person{n}@courriel.example,+336{n % 10**8:08d},gold,yes,f-{n}\n"


async def copied(house: House) -> float:
    """The reference: the same cells, unread and unchecked, into a table without an index."""
    await house.owner.execute(
        """create table public.bare (reference text, name text, language text, email text,
           phone text, tier text, consent text, evidence text)"""
    )
    began = time.perf_counter()
    records = (tuple(line.rstrip().split(",")) for line in lines())
    next(records)
    await house.owner.copy_records_to_table("bare", records=records)
    return time.perf_counter() - began


async def imported(house: House) -> float:
    began = time.perf_counter()
    async with house.pool.transaction(house.company.id) as db:
        report = await contacts.import_people(
            db, contacts.read_people(lines()), source="bench", actor=ME
        )
    assert report.created == ROWS, report.refused[:3]
    return time.perf_counter() - began


async def main() -> None:
    async with built() as house:
        bare = await copied(house)
        ours = await imported(house)
    print(f"COPY, bare table  {ROWS / bare:10.0f} rows/s")
    print(f"import            {ROWS / ours:10.0f} rows/s   {ours:.1f} s for {ROWS} rows")
    print(f"ratio {bare / ours:.3f}; peak memory {peak_megabytes():.0f} MB")


if __name__ == "__main__":
    asyncio.run(main())
