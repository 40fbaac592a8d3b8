"""Scripts: a conversation to play, and what must follow each turn."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from limpide.channels import Kind
from limpide.contacts import AiMode
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import new_id

_KEYS: Final = {"says", "code", "approve", "verdict", "flow", "asks", "state", "mentions",
                "silent_on", "calls", "holder", "cause"}  # fmt: skip


class UnreadableRehearsalError(LimpideError):
    """The conversation test cannot be read."""

    status = 422


@dataclass(frozen=True, slots=True)
class Script:
    """One conversation to play. `turns`: what is said, and what must follow."""

    name: str
    language: str
    kind: Kind
    sender: str
    ai_mode: AiMode
    turns: tuple[Mapping[str, Any], ...]
    never: tuple[str, ...]


def read_scripts(folder: Path) -> list[Script]:
    """Read all conversation tests of a folder. Raises UnreadableRehearsalError."""
    scripts: list[Script] = []
    for file in sorted(folder.rglob("*.yaml")):
        try:
            data: Any = yaml.safe_load(file.read_text())
            scripts += [read_script(each) for each in data]
        except (yaml.YAMLError, KeyError, ValueError, TypeError) as error:
            raise UnreadableRehearsalError(f"{file.name}: {error}") from error
    return scripts


def read_script(data: Mapping[str, Any]) -> Script:
    """Read one conversation test. Raises ValueError, KeyError, TypeError."""
    unknown = {key for turn in data["turns"] for key in turn} - _KEYS
    if unknown:
        raise ValueError(f"«{data['name']}»: {', '.join(sorted(unknown))} is not known")
    return Script(
        name=data["name"],
        language=data.get("language", "fr"),
        kind=Kind(data.get("channel", "chat")),
        sender=data.get("from", f"someone-{new_id().hex[-8:]}@courriel.example"),
        ai_mode=AiMode(data.get("ai_mode", "any")),
        turns=tuple(data["turns"]),
        never=tuple(data.get("never", ())),
    )
