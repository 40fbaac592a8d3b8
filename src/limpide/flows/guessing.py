"""Guessing: what only the owner knows is not to be found out by trying, in however many windows."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from limpide.foundation import limits
from limpide.foundation.database import Database
from limpide.foundation.errors import TooManyRequestsError

from . import wording
from .model import Action, IdentityLevel, Ruling, Verdict, Who
from .policy import is_by_facts

# About one thing, by anybody. A postcode is one of some thousands, and typing slips happen.
_WRONG: Final = 5
_SECONDS: Final = 6 * 3600.0
_WHAT: Final = "flows.fact"
_LOCKED: Final = Verdict(Ruling.NEEDS_IDENTITY, "facts_locked", level=IdentityLevel.VERIFIED)


async def guarded(
    db: Database,
    action: Action,
    arguments: Mapping[str, Any],
    who: Who,
    found: Mapping[str, Any] | None,
    verdict: Verdict,
) -> Verdict:
    """Count a wrong fact; after too many, no fact opens this thing, the right one neither.

    Its owner then proves who they are by a code.
    """
    thing = f"{db.workspace}:{_thing(action, arguments)}"
    if verdict.rule == "wrong_facts":
        try:
            async with db.savepoint():
                await limits.take(db, _WHAT, thing, capacity=_WRONG, per_seconds=_SECONDS)
        except TooManyRequestsError:
            return _LOCKED
        return verdict
    if not is_by_facts(action, who, found):
        return verdict
    is_spent = await limits.is_spent(db, _WHAT, thing, capacity=_WRONG, per_seconds=_SECONDS)
    return _LOCKED if is_spent else verdict


def _thing(action: Action, arguments: Mapping[str, Any]) -> str:
    """Name what is looked up, alike for every action that looks it up."""
    name, known = action.name, dict(arguments)
    if action.owner is not None and action.owner.look_up is not None:
        name = action.owner.look_up
        sources = action.owner.arguments
        known = {each: wording.evaluate(source, arguments) for each, source in sources.items()}
    text = json.dumps([action.connector, name, known], sort_keys=True, default=str)
    return sha256(text.upper().encode()).hexdigest()
