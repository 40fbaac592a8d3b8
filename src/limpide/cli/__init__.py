"""The operator's command: `limpide --help`."""

from .commands import main

__all__ = ["main"]
