"""A provider on loopback that speaks the OpenAI protocol, well or badly, and a customer."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from pydantic import SecretStr
from pydantic_ai.models import override_allow_model_requests
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from tests.visiting import Visitor

from limpide import assistant, conversations, flows, knowledge
from limpide.assistant import Turn
from limpide.cli import packs
from limpide.conversations import Direction, Message
from limpide.flows import Run
from limpide.foundation import facts, jobs
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.settings import ModelProvider

ME = Actor.system("test")
SHOP = """---
title: Retours
language: fr
approved: true
---

## Délai de retour

Vous avez trente jours après la livraison pour renvoyer un article dans son emballage d’origine.

## Frais de retour

Le retour est gratuit en magasin. Par transporteur, il coûte 4,90 € par colis.

## Exceptions

Les plantes et la literie ouverte ne sont pas reprises.
"""
Answer = Callable[[dict[str, Any]], Any]


class FakeProvider:
    """What it answers is a function of what it was asked; what it received is kept."""

    def __init__(self) -> None:
        self.mode = "well"
        self.answer: Answer = lambda _: {}
        self.bodies: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.usage: tuple[int, int] = (100, 20)
        self.app = Starlette(routes=[Route("/v1/chat/completions", self._chat, methods=["POST"])])
        self.url = ""

    @property
    def texts(self) -> list[str]:
        """All that was ever sent, as it stood on the wire."""
        return [json.dumps(body, ensure_ascii=False) for body in self.bodies]

    def material(self, place: int = -1) -> dict[str, Any]:
        return json.loads(self.bodies[place]["messages"][-1]["content"])

    async def _chat(self, request: Request) -> Response:
        body = await request.json()
        self.bodies.append(body)
        self.keys.append(request.headers["authorization"])
        if self.mode == "slow":
            await asyncio.sleep(8)
        if self.mode in _STREAMS:
            return StreamingResponse(_STREAMS[self.mode](), media_type="application/json")
        if self.mode in _MESSAGES:
            return self._reply(_MESSAGES[self.mode])
        if self.mode in _ARGUMENTS:
            return self._tool(body, _ARGUMENTS[self.mode])
        if self.mode in {"broken", "not_json"}:
            status = 500 if self.mode == "broken" else 200
            return Response("<html>", status_code=status, media_type="application/json")
        said = self.answer(json.loads(body["messages"][-1]["content"]))
        return self._tool(body, json.dumps(said, ensure_ascii=False))

    def _tool(self, body: dict[str, Any], arguments: str) -> Response:
        name = body["tools"][0]["function"]["name"]
        call = {"id": "c1", "type": "function", "function": {"name": name, "arguments": arguments}}
        return self._reply({"content": None, "tool_calls": [call]})

    def _reply(self, message: dict[str, Any]) -> Response:
        sent, made = self.usage
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant"} | message}
        usage = {"prompt_tokens": sent, "completion_tokens": made, "total_tokens": sent + made}
        frame = {"id": "x", "object": "chat.completion", "created": 1, "model": "fake-1"}
        return JSONResponse(frame | {"choices": [choice], "usage": usage})


async def _endless() -> AsyncIterator[bytes]:
    while True:
        yield b'{"a": "' + b"x" * 65_536
        await asyncio.sleep(0)


async def _trickle() -> AsyncIterator[bytes]:
    while True:
        yield b" "
        await asyncio.sleep(0.02)


_STREAMS = {"endless": _endless, "trickle": _trickle}
_MESSAGES = {
    "refusal": {"content": None, "refusal": "I cannot help with that."},
    "chatter": {"content": "Sure! Your refund is confirmed."},
}
_ARGUMENTS = {"malformed": '{"sentences": [{"text": ', "other_shape": '{"sql": "drop table"}'}


def _serve(fake: FakeProvider) -> Iterator[FakeProvider]:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    fake.url = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
    config = uvicorn.Config(fake.app, log_level="critical", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    with override_allow_model_requests(allow_model_requests=True):
        yield fake
    server.should_exit = True
    thread.join(5)


@pytest.fixture
def fake() -> Iterator[FakeProvider]:
    yield from _serve(FakeProvider())


@pytest.fixture
def spare() -> Iterator[FakeProvider]:
    """A second provider, to fall back on."""
    yield from _serve(FakeProvider())


def provider(fake: FakeProvider, name: str = "Mistral AI") -> ModelProvider:
    return ModelProvider(
        name=name, where="Union européenne", url=fake.url, model="fake-1", key=SecretStr("k-1"),
        size="small",
    )  # fmt: skip


class Customer(Visitor):
    """Somebody who writes by chat, and a worker that has models."""

    def __init__(self, pool: Pool, workspace: WorkspaceId) -> None:
        super().__init__()
        self.pool, self.workspace = pool, workspace
        self.models: assistant.Models | None = None

    async def ask(self, text: str) -> Message:
        async with self.pool.transaction(self.workspace) as db:
            await self.put(db, text)
        await self._work()
        return (await self.thread()).messages[-1]

    async def _work(self) -> None:
        listeners = facts.Listeners(
            {conversations.MessageReceived: [assistant.on_message_received]}
        )

        async def turn(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
            await assistant.take_turn(pool, workspace, payload, models=self.models)

        handlers = {facts.DELIVER: listeners.deliver, assistant.TURN: turn}
        await jobs.Worker(self.pool, handlers).drain()

    async def thread(self) -> conversations.Thread:
        async with self.pool.transaction(self.workspace) as db:
            return await conversations.thread(db, self.conversation)

    async def said(self) -> list[Message]:
        return [m for m in (await self.thread()).messages if m.direction is Direction.OUT]

    async def last_turn(self) -> Turn:
        async with self.pool.transaction(self.workspace) as db:
            return (await assistant.list_turns(db, self.conversation))[-1]

    async def runs(self) -> list[Run]:
        async with self.pool.transaction(self.workspace) as db:
            return list(await flows.list_runs(db, self.conversation))

    async def asked(self) -> list[dict[str, Any]]:
        """What models were asked in the last turn, as it was kept."""
        turn = await self.last_turn()
        return [each["asked"] for each in turn.considered if "asked" in each]


@pytest.fixture
async def customer(pool: Pool, workspace: WorkspaceId, tmp_path: Path) -> Customer:
    (tmp_path / "retours.md").write_text(SHOP)
    await knowledge.add(pool, workspace, str(tmp_path), actor=ME)
    return Customer(pool, workspace)


@pytest.fixture
async def with_model(customer: Customer, fake: FakeProvider) -> AsyncIterator[Customer]:
    """The customer of a company whose worker has a language model."""
    models = assistant.Models([provider(fake)], assistant.Terms(time_limit=3.0))
    customer.models = models
    yield customer
    await models.close()


@pytest.fixture
async def shopper(with_model: Customer) -> Customer:
    """The same, with the retail pack in use; nobody answers its actions."""
    async with with_model.pool.transaction(with_model.workspace) as db:
        await packs.install(
            db, packs.pack("retail"), base_url="http://127.0.0.1:9", token="t", actor=ME
        )
    return with_model
