"""Rewording: what a flow says, changed in its file as its author wrote it, as a new draft."""

from collections.abc import Iterator
from typing import Any

import yaml

from limpide import review
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import publishing
from .model import Flow
from .reading import InvalidFlowError


async def reword(db: Database, name: str, before: str, after: str, *, actor: Actor) -> Flow | None:
    """Write `after` where a flow's newest version says `before`, as a new draft.

    None where it says no such thing, or the file cannot be changed in one place. Raises
    NoSuchFlowError.
    """
    body = (await publishing.list_versions(db, name))[0].body
    for said in _texts(yaml.safe_load(body)):
        new = review.reworded(said, before, after)
        changed = None if new is None else _changed(body, said, new)
        if changed is not None:
            return await _saved(db, changed, actor)
    return None


async def _saved(db: Database, body: str, actor: Actor) -> Flow | None:
    try:
        async with db.savepoint():
            return await publishing.save_flow(db, body, actor=actor)
    except InvalidFlowError:
        return None


def _changed(body: str, said: str, new: str) -> str | None:
    """Change the file where the text stands as it is, if nothing else changes by that."""
    changed = body.replace(said, new, 1)
    try:
        after = list(_texts(yaml.safe_load(changed)))
    except yaml.YAMLError:
        return None
    expected = list(_texts(yaml.safe_load(body)))
    expected[expected.index(said)] = new
    return changed if after == expected else None


def _texts(node: Any) -> Iterator[str]:
    match node:
        case str():
            yield node
        case dict():
            for value in node.values():  # pyright: ignore[reportUnknownVariableType]
                yield from _texts(value)
        case list():
            for value in node:  # pyright: ignore[reportUnknownVariableType]
                yield from _texts(value)
        case _:
            return
