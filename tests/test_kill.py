"""Any process may die at any moment: nothing is lost, nothing is said twice (promise 7)."""

import tempfile
from pathlib import Path

import pytest

from .killing import under_fire


@pytest.mark.timeout(400)
async def test_processes_killed_at_random_lose_nothing_and_repeat_nothing() -> None:
    with tempfile.TemporaryDirectory(prefix="limpide-kill-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o755)
        count = await under_fire(Path(place), conversations=120, kills=5, pause=1.2)

    print(count)
    assert count.lost == 0
    assert count.doubled == 0
    assert count.unanswered == 0
    assert count.answered_twice == 0
    assert count.held == 0
