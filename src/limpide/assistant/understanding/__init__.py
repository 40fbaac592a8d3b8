"""Understanding a sentence without any model from outside: learnt from the company's examples."""

from .classifier import TooFewExamplesError, Understanding
from .measure import Figures, Line, UnreadableExamplesError, measure, read_lines
from .model import Example, Guess

__all__ = [
    "Example",
    "Figures",
    "Guess",
    "Line",
    "TooFewExamplesError",
    "Understanding",
    "UnreadableExamplesError",
    "measure",
    "read_lines",
]
