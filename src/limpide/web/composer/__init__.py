"""The composer: what the inbox and the review editor need to keep a text and show who wrote it."""

from .advising import advice, datum, nothing
from .keeping import InvalidStepsError, Steps, Text, Version, island, kept, steps

__all__ = [
    "InvalidStepsError",
    "Steps",
    "Text",
    "Version",
    "advice",
    "datum",
    "island",
    "kept",
    "nothing",
    "steps",
]
