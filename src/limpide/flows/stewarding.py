"""Stewarding actions: drafts of what may be done in a service, their policy changed, put in use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from limpide import ledger
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import publishing, store
from .model import Action, Autonomy, IdentityLevel
from .publishing import Version
from .reading import InvalidActionError, read_actions


class NoSuchServiceError(LimpideError):
    """There is no such service."""

    status = 404


@dataclass(frozen=True, slots=True)
class Service:
    """A service that actions reach. `address`: None until somebody said where it is."""

    name: str
    address: str | None
    is_signed: bool
    published: int | None
    latest: int


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """What a person decides of an action. `owner`: where it says whose thing it touches.

    `look_up`: the action that says so, with its argument and ours. `limits`: beyond which a person
    must agree.
    """

    title: Mapping[str, str]
    identity: IdentityLevel
    autonomy: Autonomy
    is_public: bool = False
    owner: str = ""
    look_up: str = ""
    look_up_argument: str = ""
    our_argument: str = ""
    limits: Mapping[str, float] = field(default_factory=dict[str, float])


async def list_services(db: Database) -> Sequence[Service]:
    """List the services whose actions are known, in use or not."""
    leads = {row["name"]: row for row in await store.list_connectors(db)}
    rows = await store.list_names(db, "actions")
    return [
        Service(
            name=row["name"],
            address=leads[row["name"]]["base_url"] if row["name"] in leads else None,
            is_signed=row["name"] in leads and leads[row["name"]]["is_signed"],
            published=row["published"],
            latest=row["version"],
        )
        for row in rows
    ]


async def list_action_versions(db: Database, service: str) -> Sequence[Version]:
    """List the versions of a service's actions, the newest first. Raises NoSuchServiceError."""
    rows = await store.list_versions(db, "actions", service)
    if not rows:
        raise NoSuchServiceError
    return [Version(row["version"], row["body"], row["state"], row["author"]) for row in rows]


async def action_version(db: Database, service: str, version: int) -> Sequence[Action]:
    """Give a service's actions as they are at a version. Raises NoSuchServiceError."""
    body = await store.find_body(db, "actions", service, version)
    if body is None:
        raise NoSuchServiceError
    return read_actions(body, version=version)


async def draft_actions(db: Database, body: str, *, actor: Actor) -> tuple[str, int]:
    """Keep a draft of a service's actions: nothing reaches them. Raises InvalidActionError."""
    service = read_actions(body)[0].connector
    version = await store.add_definition(db, "actions", service, body, actor.name, clock.now())
    return service, version


async def change_policy(
    db: Database, service: str, version: int, name: str, change: PolicyChange, *, actor: Actor
) -> int:
    """Keep a draft in which one action has another policy; give its version.

    Raises NoSuchServiceError, InvalidActionError.
    """
    body = await store.find_body(db, "actions", service, version)
    if body is None:
        raise NoSuchServiceError
    _service, drafted = await draft_actions(db, _with_policy(body, name, change), actor=actor)
    return drafted


async def publish_actions(db: Database, service: str, version: int, *, actor: Actor) -> None:
    """Put a version in use. Raises NoSuchServiceError, InvalidFlowError.

    A flow in use that calls what would vanish keeps it from vanishing.
    """
    found = await action_version(db, service, version)
    known = await publishing.catalogue(db)
    publishing.check_flows(known, found)
    await store.publish(db, "actions", service, version, clock.now())
    data = {"name": service, "version": version}
    await ledger.record(
        db, "actions.published", about=db.workspace, why=service, actor=actor, data=data
    )


def _with_policy(body: str, name: str, change: PolicyChange) -> str:
    data: dict[str, Any] = yaml.safe_load(body)
    action: dict[str, Any] | None = data["actions"].get(name)
    if action is None:
        raise InvalidActionError(f"There is no action «{name}».")
    action |= {
        "title": dict(change.title),
        "identity": change.identity.value,
        "autonomy": change.autonomy.value,
    }
    # What may be worked by many is written as aliases, which nobody could read.
    owned = {"owner": _owner(action, change), "limits": dict(change.limits) or None}
    for key, value in {**owned, "public": change.is_public or None}.items():
        if value is None:
            action.pop(key, None)
        else:
            action[key] = value
    return yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100)


def _owner(action: Mapping[str, Any], change: PolicyChange) -> dict[str, Any] | None:
    if not change.owner:
        return None
    kept: dict[str, Any] = {
        key: value
        for key, value in action.get("owner", {}).items()
        if key not in {"field", "look_up", "with"}
    }
    owner = {"field": change.owner, **kept}
    if change.look_up:
        owner |= {
            "look_up": change.look_up,
            "with": {change.look_up_argument: change.our_argument},
        }
    return owner


class _Plain(yaml.SafeDumper):
    """Writes a file without anchors: each action stands for itself."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 (yaml's signature)
        """Write everything out."""
        return True
