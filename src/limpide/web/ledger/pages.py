"""`/ledger`: the newest entries, those about one thing, and all of it for an auditor."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from limpide import ledger
from limpide.advisors import Role
from limpide.foundation import clock, http
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.ledger import EntryId
from limpide.web import pages
from limpide.web.sign_in import Staff, require, staff_page

from .words import deed

router = APIRouter(prefix="/ledger")
_READERS: Final = (Role.LEAD, Role.ADMIN, Role.AUDITOR)
_AUDITORS: Final = (Role.ADMIN, Role.AUDITOR)
_SHOWN: Final = 100


@router.get("")
async def index(
    request: Request,
    db: http.Transaction,
    member: Staff,
    before: UUID | None = None,
    about: str = "",
) -> Response:
    """Show what was done, the newest first. `about`: the id of a person, a message, a document."""
    require(member, *_READERS)
    language = pages.language_of(request, member.advisor.language)
    thing = _uuid(about.strip())
    if thing is not None:
        entries = list(reversed(await ledger.entries_about(db, thing)))
    else:
        cursor = None if before is None else EntryId(before)
        entries = list(await ledger.list_entries(db, before=cursor, limit=_SHOWN))
    is_full = thing is None and len(entries) == _SHOWN
    return staff_page(
        request,
        "ledger/index.html",
        member,
        "ledger",
        entries=[(each, deed(language, each.what)) for each in entries],
        older=entries[-1].id if is_full else None,
        is_older=before is not None,
        about=about.strip(),
        is_unknown=bool(about.strip()) and thing is None,
        checkpoint=await ledger.audit.last_checkpoint(db),
        may_export=bool(member.advisor.roles.intersection(_AUDITORS)),
    )


@router.get("/export.jsonl")
async def export(
    member: Staff, house: http.CurrentHouse, workspace: http.CurrentWorkspace
) -> Response:
    """Sign the tree, then give all of it as JSON Lines (docs/reference/ledger.md)."""
    require(member, *_AUDITORS)
    name = f"ledger-{_today()}.jsonl"
    return StreamingResponse(
        _lines(house.pool, workspace.id),
        media_type="application/jsonl",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


async def _lines(pool: Pool, company: WorkspaceId) -> AsyncIterator[str]:
    await ledger.audit.sequence_all(pool, company)
    async with pool.transaction(company) as db:
        await ledger.audit.sign_checkpoint(db)
    async with pool.transaction(company) as db:
        async for line in ledger.audit.export(db):
            yield line


def _today() -> date:
    return clock.now().date()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
