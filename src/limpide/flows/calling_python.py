"""Calling a function of an installed package (entry points, group `limpide.actions`).

Each call is a process of its own, so that a time limit is one: the process is killed. It sees none
of our settings, and nothing of this process.
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from .connecting import Connector
from .model import Action
from .outcomes import LARGEST, Failed, Outcome, answered, lost, told_code

_RUNNER: Final = Path(__file__).parent / "entry_point.py"


async def run(
    connector: Connector,
    action: Action,
    name: str,
    arguments: Mapping[str, Any],
    *,
    key: str,
    seconds: float,
) -> Outcome:
    """Run one function, for so many seconds at most."""
    given = {"arguments": arguments, "key": key, "authorization": connector.authorization}
    # -P: the working directory does not decide what is imported.
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", str(_RUNNER), name,
        stdin=PIPE, stdout=PIPE, limit=LARGEST, cwd="/", env=_environment(),
        start_new_session=True,
    )  # fmt: skip
    try:
        async with asyncio.timeout(seconds):
            said = await _asked(process, json.dumps(given).encode())
    except TimeoutError:
        return lost(action, "TimeoutError")
    except (ValueError, OSError) as error:
        return lost(action, type(error).__name__)
    finally:
        await _end(process)
    return _meaning(action, said)


async def _asked(process: Process, given: bytes) -> Any:
    if process.stdin is None or process.stdout is None:
        return None
    process.stdin.write(given)
    await process.stdin.drain()
    process.stdin.close()
    return json.loads(await process.stdout.readline() or b"null")


async def _end(process: Process) -> None:
    """End the function with all it started, also when it has answered."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()


def _meaning(action: Action, said: Any) -> Outcome:
    if not isinstance(said, dict):
        return lost(action, "the process ended")
    told: dict[str, Any] = said
    if told.get("missing"):
        return Failed("unavailable", is_unheard=True)
    if "done" in told:
        return answered(action, told["done"])
    code = told_code(told)
    return Failed(code) if code else lost(action, str(told.get("failed", ""))[:60])


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("LIMPIDE_")}
