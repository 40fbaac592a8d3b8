"""Kept tests: conversations that must go as written before a procedure reaches customers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NewType
from uuid import UUID

from limpide import ledger
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import new_id

from . import store_tests

TestId = NewType("TestId", UUID)
_MOST = 500


class NoSuchTestError(LimpideError):
    """There is no such test."""

    status = 404


class TooManyTestsError(LimpideError):
    """There are 500 tests already: remove some that say the same."""

    status = 422


@dataclass(frozen=True, slots=True)
class KeptTest:
    """A conversation test. `flow`: beside which procedure it is kept; None for documents."""

    id: TestId
    flow: str | None
    name: str
    script: Mapping[str, Any]
    author: str


async def keep_test(
    db: Database, flow: str | None, name: str, script: Mapping[str, Any], *, actor: Actor
) -> TestId:
    """Keep a conversation as a test. Raises TooManyTestsError."""
    if len(await store_tests.list_tests(db)) >= _MOST:
        raise TooManyTestsError
    id = TestId(new_id())
    await store_tests.add_test(
        db, id, flow=flow, name=name, script=script, author=actor.name, at=clock.now()
    )
    await _record(db, "flows.test_kept", id, actor)
    return id


async def remove_test(db: Database, id: TestId, *, actor: Actor) -> None:
    """Remove a test. Raises NoSuchTestError."""
    if not await store_tests.remove_test(db, id):
        raise NoSuchTestError
    await _record(db, "flows.test_removed", id, actor)


async def list_tests(db: Database, flow: str | None = None) -> Sequence[KeptTest]:
    """List the tests, of one procedure or all."""
    return [
        KeptTest(TestId(row["id"]), row["flow"], row["name"], row["script"], row["author"])
        for row in await store_tests.list_tests(db)
        if flow is None or row["flow"] == flow
    ]


async def _record(db: Database, what: str, id: TestId, actor: Actor) -> None:
    await ledger.record(
        db, what, about=db.workspace, why="playground", actor=actor, data={"test": str(id)}
    )
