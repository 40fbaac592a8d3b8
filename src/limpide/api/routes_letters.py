"""`/v1/letters`: what the post brought back. `/hooks/lob`: what Lob tells of letters."""

from typing import Annotated, ClassVar, Final

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from limpide import delivery
from limpide.channels import ForgedError, Kind, UnreadableError, lob
from limpide.delivery import Status
from limpide.foundation import http, workspaces
from limpide.foundation.errors import LimpideError, NotFoundError
from limpide.foundation.log import log

from .keys import Transaction, may
from .model import Caller, Scope
from .routes_sms import ForgedCallbackError, UnreadableCallbackError, raw_body
from .shapes import SendingShape, Short
from .shapes_files import Shape

router = APIRouter()
Writer = Annotated[Caller, Depends(may(Scope.MESSAGES_WRITE))]
_LOB: Final = "lob"


class NoSuchLetterError(LimpideError):
    """No letter has this code."""

    status: ClassVar[int] = 404


class ReturnedLetter(Shape):
    """A letter that came back, by the code at its foot or the address in its QR code."""

    code: Short = Field(examples=["4F7KQ-2M9XA"])
    reason: Short = Field("", description="What the post wrote on it.")


@router.post("/v1/letters/returned", tags=["letters"])
async def letter_returned(db: Transaction, caller: Writer, body: ReturnedLetter) -> SendingShape:
    """Record a letter that the post brought back: its address is not written to again."""
    del caller
    letter = await delivery.find_letter(db, body.code)
    if letter is None:
        raise NoSuchLetterError
    await delivery.record_return(db, letter.id, code=body.reason)
    company = await workspaces.get(db)
    return SendingShape.of(await delivery.get_message(db, letter.id), company.legal_name)


@router.post("/hooks/lob", include_in_schema=False)
async def lob_told(request: Request, house: http.CurrentHouse) -> Response:
    """Take what became of a letter. Repeatable: whoever tells us twice is heard once."""
    if house.settings.letter_by != _LOB:
        raise NotFoundError
    secret = house.settings.letter_lob_hook_secret
    if secret is None:
        # An empty key would let anybody sign.
        raise ForgedCallbackError
    body = await raw_body(request)
    try:
        lob.check(body, request.headers, secret.get_secret_value())
        reports = [(each.provider_id, Status(each.became), each.code) for each in lob.read(body)]
    except ForgedError as error:
        log.warning("letter.forged")
        raise ForgedCallbackError from error
    except UnreadableError as error:
        raise UnreadableCallbackError from error
    # A report names only Lob's id: where no attempt of a company has it, it moves nothing.
    for company in await workspaces.list_all(house.pool) if reports else []:
        async with house.pool.transaction(company.id) as db:
            await delivery.record_receipts(db, Kind.LETTER, reports, provider=_LOB)
    return Response(status_code=204)
