"""The stage: a conversation played through the real doors, turn by turn."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from limpide import contacts, conversations, delivery, flows, review
from limpide.assistant import resuming, store, turns
from limpide.assistant.model import Turn
from limpide.channels import Kind
from limpide.contacts import AiMode
from limpide.conversations import ConversationId, Direction, Incoming, Thread
from limpide.flows import Run, RunState
from limpide.foundation import facts, jobs
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.rehearsal import RehearsalPool

from .script import Script

_ACTOR: Final = Actor.system("rehearsal")
_OPEN: Final = {RunState.ACTIVE, RunState.PARKED}
_CODE: Final = re.compile(r"(?<!\d)\d{6}(?!\d)")


@dataclass(frozen=True, slots=True)
class Played:
    """How a conversation went: nothing in `faults` when as written."""

    script: Script
    faults: tuple[str, ...]
    lines: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Observed:
    """What followed a turn: what was said, the turn as it is kept, and where things stand."""

    said: str
    turn: Turn | None
    seen: Mapping[str, Any]

    def faults(self, turn: Mapping[str, Any]) -> Sequence[str]:
        """Say what is not as written."""
        seen, text = self.seen, self.said
        found = [
            f"{key} is {seen[key] or 'nothing'}, not {turn[key]} («{_short(text)}»)"
            for key in seen
            if key in turn and turn[key] != seen[key]
        ]
        found += [
            f"no «{each}» in «{_short(text)}»"
            for each in turn.get("mentions", ())
            if _plain(each) not in _plain(text)
        ]
        found += [
            f"«{each}» in «{_short(text)}»"
            for each in turn.get("silent_on", ())
            if _plain(each) in _plain(text)
        ]
        return found


class Stage:
    """One conversation being played in a workspace."""

    def __init__(
        self, pool: Pool, workspace: WorkspaceId, script: Script, *, allow_private: bool
    ) -> None:
        self._pool, self._workspace, self._script = pool, workspace, script
        self._allow_private = allow_private
        self._token = ""
        self._count = 0
        self._conversation = ConversationId(UUID(int=0))
        self._calls: list[str] = []

    async def play(self) -> Played:
        """Play it to its end, or to the first turn that goes wrong."""
        faults: list[str] = []
        for number, turn in enumerate(self._script.turns, start=1):
            observed = await self.perform(turn)
            faults += [f"turn {number}: {fault}" for fault in observed.faults(turn)]
            if faults:
                break
        faults += [f"{name} ran" for name in self._script.never if name in self._calls]
        thread = await self._thread()
        return Played(self._script, tuple(faults), tuple(_lines(thread)))

    async def perform(self, turn: Mapping[str, Any]) -> Observed:
        """Play one turn, and say what followed."""
        await self._act(turn)
        return await self._observe()

    async def _act(self, turn: Mapping[str, Any]) -> None:
        if "approve" in turn:
            await self._decide(is_approved=bool(turn["approve"]))
        elif "code" in turn:
            await self._write(await self._code())
        else:
            await self._write(str(turn["says"]))
        await self._work()

    async def _write(self, text: str) -> None:
        script = self._script
        self._count += 1
        async with self._pool.transaction(self._workspace) as db:
            if script.kind is Kind.EMAIL:
                incoming = Incoming(
                    Kind.EMAIL, f"<{new_id()}@rehearsal>", script.sender, text,
                    subject=script.name, language=script.language,
                    conversation=None if self._count == 1 else self._conversation,
                )  # fmt: skip
                received = await conversations.receive(db, incoming)
            else:
                if not self._token:
                    self._token = await conversations.start_visit(db, script.language)
                visit = await conversations.find_visit(db, self._token)
                if visit is None:
                    return
                id = f"{self._token}-{self._count}"
                incoming = Incoming(Kind.CHAT, id, visit.address, text)
                received = await conversations.write(db, self._token, visit, incoming)
            self._conversation = received.conversation
            if self._count == 1 and script.ai_mode is not AiMode.ANY:
                thread = await conversations.get_conversation(db, received.conversation)
                await contacts.set_ai_mode(db, thread.contact, script.ai_mode, actor=_ACTOR)

    async def _work(self) -> None:
        listeners = facts.Listeners(
            {
                conversations.MessageReceived: [turns.on_message_received],
                flows.CallDecided: [resuming.on_call_decided],
                flows.SignedIn: [resuming.on_signed_in],
                review.Decided: [flows.on_decided],
            }
        )
        handlers: dict[str, jobs.Handler] = {
            facts.DELIVER: listeners.deliver,
            turns.TURN: partial(turns.take_turn, allow_private=self._allow_private),
            resuming.RESUME: partial(resuming.resume, allow_private=self._allow_private),
        }
        if isinstance(self._pool, RehearsalPool):
            await self._pool.drain(handlers)
        else:
            await jobs.Worker(self._pool, handlers).drain()

    async def _decide(self, *, is_approved: bool) -> None:
        async with self._pool.transaction(self._workspace) as db:
            choice = review.Choice.APPROVE if is_approved else review.Choice.REJECT
            ruling = review.Ruling(choice, reason="rehearsal")
            for item in await review.list_items(db, review.Wanted(review.ItemKind.ACTION)):
                if item.conversation == self._conversation:
                    by = review.Reviewer(new_id(), "rehearsal")
                    await review.decide(db, item.id, ruling, by, actor=_ACTOR)

    async def _code(self) -> str:
        """Read the code from the last mail to the customer, as the customer would."""
        async with self._pool.transaction(self._workspace) as db:
            run = await flows.current(db, self._conversation)
            address = "" if run is None else run.memory.facts.get("address", "")
            kind = Kind.EMAIL if "@" in address else Kind.SMS
            person = await contacts.find_by_address(db, kind, address) if address else None
            if person is None:
                return "000000"
            messages = await delivery.list_messages(db, person.id)
        found = [code for message in messages for code in _CODE.findall(message.text)]
        return found[0] if found else "000000"

    async def _thread(self) -> Thread:
        async with self._pool.transaction(self._workspace) as db:
            return await conversations.thread(db, self._conversation)

    async def _observe(self) -> Observed:
        async with self._pool.transaction(self._workspace) as db:
            thread = await conversations.thread(db, self._conversation)
            kept = await store.list_turns(db, self._conversation)
            runs = await flows.list_runs(db, self._conversation)
        last = kept[-1] if kept else None
        calls = [call for each in _flows_of(last) for call in each.get("calls", [])]
        self._calls += calls
        # The one on top; where all is done, what was done last.
        run = max(runs, key=_standing, default=None)
        return Observed(
            said=_answer(thread),
            turn=last,
            seen={
                "verdict": "" if last is None else last.decision.verdict.value,
                "flow": run.flow if run else "",
                "asks": _asked(run),
                "state": run.state.value if run else "",
                "holder": thread.conversation.holder.value,
                "cause": thread.conversation.cause.value if thread.conversation.cause else "",
                "calls": calls,
            },
        )


def _standing(run: Run) -> tuple[bool, datetime]:
    is_open = run.state in _OPEN
    return is_open, run.resumed_at if is_open else run.updated_at


def _asked(run: Run | None) -> str:
    if run is None or run.waiting is None or run.state not in _OPEN:
        return ""
    return f"{run.waiting.what}:{run.waiting.name}".rstrip(":")


def _answer(thread: Thread) -> str:
    """Give all that was said since the customer's last word."""
    said: list[str] = []
    for message in reversed(thread.messages):
        if message.direction is Direction.IN:
            break
        if message.direction is Direction.OUT:
            said.append(message.body)
    return "\n\n".join(reversed(said))


def _flows_of(turn: Turn | None) -> Sequence[Mapping[str, Any]]:
    return [] if turn is None else [each for each in turn.considered if "flow" in each]


def _plain(text: str) -> str:
    return " ".join(str(text).lower().split())


def _short(text: str) -> str:
    return " ".join(text.split())[:160]


def _lines(thread: Thread) -> list[str]:
    """Write a conversation down, a line per message."""
    who = {Direction.IN: "customer", Direction.OUT: "company"}
    return [f"{who[m.direction]}: {_short(m.body)}" for m in thread.messages if m.direction in who]
