"""Sector packs: pure data, put in through the same doors as anybody's."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from limpide import flows, journeys
from limpide.contacts import Purpose
from limpide.delivery import Importance
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.journeys import Wording

_HOUSE: Final = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Pack:
    """Where a pack's files are."""

    folder: Path

    @property
    def actions(self) -> Path:
        """The actions of its connector."""
        return self.folder / "actions.yaml"

    @property
    def talk(self) -> Path:
        """Sentences that ask for no flow."""
        return self.folder / "talk.yaml"

    @property
    def flows(self) -> list[Path]:
        """Its flows, a file each."""
        return sorted((self.folder / "flows").glob("*.yaml"))

    @property
    def notices(self) -> list[Path]:
        """What it tells before it is asked, a template each."""
        return sorted((self.folder / "notices").glob("*.yaml"))

    @property
    def conversations(self) -> Path:
        """The folder of its conversation tests."""
        return self.folder / "conversations"


def pack(name: str) -> Pack:
    """Give a pack of the checkout."""
    return Pack(_HOUSE / "sectors" / name)


async def install(
    db: Database, found: Pack, *, base_url: str, token: str | None, actor: Actor
) -> list[str]:
    """Put a pack in use, its connector leading to `base_url`; give the names of its flows.

    Raises InvalidActionError, InvalidFlowError, NotPublishableError.
    """
    for file in found.notices:
        await _publish_notice(db, yaml.safe_load(file.read_text()), actor)
    actions = await flows.save_actions(db, found.actions.read_text(), actor=actor)
    shown = None if token is None else f"Bearer {token}"
    await flows.set_connector(db, actions[0].connector, base_url, shown, actor=actor)
    await flows.save_talk(db, found.talk.read_text(), actor=actor)
    names: list[str] = []
    for file in found.flows:
        flow = await flows.save_flow(db, file.read_text(), actor=actor)
        await flows.publish_flow(db, flow.name, flow.version, actor=actor)
        names.append(flow.name)
    return names


async def _publish_notice(db: Database, data: dict[str, Any], actor: Actor) -> None:
    saved = await journeys.save_template(
        db,
        data["template"],
        Purpose(data["purpose"]),
        {language: Wording(**words) for language, words in data["wordings"].items()},
        importance=Importance(data["importance"]),
        sample=data["sample"],
        actor=actor,
    )
    await journeys.publish_template(db, saved.template.id, actor=actor)
