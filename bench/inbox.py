"""How fast the inbox and the review queue open with 10,000 open conversations and 10,000 items.

Each page is asked for over HTTP as a signed-in advisor, drawn in full; the reference, in the same
run, is one bare query for the fifty latest conversations on a connection of its own.
`PYTHONPATH=. .venv/bin/python bench/inbox.py 50000` for another number.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable

import httpx
from bench.house import ME, House, built

from limpide import advisors, contacts
from limpide.advisors import Role, SignedIn
from limpide.channels import Kind
from limpide.foundation import http
from limpide.foundation.live import Hub
from limpide.foundation.settings import Settings
from limpide.main import create_app

THREADS = 10_000
PEOPLE = 2_000
MESSAGES = 4
TRIES = 40
PASSWORD = "une lampe et deux chaises"
AIM_MS = 200

_WORDS = """(array['colis','lampe','retour','facture','garantie','chaise','paiement','livraison',
  'compte','commande','remboursement','adresse','cassée','retard','magasin'])"""


async def fill(house: House, threads: int) -> advisors.AdvisorId:
    """Make people, open conversations with messages and labels, and items that wait."""
    async with house.pool.transaction(house.company.id) as db:
        one, token = await advisors.invite(
            db, "claire@x.example", "Claire", frozenset({Role.ADVISOR}), language="fr", actor=ME
        )
        await advisors.accept(db, token, PASSWORD)
        for n in range(3):
            await contacts.recognise(db, Kind.EMAIL, f"seed{n}@x.example", actor=ME)
    run, id = house.owner.execute, house.company.id
    await run(
        """insert into contacts.contacts (id, workspace, name, language, ai_mode, created_at)
           select gen_random_uuid(), $1, 'Client ' || n, 'fr', 'any', now()
           from generate_series(1, $2::int) n""",
        id,
        PEOPLE,
    )
    await run(
        """create temporary table made as select n, gen_random_uuid() as id,
             now() - n * interval '37 seconds' as at,
             (select array_agg(id) from contacts.contacts where workspace = $1) as people
           from generate_series(1, $2::int) n""",
        id,
        threads,
    )
    await run(
        """insert into conversations.conversations (workspace, id, contact, contact_name, kind,
             address, subject, language, holder, assignee, cause, last_at,
             waiting_since, created_at)
           select $1, id, people[1 + n % array_length(people, 1)], 'Client ' || n % 2000, 'email',
             'client' || n || '@x.example', 'Question ' || n, 'fr',
             (array['assistant','nobody','person'])[1 + n % 3],
             case when n % 3 = 2 then $2::uuid end, case when n % 3 > 0 then 'asked' end, at, at, at
           from made""",
        id,
        one,
    )
    await run(
        f"""insert into conversations.messages (workspace, id, conversation, direction, kind,
             author_kind, body, at)
           select $1, gen_random_uuid(), id, (array['in','out'])[1 + k % 2], 'email', 'person',
             'Bonjour, ma ' || {_WORDS}[1 + (n * 7 + k * 3) % 15] || ' et mon '
               || {_WORDS}[1 + (n + k) % 15] || ' numéro ' || n || '. '
               || repeat('Merci de me répondre bientôt. ', 8),
             at - k * interval '1 hour'
           from made, generate_series(1, $2::int) k""",
        id,
        MESSAGES,
    )
    await run(
        """update conversations.conversations c set last_message = m.id, last_inbound = m.id
           from (select distinct on (conversation) conversation, id
             from conversations.messages order by conversation, id desc) m
           where m.conversation = c.id"""
    )
    await run(
        """insert into conversations.labels (workspace, conversation, label)
           select $1, id, 'étiquette ' || n % 12 from made where n % 3 = 0""",
        id,
    )
    await run(
        """insert into review.items (id, workspace, kind, subject, title, conversation, skill,
             channel, author, needed, text, text_sha256, payload, created_at, deadline)
           select gen_random_uuid(), $1, 'action', gen_random_uuid(), 'Rembourser ' || n, null,
             'refund', 'email', 'assistant', 1, 'Rembourser', sha256('x'),
             '{"arguments": {"amount": 30}, "rule": "small", "titles": {"fr": "Rembourser"}}',
             at, now() + n * interval '1 min'
           from made""",
        id,
    )
    await run("vacuum analyze")
    return one


async def measured(work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """Give the median and the 95th percentile in milliseconds."""
    times: list[float] = []
    for _ in range(TRIES):
        began = time.perf_counter()
        await work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


async def main() -> None:
    threads = int(sys.argv[1]) if len(sys.argv) > 1 else THREADS
    async with built() as house:
        await fill(house, threads)
        settings = Settings()  # pyright: ignore[reportCallIssue]
        app = create_app(settings, house.url)
        http.put_house(app, http.House(settings, house.pool, Hub(house.url)))
        async with house.pool.transaction(house.company.id) as db:
            signed = await advisors.sign_in(db, "claire@x.example", PASSWORD)
        assert isinstance(signed, SignedIn)
        transport = httpx.ASGITransport(app)
        cookies = {"limpide_session": signed.token}
        async with httpx.AsyncClient(
            transport=transport, base_url="http://bench", cookies=cookies
        ) as client:
            await report(house, client)


async def report(house: House, client: httpx.AsyncClient) -> None:
    """Ask for each page and print what it took, beside the bare query."""
    some = await house.owner.fetchval(
        "select id from conversations.conversations order by last_at desc offset 500 limit 1"
    )
    item = await house.owner.fetchval("select id from review.items offset 500 limit 1")

    async def bare() -> None:
        await house.owner.fetch(
            """select * from conversations.conversations where workspace = $1 and status = 'open'
               order by last_at desc, id desc limit 50""",
            house.company.id,
        )

    async def get(path: str) -> None:
        answer = await client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)

    reference, _ = await measured(bare)
    print(f"bare query for fifty lines: {reference:.1f} ms (median)")
    for name, path in (
        ("list, all", "/inbox"),
        ("list, mine", "/inbox?view=mine"),
        ("list, unassigned", "/inbox?view=unassigned"),
        ("list drawn again", "/inbox/lines"),
        ("search, a common word", "/inbox?q=garantie"),
        ("search, a rare word", "/inbox?q=9321"),
        ("search, an address", "/inbox?q=client777%40x.example"),
        ("search, nothing", "/inbox?q=introuvable"),
        ("label and view", "/inbox?view=mine&label=%C3%A9tiquette+3"),
        ("open one", f"/inbox/{some}"),
        ("review queue", "/review"),
        ("review, one item", f"/review/{item}"),
    ):
        median, worst = await measured(lambda path=path: get(path))
        verdict = "" if worst <= AIM_MS else f"  over the aim of {AIM_MS} ms"
        print(
            f"{name:24} {median:6.1f} ms median, {worst:6.1f} ms p95,"
            f" {median / reference:5.1f} x the bare query{verdict}"
        )


if __name__ == "__main__":
    asyncio.run(main())
