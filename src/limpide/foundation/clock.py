"""The one place that asks what time it is, so that tests can answer."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """Say what time it is, in UTC."""
    return _frozen.get() or datetime.now(UTC)


@contextmanager
def frozen(at: datetime) -> Generator[None]:
    """Hold the clock at a moment, for the current task and those it starts."""
    # What is signed and hashed holds its time as the database gives it back: in UTC.
    token = _frozen.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
