"""The catalogue: which flows and actions are in use, drafts, versions, connectors."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from limpide import ledger
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import store, undoing
from .model import Action, Flow, Texts
from .reading import check_against, read_actions, read_flow, read_talk, with_example

# What a new flow begins as: the smallest one that works.
EXAMPLE = (Path(__file__).parent / "data" / "example.yaml").read_text()


class NoSuchFlowError(LimpideError):
    """There is no such flow or version."""

    status = 404


class NoSuchActionError(LimpideError):
    """There is no such action."""

    status = 404


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is in use. `talk`: what customers say that asks for no flow, by language.

    `digest` changes whenever any of it does.
    """

    flows: Mapping[str, Flow]
    actions: Mapping[str, Action]
    talk: Mapping[str, tuple[str, ...]]
    digest: str


@dataclass(frozen=True, slots=True)
class State:
    """Where a flow stands: its newest version, and the one in use, if any."""

    name: str
    title: Texts
    latest: int
    published: int | None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a flow, as it was written."""

    number: int
    body: str
    state: str
    author: str


async def catalogue(db: Database) -> Catalogue:
    """Give the flows and actions in use."""
    rows = await store.list_published(db)
    flows = [_flow(row["body"], row["version"]) for row in rows if row["kind"] == "flow"]
    actions = [
        action
        for row in rows
        if row["kind"] == "actions"
        for action in _actions(row["body"], row["version"])
    ]
    text = "".join(f"{row['name']}/{row['version']}\n{row['body']}" for row in rows)
    return Catalogue(
        {flow.name: flow for flow in flows},
        {action.name: action for action in actions},
        next((_talk(row["body"]) for row in rows if row["kind"] == "talk"), {}),
        sha256(text.encode()).hexdigest()[:12],
    )


async def flow_version(db: Database, name: str, version: int) -> Flow:
    """Give a flow as it was at a version. Raises NoSuchFlowError."""
    if undoing.is_undo(name):
        return undoing.flow_of(name, (await catalogue(db)).actions)
    body = await store.find_body(db, "flow", name, version)
    if body is None:
        raise NoSuchFlowError
    return _flow(body, version)


async def save_flow(db: Database, body: str, *, actor: Actor) -> Flow:
    """Keep a new draft of a flow. Raises InvalidFlowError."""
    flow = read_flow(body)
    check_against(flow, (await catalogue(db)).actions)
    version = await store.add_definition(db, "flow", flow.name, body, actor.name, clock.now())
    return _flow(body, version)


async def publish_flow(db: Database, name: str, version: int, *, actor: Actor) -> None:
    """Put a version in use; runs that began with another go on with theirs.

    Raises NoSuchFlowError, InvalidFlowError (it calls what is not there any more).
    """
    flow = await flow_version(db, name, version)
    check_against(flow, (await catalogue(db)).actions)
    await store.publish(db, "flow", name, version, clock.now())
    await _record(db, "flow.published", name, version, actor)


async def retire_flow(db: Database, name: str, *, actor: Actor) -> None:
    """Take a flow out of use; runs under way end as they began. Raises NoSuchFlowError."""
    if not await store.retire(db, "flow", name):
        raise NoSuchFlowError
    await _record(db, "flow.retired", name, 0, actor)


async def list_states(db: Database) -> Sequence[State]:
    """List all flows, in use or not, by name."""
    return [
        State(
            row["name"],
            _flow(row["body"], row["version"]).title,
            row["version"],
            row["published"],
        )
        for row in await store.list_names(db, "flow")
    ]


async def list_versions(db: Database, name: str) -> Sequence[Version]:
    """List the versions of a flow, the newest first. Raises NoSuchFlowError."""
    rows = await store.list_versions(db, "flow", name)
    if not rows:
        raise NoSuchFlowError
    return [Version(row["version"], row["body"], row["state"], row["author"]) for row in rows]


def difference(before: str, after: str) -> Sequence[str]:
    """Give the lines that differ between two versions, as a unified diff."""
    return list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2))


async def list_drafts(db: Database) -> Sequence[tuple[str, int]]:
    """List the flows whose newest version is a draft: name and version."""
    return [(row["name"], row["version"]) for row in await store.list_drafts(db)]


async def teach(db: Database, name: str, sentence: str, language: str, *, actor: Actor) -> Flow:
    """Add a sentence to the examples of a flow's newest version, as a new draft.

    Raises NoSuchFlowError, InvalidFlowError.
    """
    body = (await list_versions(db, name))[0].body
    return await save_flow(db, with_example(body, sentence, language), actor=actor)


async def save_actions(db: Database, body: str, *, actor: Actor) -> Sequence[Action]:
    """Put the actions of a connector in use. Raises InvalidActionError, InvalidFlowError.

    A flow in use that calls what would vanish keeps it from vanishing.
    """
    found = read_actions(body)
    connector = found[0].connector
    check_flows(await catalogue(db), found)
    version = await store.add_definition(db, "actions", connector, body, actor.name, clock.now())
    await store.publish(db, "actions", connector, version, clock.now())
    await _record(db, "actions.published", connector, version, actor)
    return _actions(body, version)


def check_flows(known: Catalogue, found: Sequence[Action]) -> None:
    """Check that the flows in use hold with a connector's actions. Raises InvalidFlowError."""
    connector = found[0].connector
    kept = {name: each for name, each in known.actions.items() if each.connector != connector}
    together = {**kept, **{action.name: action for action in found}}
    for flow in known.flows.values():
        check_against(flow, together)


async def save_talk(db: Database, body: str, *, actor: Actor) -> None:
    """Put examples of what asks for no flow in use. Raises InvalidFlowError."""
    read_talk(body)
    version = await store.add_definition(db, "talk", "talk", body, actor.name, clock.now())
    await store.publish(db, "talk", "talk", version, clock.now())


async def _record(db: Database, what: str, name: str, version: int, actor: Actor) -> None:
    data = {"name": name, "version": version}
    await ledger.record(db, what, about=db.workspace, why=name, actor=actor, data=data)


@lru_cache(maxsize=512)
def _flow(body: str, version: int) -> Flow:
    return read_flow(body, version=version)


@lru_cache(maxsize=128)
def _actions(body: str, version: int) -> Sequence[Action]:
    return read_actions(body, version=version)


@lru_cache(maxsize=128)
def _talk(body: str) -> Mapping[str, tuple[str, ...]]:
    return read_talk(body)
