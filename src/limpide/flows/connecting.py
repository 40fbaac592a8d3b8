"""Connectors: where actions lead, by which road, and what is shown there."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from limpide import ledger
from limpide.foundation import secrets
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import store

_PURPOSE: Final = "flows.connector"
_COMMAND: Final = "command:"
_PLACE: Final = re.compile(r"https?://[^\s/]\S*|command:[a-z][a-z0-9_]{0,40}|python:")
# Instead of an authorization: the one that is kept already.
KEPT: Final = "kept"
_commands: Mapping[str, Sequence[str]] = {}


class InvalidConnectorError(LimpideError):
    """A connector leads to an http(s) address, to `command:NAME`, or to `python:`."""

    status = 422


@dataclass(frozen=True, slots=True)
class Connector:
    """Where actions lead. `authorization`: the whole header, or None.

    `command`: the program of an MCP server that we start, else empty.
    """

    base_url: str
    authorization: str | None
    command: tuple[str, ...] = ()

    @property
    def speaks_mcp(self) -> bool:
        """Whether this can be an MCP server: a command the operator knows, or an address."""
        return bool(self.command) or self.base_url.startswith("http")


def allow_commands(commands: Mapping[str, Sequence[str]]) -> None:
    """Say which programs connectors may start, by name: the operator's word, once per process.

    A connector holds a name only, so whoever may write connectors can start no program.
    """
    global _commands  # noqa: PLW0603 (one operator per process, set once at the start)
    _commands = dict(commands)


async def set_connector(
    db: Database, name: str, base_url: str, authorization: str | None, *, actor: Actor
) -> None:
    """Say where a connector leads and what it shows there («Bearer …»), which is kept sealed.

    `KEPT`: what it showed until now, but never at another address.

    Raises InvalidConnectorError.
    """
    made = leading_to(base_url, authorization)
    sealed = None
    if authorization == KEPT:
        row = await store.find_connector(db, name)
        # A secret goes where it was meant to go, not where somebody now points.
        is_same = row is not None and row["base_url"] == made.base_url
        sealed = row["sealed_authorization"] if row is not None and is_same else None
    elif authorization is not None:
        sealed = secrets.seal(authorization.encode(), purpose=_PURPOSE)
    await store.put_connector(db, name, made.base_url, sealed)
    data = {"name": name}
    await ledger.record(
        db, "connector.changed", about=db.workspace, why=name, actor=actor, data=data
    )


async def connector(db: Database, name: str) -> Connector | None:
    """Find where a connector leads; None when nobody said."""
    row = await store.find_connector(db, name)
    if row is None:
        return None
    sealed = row["sealed_authorization"]
    shown = None if sealed is None else secrets.unseal(sealed, purpose=_PURPOSE).decode()
    return leading_to(row["base_url"], shown)


def leading_to(place: str, authorization: str | None) -> Connector:
    """Make a connector. Raises InvalidConnectorError."""
    if _PLACE.fullmatch(place) is None:
        raise InvalidConnectorError
    command: Sequence[str] = ()
    if place.startswith(_COMMAND):
        command = _commands.get(place.removeprefix(_COMMAND), ())
    return Connector(place.rstrip("/"), authorization, tuple(command))
