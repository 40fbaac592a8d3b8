"""The part of the door for what was called wrong: `assistant.contests.decide(…)`."""

from .contesting import (
    AlreadyDecidedError,
    NoSuchContestError,
    NothingCorrectedError,
    contest,
    decide,
    get_contest,
    list_contests,
    on_feedback_given,
    passages_of,
)
from .correcting import spread, tell
from .facts import ContestDecided, Contested
from .model_contests import Concerned, Contest, ContestId, Outcome, Spread, Told
from .store_contests import list_contested_passages

__all__ = [
    "AlreadyDecidedError",
    "Concerned",
    "Contest",
    "ContestDecided",
    "ContestId",
    "Contested",
    "NoSuchContestError",
    "NothingCorrectedError",
    "Outcome",
    "Spread",
    "Told",
    "contest",
    "decide",
    "get_contest",
    "list_contested_passages",
    "list_contests",
    "on_feedback_given",
    "passages_of",
    "spread",
    "tell",
]
