"""Rehearsing: whole conversations played through the real doors, and what they must lead to."""

import asyncio
import os
import re
import socket
import sys
import tempfile
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import yaml

from limpide import assistant, contacts, conversations, delivery, flows, review, wiring
from limpide.assistant import Turn
from limpide.channels import Kind
from limpide.contacts import AiMode
from limpide.conversations import ConversationId, Direction, Incoming, Thread
from limpide.flows import RunState
from limpide.foundation import facts, jobs, migrations, place, secrets, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.workspaces import Workspace

from . import packs

_ACTOR: Final = Actor.system("rehearsal")
_CODE: Final = re.compile(r"(?<!\d)\d{6}(?!\d)")
_PATIENCE: Final = 100
_PAUSE_SECONDS: Final = 0.1
_KEYS: Final = {"says", "code", "approve", "verdict", "flow", "asks", "state", "mentions",
                "silent_on", "calls", "holder", "cause"}  # fmt: skip


class UnreadableRehearsalError(LimpideError):
    """The conversation test cannot be read."""

    status = 422


@dataclass(frozen=True, slots=True)
class Script:
    """One conversation to play. `turns`: what is said, and what must follow."""

    name: str
    language: str
    kind: Kind
    sender: str
    ai_mode: AiMode
    turns: tuple[Mapping[str, Any], ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """How a conversation went: nothing in `faults` when as written."""

    script: Script
    faults: tuple[str, ...]
    lines: tuple[str, ...] = field(default=())


def read_scripts(folder: Path) -> list[Script]:
    """Read all conversation tests of a folder. Raises UnreadableRehearsalError."""
    scripts: list[Script] = []
    for file in sorted(folder.rglob("*.yaml")):
        try:
            data: Any = yaml.safe_load(file.read_text())
            scripts += [_script(each) for each in data]
        except (yaml.YAMLError, KeyError, ValueError, TypeError) as error:
            raise UnreadableRehearsalError(f"{file.name}: {error}") from error
    return scripts


def _script(data: Mapping[str, Any]) -> Script:
    unknown = {key for turn in data["turns"] for key in turn} - _KEYS
    if unknown:
        raise ValueError(f"«{data['name']}»: {', '.join(sorted(unknown))} is not known")
    return Script(
        name=data["name"],
        language=data.get("language", "fr"),
        kind=Kind(data.get("channel", "chat")),
        sender=data.get("from", f"someone-{new_id().hex[-8:]}@courriel.example"),
        ai_mode=AiMode(data.get("ai_mode", "any")),
        turns=tuple(data["turns"]),
        never=tuple(data.get("never", ())),
    )


class Stage:
    """One conversation being played in a workspace."""

    def __init__(self, pool: Pool, workspace: WorkspaceId, script: Script) -> None:
        self._pool, self._workspace, self._script = pool, workspace, script
        self._token = ""
        self._count = 0
        self._conversation = ConversationId(UUID(int=0))
        self._calls: list[str] = []

    async def play(self) -> Played:
        """Play it to its end, or to the first turn that goes wrong."""
        faults: list[str] = []
        for number, turn in enumerate(self._script.turns, start=1):
            await self._act(turn)
            faults += [f"turn {number}: {fault}" for fault in await self._judge(turn)]
            if faults:
                break
        faults += [f"{name} ran" for name in self._script.never if name in self._calls]
        thread = await self._thread()
        return Played(self._script, tuple(faults), tuple(_lines(thread)))

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
                conversations.MessageReceived: [assistant.on_message_received],
                flows.CallDecided: [assistant.on_call_decided],
                flows.SignedIn: [assistant.on_signed_in],
                review.Decided: [flows.on_decided],
            }
        )

        async def turn(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
            await assistant.take_turn(pool, workspace, payload, allow_private=True)

        async def resume(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
            await assistant.resume(pool, workspace, payload, allow_private=True)

        handlers = {
            facts.DELIVER: listeners.deliver,
            assistant.TURN: turn,
            assistant.RESUME: resume,
        }
        await jobs.Worker(self._pool, handlers).drain()

    async def _decide(self, *, is_approved: bool) -> None:
        async with self._pool.transaction(self._workspace) as db:
            choice = review.Choice.APPROVE if is_approved else review.Choice.REJECT
            ruling = review.Ruling(choice, reason="rehearsal")
            for item in await review.list_items(db, kind=review.ItemKind.ACTION):
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

    async def _judge(self, turn: Mapping[str, Any]) -> Sequence[str]:
        async with self._pool.transaction(self._workspace) as db:
            thread = await conversations.thread(db, self._conversation)
            turns = await assistant.list_turns(db, self._conversation)
            runs = await flows.list_runs(db, self._conversation)
        last = turns[-1] if turns else None
        told = _considered(last)
        self._calls += told.get("calls", [])
        text = _answer(thread)
        waiting = runs[-1].waiting if runs else None
        active = bool(runs) and runs[-1].state in {RunState.ACTIVE, RunState.PARKED}
        asks = f"{waiting.what}:{waiting.name}".rstrip(":") if waiting and active else ""
        seen = {
            "verdict": "" if last is None else last.decision.verdict.value,
            "flow": runs[-1].flow if runs else "",
            "asks": asks,
            "state": runs[-1].state.value if runs else "",
            "holder": thread.conversation.holder.value,
            "cause": "" if thread.conversation.cause is None else thread.conversation.cause.value,
            "calls": told.get("calls", []),
        }
        faults = [
            f"{key} is {seen[key] or 'nothing'}, not {turn[key]} («{_short(text)}»)"
            for key in seen
            if key in turn and turn[key] != seen[key]
        ]
        faults += [f"no «{each}» in «{_short(text)}»" for each in turn.get("mentions", ())
                   if _plain(each) not in _plain(text)]  # fmt: skip
        faults += [f"«{each}» in «{_short(text)}»" for each in turn.get("silent_on", ())
                   if _plain(each) in _plain(text)]  # fmt: skip
        return faults


async def rehearse(
    scripts: Sequence[Script], used: packs.Pack, url: str, token: str
) -> list[Played]:
    """Play scripts, each in a workspace and (without `url`) a demo shop of its own."""
    secrets.configure(os.urandom(32))
    played: list[Played] = []
    with tempfile.TemporaryDirectory(prefix="limpide-rehearsal-") as folder:
        # The database's own user must be able to pass through.
        Path(folder).chmod(0o755)
        async with place.embedded(Path(folder) / "data") as server:
            await migrations.migrate(server.url(owner=True))
            async with wiring.opened(server.url()) as pool:
                for number, script in enumerate(scripts):
                    async with _service(Path(folder) / f"shop-{number}", url, token) as (at, shown):
                        workspace = await _company(pool, number)
                        async with pool.transaction(workspace) as db:
                            await packs.install(db, used, base_url=at, token=shown, actor=_ACTOR)
                        played.append(await Stage(pool, workspace, script).play())
    return played


async def _company(pool: Pool, number: int) -> WorkspaceId:
    new = Workspace(
        id=WorkspaceId(new_id()), slug=f"rehearsal-{number}", name="Maison Olvera",
        legal_name="Olvera SAS", language="fr", time_zone="Europe/Paris", country="FR",
        mail_address="bonjour@maison-olvera.example", hosts=(), is_demo=True,
    )  # fmt: skip
    return (await workspaces.create(pool, new)).id


@asynccontextmanager
async def _service(data: Path, url: str, token: str) -> AsyncGenerator[tuple[str, str | None]]:
    if url:
        yield url, token or None
        return
    port, shown = _free_port(), new_id().hex
    command = [sys.executable, "-m", "demo_shop", "--port", str(port), "--data", str(data)]
    process = await asyncio.create_subprocess_exec(
        *command, env={**os.environ, "DEMO_SHOP_TOKEN": shown}
    )
    try:
        await _listening(port)
        yield f"http://127.0.0.1:{port}", shown
    finally:
        process.terminate()
        await process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _listening(port: int) -> None:
    for _ in range(_PATIENCE):
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(_PAUSE_SECONDS)
        else:
            writer.close()
            return


def _answer(thread: Thread) -> str:
    """Give all that was said since the customer's last word."""
    said: list[str] = []
    for message in reversed(thread.messages):
        if message.direction is Direction.IN:
            break
        if message.direction is Direction.OUT:
            said.append(message.body)
    return "\n\n".join(reversed(said))


def _considered(turn: Turn | None) -> Mapping[str, Any]:
    if turn is None or not turn.considered or "flow" not in turn.considered[0]:
        return {}
    return turn.considered[0]


def _plain(text: str) -> str:
    return " ".join(str(text).lower().split())


def _short(text: str) -> str:
    return " ".join(text.split())[:160]


def _lines(thread: Thread) -> list[str]:
    """Write a conversation down, a line per message."""
    who = {Direction.IN: "customer", Direction.OUT: "company"}
    return [f"{who[m.direction]}: {_short(m.body)}" for m in thread.messages if m.direction in who]
