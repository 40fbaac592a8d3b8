"""Prompting: the instructions of each task, with a version; strangers' words go in as JSON."""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from .model import Task

_FOLDER: Final = Path(__file__).parent / "prompts"


@cache
def instructions(task: Task) -> str:
    """Give the instructions of a task. Nothing of a customer is ever in them."""
    return (_FOLDER / f"{task}.md").read_text()


@cache
def version(task: Task) -> str:
    """Name the state of the instructions: a digest of the file."""
    return sha256(instructions(task).encode()).hexdigest()[:12]


def as_data(material: Mapping[str, Any]) -> str:
    """Write what strangers wrote as one JSON object: no text can end its own quotation marks."""
    return json.dumps(material, ensure_ascii=False, indent=1)
