"""What a campaign's preview costs: who gets it by which channel, who is left out, at what price.

`python bench/preview.py 1000000` for a million people; they are made by SQL. One of ten has
refused, one of twenty was never asked. Reference: counting the same people by one statement.
"""

import asyncio
import sys
import time

from bench.house import ME, House, built, peak_megabytes

from limpide import journeys
from limpide.contacts import Purpose
from limpide.journeys import CampaignId, Wording

PEOPLE = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
WORDS = Wording("Vos nouvelles, {{ name }}", "Bonjour {{ name }}, voici les nouvelles du mois.")
_AT_ONCE = 100_000


async def make_people(house: House) -> None:
    """Make them by SQL: bringing them in is another benchmark."""
    for first in range(1, PEOPLE + 1, _AT_ONCE):
        last = min(first + _AT_ONCE - 1, PEOPLE)
        async with house.pool.transaction(house.company.id) as db:
            await db.run(
                """insert into contacts.contacts (workspace, id, name, language, reference)
                   select $1, md5('c' || n)::uuid, 'Person ' || n, 'fr', 'c-' || n
                   from generate_series($2::integer, $3::integer) as n""",
                house.company.id,
                first,
                last,
            )
            await db.run(
                """insert into contacts.addresses (workspace, id, contact, kind, value, value_mac)
                   select $1, md5('a' || n)::uuid, md5('c' || n)::uuid, 'email',
                     'p' || n || '@courriel.example', sha256(('p' || n)::bytea)
                   from generate_series($2::integer, $3::integer) as n""",
                house.company.id,
                first,
                last,
            )
            await db.run(
                """insert into contacts.choices (workspace, id, contact, kind, purpose, choice,
                     given_at, act, source, actor_kind, actor_id)
                   select $1, md5('w' || n)::uuid, md5('c' || n)::uuid, 'email', 'news',
                     case when n % 10 = 0 then 'withdrawn' else 'granted' end,
                     now(), 'checkbox', 'bench', 'system', 'bench'
                   from generate_series($2::integer, $3::integer) as n where n % 20 <> 1""",
                house.company.id,
                first,
                last,
            )
    await house.owner.execute("analyze contacts.contacts, contacts.addresses, contacts.choices")


async def planned(house: House) -> CampaignId:
    async with house.pool.transaction(house.company.id) as db:
        saved = await journeys.save_template(
            db, "news", Purpose.NEWS, {"fr": WORDS}, sample={"name": "A"}, actor=ME
        )
        await journeys.publish_template(db, saved.template.id, actor=ME)
        segment = await journeys.save_segment(db, "all", {}, actor=ME)
        made = await journeys.plan_campaign(db, "bench", segment.id, [saved.template.id], actor=ME)
    return made.id


async def main() -> None:
    async with built() as house:
        await make_people(house)
        campaign = await planned(house)
        began = time.perf_counter()
        counted = await house.owner.fetchval(
            """select count(*) from contacts.contacts c join contacts.choices h
                 on h.workspace = c.workspace and h.contact = c.id and h.choice = 'granted'"""
        )
        count = time.perf_counter() - began
        before = peak_megabytes()
        began, used = time.perf_counter(), time.process_time()
        async with house.pool.transaction(house.company.id) as db:
            seen = await journeys.forecast(db, campaign)
        spent, used = time.perf_counter() - began, time.process_time() - used
    assert sum(seen.by_channel.values()) == counted, seen
    assert sum(seen.left_out.values()) == PEOPLE - counted, seen
    left = ", ".join(f"{many} {why}" for why, many in sorted(seen.left_out.items()))
    print(f"preview for {PEOPLE} people  {spent:8.1f} s   {PEOPLE / spent:.0f} a second; {left}")
    print(f"counted by one statement   {count:8.2f} s")
    print(f"processor of this process  {used / PEOPLE * 1e6:8.0f} µs a person")
    print(f"peak memory                {peak_megabytes():8.0f} MB, {before:.0f} MB before it")


if __name__ == "__main__":
    asyncio.run(main())
