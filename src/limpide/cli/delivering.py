"""`limpide delivery …`: providers, dead letters, and what was perhaps sent."""

import json
from datetime import timedelta
from typing import Annotated
from uuid import UUID

import typer
from rich.table import Table

from limpide import delivery
from limpide.channels import Kind
from limpide.delivery import MessageId
from limpide.foundation import clock
from limpide.foundation.actor import Actor

from .knowing import AsJson
from .running import fail, house, output, run, settings

delivery_app = typer.Typer(
    help="The road out: providers, dead letters, what was perhaps sent.", no_args_is_help=True
)
_OPERATOR = Actor.system("operator")
Ids = Annotated[list[UUID], typer.Argument(help="As the lists show them.")]
Why = Annotated[str, typer.Option(help="For the ledger.")]


@delivery_app.command("providers")
def providers(as_json: AsJson = False) -> None:
    """Say who carries which channel, and how they are."""
    run(_providers(as_json=as_json))


@delivery_app.command("dead")
def dead(
    channel: Annotated[Kind | None, typer.Option(help="Of one channel only.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    as_json: AsJson = False,
) -> None:
    """List messages that ended without hope, and what can be done."""
    run(_dead(channel, limit, as_json=as_json))


@delivery_app.command("replay")
def replay(
    ids: Ids,
    address: Annotated[str | None, typer.Option(help="The corrected address of one.")] = None,
    hours: Annotated[
        float | None, typer.Option(help="For how long it is of use, where its time has passed.")
    ] = None,
) -> None:
    """Let dead letters go again; ends with 1 when one of them does not."""
    run(_replay(ids, address, hours))


@delivery_app.command("dismiss")
def dismiss(ids: Ids, why: Why) -> None:
    """Take dead letters off the list."""
    run(_dismiss(ids, why))


@delivery_app.command("unsure")
def unsure(as_json: AsJson = False) -> None:
    """List the messages that were perhaps sent."""
    run(_unsure(as_json=as_json))


@delivery_app.command("settle")
def settle(
    id: Annotated[UUID, typer.Argument(help="As `limpide delivery unsure` shows it.")],
    was_sent: Annotated[bool, typer.Option("--sent/--not-sent", help="What you found out.")],
    why: Why,
) -> None:
    """Say what became of a message; one that was not sent is tried again."""
    run(_settle(MessageId(id), was_sent, why))


async def _providers(*, as_json: bool) -> None:
    async with house(settings()) as (pool, company), pool.transaction(company.id) as db:
        found = await delivery.list_health(db)
    now = clock.now()
    _print(
        [
            {
                "channel": each.kind.value,
                "provider": each.name,
                "circuit": each.circuit(now).value,
                "until": "" if each.open_until is None else each.open_until.isoformat(),
                "want less": ", ".join(sorted(each.resting)),
                "failures": str(each.failures),
                "last fault": each.last_fault,
            }
            for each in found
        ],
        as_json=as_json,
    )


async def _dead(channel: Kind | None, limit: int, *, as_json: bool) -> None:
    async with house(settings()) as (pool, company), pool.transaction(company.id) as db:
        found = await delivery.dead_letters.list_dead_letters(db, kind=channel, limit=limit)
    _print(
        [
            {
                "id": str(each.message.id),
                "channel": each.message.kind.value,
                "status": each.message.status.value,
                "cause": each.cause.value,
                "refusal": "" if each.refusal is None else each.refusal.value,
                "provider": each.provider,
                "detail": each.detail,
                "of use until": each.message.expires_at.isoformat(timespec="minutes"),
            }
            for each in found
        ],
        as_json=as_json,
    )


async def _replay(ids: list[UUID], address: str | None, hours: float | None) -> None:
    until = None if hours is None else clock.now() + timedelta(hours=hours)
    mending = delivery.dead_letters.Mending(address, until)
    async with house(settings()) as (pool, company), pool.transaction(company.id) as db:
        answers = await delivery.dead_letters.replay(
            db, [MessageId(id) for id in ids], mending, actor=_OPERATOR
        )
    for id, why in answers.items():
        output.print(f"{id}  {'queued' if why is None else why.value}")
    if any(why is not None for why in answers.values()):
        fail("Not all of them go again.")


async def _dismiss(ids: list[UUID], why: str) -> None:
    async with house(settings()) as (pool, company), pool.transaction(company.id) as db:
        many = await delivery.dead_letters.dismiss(
            db, [MessageId(id) for id in ids], why=why, actor=_OPERATOR
        )
    output.print(f"{many} dismissed.")


async def _unsure(*, as_json: bool) -> None:
    async with house(settings()) as (pool, company), pool.transaction(company.id) as db:
        found = await delivery.list_unsure(db)
    _print(
        [
            {
                "id": str(each.id),
                "channel": each.kind.value,
                "purpose": each.purpose.value,
                "requested": each.requested_at.isoformat(timespec="seconds"),
            }
            for each in found
        ],
        as_json=as_json,
    )


async def _settle(id: MessageId, was_sent: bool, why: str) -> None:
    async with house(settings()) as (pool, company), pool.transaction(company.id) as db:
        await delivery.resolve_unsure(db, id, was_sent=was_sent, why=why, actor=_OPERATOR)
        found = await delivery.get_message(db, id)
    output.print(found.status.value)


def _print(rows: list[dict[str, str]], *, as_json: bool) -> None:
    if as_json:
        output.print_json(json.dumps(rows))
        return
    if not rows:
        output.print("None.")
        return
    table = Table(*rows[0])
    for row in rows:
        table.add_row(*row.values())
    output.print(table)
