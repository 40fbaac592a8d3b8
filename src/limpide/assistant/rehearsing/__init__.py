"""Rehearsing: conversations played through the real doors, and what they must lead to."""

from .drafts import Checked, NotReadyError, check_drafts, publish_checked, show_drafts
from .script import Script, UnreadableRehearsalError, read_script, read_scripts
from .stage import Observed, Played, Stage

__all__ = [
    "Checked",
    "NotReadyError",
    "Observed",
    "Played",
    "Script",
    "Stage",
    "UnreadableRehearsalError",
    "check_drafts",
    "publish_checked",
    "read_script",
    "read_scripts",
    "show_drafts",
]
