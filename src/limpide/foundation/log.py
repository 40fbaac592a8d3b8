"""Structured logs: one event name, ids as fields, never personal data."""

import logging
import sys
from typing import Any, cast

import structlog

log: structlog.stdlib.BoundLogger = structlog.get_logger()

_FORBIDDEN = frozenset(
    {"email", "phone", "text", "subject", "name", "address", "password", "token"}
)


def without_personal_data(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Drop fields whose name says that they hold personal data or a secret."""
    return {
        key: "[removed]" if key in _FORBIDDEN and key != "event" else value
        for key, value in event.items()
    }


def configure(level: str, *, as_json: bool) -> None:
    """Set up logging for a process: JSON for machines, aligned text for a terminal."""
    draw: Any = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer()
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_personal_data,
    ]
    structlog.configure(
        processors=[
            *shared,
            structlog.processors.format_exc_info,
            cast("structlog.typing.Processor", draw),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        # The stream is asked for at each line: who replaced it may have closed the old one.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(message)s"
    )
