"""Deciding: a pure function from what was heard and found to what happens."""

from limpide.contacts import AiMode
from limpide.conversations import Cause
from limpide.knowledge import Answered, AskBack

from .model import Decision, Situation, Verdict

_PATIENCE = 1


def decide(situation: Situation) -> Decision:
    """Decide a turn. The order is the policy: people first, then the customer's will, then help."""
    return _people_first(situation) or _help(situation)


def _people_first(situation: Situation) -> Decision | None:
    heard = situation.heard
    if heard.sensitive is not None:
        return _hand_over(Cause.SENSITIVE, f"sensitive.{heard.sensitive}")
    if heard.person is not None:
        return _hand_over(Cause.ASKED, heard.person)
    if situation.ai_mode in {AiMode.NONE, AiMode.BASIC}:
        return _hand_over(Cause.AI_MODE, f"ai_mode.{situation.ai_mode}")
    if heard.frustration:
        return _hand_over(Cause.FRUSTRATION, "frustration", heard.frustration)
    return None


def _help(situation: Situation) -> Decision:
    is_reviewed = situation.ai_mode is AiMode.REVIEWED
    if situation.heard.social is not None and not is_reviewed:
        return Decision(Verdict.SOCIAL, f"social.{situation.heard.social}")
    if isinstance(situation.reply, Answered):
        if is_reviewed:
            return Decision(Verdict.REVIEW, "ai_mode.reviewed", Cause.AI_MODE)
        return Decision(Verdict.ANSWER, "knowledge.answer")
    if is_reviewed:
        return _hand_over(Cause.AI_MODE, "ai_mode.reviewed")
    return _without_answer(situation)


def _without_answer(situation: Situation) -> Decision:
    """Ask back once, and only where that is quick; then a person."""
    if situation.failures > _PATIENCE:
        return _hand_over(Cause.REPEATED_FAILURE, "patience")
    if situation.failures == _PATIENCE or not situation.can_ask_back:
        return _hand_over(Cause.NO_ANSWER, "knowledge.no_answer")
    is_several = isinstance(situation.reply, AskBack)
    return Decision(Verdict.ASK_BACK, "knowledge.several" if is_several else "knowledge.rephrase")


def _hand_over(cause: Cause, rule: str, evidence: tuple[str, ...] = ()) -> Decision:
    return Decision(Verdict.HANDOVER, rule, cause, evidence)
