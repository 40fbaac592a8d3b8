"""`/settings/actions`: what may be done in other services, for whom, and who must agree."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from limpide import flows
from limpide.flows import (
    Action,
    Autonomy,
    Caller,
    IdentityLevel,
    InvalidActionError,
    InvalidConnectorError,
    InvalidFlowError,
    Version,
)
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.foundation.rehearsal import rehearsed
from limpide.web import pages
from limpide.web.sign_in import StaffMember

from .access import SEE_OTHER, Administrator, AdministratorForm, Long, Short, settings_page
from .policy_forms import Trial, change_of, trial_of

router = APIRouter(prefix="/settings/actions")
_LARGEST = 4_000_000


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One version of a service's actions, beside the one in use."""

    service: str
    versions: Sequence[Version]
    shown: Version
    used: Version | None
    actions: Sequence[Action]

    @property
    def changes(self) -> Sequence[str]:
        """The lines that differ from what is in use."""
        before = "" if self.used is None else self.used.body
        return flows.difference(before, self.shown.body) if self.shown is not self.used else []


@router.get("")
async def overview(request: Request, db: http.Transaction, member: Administrator) -> Response:
    """List the services, and let another one be brought in."""
    return await _overview(request, db, member, {}, {})


@router.post("/import")
async def bring_in(
    request: Request,
    house: http.CurrentHouse,
    db: http.Transaction,
    member: AdministratorForm,
    name: Short = "",
    address: Short = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Make a draft of an OpenAPI file, or of the tools of an MCP server; nothing is in use yet."""
    values = {"name": name, "address": address}
    try:
        if file is not None and file.filename:
            text = flows.import_openapi(_read(await file.read(_LARGEST + 1)), name)
        else:
            leads = flows.leading_to(address, None)
            private = house.settings.actions_private_addresses
            text = await flows.import_mcp(leads, name, allow_private=private)
        service, version = await flows.draft_actions(db, text, actor=member.actor)
        if address:
            await flows.set_connector(db, service, address, flows.KEPT, actor=member.actor)
    except (InvalidActionError, InvalidConnectorError) as error:
        return await _overview(request, db, member, {"import": str(error)}, values)
    return _to(service, version)


@router.get("/{service}")
async def one(
    request: Request,
    db: http.Transaction,
    member: Administrator,
    service: str,
    version: int | None = None,
) -> Response:
    """Show a service's actions with their policy, to change, to try and to put in use."""
    return await _one(request, db, member, await _sheet(db, service, version), {})


@router.post("/{service}/address")
async def lead(
    request: Request,
    db: http.Transaction,
    member: AdministratorForm,
    service: str,
    address: Short,
    token: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Say where the service is and what is shown there; an empty token keeps the one known."""
    shown = f"Bearer {token}" if token else flows.KEPT
    try:
        await flows.set_connector(db, service, address, shown, actor=member.actor)
    except InvalidConnectorError as error:
        sheet = await _sheet(db, service, None)
        return await _one(request, db, member, sheet, {"address": str(error)})
    return RedirectResponse(f"/settings/actions/{quote(service)}?notice=saved", SEE_OTHER)


@router.post("/{service}/policy/{name}")
async def set_policy(
    request: Request, db: http.Transaction, member: AdministratorForm, service: str, name: str
) -> Response:
    """Keep another policy of an action, as a draft."""
    form = await request.form()
    given = {key: value for key, value in form.items() if isinstance(value, str)}
    version = int(given["version"]) if given.get("version", "").isdigit() else 0
    try:
        change = change_of(given)
        drafted = await flows.change_policy(db, service, version, name, change, actor=member.actor)
    except (InvalidActionError, ValueError) as error:
        sheet = await _sheet(db, service, version or None)
        return await _one(request, db, member, sheet, {name: str(error)}, given=given)
    return _to(service, drafted, f"#a-{name}")


@router.post("/{service}/try")
async def try_out(  # noqa: PLR0913, PLR0917 (one argument per field)
    request: Request,
    house: http.CurrentHouse,
    workspace: http.CurrentWorkspace,
    member: AdministratorForm,
    service: str,
    version: Annotated[int, Form()],
    name: Short,
    person: Short,
    identity: Annotated[IdentityLevel, Form()],
    input: Long = "{}",
) -> Response:
    """Run one action of a version through the whole policy; a change is only made up."""
    async with house.pool.transaction(workspace.id) as db:
        sheet = await _sheet(db, service, version)
        known = {**(await flows.catalogue(db)).actions, **{a.name: a for a in sheet.actions}}
    async with rehearsed(house.pool, workspace.id) as nothing_lasts:
        caller = Caller(
            nothing_lasts,
            workspace.id,
            known,
            actor=member.actor,
            allow_private=house.settings.actions_private_addresses,
        )
        trial = await trial_of(caller, known.get(name), person, identity, input)
    async with house.pool.transaction(workspace.id) as db:
        return await _one(request, db, member, sheet, {}, trial=trial)


@router.post("/{service}/publish")
async def publish(
    request: Request,
    db: http.Transaction,
    member: AdministratorForm,
    service: str,
    version: Annotated[int, Form()],
) -> Response:
    """Put a version in use, from the next call on."""
    try:
        async with db.savepoint():
            await flows.publish_actions(db, service, version, actor=member.actor)
    except InvalidFlowError as error:
        sheet = await _sheet(db, service, version)
        return await _one(request, db, member, sheet, {"publish": str(error)})
    return RedirectResponse(f"/settings/actions/{quote(service)}?notice=saved", SEE_OTHER)


def _read(content: bytes) -> Mapping[str, Any]:
    if len(content) > _LARGEST:
        raise InvalidActionError("The file is too long.")
    try:
        read: Any = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InvalidActionError("The file is not JSON.") from error
    if not isinstance(read, dict):
        raise InvalidActionError("This is not an OpenAPI 3 description.")
    found: dict[str, Any] = read
    return found


def _to(service: str, version: int, place: str = "") -> Response:
    url = f"/settings/actions/{quote(service)}?version={version}&notice=saved{place}"
    return RedirectResponse(url, SEE_OTHER)


async def _sheet(db: Database, service: str, version: int | None) -> _Sheet:
    versions = await flows.list_action_versions(db, service)
    used = next((each for each in versions if each.state == "published"), None)
    shown = next((each for each in versions if each.number == version), versions[0])
    return _Sheet(
        service, versions, shown, used, await flows.action_version(db, service, shown.number)
    )


async def _overview(
    request: Request,
    db: Database,
    member: StaffMember,
    errors: dict[str, str],
    values: Mapping[str, str],
) -> Response:
    services = await flows.list_services(db)
    return settings_page(
        request, member, "actions", errors, services=services, values=values, sheet=None
    )


async def _one(
    request: Request,
    db: Database,
    member: StaffMember,
    sheet: _Sheet,
    errors: dict[str, str],
    *,
    given: Mapping[str, str] | None = None,
    trial: Trial | None = None,
) -> Response:
    services = {each.name: each for each in await flows.list_services(db)}
    look_ups = [each.name for each in sheet.actions if not each.changes]
    reads = pages.language_of(request, member.advisor.language)
    known = {**(await flows.catalogue(db)).actions, **{each.name: each for each in sheet.actions}}
    return settings_page(
        request,
        member,
        "actions",
        errors,
        sheet=sheet,
        service=services[sheet.service],
        look_ups=look_ups,
        limits={each.name: flows.limits_in_words(each, known, reads) for each in sheet.actions},
        levels=list(IdentityLevel),
        autonomies=list(Autonomy),
        given=given or {},
        trial=trial,
    )
