"""What the tests of the ledger share."""

from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from limpide import ledger
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Pool
from limpide.foundation.embedded import EmbeddedPostgres
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.ledger import (
    Author,
    AuthorKind,
    Engine,
    PassportDraft,
    PermissionUsed,
    Reason,
    Source,
    Weight,
)


def draft(message: UUID | None = None, **changes: Any) -> PassportDraft:
    """An AI's answer about returns, reviewed by nobody."""
    values: dict[str, Any] = {
        "message": message or new_id(),
        "company": "Olvera SAS",
        "channels": ("chat",),
        "author": Author(AuthorKind.AI, ai_share=1.0, engine=Engine("extractive", "1")),
        "reason": Reason("assistant.reason.answered", {"score": 93}),
        "permission": PermissionUsed("service", "contract"),
        "language": "fr",
        "text": "Vous avez 30 jours pour nous retourner un article.",
        "weight": Weight(0.0001, 0.001, 0.013, ("chat.web.message@2026.1",)),
        "sources": (
            Source(
                "Retours",
                "Vous avez 30 jours…",
                "Délai",
                "v1",
                "https://maison-olvera.example/retours",
            ),
        ),
    }
    return PassportDraft(**(values | changes))


@pytest.fixture
def advisor() -> Actor:
    """A colleague."""
    return Actor(ActorKind.PERSON, "a-1", "Claire Dumas")


@pytest.fixture
async def owner(server: EmbeddedPostgres, pool: Pool) -> AsyncIterator[Any]:
    """A connection past all protection: whoever administers the database of `pool`."""
    async with pool.transaction(None) as db:
        name = await db.value("select current_database()")
    connection: Any = await asyncpg.connect(server.url(name, owner=True))
    yield connection
    await connection.close()


async def write(pool: Pool, workspace: WorkspaceId, count: int, actor: Actor) -> None:
    """Fill a ledger: three entries and a passport in each transaction."""
    for n in range(count // 4):
        async with pool.transaction(workspace) as db:
            deeds = [
                ledger.Deed("thing.done", new_id(), f"reason {n}", {"n": n, "share": 0.25, "é": k})
                for k in range(3)
            ]
            await ledger.record_many(db, deeds, actor=actor)
            await ledger.issue_passport(db, draft())


async def seal(pool: Pool, workspace: WorkspaceId) -> ledger.Checkpoint:
    """Sequence what waits and sign it."""
    await ledger.audit.sequence_all(pool, workspace)
    async with pool.transaction(workspace) as db:
        made = await ledger.audit.sign_checkpoint(db)
    assert made is not None
    return made


async def verified(pool: Pool, workspace: WorkspaceId) -> ledger.audit.Report:
    """Verify with the signatures of passports."""
    async with pool.transaction(workspace) as db:
        return await ledger.audit.verify(db, with_signatures=True)


async def entries_of(pool: Pool, workspace: WorkspaceId) -> Sequence[ledger.Entry]:
    """List what is in the ledger, newest first."""
    async with pool.transaction(workspace) as db:
        return await ledger.list_entries(db, limit=1000)
