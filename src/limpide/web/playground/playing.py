"""Playing a scene with the drafts, in a transaction that is never committed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from limpide import assistant
from limpide.foundation.database import Pool
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.rehearsal import rehearsed
from limpide.web import turns
from limpide.web.turns import TurnInWords

from .acts import Scene


@dataclass(frozen=True, slots=True)
class Shown:
    """One turn as it is shown: what was said, what was answered, why, where things stand."""

    act: Mapping[str, Any]
    answer: str
    words: TurnInWords | None
    seen: Mapping[str, Any]
    flow: str | None


@dataclass(frozen=True, slots=True)
class Shot:
    """A scene that was played. `fault`: what broke in a draft, in words, with all before it."""

    turns: Sequence[Shown]
    fault: str | None = None

    @property
    def asks(self) -> str:
        """What is waited for now."""
        return str(self.turns[-1].seen["asks"]) if self.turns else ""


async def play(
    pool: Pool,
    workspace: WorkspaceId,
    scene: Scene,
    language: str,
    *,
    allow_private: bool,
    is_draft: bool = True,
) -> Shot:
    """Play a scene with the drafts, or with what is published; nothing lasts, nothing leaves."""
    shown: list[Shown] = []
    script = assistant.rehearsing.read_script({"name": "playground", **scene.script()})
    async with rehearsed(pool, workspace) as nothing_lasts:
        if is_draft:
            await assistant.rehearsing.show_drafts(
                nothing_lasts, workspace, with_documents=scene.with_documents
            )
        stage = assistant.rehearsing.Stage(
            nothing_lasts, workspace, script, allow_private=allow_private
        )
        for act in scene.turns:
            try:
                observed = await stage.perform(act)
            except LimpideError as error:
                return Shot(shown, str(error))
            async with nothing_lasts.transaction(workspace) as db:
                kept = [] if observed.turn is None else [observed.turn]
                told = await turns.in_words(db, kept, language)
            words = told[0] if told else None
            flow = str(observed.seen["flow"]) or None
            shown.append(Shown(act, observed.said, words, observed.seen, flow))
    return Shot(shown)


def as_test(scene: Scene, shot: Shot) -> dict[str, Any]:
    """Make a test of a scene: the same words must lead to the same decisions and actions."""
    expected = [
        {**one.act, **{key: value for key, value in one.seen.items() if key in _expected(one)}}
        for one in shot.turns
    ]
    return {**scene.script(), "turns": expected}


def _expected(one: Shown) -> set[str]:
    always = {"verdict", "holder", "calls"}
    return always | ({"flow", "asks", "state"} if one.flow else set())
