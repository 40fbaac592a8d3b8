"""One question after closing: whether we helped, and whether it was clear that an AI answered.

On the customer's own channel, in their language, at most so often, never to who asked us not to.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar, Final
from uuid import UUID

from limpide import contacts, delivery, ledger
from limpide.channels import Kind
from limpide.contacts import Contact, Purpose
from limpide.delivery import Content, Queued, Request
from limpide.foundation import clock, facts, live, secrets, timers
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Pool
from limpide.foundation.errors import LimpideError
from limpide.foundation.i18n import translate
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.ledger import Author, AuthorKind, Reason

from . import saying, store, store_surveys
from .facts import Resolved, SurveyAnswered
from .model import Conversation, ConversationId, Status
from .model_desk import Clear, Survey

ASK: Final = "conversations.ask"
SCORES: Final = (1, 2, 3, 4, 5)
_CUSTOMER: Final = Actor(ActorKind.CONTACT, "survey", "")
_SYSTEM: Final = Actor.system("survey")
# By mail a while later, so that a last «thank you» still opens the conversation again first.
_LATER: Final = timedelta(minutes=30)
_GOOD_FOR: Final = timedelta(days=14)
_LONGEST: Final = 2000
# As the studies that stand beside our figures draw the lines; `birth_year` is what companies send.
_GENERATIONS: Final = {"z": (1997, 2012), "y": (1981, 1996), "x": (1965, 1980)}
_BOOMERS: Final = (1946, 1964)


class NoSuchSurveyError(LimpideError):
    """The question is no longer open."""

    status: ClassVar[int] = 404


async def on_resolved(db: Database, fact: Resolved) -> None:
    """Ask soon, if the conversation is still closed then. In the chat, at once."""
    thread = await store.find_as_begun(db, ConversationId(fact.conversation))
    if thread is None or thread.merged_into is not None:
        return
    at = clock.now() + (timedelta(0) if thread.kind is Kind.CHAT else _LATER)
    payload = {"conversation": str(thread.id)}
    await timers.set_timer(db, at, ASK, payload, key=f"ask:{thread.id}")


async def ask(
    pool: Pool, workspace: WorkspaceId, payload: Mapping[str, Any], *, base_url: str
) -> None:
    """Ask the customer of a closed conversation, if they may be asked. Safe to repeat."""
    async with pool.transaction(workspace) as db:
        thread = await store.lock_conversation(db, ConversationId(UUID(payload["conversation"])))
        if thread is not None and thread.status is Status.RESOLVED:
            await _ask(db, thread, base_url)


async def find(db: Database, token: str) -> Survey:
    """Find the question behind a link. Raises NoSuchSurveyError."""
    found = await store_surveys.find(db, secrets.digest(token), clock.now() - _GOOD_FOR)
    if found is None:
        raise NoSuchSurveyError
    return found


async def find_open(db: Database, conversation: ConversationId) -> Survey | None:
    """Find the question that waits in a chat."""
    return await store_surveys.find_open(db, conversation, clock.now() - _GOOD_FOR)


async def answer(
    db: Database, survey: Survey, score: int, *, clear: Clear | None = None, comment: str = ""
) -> None:
    """Keep an answer; a second one replaces it, and what it leaves out stays."""
    if score not in SCORES:
        raise NoSuchSurveyError
    is_first = survey.answered_at is None
    await store_surveys.answer(db, survey.id, score, clear, comment.strip()[:_LONGEST], clock.now())
    if is_first:
        why = str(score)
        what = "survey.answered"
        await ledger.record(db, what, about=survey.conversation, why=why, actor=_CUSTOMER)
        await facts.announce(db, SurveyAnswered(survey.conversation, score))
    await live.announce(db, "inbox", "survey", str(survey.conversation))


async def never_again(db: Database, survey: Survey) -> None:
    """Ask this person no such question any more."""
    await store_surveys.never_again(db, survey.contact, clock.now())
    why = "their link"
    await ledger.record(db, "survey.refused", about=survey.contact, why=why, actor=_CUSTOMER)


async def latest_of(db: Database, conversation: ConversationId) -> Survey | None:
    """Find what a customer said of a conversation last."""
    return await store_surveys.latest_of(db, conversation)


async def set_manners(db: Database, *, asks: bool, again_after: int, actor: Actor) -> None:
    """Say whether customers are asked, and after how many days again at the earliest."""
    await store_surveys.set_manners(db, asks=asks, again_after=again_after)
    why = f"every {again_after} days" if asks else "never"
    await ledger.record(db, "survey.manners_set", about=db.workspace, why=why, actor=actor)


async def manners(db: Database) -> tuple[bool, int]:
    """Say whether customers are asked, and after how many days again at the earliest."""
    return await store_surveys.manners(db)


def generation_of(contact: Contact) -> str | None:
    """Give the generation of a person whose year of birth the company told; never guessed."""
    year = contact.attributes.get("birth_year")
    if not isinstance(year, int | float) or isinstance(year, bool):
        return None
    if _BOOMERS[0] <= year <= _BOOMERS[1]:
        return "boomers"
    return next((name for name, (a, b) in _GENERATIONS.items() if a <= year <= b), None)


async def _ask(db: Database, thread: Conversation, base_url: str) -> None:
    asks, days = await store_surveys.manners(db)
    answered_by = await store_surveys.who_answered(db, thread.id)
    since = clock.now() - timedelta(days=days)
    # Two conversations closed at once are two jobs: the second waits and sees what the first asked.
    await store_surveys.one_at_a_time(db, thread.contact)
    if not asks or answered_by is None or thread.kind in {Kind.LETTER, Kind.PHONE}:
        return
    if await store_surveys.was_asked(db, thread.contact, since):
        return
    contact = await contacts.get_contact(db, thread.contact)
    token = secrets.new_token(24)
    survey = Survey(
        new_id(),
        thread.id,
        thread.contact,
        thread.kind,
        thread.language,
        answered_by,
        generation_of(contact),
        clock.now(),
    )
    if thread.kind is not Kind.CHAT:
        wished = await _request(db, thread, survey, f"{base_url}/s/{token}")
        said = await delivery.request(db, wished, actor=_SYSTEM)
        if not isinstance(said, Queued):
            return
    await store_surveys.add(db, survey, secrets.digest(token))
    await live.announce(db, f"conversation:{thread.id}", "survey", str(survey.id))


async def _request(db: Database, thread: Conversation, survey: Survey, link: str) -> Request:
    key = "sms" if thread.kind is Kind.SMS else "mail"
    lines = "\n".join(_line(thread.language, score, link) for score in reversed(SCORES))
    text = translate(thread.language, f"conversations.survey.{key}", link=link, lines=lines)
    return Request(
        contact=thread.contact,
        purpose=Purpose.SERVICE,
        content=Content(text, saying.subject_of(thread)),
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason("conversations.reason.survey"),
        kinds=(thread.kind,),
        address=thread.address,
        language=thread.language,
        threading=saying.threading_of(await store.mail_ids(db, thread.id)),
        key=f"survey:{survey.id}",
    )


def _line(language: str, score: int, link: str) -> str:
    return f"{translate(language, f'conversations.survey.score_{score}')}: {link}?score={score}"
