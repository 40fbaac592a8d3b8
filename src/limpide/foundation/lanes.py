"""Lanes in one process: bulk work gives way, at each statement, to what somebody waits for.

A job process has one loop and few database connections. A campaign's chunk computes for some
hundredths of a second between two statements; eight of them in a row would be felt in a code that
needs twenty statements of its own.
"""

import asyncio
from collections.abc import AsyncGenerator, Generator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, TypeVar

_T = TypeVar("_T")
# So long at most, at each statement: bulk work becomes slow, and never stands still.
_LOOKS: Final = 20
_LOOK_SECONDS: Final = 0.005
# What is computed for so many takes a thousandth of a second or two.
_STRETCH: Final = 25
_is_bulk: ContextVar[bool] = ContextVar("is_bulk", default=False)
_in_a_hurry = 0


@contextmanager
def hurried() -> Generator[None]:
    """Let bulk work of this process wait while the block runs: it must be short.

    Inside bulk work, the block is none of it: it would wait for itself.
    """
    global _in_a_hurry  # noqa: PLW0603 (one loop per process)
    before = _is_bulk.set(False)
    _in_a_hurry += 1
    try:
        yield
    finally:
        _in_a_hurry -= 1
        _is_bulk.reset(before)


@contextmanager
def bulk() -> Generator[None]:
    """Mark what is done in the block as work that nobody waits for."""
    before = _is_bulk.set(True)
    try:
        yield
    finally:
        _is_bulk.reset(before)


async def paced(items: Sequence[_T]) -> AsyncGenerator[_T]:
    """Walk through many things to compute, with a turn of the loop after each few of them.

    Lines to the outside and other statements go on meanwhile, instead of waiting for all of it.
    """
    for place, item in enumerate(items, 1):
        yield item
        if place % _STRETCH == 0:
            await asyncio.sleep(0)


async def give_way() -> None:
    """In bulk work, wait for what is in a hurry, for a tenth of a second at most."""
    if _in_a_hurry == 0 or not _is_bulk.get():
        return
    for _ in range(_LOOKS):
        await asyncio.sleep(_LOOK_SECONDS)
        if _in_a_hurry == 0:
            return
