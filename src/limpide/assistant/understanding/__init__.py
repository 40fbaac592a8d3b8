"""Understanding a sentence without any model from outside: learnt from the company's examples."""

from .classifier import TooFewExamplesError, Understanding
from .entities import Entity, Kind, entities
from .measure import Figures, Line, UnreadableExamplesError, measure, read_lines
from .model import Example, Guess
from .replies import (
    Consent,
    Correction,
    Wish,
    asks_again,
    choice,
    consent,
    correction,
    knows_not,
    refuses,
    wishes,
)

__all__ = [
    "Consent",
    "Correction",
    "Entity",
    "Example",
    "Figures",
    "Guess",
    "Kind",
    "Line",
    "TooFewExamplesError",
    "Understanding",
    "UnreadableExamplesError",
    "Wish",
    "asks_again",
    "choice",
    "consent",
    "correction",
    "entities",
    "knows_not",
    "measure",
    "read_lines",
    "refuses",
    "wishes",
]
