"""The first customer after a start waits for no learning."""

from typing import Any

import pytest

from limpide import assistant, flows, knowledge
from limpide.assistant import skills as learning
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId


async def test_what_was_prepared_is_not_learnt_again_by_the_first_question(
    pool: Pool, workspace: WorkspaceId, monkeypatch: pytest.MonkeyPatch
) -> None:
    await assistant.prepare(pool)

    def refuse(*_given: Any, **_named: Any) -> None:
        raise AssertionError("learnt or indexed again")

    monkeypatch.setattr(learning, "learn", refuse)
    monkeypatch.setattr("limpide.knowledge.library._build", refuse)
    async with pool.transaction(workspace) as db:
        ready = await learning.skills(db)
        await knowledge.answer(db, "Combien de temps ai-je pour renvoyer un article ?")
        assert set(ready.flows) == set((await flows.catalogue(db)).flows)
