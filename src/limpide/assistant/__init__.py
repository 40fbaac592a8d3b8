"""The assistant: one turn, from a customer's words to an answer, a question back, or a person.

Promises: asking for a person always works, decided by rules; an answer is made of quotations from
    approved documents, or there is none; nothing is said once a person holds the conversation.
Owns: schema `assistant` (turns, contests, corrections), the rules in `rules/`.
Does not: search documents, keep threads, or send: it asks the rooms below.
"""

from . import contests, documenting, rehearsing
from .asking import ask
from .documenting import Begun
from .listening import Social, frustration, sensitive_matter, small_talk
from .model import ENGINE, ENGINE_VERSION, Asked, Decision, Prompt, Turn, TurnId, Verdict
from .models import Models, Task, Terms
from .nudging import NUDGE, nudge
from .personal import erase_turns, export_turns
from .preparing import prepare
from .reconsidering import Reconsidered, reconsider
from .recording import NoSuchTurnError, NotReplayableError, get_turn, replay
from .rehearsing import Played, Script, Stage
from .resuming import RESUME, on_call_decided, on_signed_in, resume
from .reviewing import draft_reply
from .reviewing import note_complained as on_complained
from .settling import settle
from .skills import learn
from .store import list_turns, quoted_passages
from .summaries import summary_of
from .summoning import requests_person
from .turns import (
    ASSISTANT,
    TURN,
    explain_wish,
    on_feedback_given,
    on_handed_back,
    on_message_received,
    take_turn,
)
from .understanding import Understanding
from .understanding.evaluation import evaluate_understanding
from .wishing import flow_wished

__all__ = [
    "ASSISTANT",
    "ENGINE",
    "ENGINE_VERSION",
    "NUDGE",
    "RESUME",
    "TURN",
    "Asked",
    "Begun",
    "Decision",
    "Models",
    "NoSuchTurnError",
    "NotReplayableError",
    "Played",
    "Prompt",
    "Reconsidered",
    "Script",
    "Social",
    "Stage",
    "Task",
    "Terms",
    "Turn",
    "TurnId",
    "Understanding",
    "Verdict",
    "ask",
    "contests",
    "documenting",
    "draft_reply",
    "erase_turns",
    "evaluate_understanding",
    "explain_wish",
    "export_turns",
    "flow_wished",
    "frustration",
    "get_turn",
    "learn",
    "list_turns",
    "nudge",
    "on_call_decided",
    "on_complained",
    "on_feedback_given",
    "on_handed_back",
    "on_message_received",
    "on_signed_in",
    "prepare",
    "quoted_passages",
    "reconsider",
    "rehearsing",
    "replay",
    "requests_person",
    "resume",
    "sensitive_matter",
    "settle",
    "small_talk",
    "summary_of",
    "take_turn",
]
