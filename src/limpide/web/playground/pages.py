"""The playground's pages."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import assistant, flows, knowledge
from limpide.advisors import Role
from limpide.flows import InvalidFlowError, NoSuchTestError, TestId
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.web.sign_in import Staff, StaffForm, StaffMember, require, staff_page

from .acts import Scene, scene_kept, scene_of
from .comparing import compare
from .playing import Shot, as_test, play

router = APIRouter(prefix="/playground")
_SEE_OTHER: Final = 303
_WRITERS: Final = (Role.KNOWLEDGE_OWNER, Role.LEAD, Role.ADMIN)
_PUBLISHERS: Final = (Role.LEAD, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Table:
    """Who plays, where: what each page of the playground needs."""

    request: Request
    house: http.House
    workspace: http.Workspace
    member: StaffMember

    async def page(
        self,
        scene: Scene,
        shot: Shot,
        *,
        note: str | None = None,
        fault: str | None = None,
        checked: Sequence[assistant.rehearsing.Checked] | None = None,
    ) -> Response:
        """Draw the playground, beside what is published where that is wanted."""
        published = await self._play(scene, is_draft=False) if scene.is_compared else None
        async with self.house.pool.transaction(self.workspace.id) as db:
            drafts = await flows.list_drafts(db)
            tests = await flows.list_tests(db)
            titles = (await flows.catalogue(db)).flows
            waiting = await _waiting_documents(db)
        return staff_page(
            self.request,
            "playground/playground.html",
            self.member,
            "flows",
            scene=scene,
            shot=shot,
            published=published,
            pairs=compare(scene.turns, shot, published) if published else [],
            turns=json.dumps([dict(each) for each in scene.turns], ensure_ascii=False),
            drafts=drafts,
            waiting=waiting,
            tests=tests,
            flows={name: flow.title for name, flow in titles.items()},
            note=note,
            fault=fault,
            checked=checked,
            may_publish=bool(self.member.advisor.roles.intersection(_PUBLISHERS)),
        )

    async def play(self, scene: Scene) -> Shot:
        """Play a scene with the drafts."""
        return await self._play(scene, is_draft=True)

    async def _play(self, scene: Scene, *, is_draft: bool) -> Shot:
        return await play(
            self.house.pool,
            self.workspace.id,
            scene,
            self.member.advisor.language,
            allow_private=self.house.settings.actions_private_addresses,
            is_draft=is_draft,
        )


async def _table(
    request: Request,
    house: http.CurrentHouse,
    workspace: http.CurrentWorkspace,
    member: StaffForm,
) -> Table:
    require(member, *_WRITERS)
    return Table(request, house, workspace, member)


AtTable = Annotated[Table, Depends(_table, scope="function")]


@router.get("")
async def begin(
    request: Request,
    house: http.CurrentHouse,
    workspace: http.CurrentWorkspace,
    member: Staff,
) -> Response:
    """Show the playground, ready to talk."""
    require(member, *_WRITERS)
    language = member.advisor.language
    scene = Scene(language=language if language in {"fr", "en"} else "fr")
    return await Table(request, house, workspace, member).page(scene, Shot(()))


@router.post("")
async def act(table: AtTable, do: Annotated[str, Form()] = "say") -> Response:
    """Say or do one thing more; the whole conversation is played again with the drafts of now."""
    form = await _fields(table.request)
    scene = scene_of(form).after(do, form.get("text", ""))
    return await table.page(scene, await table.play(scene))


@router.post("/teach")
async def teach(
    table: AtTable, sentence: Annotated[str, Form()], flow: Annotated[str, Form()]
) -> Response:
    """Teach a procedure that a sentence begins it: a new draft."""
    scene = scene_of(await _fields(table.request))
    fault = None
    try:
        async with table.house.pool.transaction(table.workspace.id) as db:
            await flows.teach(db, flow, sentence, scene.language, actor=table.member.actor)
    except InvalidFlowError as error:
        fault = str(error)
    return await table.page(
        scene, await table.play(scene), note=None if fault else "taught", fault=fault
    )


@router.post("/keep")
async def keep(
    table: AtTable, name: Annotated[str, Form()], beside: Annotated[str, Form()] = ""
) -> Response:
    """Keep the conversation as a test beside a procedure."""
    scene = scene_of(await _fields(table.request))
    shot = await table.play(scene)
    title = " ".join(name.split())[:200]
    if shot.turns and shot.fault is None and title:
        async with table.house.pool.transaction(table.workspace.id) as db:
            await flows.keep_test(
                db, beside or None, title, as_test(scene, shot), actor=table.member.actor
            )
        return await table.page(scene, shot, note="kept")
    return await table.page(scene, shot, fault="nothing_to_keep")


@router.post("/tests")
async def check(table: AtTable) -> Response:
    """Play every test with the drafts."""
    scene = scene_of(await _fields(table.request))
    checked = await assistant.rehearsing.check_drafts(
        table.house.pool,
        table.workspace.id,
        allow_private=table.house.settings.actions_private_addresses,
    )
    return await table.page(scene, await table.play(scene), checked=checked)


@router.post("/tests/{id}/compare")
async def compare_kept(table: AtTable, id: UUID) -> Response:
    """Play a kept conversation with the drafts and with what is published, side by side."""
    async with table.house.pool.transaction(table.workspace.id) as db:
        kept = next((each for each in await flows.list_tests(db) if each.id == id), None)
    if kept is None:
        raise NoSuchTestError
    scene = scene_kept(kept.script)
    return await table.page(scene, await table.play(scene), note="compared")


@router.post("/tests/{id}/remove")
async def remove(table: AtTable, id: UUID) -> Response:
    """Remove a test."""
    async with table.house.pool.transaction(table.workspace.id) as db:
        await flows.remove_test(db, TestId(id), actor=table.member.actor)
    return RedirectResponse("/playground#tests", _SEE_OTHER)


@router.post("/publish")
async def publish(table: AtTable) -> Response:
    """Put all drafts in use, if every test goes as written with them."""
    require(table.member, *_PUBLISHERS)
    scene = scene_of(await _fields(table.request))
    async with table.house.pool.transaction(table.workspace.id) as db:
        drafts = await flows.list_drafts(db)
    note, fault = "published", None
    try:
        await assistant.rehearsing.publish_checked(
            table.house.pool,
            table.workspace.id,
            drafts,
            actor=table.member.actor,
            allow_private=table.house.settings.actions_private_addresses,
        )
    except assistant.rehearsing.NotReadyError as error:
        note, fault = None, f"not_ready {error}"
    return await table.page(scene, await table.play(scene), note=note, fault=fault)


async def _fields(request: Request) -> dict[str, str]:
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


async def _waiting_documents(db: Database) -> int:
    return sum(not each.is_approved for each in await knowledge.list_documents(db))
