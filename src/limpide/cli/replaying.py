"""`limpide replay`: decide a kept turn again."""

import json
from dataclasses import asdict
from typing import Annotated
from uuid import UUID

import typer

from limpide import assistant
from limpide.assistant import TurnId
from limpide.foundation.settings import Settings

from .knowing import AsJson
from .running import fail, house, output, run, settings


def replay(
    turn: Annotated[UUID, typer.Argument(help="The turn's id.")], as_json: AsJson = False
) -> None:
    """Decide a turn again from what was kept of it; ends with 1 when the decision differs.

    «today»: what its words would lead to with the documents, flows, rules and choices of now.
    """
    run(_replay(settings(), TurnId(turn), as_json=as_json))


async def _replay(found: Settings, id: TurnId, *, as_json: bool) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        turn = await assistant.get_turn(db, id)
        today = await assistant.reconsider(db, turn)
    again = assistant.replay(turn)
    if as_json:
        kept = {"then": asdict(turn.decision), "now": asdict(again)}
        kept |= {"today": asdict(today.decision), "changed": [list(each) for each in today.changed]}
        output.print_json(json.dumps(kept | {"same": again == turn.decision}, default=str))
    else:
        output.print(f"then   {turn.decision.verdict} ({turn.decision.rule})")
        output.print(f"now    {again.verdict} ({again.rule})")
        output.print(f"today  {today.decision.verdict} ({today.decision.rule})")
        for name, before, after in today.changed:
            output.print(f"       [dim]{name}: {before} → {after}[/dim]")
    if again != turn.decision:
        fail("The decision differs: the policy has changed since.")
