"""Requests are transactions, and errors are answers."""

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import httpx
import pytest
from fastapi import FastAPI, Request, Response

from limpide.foundation import http
from limpide.foundation.database import Pool
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.live import Hub
from limpide.foundation.settings import Settings


class TeapotError(LimpideError):
    """I am a teapot."""

    status = 418


async def page(_request: Request, status: int, slug: str, text: str) -> Response:
    return Response(f"page {slug}: {text}", status)


@pytest.fixture
async def client(pool: Pool, workspace: WorkspaceId, database_url: str) -> AsyncIterator[Any]:
    app = FastAPI()
    http.put_house(app, http.House(Settings(), pool, Hub(database_url)))  # pyright: ignore[reportCallIssue]
    http.install_errors(app, page)

    @app.post("/v1/fact")
    async def add(db: http.Transaction, fail: str = "") -> dict[str, str]:  # pyright: ignore[reportUnusedFunction]
        await db.run(
            """insert into foundation.facts (id, workspace, kind, body)
               values ($1, $2, 'x', '{}')""",
            new_id(),
            db.workspace,
        )
        if fail == "teapot":
            raise TeapotError
        if fail == "commit":
            await db.run("create temporary table t (a int unique deferrable initially deferred)")
            await db.run("insert into t values (1), (1)")
        return {"added": "yes"}

    @app.get("/page")
    async def broken(number: int) -> None:  # pyright: ignore[reportUnusedFunction]
        raise TeapotError(f"{number} cups")

    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def _count(pool: Pool, workspace: WorkspaceId) -> int:
    async with pool.transaction(workspace) as db:
        return await db.value("select count(*) from foundation.facts")


async def test_what_a_request_wrote_is_committed_when_its_answer_arrives(
    client: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    assert (await client.post("/v1/fact")).status_code == 200
    assert await _count(pool, workspace) == 1


async def test_an_error_rolls_the_request_back_and_is_a_problem(
    client: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    answer = await client.post("/v1/fact?fail=teapot")

    assert answer.status_code == 418
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "/problems/teapot",
        "title": "I am a teapot.",
        "status": 418,
    }
    assert await _count(pool, workspace) == 0


async def test_a_commit_that_fails_is_never_answered_with_success(
    client: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    answer = await client.post("/v1/fact?fail=commit")

    assert answer.status_code == 500
    assert await _count(pool, workspace) == 0


async def test_people_get_a_page_and_programs_a_problem(client: httpx.AsyncClient) -> None:
    shown = await client.get("/page?number=2", headers={"accept": "text/html"})
    read = await client.get("/page?number=x", headers={"accept": "application/json"})

    assert shown.text == "page teapot: 2 cups"
    assert read.status_code == 422
    assert read.json()["errors"][0]["pointer"] == "/number"


async def test_an_unknown_address_is_a_problem_under_v1(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/nothing")

    assert answer.status_code == 404
    assert answer.json()["type"] == "/problems/not-found"


def test_a_lost_connection_is_not_a_callers_mistake() -> None:
    assert not issubclass(asyncpg.PostgresError, LimpideError)
