"""`/letters`: what the post brought back, scanned in by the code at a letter's foot."""

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from limpide import contacts, delivery
from limpide.contacts import Contact, NoSuchContactError
from limpide.delivery import Message
from limpide.foundation import http
from limpide.foundation.database import Database

from .access import SEE_OTHER, Reader, Short, Writer, campaigns_page

router = APIRouter(prefix="/letters")
_SHOWN: Final = 50


@router.get("")
async def letters(request: Request, db: http.Transaction, member: Reader) -> Response:
    """Show a field to scan into, and the letters that came back last."""
    return await _page(request, db, member, "")


@router.post("/returned")
async def returned(
    request: Request, db: http.Transaction, member: Writer, code: Short = "", reason: Short = ""
) -> Response:
    """Record a letter that came back: its address is written to no more, its person is."""
    letter = await delivery.find_letter(db, code)
    if letter is None:
        return await _page(request, db, member, code)
    is_new = await delivery.record_return(db, letter.id, code=reason.strip())
    notice = "returned" if is_new else "returned_before"
    return RedirectResponse(f"/letters?notice={notice}", SEE_OTHER)


async def _page(request: Request, db: Database, member: Reader, code: str) -> Response:
    listed = [
        (letter, await _person(db, letter))
        for letter in await delivery.list_returned(db, limit=_SHOWN)
    ]
    return campaigns_page(
        request,
        member,
        "letters",
        "letters",
        errors={"code": "letter_code"} if code else {},
        code=code,
        letters=listed,
    )


async def _person(db: Database, letter: Message) -> Contact | None:
    try:
        return await contacts.get_contact(db, letter.contact)
    except NoSuchContactError:
        return None
