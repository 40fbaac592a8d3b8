"""The demo company: pure data from `sectors/retail`, put in through the same doors as any other."""

from pathlib import Path
from typing import Any

import yaml
from rich.progress import Progress, SpinnerColumn, TextColumn

from limpide import advisors, api, contacts, conversations, delivery, knowledge, wiring
from limpide.advisors import Role
from limpide.api import Scope
from limpide.channels import Kind
from limpide.contacts import AiMode
from limpide.conversations import Hours, Incoming
from limpide.foundation import secrets, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.settings import Settings
from limpide.foundation.workspaces import Workspace
from limpide.knowledge import Terms

from . import demo_journeys, demo_past, packs
from .running import console, fail

PASSWORD = "claire comme de l'eau"  # noqa: S105 (shown to everyone who starts the demo)
_HOUSE = Path(__file__).parents[3]
_FILE = _HOUSE / "sectors" / "retail" / "demo.yaml"
_ACTOR = Actor.system("demo")
_SHOP_KEY = "shop.key"


def logins() -> list[tuple[str, str]]:
    """List the demo's people: roles and addresses."""
    return [(", ".join(one["roles"][:2]), one["email"]) for one in _data()["advisors"]]


async def fill(pool: Pool, settings: Settings) -> None:
    """Found the demo company with people, documents, ready answers, notices and a few mails."""
    data = _data()
    console.print("Founding the demo company …")
    id = WorkspaceId(new_id())
    new = Workspace(id=id, hosts=(), is_demo=True, **data["company"])
    company = await workspaces.create(pool, new)
    async with pool.transaction(company.id) as db:
        await _people(db, data)
        await _hours(db, data)
        await _contacts(db, data)
        await demo_journeys.fill_people(db, _HOUSE / data["people"], actor=_ACTOR)
        where = f"http://127.0.0.1:{settings.demo_shop_port}"
        retail = packs.pack("retail")
        await packs.install(db, retail, base_url=where, token=shop_token(), actor=_ACTOR)
    await _documents(pool, company, data)
    # The worker says so again when it starts; what is asked for here must know it now.
    posted = settings.model_copy(update={"smtp_host": settings.smtp_host or "127.0.0.1"})
    await delivery.announce_providers(pool, wiring.providers(posted))
    async with pool.transaction(company.id) as db:
        journeys = _HOUSE / data["journeys"]
        await demo_journeys.fill_journeys(db, journeys, actor=_ACTOR)
        await demo_journeys.send_notices(db, journeys, actor=_ACTOR)
        await _mails(db, data)


def shop_token() -> str:
    """Give what the demo's shop wants to be shown: known to this installation only."""
    return secrets.derive("demo.shop").hex()


def told_by_shop(settings: Settings) -> dict[str, str]:
    """Give what the shop needs to tell customers of delays: where, and its key."""
    file = settings.data_dir / _SHOP_KEY
    if not file.exists():
        return {}
    where = f"http://127.0.0.1:{settings.port}"
    return {"DEMO_SHOP_TELL_URL": where, "DEMO_SHOP_TELL_KEY": file.read_text().strip()}


async def let_shop_tell(pool: Pool, settings: Settings) -> None:
    """Let the shop call the API; its key is kept where only the owner of the data may read."""
    scopes = [Scope.CONTACTS_READ, Scope.CONTACTS_WRITE, Scope.MESSAGES_WRITE]
    [company, *_] = await workspaces.list_all(pool)
    async with pool.transaction(company.id) as db:
        key = await api.create_key(db, "demo shop", scopes, actor=_ACTOR)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    file = settings.data_dir / _SHOP_KEY
    file.touch(mode=0o600)
    file.write_text(key)


async def live_past(pool: Pool, settings: Settings) -> None:
    """Give the demo company a month behind it, so that its figures and queues are not empty."""
    [company, *_] = await workspaces.list_all(pool)
    console.print("Living through its last month …")
    await demo_past.live_through(pool, settings, company, _HOUSE / _data()["past"])


async def _people(db: Database, data: dict[str, Any]) -> None:
    for one in data["advisors"]:
        roles = frozenset(Role(role) for role in one["roles"])
        _id, token = await advisors.invite(
            db, one["email"], one["name"], roles, language=one["language"], actor=_ACTOR
        )
        await advisors.accept(db, token, PASSWORD)
    for reply in data["canned_replies"]:
        await conversations.put_canned_reply(db, reply["name"], reply["language"], reply["text"])


async def _hours(db: Database, data: dict[str, Any]) -> None:
    hours = tuple(
        Hours(day, _minutes(block["opens"]), _minutes(block["closes"]))
        for block in data["service_hours"]
        for day in block["days"]
    )
    await conversations.set_hours(db, hours)


async def _contacts(db: Database, data: dict[str, Any]) -> None:
    for one in data["contacts"]:
        person = await contacts.recognise(
            db, Kind.EMAIL, one["email"], name=one["name"], language=one["language"], actor=_ACTOR
        )
        await contacts.set_ai_mode(db, person.id, AiMode(one["ai_mode"]), actor=_ACTOR)


async def _documents(pool: Pool, company: Workspace, data: dict[str, Any]) -> None:
    folder = _HOUSE / data["knowledge"]["folder"]
    terms = Terms(owner=data["knowledge"]["owner"], is_approved=True)
    columns = (SpinnerColumn(), TextColumn("Reading the documents … {task.completed} read"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        added = await knowledge.add(
            pool,
            company.id,
            str(folder),
            actor=_ACTOR,
            terms=terms,
            progress=lambda _done, _all, _name: bar.advance(task),
        )
    console.print(f"  {len(added.added)} documents read")
    for left in added.skipped:
        console.print(f"  [yellow]skipped[/yellow] {left.path}: {left.reason}")


async def _mails(db: Database, data: dict[str, Any]) -> None:
    for number, mail in enumerate(data["mails"]):
        await conversations.receive(
            db,
            Incoming(
                kind=Kind.EMAIL,
                provider_id=f"<demo-{number}@courriel.example>",
                address=mail["from"],
                name=mail["name"],
                subject=mail["subject"],
                text=mail["text"],
            ),
        )


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _data() -> dict[str, Any]:
    if not _FILE.exists():
        fail("The demo needs the folder `sectors` of the checkout.")
    return yaml.safe_load(_FILE.read_text())
