"""Child processes that are started, watched, started again, and ended with their parent."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Mapping, Sequence

from .embedded import end_with_parent
from .log import log

_FIRST_PAUSE = 0.2
_LONGEST_PAUSE = 10.0
_CALM_SECONDS = 30.0
_STOP_SECONDS = 10.0


class Child:
    """One program kept running: started again, with growing pauses, whenever it ends."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.name = name
        self._command = command
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = False

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def run(self) -> None:
        """Keep it running until `stop`."""
        pause = _FIRST_PAUSE
        clock = asyncio.get_running_loop().time
        while not self._stopping:
            started = clock()
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                env={**os.environ, **self._environment},
                preexec_fn=_child_setup,
                start_new_session=True,
            )
            code = await self._process.wait()
            if self._stopping:
                return
            pause = _FIRST_PAUSE if clock() - started > _CALM_SECONDS else pause * 2
            pause = min(pause, _LONGEST_PAUSE)
            log.warning("process.restarting", process=self.name, code=code, seconds=pause)
            await asyncio.sleep(pause)

    async def stop(self) -> None:
        """Ask it to end, and insist after ten seconds."""
        self._stopping = True
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), _STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()


def _child_setup() -> None:
    end_with_parent(signal.SIGTERM)
