"""Actions brought in by command: a draft first, as on the pages."""

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from limpide import flows
from limpide.cli.commands import app
from limpide.flows import Service
from limpide.foundation.database import Pool
from limpide.foundation.embedded import EmbeddedPostgres
from limpide.foundation.ids import WorkspaceId

PARCELS = {
    "openapi": "3.1.0",
    "servers": [{"url": "https://parcels.example"}],
    "paths": {
        "/parcels/{id}": {
            "get": {
                "operationId": "findParcel",
                "summary": "Find a parcel",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "responses": {"200": {"description": "found"}},
            }
        }
    },
}


@pytest.fixture(autouse=True)
async def house(
    server: EmbeddedPostgres, pool: Pool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with pool.transaction(None) as db:
        name = await db.value("select current_database()")
    monkeypatch.setenv("LIMPIDE_DATABASE_URL", server.url(name))
    monkeypatch.setenv("LIMPIDE_DATABASE_ADMIN_URL", server.url(name, owner=True))
    monkeypatch.setenv("LIMPIDE_SECRET_KEY", b"a key for tests only, thirty-two bytes long".hex())
    monkeypatch.setenv("LIMPIDE_DATA_DIR", str(tmp_path))


@pytest.fixture
def description(tmp_path: Path) -> str:
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(PARCELS))
    return str(file)


async def limpide(*words: str) -> tuple[int, str]:
    # A command has an event loop of its own.
    done = await asyncio.to_thread(CliRunner().invoke, app, words)
    return done.exit_code, " ".join(done.output.split())


async def service(pool: Pool, workspace: WorkspaceId) -> Service:
    async with pool.transaction(workspace) as db:
        (found,) = await flows.list_services(db)
    return found


async def test_an_import_is_a_draft_that_says_what_to_do_next(
    pool: Pool, workspace: WorkspaceId, description: str
) -> None:
    code, said = await limpide("actions", "import", description, "--connector", "parcels")

    assert code == 0, said
    assert "none of them in use" in said
    assert "whose things they touch: 1." in said
    assert "limpide actions publish parcels 1" in said
    found = await service(pool, workspace)
    assert (found.published, found.latest, found.address) == (None, 1, "https://parcels.example")
    async with pool.transaction(workspace) as db:
        assert (await flows.catalogue(db)).actions == {}


async def test_a_draft_is_put_in_use_by_its_version(
    pool: Pool, workspace: WorkspaceId, description: str
) -> None:
    await limpide("actions", "import", description, "--connector", "parcels")
    code, said = await limpide("actions", "publish", "parcels", "1")

    assert code == 0
    assert "is in use" in said
    assert (await service(pool, workspace)).published == 1
    code, said = await limpide("actions", "publish", "parcels", "7")
    assert code == 1
    assert "no such service" in said.lower()


async def test_whoever_wants_it_at_once_says_so(
    pool: Pool, workspace: WorkspaceId, description: str
) -> None:
    await limpide("actions", "import", description, "--connector", "parcels", "--publish")

    assert (await service(pool, workspace)).published == 1


async def test_a_draft_moves_no_service_that_is_in_use(
    pool: Pool, workspace: WorkspaceId, description: str
) -> None:
    await limpide("actions", "import", description, "--connector", "parcels", "--publish")
    elsewhere = ("--url", "https://elsewhere.example")
    _, said = await limpide("actions", "import", description, "--connector", "parcels", *elsewhere)

    assert "stays at https://parcels.example" in said
    found = await service(pool, workspace)
    assert (found.address, found.published, found.latest) == ("https://parcels.example", 1, 2)


async def test_what_is_no_description_is_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    file.write_text("[1, 2]")
    code, said = await limpide("actions", "import", str(file))

    assert code == 1
    assert "not an OpenAPI 3 description" in said
