"""Runs one entry point of the group `limpide.actions` in a process of its own.

Started as a file, not as a part of Limpide: it imports nothing of it, and knows none of its
settings. In: one JSON object. Out: one JSON line. What the function itself prints goes nowhere.
"""

import asyncio
import inspect
import json
import os
import sys
from importlib.metadata import entry_points
from typing import Any


def main(name: str) -> None:
    """Call the function and say what became of it."""
    out = os.fdopen(os.dup(1), "w")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    given: dict[str, Any] = json.loads(sys.stdin.read())
    found = next(iter(entry_points(group="limpide.actions", name=name)), None)
    if found is None:
        told: dict[str, Any] = {"missing": True}
    else:
        told = _called(found.load(), given)
    print(json.dumps(told), file=out, flush=True)


def _called(function: Any, given: dict[str, Any]) -> dict[str, Any]:
    shown = {"key": given["key"], "authorization": given["authorization"]}
    try:
        value = function(given["arguments"], **shown)
        if inspect.isawaitable(value):
            value = asyncio.run(_awaited(value))
    except Exception as error:  # noqa: BLE001 (a stranger's code: whatever it raises)
        return {"failed": type(error).__name__, "code": getattr(error, "code", None)}
    return {"done": value}


async def _awaited(value: Any) -> Any:
    return await value


if __name__ == "__main__":
    main(sys.argv[1])
