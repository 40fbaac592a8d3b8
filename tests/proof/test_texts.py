"""Long texts of customers whose parts come over two lines, with a kill -9 between the parts."""

import asyncio

from tests.channels.smsc import Smsc, smsc

from limpide import conversations
from limpide.conversations import Filters
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from .ground import Count, Ground

TEXTS = 20
QUESTION = "Je veux un conseiller"


def parts(number: int, place: int) -> dict[str, object]:
    text = QUESTION if place == 1 else f" au sujet de la commande {number}"
    phone = f"336123450{number:02}"
    return {"from": phone, "text": text, "udh": [5, 0, 3, number, 2, place]}


async def deliver(centre: Smsc, *wanted: dict[str, object]) -> None:
    """Hand parts over one by one, each to whom it was answered: the server forgets it then."""
    before = len(centre.all("delivered"))
    await centre.switch(deliver=list(wanted))
    await centre.wait("delivered", before + len(wanted))


async def read(db: Database) -> list[str]:
    rows = await conversations.list_inbox(db, new_id(), Filters(limit=100))
    threads = [await conversations.thread(db, row.conversation.id) for row in rows]
    said = [message.body for each in threads for message in each.messages]
    return [text for text in said if text.startswith(QUESTION)]


async def test_parts_over_two_lines_with_a_kill_between_them(ground: Ground) -> None:
    async with smsc() as centre:
        ground.texts_by(centre)
        first = await ground.start()
        await centre.wait("bound", 1)
        await ground.start()
        await centre.wait("bound", 2)
        await deliver(centre, *({**parts(n, 1), "over": 0} for n in range(TEXTS)))
        await ground.kill(first)
        # Every third is told once more, as after an answer that was lost.
        again = [parts(n, 2) for n in range(TEXTS)] + [parts(n, 2) for n in range(0, TEXTS, 3)]
        await deliver(centre, *({**part, "over": 1} for part in again))

        wanted = {f"{QUESTION} au sujet de la commande {n}" for n in range(TEXTS)}
        found: list[str] = []
        async with asyncio.timeout(60):
            while len(found) < TEXTS:
                found = await ground.do(read)
                await asyncio.sleep(0.1)
    lost, doubled = len(wanted - set(found)), len(found) - len(set(found))
    Count(
        "parts of texts over two lines", TEXTS, len(found), lost, doubled, doubled, 0, 0
    ).must_hold()
