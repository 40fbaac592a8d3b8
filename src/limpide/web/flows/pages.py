"""Pages of flows: each procedure as a diagram and as text, its versions, what a sentence begins."""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import assistant, flows
from limpide.advisors import Role
from limpide.flows import Flow, InvalidFlowError, InvalidSilenceError
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.web import pages
from limpide.web.sign_in import Staff, StaffForm, require, staff_page

router = APIRouter(prefix="/flows")
_SEE_OTHER = 303
_LONGEST = 200_000
_LONGEST_SENTENCE = 500
# Writing a procedure and putting it in use are two rights.
_WRITERS = (Role.KNOWLEDGE_OWNER, Role.LEAD, Role.ADMIN)
_PUBLISHERS = (Role.LEAD, Role.ADMIN)


@router.get("")
async def overview(
    request: Request,
    db: http.Transaction,
    member: Staff,
    say: str = "",
    in_language: str = "fr",
    silence: Literal["", "saved", "wrong"] = "",
) -> Response:
    """List procedures and actions; show what a sentence would begin."""
    language = "en" if in_language == "en" else "fr"
    said = say.strip()[:_LONGEST_SENTENCE]
    actions = (await flows.catalogue(db)).actions
    reads = pages.language_of(request, member.advisor.language)
    return staff_page(
        request,
        "flows/overview.html",
        member,
        "flows",
        states=await flows.list_states(db),
        actions=actions.values(),
        limits={
            name: flows.limits_in_words(each, actions, reads) for name, each in actions.items()
        },
        silence_minutes=await flows.silence_minutes(db),
        silence_note=silence,
        may_publish=bool(member.advisor.roles.intersection(_PUBLISHERS)),
        say=said,
        in_language=language,
        heard=await assistant.explain_wish(db, said, language) if said else None,
    )


@router.get("/new")
async def new(request: Request, member: Staff) -> Response:
    """Begin a procedure, from an example that works."""
    require(member, *_WRITERS)
    return staff_page(
        request, "flows/edit.html", member, "flows", name="", body=flows.EXAMPLE, error=None
    )


@router.post("/save")
async def save(
    request: Request, db: http.Transaction, member: StaffForm, body: Annotated[str, Form()]
) -> Response:
    """Keep a draft; what is wrong is said beside the text, and nothing is lost."""
    require(member, *_WRITERS)
    text = body.replace("\r\n", "\n")[:_LONGEST]
    try:
        async with db.savepoint():
            flow = await flows.save_flow(db, text, actor=member.actor)
    except InvalidFlowError as error:
        name = request.query_params.get("name", "")
        return staff_page(
            request,
            "flows/edit.html",
            member,
            "flows",
            name=name,
            body=text,
            error=str(error),
        )
    return RedirectResponse(f"/flows/{quote(flow.name)}?version={flow.version}", _SEE_OTHER)


@router.post("/silence")
async def set_silence(
    db: http.Transaction, member: StaffForm, minutes: Annotated[str, Form(max_length=4)]
) -> Response:
    """Say after how long a silent customer is asked whether they are still there."""
    require(member, *_PUBLISHERS)
    try:
        number = int(minutes) if minutes.strip().isdecimal() else -1
        await flows.set_silence_minutes(db, number, actor=member.actor)
    except InvalidSilenceError:
        return RedirectResponse("/flows?silence=wrong#silence", _SEE_OTHER)
    return RedirectResponse("/flows?silence=saved#silence", _SEE_OTHER)


@router.get("/{name}")
async def one(
    request: Request, db: http.Transaction, member: Staff, name: str, version: int | None = None
) -> Response:
    """Show a procedure: its diagram, its versions, what a draft changes."""
    versions = await flows.list_versions(db, name)
    used = next((each for each in versions if each.state == "published"), None)
    shown = next((each for each in versions if each.number == version), used or versions[0])
    before = "" if used is None else used.body
    return staff_page(
        request,
        "flows/flow.html",
        member,
        "flows",
        flow=await _drawn(db, name, shown.number),
        versions=versions,
        shown=shown,
        used=used,
        changes=flows.difference(before, shown.body) if shown is not used else [],
    )


@router.get("/{name}/edit")
async def edit(
    request: Request, db: http.Transaction, member: Staff, name: str, version: int = 0
) -> Response:
    """Change a procedure, from one of its versions; from the newest where none is named."""
    require(member, *_WRITERS)
    versions = await flows.list_versions(db, name)
    body = next((each.body for each in versions if each.number == version), versions[0].body)
    return staff_page(request, "flows/edit.html", member, "flows", name=name, body=body, error=None)


@router.post("/{name}/publish")
async def publish(
    house: http.CurrentHouse,
    workspace: http.CurrentWorkspace,
    member: StaffForm,
    name: str,
    version: Annotated[int, Form()],
) -> Response:
    """Put a version in use, from the next message on, if the kept tests go as written with it."""
    require(member, *_PUBLISHERS)
    await assistant.rehearsing.publish_checked(
        house.pool,
        workspace.id,
        [(name, version)],
        actor=member.actor,
        allow_private=house.settings.actions_private_addresses,
    )
    return RedirectResponse(f"/flows/{quote(name)}", _SEE_OTHER)


@router.post("/{name}/retire")
async def retire(db: http.Transaction, member: StaffForm, name: str) -> Response:
    """Take a procedure out of use; any version can be put in use again."""
    require(member, *_PUBLISHERS)
    await flows.retire_flow(db, name, actor=member.actor)
    return RedirectResponse(f"/flows/{quote(name)}", _SEE_OTHER)


async def _drawn(db: Database, name: str, version: int) -> Flow:
    return await flows.flow_version(db, name, version)
