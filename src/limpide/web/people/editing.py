"""What colleagues write down of a person: their name, how to reach them, what they asked for."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from limpide import contacts
from limpide.channels import Kind
from limpide.contacts import AiMode, ContactId, InvalidAddressError
from limpide.foundation import http
from limpide.foundation.i18n import known
from limpide.web.sign_in import Talker

router = APIRouter(prefix="/people")
_SEE_OTHER = 303
# The ways to reach somebody that a colleague can be told.
ADDRESSES = (Kind.EMAIL, Kind.SMS, Kind.LETTER)


@router.post("/{id}/name")
async def name(
    db: http.Transaction, member: Talker, id: UUID, name: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """Call somebody by the name they gave."""
    called = " ".join(name.split()) or None
    await contacts.set_name(db, ContactId(id), called, actor=member.actor)
    return _back(id, "saved")


@router.post("/{id}/addresses")
async def address(
    db: http.Transaction,
    member: Talker,
    id: UUID,
    kind: Annotated[Kind, Form()],
    value: Annotated[str, Form(max_length=500)],
) -> Response:
    """Note how somebody can be reached; what another person has already stays theirs."""
    if kind not in ADDRESSES:
        raise InvalidAddressError
    try:
        async with db.savepoint():
            found = await contacts.add_address(db, ContactId(id), kind, value, actor=member.actor)
    except InvalidAddressError:
        return _back(id, "invalid_address")
    return _back(id, "saved" if found.contact == id else f"taken&by={found.contact}")


@router.post("/{id}/wishes")
async def wishes(
    db: http.Transaction,
    member: Talker,
    id: UUID,
    ai_mode: Annotated[AiMode, Form()],
    language: Annotated[str, Form(pattern="^(fr|en)$")],
) -> Response:
    """Keep what somebody told us they want; it takes effect at once, as on their own page."""
    await contacts.set_ai_mode(db, ContactId(id), ai_mode, actor=member.actor)
    await contacts.set_language(db, ContactId(id), known(language), actor=member.actor)
    return _back(id, "saved")


def _back(id: UUID, notice: str) -> Response:
    return RedirectResponse(f"/people/{id}?notice={notice}", _SEE_OTHER)
