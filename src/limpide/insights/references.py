"""Published figures that stand beside our own. They say what people think, not what we measured."""

from typing import Final

from .model import Reference

_QUADIENT: Final = "Opinium / Quadient"
_SINCH: Final = "Sinch, State of customer communications"

REFERENCES: Final = (
    Reference("stated", 76, _QUADIENT, 2025, "FR"),
    Reference("does_not_care", 57, _QUADIENT, 2025, "FR"),
    Reference("worse", 55, _QUADIENT, 2025, "FR"),
    Reference("footprint", 64, _QUADIENT, 2025, "FR"),
    Reference("automate", 52, _SINCH, 2025, "world"),
    Reference("perception", 37, _SINCH, 2025, "world"),
)
