"""How long all figures of a period take over 100,000 messages in 20,000 conversations.

`PYTHONPATH=. .venv/bin/python bench/insights.py 1000000` for another number of messages.
"""

import asyncio
import statistics
import sys
import time

from bench.house import ME, House, built

from limpide import contacts, insights, ledger
from limpide.channels import Kind
from limpide.foundation.ids import new_id
from limpide.ledger import Author, AuthorKind, PassportDraft, PermissionUsed, Reason, Weight

MESSAGES = 100_000
PER_CONVERSATION = 5
TRIES = 5


async def fill(house: House, messages: int) -> None:
    """Copy one passport and make messages around it: all SQL, because only reading is timed."""
    async with house.pool.transaction(house.company.id) as db:
        person = (await contacts.recognise(db, Kind.EMAIL, "bench@x.example", actor=ME)).id
        draft = PassportDraft(
            message=new_id(),
            company="Olvera SAS",
            channels=("chat",),
            author=Author(AuthorKind.AI),
            reason=Reason("conversations.reason.answer"),
            permission=PermissionUsed("service", "answer"),
            language="fr",
            text="Votre commande part demain.",
            weight=Weight(0.001, 0.01, 0.02, ("chat.server@2026.1",)),
        )
        passport = await ledger.issue_passport(db, draft)
    run, id = house.owner.execute, house.company.id
    conversations = messages // PER_CONVERSATION
    await run(
        "create temporary table made (n int, id uuid, message uuid, passport uuid, at timestamptz)"
    )
    await run(
        """insert into made select n, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
             now() - (($1::int - n) * interval '30 days') / $1::int
           from generate_series(1, $1::int) n""",
        messages,
    )
    await run(
        """insert into ledger.passports (id, workspace, message, token_sha256, body, key,
             signature, issued_at)
           select m.passport, p.workspace, m.message, sha256(m.id::text::bytea), p.body, p.key,
             p.signature, m.at from made m, ledger.passports p where p.id = $1 order by m.n""",
        passport.id,
    )
    await run(
        """insert into delivery.messages (id, workspace, contact, kind, address, purpose,
             importance, status, author_kind, author, is_fact, language, subject, text, html,
             threading, passport, requested_at, expires_at, due_attempt)
           select message, $1, $2, 'chat', 'x', 'service', 'routine', 'delivered',
             (array['ai','person','ai_reviewed','template'])[1 + n % 4], '{}', false, 'fr', '',
             repeat('Votre commande part demain. ', 10), '', '{}', passport, at, at, 1
           from made order by n""",
        id,
        person,
    )
    await run(
        """insert into conversations.conversations (workspace, id, contact, kind, address,
             language, last_at, created_at)
           select $1, id, $2, 'chat', 'x', 'fr', at, at from made where n <= $3""",
        id,
        person,
        conversations,
    )
    await run(
        """insert into conversations.messages (workspace, id, conversation, direction, kind,
             author_kind, body, feedback, waited_ms, at)
           select $1, gen_random_uuid(), c.id, 'out', 'chat',
             (array['ai','person','ai_reviewed','template'])[1 + m.n % 4],
             repeat('Votre commande part demain. ', 10),
             (array['helpful','wrong',null,null,null])[1 + m.n % 5], m.n % 5000, m.at
           from made m join made c on c.n = 1 + m.n % $2::int order by m.n""",
        id,
        conversations,
    )
    await run(
        """insert into assistant.turns (workspace, id, conversation, read_until, language, decision,
             rule, confidence, evidence, considered, engine, took_ms, at)
           select $1, gen_random_uuid(), c.id, gen_random_uuid(), 'fr', 'answer', 'answer', 0.9,
             '[]', '[]', 'x/1', 12, m.at from made m join made c on c.n = 1 + m.n % $2::int
           where m.n % 4 = 0""",
        id,
        conversations,
    )
    await run(
        """insert into conversations.handovers (workspace, id, conversation, cause, summary, at,
             waited_ms)
           select $1, gen_random_uuid(), id, 'asked', '{}', at, n % 90000 from made
           where n <= $2::int / 5""",
        id,
        conversations,
    )
    await run("vacuum analyze")


async def main() -> None:
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES
    async with built() as house:
        await fill(house, messages)
        times: list[float] = []
        for _ in range(TRIES):
            began = time.perf_counter()
            async with house.pool.transaction(house.company.id) as db:
                found = await insights.figures(db, insights.last_days(31))
            times.append(time.perf_counter() - began)
        assert found.authorship.all == messages, found.authorship
        print(
            f"{messages:,} messages: all figures in {statistics.median(times) * 1000:.0f} ms"
            f" (slowest of {TRIES}: {max(times) * 1000:.0f} ms)"
        )


if __name__ == "__main__":
    asyncio.run(main())
