"""Deciding: a pure function from what was heard and found to what happens."""

from limpide.contacts import AiMode
from limpide.conversations import Cause

from .listening import Social
from .model import Decision, Found, Situation, Verdict

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
    social = situation.heard.social
    if social is not None and not is_reviewed:
        return _small_talk(social, situation)
    if situation.heard.unhelped is not None and not is_reviewed:
        return _unhelped(situation)
    if situation.found is Found.BROKEN:
        return _hand_over(Cause.NO_ANSWER, "engine.failed")
    if is_reviewed:
        return _reviewed(situation)
    if situation.found is Found.ANSWER:
        return Decision(Verdict.ANSWER, "knowledge.answer")
    return _without_answer(situation)


def _reviewed(situation: Situation) -> Decision:
    if situation.found is Found.ANSWER:
        return Decision(Verdict.REVIEW, "ai_mode.reviewed", Cause.AI_MODE)
    return _hand_over(Cause.AI_MODE, "ai_mode.reviewed")


def _small_talk(social: Social, situation: Situation) -> Decision:
    """A letter that only thanks needs no letter back."""
    if social in {Social.THANKS, Social.BYE} and not situation.can_ask_back:
        return Decision(Verdict.SILENT, f"social.{social}.letter")
    return Decision(Verdict.SOCIAL, f"social.{social}")


def _unhelped(situation: Situation) -> Decision:
    """An answer beside the point is not given twice."""
    if situation.failures >= _PATIENCE or not situation.can_ask_back:
        return _hand_over(Cause.REPEATED_FAILURE, "patience")
    return Decision(Verdict.ASK_BACK, "answer.unhelped")


def _without_answer(situation: Situation) -> Decision:
    """Ask back once, and only where that is quick; then a person."""
    if situation.failures > _PATIENCE:
        return _hand_over(Cause.REPEATED_FAILURE, "patience")
    if situation.failures == _PATIENCE or not situation.can_ask_back:
        return _hand_over(Cause.NO_ANSWER, "knowledge.no_answer")
    is_several = situation.found is Found.SEVERAL
    return Decision(Verdict.ASK_BACK, "knowledge.several" if is_several else "knowledge.rephrase")


def _hand_over(cause: Cause, rule: str, evidence: tuple[str, ...] = ()) -> Decision:
    return Decision(Verdict.HANDOVER, rule, cause, evidence)
