"""Deciding: a pure function from what was heard and found to what happens."""

from limpide.contacts import AiMode
from limpide.conversations import Cause

from .listening import Social
from .model import Decision, Found, Prompt, Situation, Unprompted, Verdict, Wants

_PATIENCE = 1
_SPEAKING = {Verdict.ANSWER, Verdict.ASK_BACK, Verdict.SOCIAL, Verdict.FLOW}


def decide(situation: Situation) -> Decision:
    """Decide a turn. The order is the policy: people first, then the customer's will, then help."""
    return _people_first(situation) or _held_back(_help(situation), situation.held)


def decide_unprompted(situation: Unprompted) -> Decision:
    """Decide a turn without new words: whether what goes on by itself may be said, and asked."""
    if situation.prompt is Prompt.SILENCE:
        return _about_silence(situation)
    return _less_ai(situation) or _go_on("flow.resumed", situation)


def _about_silence(situation: Unprompted) -> Decision:
    """Ask once, where it is read here and now; whoever wants less of an AI is left in peace."""
    if situation.minutes <= 0:
        return Decision(Verdict.SILENT, "silence.never")
    if situation.was_asked:
        return Decision(Verdict.SILENT, "silence.asked_already")
    if not situation.is_present:
        return Decision(Verdict.SILENT, "silence.gone")
    if _less_ai(situation) is not None:
        return Decision(Verdict.SILENT, f"ai_mode.{situation.ai_mode}")
    return _go_on("silence.asked", situation)


def _less_ai(situation: Unprompted) -> Decision | None:
    mode = situation.ai_mode
    if mode is AiMode.ANY or (mode is AiMode.BASIC and situation.is_fact):
        return None
    return _hand_over(Cause.AI_MODE, f"ai_mode.{mode}")


def _go_on(rule: str, situation: Unprompted) -> Decision:
    return Decision(Verdict.FLOW, rule, evidence=(situation.flow,))


def _held_back(decision: Decision, held: str | None) -> Decision:
    """What may not leave by itself waits as a draft; what makes no draft goes to a person."""
    if held is None or decision.verdict not in _SPEAKING:
        return decision
    if decision.verdict is Verdict.ANSWER:
        return Decision(Verdict.REVIEW, held, Cause.REVIEW)
    return _hand_over(Cause.REVIEW, held)


def _people_first(situation: Situation) -> Decision | None:
    heard = situation.heard
    if heard.sensitive is not None:
        return _hand_over(Cause.SENSITIVE, f"sensitive.{heard.sensitive}")
    if heard.person is not None:
        return _hand_over(Cause.ASKED, heard.person)
    if situation.ai_mode is AiMode.NONE or (
        situation.ai_mode is AiMode.BASIC and not _is_plain_fact(situation)
    ):
        return _hand_over(Cause.AI_MODE, f"ai_mode.{situation.ai_mode}")
    if heard.frustration:
        return _hand_over(Cause.FRUSTRATION, "frustration", heard.frustration)
    return None


def _is_plain_fact(situation: Situation) -> bool:
    """`basic` allows what only looks a record up: where an order is, what was paid back."""
    return situation.wished.is_fact and situation.wished.wants is not Wants.NOTHING


def _help(situation: Situation) -> Decision:
    if situation.ai_mode is AiMode.REVIEWED:
        is_broken = situation.found is Found.BROKEN
        return _hand_over(Cause.NO_ANSWER, "engine.failed") if is_broken else _reviewed(situation)
    return _at_once(situation) or _by_documents(situation)


def _at_once(situation: Situation) -> Decision | None:
    """What needs no document: a flow, small talk, an answer that missed the question."""
    if situation.wished.wants in {Wants.START, Wants.CONTINUE}:
        return _flow(situation)
    if situation.heard.social is not None:
        return _small_talk(situation.heard.social, situation)
    if situation.heard.unhelped is not None:
        return _unhelped(situation)
    return None


def _by_documents(situation: Situation) -> Decision:
    if situation.found is Found.BROKEN:
        return _hand_over(Cause.NO_ANSWER, "engine.failed")
    if situation.found is Found.ANSWER and situation.ai_mode is not AiMode.BASIC:
        return Decision(Verdict.ANSWER, "knowledge.answer")
    if situation.wished.wants is Wants.UNCLEAR:
        return _flow(situation)
    return _without_answer(situation)


def _flow(situation: Situation) -> Decision:
    wished = situation.wished
    return Decision(Verdict.FLOW, f"flow.{wished.wants}", evidence=(wished.flow or "",))


def _reviewed(situation: Situation) -> Decision:
    if situation.found is Found.ANSWER:
        return Decision(Verdict.REVIEW, "ai_mode.reviewed", Cause.REVIEW)
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
    if situation.found is Found.DISPUTED:
        return _hand_over(Cause.NO_ANSWER, "knowledge.contradiction")
    if situation.failures > _PATIENCE:
        return _hand_over(Cause.REPEATED_FAILURE, "patience")
    if situation.failures == _PATIENCE or not situation.can_ask_back:
        return _hand_over(Cause.NO_ANSWER, "knowledge.no_answer")
    is_several = situation.found is Found.SEVERAL
    return Decision(Verdict.ASK_BACK, "knowledge.several" if is_several else "knowledge.rephrase")


def _hand_over(cause: Cause, rule: str, evidence: tuple[str, ...] = ()) -> Decision:
    return Decision(Verdict.HANDOVER, rule, cause, evidence)
