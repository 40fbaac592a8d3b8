"""Search by meaning, over real HTTP: it finds what shares no word, and nobody waits for it."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest
import uvicorn
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from limpide import knowledge
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.settings import EmbeddingProvider
from limpide.knowledge.embedding import Embedder, EmbeddingError, in_use

SHOP = """# Animaux

## Chiens en magasin

Les chiens tenus en laisse sont les bienvenus dans nos magasins.

## Stationnement

Deux heures gratuites au sous-sol, puis deux euros.
"""
# What each text is about, to this endpoint: dogs, parking, or nothing of it.
ABOUT = {"chien": 0, "quadrupède": 0, "stationnement": 1, "sous-sol": 1}


class Endpoint:
    """Turns texts into vectors by a word they hold; well, or as badly as it is told."""

    def __init__(self) -> None:
        self.mode = "well"
        self.texts: list[str] = []
        self.keys: list[str] = []
        self.url = ""
        self.app = Starlette(routes=[Route("/v1/embeddings", self._embed, methods=["POST"])])

    async def _embed(self, request: Request) -> Response:
        body = json.loads(await request.body())
        self.texts += body["input"]
        self.keys.append(request.headers.get("authorization", ""))
        match self.mode:
            case "late":
                await asyncio.sleep(2)
            case "error":
                return JSONResponse({"error": "no"}, status_code=500)
            case "elsewhere":
                return RedirectResponse("http://127.0.0.1:1/")
            case "nonsense":
                return Response("<html>", media_type="text/html")
            case "few":
                return JSONResponse({"data": []})
            case "empty":
                return JSONResponse({"data": [{"index": 0, "embedding": [0.0, 0.0, 0.0]}]})
            case _:
                pass
        data = [{"index": n, "embedding": _vector(text)} for n, text in enumerate(body["input"])]
        return JSONResponse({"data": data[::-1]})


def _vector(text: str) -> list[float]:
    found = [place for word, place in ABOUT.items() if word in text.lower()]
    return [float(place in found) + 0.01 for place in range(3)]


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    made = Endpoint()
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        made.url = f"http://127.0.0.1:{line.getsockname()[1]}/v1"
        server = uvicorn.Server(uvicorn.Config(made.app, log_level="warning"))
        serving = asyncio.create_task(server.serve(sockets=[line]))
        while not server.started:
            await asyncio.sleep(0.01)
        yield made
        server.should_exit = True
        await serving


@pytest.fixture(autouse=True)
async def off_again() -> AsyncIterator[None]:
    yield
    used = in_use()
    knowledge.use_embeddings(None, seconds=1)
    if used is not None:
        await used.close()


def _provider(endpoint: Endpoint) -> EmbeddingProvider:
    return EmbeddingProvider(
        name="Ours", where="here", url=endpoint.url, model="small", key=SecretStr("s3cret")
    )


async def _ask(pool: Pool, workspace: WorkspaceId, question: str) -> Any:
    meaning = await knowledge.meaning_of(question)
    async with pool.transaction(workspace) as db:
        return await knowledge.answer(db, question, language="fr", meaning=meaning)


async def test_what_shares_no_word_is_found_by_meaning_and_vectors_are_kept(
    pool: Pool, workspace: WorkspaceId, maud: Actor, endpoint: Endpoint
) -> None:
    async with pool.transaction(workspace) as db:
        await knowledge.upload(db, "animaux.md", SHOP.encode(), actor=maud)
        for document in await knowledge.list_documents(db):
            await knowledge.approve(db, document.id, actor=maud)
    question = "mon quadrupède peut-il rentrer ? a@b.fr"
    assert (await _ask(pool, workspace, question)).ranked == ()

    knowledge.use_embeddings(_provider(endpoint), seconds=2)
    assert await knowledge.embed_missing(pool, workspace) == 2
    assert await knowledge.embed_missing(pool, workspace) == 0

    reply = await _ask(pool, workspace, question)
    assert reply.ranked[0].heading == "Chiens en magasin"
    assert reply.asked_outside == "Ours/small"
    assert reply.decision != "answer"
    assert endpoint.keys[-1] == "Bearer s3cret"
    assert "a@b.fr" not in "".join(endpoint.texts)


@pytest.mark.parametrize("mode", ["late", "error", "elsewhere", "nonsense", "few", "empty"])
async def test_a_bad_endpoint_changes_nothing_and_is_left_alone_after_three_times(
    endpoint: Endpoint, mode: str
) -> None:
    endpoint.mode = mode
    embedder = Embedder(_provider(endpoint), seconds=1)
    assert [await embedder.question("bonjour") for _ in range(5)] == [None] * 5
    assert len(endpoint.texts) == 3
    with pytest.raises(EmbeddingError):
        await embedder.embed(["bonjour"], seconds=1)
    await embedder.close()


async def test_nobody_is_asked_where_nothing_is_configured() -> None:
    assert await knowledge.meaning_of("bonjour") is None
