"""Importing people: rows per second and memory, beside COPY of the same cells into a bare table.

`python bench/import_contacts.py 1000000` for a million.
"""

import asyncio
import sys
import time
from collections.abc import Iterator

from bench.house import ME, House, built, peak_megabytes

from limpide import contacts
from limpide.contacts import Fault

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
HEAD = "reference,name,language,email,phone,attr.tier,consent.email.news,consent_evidence\n"
_BAD_EVERY = 100


def lines(count: int) -> Iterator[str]:
    """A list in which one mailbox of a hundred is none."""
    yield HEAD
    for n in range(count):
        at = "courriel.example" if n % _BAD_EVERY else "courriel..example"
        yield f"c-{n},Person {n},fr,person{n}@{at},+336{n % 10**8:08d},gold,yes,f-{n}\n"


async def copied(house: House) -> float:
    """The reference: the same cells, unread and unchecked, into a table without an index."""
    await house.owner.execute(
        """create table public.bare (reference text, name text, language text, email text,
           phone text, tier text, consent text, evidence text)"""
    )
    began = time.perf_counter()
    records = (tuple(line.rstrip().split(",")) for line in lines(ROWS))
    next(records)
    await house.owner.copy_records_to_table("bare", records=records)
    return time.perf_counter() - began


async def taken_in(house: House, count: int, *, preview: bool) -> tuple[float, float]:
    """Give the seconds, and the processor seconds of this process."""
    began, used = time.perf_counter(), time.process_time()
    take_in = contacts.preview_people if preview else contacts.import_people
    with (house.folder / "refused.csv").open("w") as out:
        refuse = contacts.refused_writer(out, {fault: fault.value for fault in Fault})
        async with house.pool.transaction(house.company.id) as db:
            report = await take_in(
                db, contacts.read_people(lines(count)), source="bench", actor=ME, refuse=refuse
            )
    bad = (count + _BAD_EVERY - 1) // _BAD_EVERY
    assert (report.created, report.left_out) == (count - bad, bad), report.refused[:3]
    assert len((house.folder / "refused.csv").read_text().splitlines()) == bad + 1
    return time.perf_counter() - began, time.process_time() - used


async def main() -> None:
    async with built() as house:
        bare = await copied(house)
        small, _ = await taken_in(house, ROWS // 10, preview=True)
        at_first = peak_megabytes()
        ours, used = await taken_in(house, ROWS, preview=False)
    print(f"COPY, bare table   {ROWS / bare:10.0f} rows/s")
    print(f"preview            {ROWS / 10 / small:10.0f} rows/s   {small:.1f} s for {ROWS // 10}")
    print(f"import             {ROWS / ours:10.0f} rows/s   {ours:.1f} s for {ROWS} rows")
    print(f"ratio to COPY {bare / ours:.3f}; {used / ROWS * 1e6:.0f} µs of this process a row")
    print(
        f"peak memory        {at_first:.0f} MB after the preview, {peak_megabytes():.0f} MB at last"
    )


if __name__ == "__main__":
    asyncio.run(main())
