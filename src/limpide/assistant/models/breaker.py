"""A circuit breaker: a provider that keeps failing is left alone for a while."""

from collections.abc import Callable
from time import monotonic
from typing import Final

_FAILURES: Final = 3
_PAUSE_SECONDS: Final = 60.0


class Breaker:
    """Opens after three failures in a row; after a minute one question is let through."""

    def __init__(self, seconds: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._failures = 0
        self._paused_until = 0.0

    @property
    def is_open(self) -> bool:
        """Say whether the provider is not to be asked now."""
        return self._failures >= _FAILURES and self._seconds() < self._paused_until

    def succeeded(self) -> None:
        """Forget earlier failures."""
        self._failures = 0

    def failed(self) -> None:
        """Count a failure; from the third on, each one starts a pause."""
        self._failures += 1
        self._paused_until = self._seconds() + _PAUSE_SECONDS
