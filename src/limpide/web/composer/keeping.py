"""Keeping what is written: what the browser starts from, what it sends, what it is told."""

import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Form, Response
from fastapi.responses import JSONResponse

from limpide import review
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.review import Edit, Manuscript, Outdated, Runs

_MOST_BYTES = 1_000_000
_CONFLICT = 409

Version = Annotated[int, Form(ge=0)]
Steps = Annotated[str, Form(max_length=_MOST_BYTES)]
Text = Annotated[str, Form(max_length=review.manuscripts.LONGEST)]


class InvalidStepsError(LimpideError):
    """What was written could not be kept. Copy your text, open the page again, and paste it."""

    status = 422


def island(
    runs: Runs, known: Sequence[str], ready: Sequence[str], manuscript: Manuscript | None
) -> dict[str, Any]:
    """Give what the browser starts from."""
    return {
        "runs": review.provenance.to_json(runs),
        "known": {"ai": list(known), "ready": list(ready)},
        "version": manuscript.version if manuscript else 0,
        "steps": len(manuscript.edits) if manuscript else 0,
    }


def steps(written: str) -> Sequence[Edit]:
    """Read the steps of a browser. Raises InvalidStepsError."""
    try:
        return [review.provenance.edit_from_json(each) for each in json.loads(written)]
    except (TypeError, ValueError) as error:
        raise InvalidStepsError from error


async def kept(db: Database, result: Manuscript | Outdated) -> Response:
    """Tell the browser what is kept now; 409 when it wrote on an older text."""
    outdated = isinstance(result, Outdated)
    manuscript = result.current if outdated else result
    shares = await review.manuscripts.shares_of(db, manuscript)
    told: dict[str, Any] = {
        "version": manuscript.version,
        "steps": len(manuscript.edits),
        "shares": {hand.value: percent for hand, percent in shares.hands.items()},
    }
    if outdated:
        told["runs"] = review.provenance.to_json(manuscript.runs)
    return JSONResponse(told, _CONFLICT if outdated else 200)
