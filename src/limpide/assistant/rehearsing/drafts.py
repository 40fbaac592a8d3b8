"""Drafts: what customers do not meet yet, tried before they do."""

from collections.abc import Sequence
from dataclasses import dataclass

from limpide import flows, knowledge
from limpide.flows import KeptTest
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.rehearsal import RehearsalPool, rehearsed

from .script import read_script
from .stage import Played, Stage

_ACTOR = Actor.system("rehearsal")


class NotReadyError(LimpideError):
    """A conversation test does not go as written: nothing was published."""

    status = 409


@dataclass(frozen=True, slots=True)
class Checked:
    """A kept test, and how it went with the drafts."""

    test: KeptTest
    played: Played

    @property
    def is_passed(self) -> bool:
        """Whether it went as written."""
        return not self.played.faults


async def show_drafts(
    pool: RehearsalPool,
    workspace: WorkspaceId,
    *,
    only: Sequence[tuple[str, int]] | None = None,
    with_documents: bool = True,
) -> None:
    """Put, in the rehearsal, the drafts in use: flows (or `only` these), and documents."""
    async with pool.transaction(workspace) as db:
        drafts = await flows.list_drafts(db) if only is None else only
        for name, version in drafts:
            await flows.publish_flow(db, name, version, actor=_ACTOR)
        waiting = [d for d in await knowledge.list_documents(db) if not d.is_approved]
        for document in waiting if with_documents else ():
            await knowledge.approve(db, document.id, actor=_ACTOR)


async def check_drafts(
    pool: Pool,
    workspace: WorkspaceId,
    *,
    only: Sequence[tuple[str, int]] | None = None,
    allow_private: bool,
) -> Sequence[Checked]:
    """Play every kept test with the drafts, each in a rehearsal of its own.

    `only`: as if just these versions were published, and no document that waits.
    """
    async with pool.transaction(workspace) as db:
        tests = await flows.list_tests(db)
    checked: list[Checked] = []
    for test in tests:
        async with rehearsed(pool, workspace) as nothing_lasts:
            await show_drafts(nothing_lasts, workspace, only=only, with_documents=only is None)
            script = read_script({"name": test.name, **test.script})
            stage = Stage(nothing_lasts, workspace, script, allow_private=allow_private)
            checked.append(Checked(test, await stage.play()))
    return checked


async def publish_checked(
    pool: Pool,
    workspace: WorkspaceId,
    drafts: Sequence[tuple[str, int]],
    *,
    actor: Actor,
    allow_private: bool,
) -> Sequence[Checked]:
    """Put drafts in use, all or none, if every kept test goes as written with them.

    Raises NotReadyError.
    """
    checked = await check_drafts(pool, workspace, only=drafts, allow_private=allow_private)
    wrong = [each.test.name for each in checked if not each.is_passed]
    if wrong:
        raise NotReadyError(" · ".join(wrong))
    async with pool.transaction(workspace) as db:
        for name, version in drafts:
            await flows.publish_flow(db, name, version, actor=actor)
    return checked
