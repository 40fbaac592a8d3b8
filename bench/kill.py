"""2,000 conversations while web, worker and database are killed with -9 at random; the counts."""

import asyncio
import resource
import tempfile
import time
from pathlib import Path

from tests.killing import under_fire

CONVERSATIONS = 2_000
KILLS = 20


def main() -> None:
    # One open socket per customer.
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536), hard))
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="limpide-kill-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o755)
        count = asyncio.run(
            under_fire(Path(place), conversations=CONVERSATIONS, kills=KILLS, pause=2.0)
        )
    print(count)
    print(f"{time.monotonic() - began:.0f} s; aim: lost 0, doubled 0, answered twice 0")


if __name__ == "__main__":
    main()
