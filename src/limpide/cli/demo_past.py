"""The demo's past: a month of conversations, lived through the same doors at their own time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from limpide import advisors, assistant, contacts, conversations, review, wiring
from limpide.advisors import Advisor
from limpide.channels import Kind
from limpide.contacts import AiMode
from limpide.conversations import Clear, ConversationId, Feedback, Incoming, Reply
from limpide.foundation import clock, facts, jobs
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.settings import Settings
from limpide.foundation.workspaces import Workspace
from limpide.ledger import Author, AuthorKind, Reason
from limpide.review import Choice, Reviewer, Ruling

_BETWEEN = timedelta(minutes=2)
_THINKING = timedelta(seconds=1)
_LATEST = timedelta(minutes=9)
_ACTOR = Actor.system("demo")
_CUSTOMER = Actor(ActorKind.CONTACT, "chat", "")


async def live_through(pool: Pool, settings: Settings, company: Workspace, file: Path) -> None:
    """Let each conversation of the file happen, at the time it says, oldest first.

    What they set in motion (a fact that a listener must hear) is carried out before the next.
    """
    async with pool.transaction(company.id) as db:
        staff = {one.email.split(".")[0]: one for one in await advisors.list_advisors(db)}
    listeners = wiring.listeners(settings)
    hear = jobs.Worker(pool, {facts.DELIVER: listeners.deliver})
    today = clock.now().astimezone(ZoneInfo(company.time_zone)).date()
    for each in yaml.safe_load(file.read_text()):
        day = today - timedelta(days=each["ago"])
        at = datetime.combine(day, time.fromisoformat(each["at"]), ZoneInfo(company.time_zone))
        past = _Past(pool, company.id, settings.base_url, staff, hear)
        await past.live(each, min(at, clock.now() - _LATEST))
    await hear.drain()


@dataclass(slots=True)
class _Past:
    """One conversation, as far as it went."""

    pool: Pool
    workspace: WorkspaceId
    base_url: str
    staff: Mapping[str, Advisor]
    hear: jobs.Worker
    token: str = ""
    conversation: ConversationId | None = None
    written: int = 0

    @property
    def thread(self) -> ConversationId:
        if self.conversation is None:
            raise ValueError("a conversation begins with what the customer says")
        return self.conversation

    async def live(self, whole: Mapping[str, Any], at: datetime) -> None:
        with clock.frozen(at):
            await self._arrive(whole)
        for step in whole["steps"]:
            [(what, given)] = step.items()
            at += _BETWEEN
            with clock.frozen(at):
                await getattr(self, f"_{what}")(given)

    async def _arrive(self, whole: Mapping[str, Any]) -> None:
        async with self.pool.transaction(self.workspace) as db:
            self.token = await conversations.start_visit(db, whole["language"])
            visit = await conversations.find_visit(db, self.token)
            if visit is None:
                raise ValueError("a visitor who has just come is known")
            person = await contacts.recognise(
                db, Kind.CHAT, visit.address, name=whole["name"], actor=_CUSTOMER
            )
            mode = AiMode(whole.get("ai_mode", "any"))
            await contacts.set_ai_mode(db, person.id, mode, actor=_CUSTOMER)

    async def _says(self, text: str) -> None:
        async with self.pool.transaction(self.workspace) as db:
            visit = await conversations.find_visit(db, self.token)
            if visit is None:
                raise ValueError("a visitor of this month is known")
            self.written += 1
            incoming = Incoming(Kind.CHAT, f"{self.token}-{self.written}", visit.address, text)
            received = await conversations.write(db, self.token, visit, incoming)
            self.conversation = received.conversation
        turn = {"conversation": str(self.thread)}
        with clock.frozen(clock.now() + _THINKING):
            await assistant.take_turn(self.pool, self.workspace, turn)

    async def _judged(self, judgement: str) -> None:
        async with self.pool.transaction(self.workspace) as db:
            messages = (await conversations.thread(db, self.thread)).messages
            answer = [one for one in messages if one.author_kind is AuthorKind.AI]
            if not answer:
                return
            feedback = Feedback(judgement)
            await conversations.give_feedback(db, answer[-1].id, feedback, actor=_CUSTOMER)
        if feedback is Feedback.WRONG:
            await self.hear.drain()

    async def _reply(self, given: Mapping[str, str]) -> None:
        by = self.staff[given["by"]]
        author = Author(AuthorKind.PERSON, by.name, hands={"person": 100})
        reason = Reason("conversations.reason.advisor")
        async with self.pool.transaction(self.workspace) as db:
            await self._say(db, by, Reply(given["text"], author, reason, author_id=by.id))

    async def _edit(self, given: Mapping[str, str]) -> None:
        """Begin with what the AI drafts, and change it as an advisor would."""
        by = self.staff[given["by"]]
        if "needs" in given:
            await self._says(given["needs"])
        draft = await assistant.draft_reply(self.pool, self.workspace, self.thread)
        if draft is None:
            return
        text = draft.ai_text.replace(given["before"], given["after"], 1)
        text = "\n\n".join(filter(None, [text, given.get("ends")]))
        async with self.pool.transaction(self.workspace) as db:
            shares = await review.finish(db, draft.id, text, by.id, actor=_staff(by))
            await self._say(db, by, conversations.reply_from(draft, shares, text, by.id, by.name))

    async def _say(self, db: Database, by: Advisor, reply: Reply) -> None:
        await conversations.ping(db, self.thread)
        await conversations.take(db, self.thread, by.id, by.name, actor=_staff(by))
        await conversations.say(db, self.thread, reply, actor=_staff(by))

    async def _review(self, given: Mapping[str, str]) -> None:
        by = self.staff[given["by"]]
        async with self.pool.transaction(self.workspace) as db:
            waiting = [
                one for one in await review.list_items(db) if one.conversation == self.thread
            ]
            if not waiting:
                return
            text = waiting[0].text.replace(given.get("before", ""), given.get("after", ""), 1)
            ruling = Ruling(Choice(given["choice"]), text if "before" in given else None)
            await conversations.ping(db, self.thread)
            await conversations.decide_review(
                db, waiting[0].id, ruling, Reviewer(by.id, by.name), actor=_staff(by)
            )

    async def _resolve(self, name: str) -> None:
        async with self.pool.transaction(self.workspace) as db:
            await conversations.resolve(db, self.thread, actor=_staff(self.staff[name]))
        # Asked now: the job that asks comes when the past is over, and finds it done.
        asked = {"conversation": str(self.thread)}
        await conversations.surveys.ask(self.pool, self.workspace, asked, base_url=self.base_url)

    async def _survey(self, given: Mapping[str, Any]) -> None:
        async with self.pool.transaction(self.workspace) as db:
            survey = await conversations.surveys.find_open(db, self.thread)
            if survey is not None:
                clear, comment = Clear(given["clear"]), given.get("comment", "")
                await conversations.surveys.answer(
                    db, survey, given["score"], clear=clear, comment=comment
                )


def _staff(by: Advisor) -> Actor:
    return Actor(ActorKind.PERSON, str(by.id), by.name)
