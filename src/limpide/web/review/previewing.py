"""What the customer would get of a reply that waits, on the channel it would leave by."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from limpide import conversations, delivery, review
from limpide.channels import Kind, Outbound
from limpide.foundation import http, workspaces
from limpide.foundation.database import Database
from limpide.review import Item, ItemId, NoSuchItemError, Reviewer
from limpide.web import pages, specimens
from limpide.web.sign_in import Staff, StaffMember

router = APIRouter(prefix="/review")


@dataclass(frozen=True, slots=True)
class _Seen:
    kind: Kind
    drawn: Outbound


@router.get("/{id}/preview")
async def preview(
    request: Request, db: http.Transaction, house: http.CurrentHouse, member: Staff, id: UUID
) -> Response:
    """Draw it as the reader has written it so far, for a page that is open."""
    item = await review.get_item(db, ItemId(id))
    language = pages.language_of(request, member.advisor.language)
    values = await values_of(db, house, item, member)
    html = pages.fragment(request, "review/_preview.html", language=language, item=item, **values)
    return HTMLResponse(html)


@router.get("/{id}/mail.html")
async def mail(db: http.Transaction, house: http.CurrentHouse, member: Staff, id: UUID) -> Response:
    """Draw the mail."""
    return specimens.mail((await _seen(db, house, id, member)).drawn)


@router.get("/{id}/letter.pdf")
async def letter(
    db: http.Transaction, house: http.CurrentHouse, member: Staff, id: UUID
) -> Response:
    """Set the letter."""
    return await specimens.letter((await _seen(db, house, id, member)).drawn, house.settings)


async def values_of(
    db: Database, house: http.House, item: Item, member: StaffMember
) -> dict[str, Any]:
    """Give what `review/_preview.html` draws; nothing for what is no reply."""
    seen = await _find(db, house, item, member)
    if seen is None:
        return {"seen": None}
    sms = specimens.sms(seen.drawn, house.settings) if seen.kind is Kind.SMS else None
    return {"seen": seen, "sms": sms}


async def _seen(db: Database, house: http.House, id: UUID, member: StaffMember) -> _Seen:
    seen = await _find(db, house, await review.get_item(db, ItemId(id)), member)
    if seen is None:
        raise NoSuchItemError
    return seen


async def _find(db: Database, house: http.House, item: Item, member: StaffMember) -> _Seen | None:
    me = member.advisor
    kept = await review.manuscripts.find(db, item.id, me.id)
    text, runs = (item.text, item.runs) if kept is None else (kept.text, kept.runs)
    found = await conversations.specimen_of(db, item, Reviewer(me.id, me.name), text, runs)
    if found is None:
        return None
    company = await workspaces.get(db)
    return _Seen(found.kind, delivery.specimen(found, company, house.settings.base_url))
