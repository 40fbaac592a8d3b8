"""Speaking: the words of a decision, and the way back to what a flow was asking."""

from limpide import flows
from limpide.foundation.database import Database
from limpide.knowledge import Answered, AnyReply

from . import composing
from .advising import Help
from .listening import Social
from .model import Decision, Verdict
from .reading import Reading


async def with_reminder(
    db: Database, reading: Reading, decision: Decision, text: str
) -> tuple[str, tuple[str, ...]]:
    """After an answer in passing, come back to what a flow was asking, and what it offered."""
    run = await flows.current(db, reading.conversation.id)
    if run is None or decision.verdict not in {Verdict.ANSWER, Verdict.SOCIAL}:
        return text, ()
    reminder = await flows.reminder(db, run, reading.language)
    if not reminder:
        return text, ()
    return f"{text}\n\n{reminder}", composing.choices_of(run.waiting, reading.language)


def text_of(reading: Reading, decision: Decision, reply: AnyReply | None, help: Help) -> str:
    """Write what was decided, in the customer's language."""
    language = reading.language
    if decision.verdict is Verdict.SOCIAL:
        social = Social(decision.rule.removeprefix("social."))
        return composing.social_text(social, language, reading.company)
    if decision.rule == "answer.unhelped":
        return composing.unhelped_text(language)
    if help.worded is not None:
        return composing.worded_text(help.worded.text, language, is_first=reading.is_first)
    if isinstance(reply, Answered):
        return composing.answer_text(reply, language, is_first=reading.is_first)
    return composing.ask_back_text(
        reply, language, is_first=reading.is_first, offered=reading.offered
    )
