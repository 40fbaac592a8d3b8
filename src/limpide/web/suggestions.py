"""Questions to begin with, shown where a customer has not asked anything yet."""

from pathlib import Path
from typing import Any, Final

import yaml

from limpide.foundation.workspaces import Workspace

_DEMO: Final = Path("sectors/retail/demo.yaml")


def suggestions(workspace: Workspace, language: str) -> list[str]:
    """Name a few questions that the documents answer: those of the demo, else none."""
    if not workspace.is_demo or not _DEMO.exists():
        return []
    demo: dict[str, Any] = yaml.safe_load(_DEMO.read_text())
    return list(demo["suggestions"][language])
