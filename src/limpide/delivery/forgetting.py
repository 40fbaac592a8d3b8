"""Forgetting: files that were made of a person's messages go when the person does."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from limpide.channels import forget_letters
from limpide.foundation import jobs
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId

from .jobs import FORGET
from .model import MessageId

_AT_ONCE: Final = 500


async def forget_files(db: Database, letters: Sequence[MessageId]) -> None:
    """Let the files of letters be erased once this transaction is through."""
    for place in range(0, len(letters), _AT_ONCE):
        ids = [str(id) for id in letters[place : place + _AT_ONCE]]
        await jobs.enqueue(db, FORGET, {"letters": ids})


def forget_handler(folder: Path) -> jobs.Handler:
    """Build the handler of `delivery.forget` jobs. `folder`: the spool of letters."""

    async def forget(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
        del pool, workspace
        await asyncio.to_thread(forget_letters, folder, payload["letters"])

    return forget
