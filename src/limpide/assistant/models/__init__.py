"""Language models, where an operator configured some: they propose and word, code decides.

Promises: what leaves is masked and kept with the turn; nothing a model says is done or shown
    unchecked; a turn answers without one, within the time limit.
"""

from .consulting import Consultation, Models, engine
from .masking import Mask
from .model import Task, Terms
from .proposing import Case, Proposal, propose
from .wording import Worded, word

__all__ = [
    "Case",
    "Consultation",
    "Mask",
    "Models",
    "Proposal",
    "Task",
    "Terms",
    "Worded",
    "engine",
    "propose",
    "word",
]
