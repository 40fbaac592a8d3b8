"""`limpide letters …`: what waits for the printer, what was handed over, what came back."""

from typing import Annotated
from uuid import UUID

import typer

from limpide import delivery, wiring
from limpide.channels import Batch, Kind, close_batch, count_waiting, list_untold, note_told
from limpide.delivery import MessageId
from limpide.foundation import workspaces
from limpide.foundation.database import Pool
from limpide.foundation.settings import Settings

from .running import fail, house, output, run, settings

letters_app = typer.Typer(help="Paper letters.", no_args_is_help=True)


@letters_app.command("waiting")
def waiting() -> None:
    """Count the letters that are in no batch yet."""
    output.print(count_waiting(wiring.letter_folder(settings())))


@letters_app.command("batch")
def batch() -> None:
    """Close what waits into one PDF and one manifest, and note that it goes to the printer."""
    run(_batch(settings()))


@letters_app.command("returned")
def returned(
    code: Annotated[str, typer.Argument(help="As it is printed at the letter's foot.")],
    reason: Annotated[str, typer.Option(help="What the post wrote on it.")] = "",
) -> None:
    """Record a letter that the post brought back: its address is not written to again."""
    run(_returned(settings(), code, reason))


async def _batch(found: Settings) -> None:
    folder = wiring.letter_folder(found)
    async with house(found) as (pool, _):
        closed = close_batch(folder)
        # A batch closed by a process that was killed before it could tell is told of now.
        for each in list_untold(folder):
            await hand_over(pool, each)
    if closed is None:
        output.print("No letter waits.")
        return
    output.print(f"{len(closed.messages)} letters, {closed.pages} pages: {closed.folder}")


async def hand_over(pool: Pool, batch: Batch) -> None:
    """Note for every company that its letters of a batch have gone. Safe to repeat."""
    ids = (MessageId(UUID(id)) for id in batch.messages)
    receipts = dict(zip(ids, batch.receipts, strict=True))
    for company in await workspaces.list_all(pool):
        async with pool.transaction(company.id) as db:
            await delivery.record_handed_over(db, Kind.LETTER, receipts)
    note_told(batch)


async def _returned(found: Settings, code: str, reason: str) -> None:
    async with house(found) as (pool, _):
        for company in await workspaces.list_all(pool):
            async with pool.transaction(company.id) as db:
                letter = await delivery.find_by_return_code(db, code)
                if letter is None:
                    continue
                is_new = await delivery.record_return(db, letter.id, code=reason)
                said = "Recorded" if is_new else "Known already"
                output.print(f"{said}: its address is not written to any more.")
                return
    fail("No letter has this code.")
