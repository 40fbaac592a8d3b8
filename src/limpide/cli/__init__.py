"""The operator's command: `limpide --help`."""

import gc

# Loading makes some hundred thousand objects of which none dies; looking for the dead among them
# took a seventh of the time to start.
gc.disable()

from .commands import main  # noqa: E402

gc.enable()

__all__ = ["main"]
