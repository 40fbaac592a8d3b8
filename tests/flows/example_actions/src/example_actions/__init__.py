"""Loyalty points in a file: a change that knows its key, a look-up, two that misbehave."""

import json
import os
import time
from pathlib import Path
from typing import Any


class NotEnoughError(Exception):
    """Raised with a `code`: surely nothing was done."""

    code = "not_enough"


def _book() -> Path:
    return Path(os.environ["EXAMPLE_POINTS"])


def _lines() -> list[dict[str, Any]]:
    book = _book()
    return [json.loads(line) for line in book.read_text().splitlines()] if book.exists() else []


def give_points(arguments: dict[str, Any], *, key: str, authorization: str | None) -> Any:
    """Give points, once per key."""
    print("whatever a function prints is not its answer")
    if arguments["points"] > 1000:
        raise NotEnoughError
    if not any(line["key"] == key for line in _lines()):
        with _book().open("a") as book:
            book.write(json.dumps({"key": key, **arguments}) + "\n")
    settings = [name for name in os.environ if name.startswith("LIMPIDE_")]
    return {"points": arguments["points"], "settings_seen": settings, "shown": authorization}


async def count_points(arguments: dict[str, Any], *, key: str, authorization: str | None) -> Any:
    """Count points; a coroutine works too."""
    mine = [line["points"] for line in _lines() if line["customer"] == arguments["customer"]]
    return {"points": sum(mine), "email": arguments["customer"]}


def sleep(arguments: dict[str, Any], *, key: str, authorization: str | None) -> Any:
    """Never come back in time."""
    time.sleep(60)


def break_down(arguments: dict[str, Any], *, key: str, authorization: str | None) -> Any:
    """End the process in the middle."""
    os._exit(3)
