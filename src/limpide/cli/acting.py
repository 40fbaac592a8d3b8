"""`limpide actions …` and `limpide flows …`: what may be done, by which procedures."""

import json
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.table import Table

from limpide import assistant, contacts, flows
from limpide.channels import Kind
from limpide.contacts import Contact
from limpide.flows import Attempted, Caller, Done, Failed, IdentityLevel, Perhaps, Wanted, Who
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.i18n import translate
from limpide.foundation.settings import Settings

from .running import fail, house, output, run, settings

actions_app = typer.Typer(help="What may be done in other systems.", no_args_is_help=True)
flows_app = typer.Typer(help="Procedures the assistant follows.", no_args_is_help=True)
_OPERATOR = Actor.system("operator")
_File = typer.Argument(exists=True, dir_okay=False)


@actions_app.command("list")
def list_actions() -> None:
    """List the actions in use, with their policy."""
    run(_list_actions(settings()))


@actions_app.command("import")
def import_actions(
    source: Annotated[
        str, typer.Argument(help="An OpenAPI file, or an MCP server: its address, or command:NAME.")
    ],
    connector: Annotated[str, typer.Option(help="A name for the service.")] = "service",
    url: Annotated[str, typer.Option(help="Where it is; default: the description's server.")] = "",
    token: Annotated[
        str, typer.Option(envvar="LIMPIDE_CONNECTOR_TOKEN", help="Bearer token, kept sealed.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option(help="Write the actions here to edit, instead of a draft.")
    ] = None,
    publish: Annotated[bool, typer.Option(help="Put them in use at once.")] = False,
) -> None:
    """Turn an OpenAPI 3 description, or the tools of an MCP server, into a draft of actions.

    Nothing is in use before --publish, `limpide actions publish`, or the page /settings/actions.
    Changes wait for approval, and nothing is open to customers until its `owner` is declared:
    by `x-limpide` in the description, on that page, or in the file that --out writes.
    Tools are always written to a file (CONNECTOR.actions.yaml), each of them off: read it first.
    """
    if source.startswith(("http://", "https://", "command:")):
        file = out or Path(f"{connector}.actions.yaml")
        run(_import_tools(settings(), source, connector, token, file))
        return
    try:
        read: dict[str, Any] = json.loads(Path(source).read_text())
    except (OSError, ValueError):
        fail(f"«{source}» is neither a JSON file nor an address.")
    if not isinstance(read, dict):
        fail(f"«{source}» is not an OpenAPI 3 description.")
    run(_import(settings(), read, connector, url, token, out, publish=publish))


@actions_app.command("publish")
def publish_actions(
    service: Annotated[str, typer.Argument(help="The connector's name.")], version: int
) -> None:
    """Put a version of a service's actions in use, and say what changes."""
    run(_publish_actions(settings(), service, version))


@actions_app.command("add")
def add_actions(
    file: Annotated[Path, _File],
    url: Annotated[
        str, typer.Option(help="Where the service is: an address, command:NAME, or python:.")
    ],
    token: Annotated[
        str, typer.Option(envvar="LIMPIDE_CONNECTOR_TOKEN", help="Bearer token, kept sealed.")
    ] = "",
) -> None:
    """Put the actions of a file in use."""
    run(_add_actions(settings(), file.read_text(), url, token))


@actions_app.command("run")
def run_action(
    name: Annotated[str, typer.Argument(help="As `limpide actions list` shows it.")],
    as_contact: Annotated[
        str, typer.Option("--as", help="The contact's id, reference or e-mail address.")
    ],
    input: Annotated[str, typer.Option(help="The arguments, as JSON.")] = "{}",
    identity: Annotated[
        IdentityLevel, typer.Option(help="How surely the contact is known.")
    ] = IdentityLevel.RECOGNISED,
    confirmed: Annotated[bool, typer.Option(help="The contact said yes to exactly this.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Run one action through the whole policy; print the decision, the reason and the result."""
    try:
        arguments: dict[str, Any] = json.loads(input)
    except ValueError:
        fail("--input is not JSON.")
    body = _run_action(
        settings(), name, as_contact, arguments, identity, confirmed=confirmed, as_json=as_json
    )
    run(body)


@flows_app.command("list")
def list_flows() -> None:
    """List the flows in use."""
    run(_list_flows(settings()))


@flows_app.command("add")
def add_flow(
    file: Annotated[Path, _File],
    publish: Annotated[bool, typer.Option(help="Put it in use at once.")] = False,
) -> None:
    """Keep a new version of a flow; say what is wrong with it."""
    run(_add_flow(settings(), file.read_text(), publish=publish))


@flows_app.command("publish")
def publish_flow(name: str, version: int) -> None:
    """Put a version of a flow in use, and say what changes."""
    run(_publish(settings(), name, version))


@flows_app.command("retire")
def retire_flow(name: str) -> None:
    """Take a flow out of use."""
    run(_retire(settings(), name))


@actions_app.command("unsure")
def list_unsure() -> None:
    """List the changes that were perhaps done: look in the other system, then «settle»."""
    run(_list_unsure(settings()))


@actions_app.command("settle")
def settle_call(
    call: Annotated[UUID, typer.Argument(help="As `limpide actions unsure` shows it.")],
    done: Annotated[bool, typer.Option("--done/--not-done", help="What the other system says.")],
) -> None:
    """Say what became of a change that was perhaps done; if it was not, it can be done again."""
    run(_settle(settings(), call, is_done=done))


async def _list_unsure(found: Settings) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        unsure = await flows.list_unsure(db)
    table = Table("call", "action", "since", "why", box=None)
    for each in unsure:
        since = each.requested_at.isoformat(timespec="minutes")
        table.add_row(str(each.id), each.action, since, each.code or "")
    output.print(table if unsure else "Nothing is unsure.")


async def _settle(found: Settings, call: UUID, *, is_done: bool) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        await flows.settle_call(db, flows.CallId(call), is_done=is_done, actor=_OPERATOR)
    output.print("Noted: it was done." if is_done else "Noted: it was not done.")


async def _list_actions(found: Settings) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        known = (await flows.catalogue(db)).actions
    table = Table("action", "identity", "autonomy", "changes", "limits", box=None)
    for each in known.values():
        limits = "; ".join(flows.limits_in_words(each, known, "en"))
        changes = "yes" if each.changes else "no"
        table.add_row(each.name, each.identity, each.autonomy, changes, limits)
    output.print(table)


async def _import(
    found: Settings,
    description: dict[str, Any],
    connector: str,
    url: str,
    token: str,
    out: Path | None,
    *,
    publish: bool,
) -> None:
    text = flows.import_openapi(description, connector)
    if out is not None:
        out.write_text(text)
        output.print(f"Written to {out}: declare owners and policy, then `limpide actions add`.")
        return
    servers = description.get("servers") or [{}]
    where = url or str(servers[0].get("url", ""))
    if not where.startswith("http"):
        fail("The description names no server: give --url.")
    if publish:
        await _add_actions(found, text, where, token)
    else:
        await _draft(found, text, where, token)


async def _draft(found: Settings, text: str, url: str, token: str) -> None:
    """Keep a draft; where a known service is, and what is shown there, does not change by it."""
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        service, version = await flows.draft_actions(db, text, actor=_OPERATOR)
        before = {each.name: each for each in await flows.list_services(db)}[service]
        if before.address is None:
            shown = f"Bearer {token}" if token else None
            await flows.set_connector(db, service, url, shown, actor=_OPERATOR)
        drafted = await flows.action_version(db, service, version)
    closed = sum(each.owner is None and not each.is_public for each in drafted)
    output.print(f"Draft {version} of «{service}»: {len(drafted)} actions, none of them in use.")
    if before.address not in {None, url}:
        output.print(f"The service stays at {before.address}; `--publish` moves it to {url}.")
    if closed:
        output.print(f"Closed to customers until it is said whose things they touch: {closed}.")
    output.print(f"Read it at /settings/actions/{service}?version={version}, then put it in use")
    output.print(f"there, or by  limpide actions publish {service} {version}")


async def _publish_actions(found: Settings, service: str, version: int) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        versions = await flows.list_action_versions(db, service)
        before = next((each.body for each in versions if each.state == "published"), "")
        after = next((each.body for each in versions if each.number == version), None)
        await flows.publish_actions(db, service, version, actor=_OPERATOR)
    for line in flows.difference(before, after or ""):
        output.print(line, markup=False, highlight=False)
    output.print(f"Version {version} of «{service}» is in use.")


async def _import_tools(
    found: Settings, source: str, connector: str, token: str, out: Path
) -> None:
    if out.exists():
        fail(f"{out} is there already: somebody may have worked on it. Choose another --out.")
    flows.allow_commands(found.mcp_commands)
    leads = flows.leading_to(source, f"Bearer {token}" if token else None)
    text = await flows.import_mcp(leads, connector, allow_private=found.actions_private_addresses)
    out.write_text(text)
    output.print(f"Written to {out}, every action off. Read it, declare owners and policy, then")
    output.print(f"  limpide actions add {out} --url {source}")


async def _add_actions(found: Settings, text: str, url: str, token: str) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        added = await flows.save_actions(db, text, actor=_OPERATOR)
        shown = f"Bearer {token}" if token else None
        await flows.set_connector(db, added[0].connector, url, shown, actor=_OPERATOR)
    for each in added:
        output.print(f"{each.name}  {each.identity}, {each.autonomy}")


async def _run_action(
    found: Settings,
    name: str,
    as_contact: str,
    arguments: dict[str, Any],
    identity: IdentityLevel,
    *,
    confirmed: bool,
    as_json: bool,
) -> None:
    async with house(found) as (pool, company):
        async with pool.transaction(company.id) as db:
            known = (await flows.catalogue(db)).actions
            person = await _contact(db, as_contact)
        if name not in known:
            raise flows.NoSuchActionError
        addresses = [each.value for each in person.addresses if "@" in each.value]
        caller = Caller(
            pool,
            company.id,
            known,
            actor=_OPERATOR,
            allow_private=found.actions_private_addresses,
        )
        made = await caller.call(
            Wanted(
                action=known[name],
                arguments=arguments,
                who=Who(person.id, dict.fromkeys(addresses, identity)),
                is_confirmed=confirmed,
            )
        )
    _print(made, as_json=as_json)


async def _contact(db: Database, given: str) -> Contact:
    try:
        return await contacts.get_contact(db, contacts.ContactId(UUID(given)))
    except ValueError:
        pass
    person = await contacts.find_by_reference(db, given)
    if person is None and "@" in given:
        person = await contacts.find_by_address(db, Kind.EMAIL, given)
    if person is None:
        fail("Nobody is known by this id, reference or address.")
    return person


def _print(made: Attempted, *, as_json: bool) -> None:
    verdict, outcome = made.verdict, made.outcome
    rule = verdict.rule.partition(".")[0]
    report: dict[str, Any] = {
        "decision": verdict.ruling.value,
        "rule": verdict.rule,
        "reason": translate("en", f"flows.ruling.{rule}"),
        "needs": None if verdict.level is None else verdict.level.value,
        "outcome": _outcome(made),
        "result": dict(outcome.value) if isinstance(outcome, Done) else None,
        "code": outcome.code if isinstance(outcome, Failed) else None,
        "repeat": made.is_repeat,
    }
    if as_json:
        output.print_json(json.dumps(report))
        return
    for key, value in report.items():
        if value is not None:
            output.print(f"{key:<9} {value}")


def _outcome(made: Attempted) -> str:
    if made.verdict.ruling is not flows.Ruling.ALLOWED:
        return "not_run"
    return {Done: "done", Failed: "failed", Perhaps: "unsure"}[type(made.outcome or Failed(""))]


async def _list_flows(found: Settings) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        known = (await flows.catalogue(db)).flows
    table = Table("flow", "version", "title", "examples", box=None)
    for each in known.values():
        examples = sum(map(len, each.examples.values()))
        table.add_row(each.name, str(each.version), each.title["en"], str(examples))
    output.print(table)


async def _add_flow(found: Settings, text: str, *, publish: bool) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        flow = await flows.save_flow(db, text, actor=_OPERATOR)
        if publish:
            await flows.publish_flow(db, flow.name, flow.version, actor=_OPERATOR)
    state = "in use" if publish else "a draft"
    output.print(f"{flow.name}, version {flow.version}: {state}")


async def _publish(found: Settings, name: str, version: int) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        versions = {each.number: each for each in await flows.list_versions(db, name)}
        before = next((each for each in versions.values() if each.state == "published"), None)
        await assistant.rehearsing.publish_checked(
            pool,
            company.id,
            [(name, version)],
            actor=_OPERATOR,
            allow_private=found.actions_private_addresses,
        )
    if before is not None:
        for line in flows.difference(before.body, versions[version].body):
            output.print(line, markup=False, highlight=False)
    output.print(f"{name}: version {version} is in use")


async def _retire(found: Settings, name: str) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        await flows.retire_flow(db, name, actor=_OPERATOR)
    output.print(f"{name} is out of use")
