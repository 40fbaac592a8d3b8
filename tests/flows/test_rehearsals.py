"""The conversations of the retail pack lead where they must, in a real shop."""

import pytest

from limpide import assistant
from limpide.assistant import Script, Stage
from limpide.cli import packs
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

SCRIPTS = assistant.rehearsing.read_scripts(packs.pack("retail").conversations)


def name_of(script: Script) -> str:
    return script.name


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
async def test_a_conversation_goes_as_written(
    script: Script, pool: Pool, retail: WorkspaceId
) -> None:
    played = await Stage(pool, retail, script, allow_private=True).play()

    assert played.faults == (), "\n".join(played.lines)
