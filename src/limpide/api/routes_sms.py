"""`/hooks`: what SMS providers post. Checked over the raw body, answered once it is stored."""

from collections.abc import Callable, Sequence
from typing import Final

from fastapi import APIRouter, Request, Response

from limpide.channels import ForgedError, SmsEvent, UnreadableError, sinch, twilio
from limpide.foundation import http
from limpide.foundation.errors import LimpideError, NotFoundError
from limpide.foundation.http import House
from limpide.foundation.log import log

from .texting import take_sms

router = APIRouter(prefix="/hooks", include_in_schema=False)
_LONGEST: Final = 256_000


class ForgedCallbackError(LimpideError):
    """The signature is missing or wrong. Nothing was stored."""

    status = 403


class UnreadableCallbackError(LimpideError):
    """The call-back is signed, but not in a form we know."""

    status = 400


@router.post("/sinch/sms")
async def sinch_sms(request: Request, house: http.CurrentHouse) -> Response:
    """Take a text or a delivery report from Sinch."""
    body = await _body(request)
    secret = house.settings.sms_hook_secret
    key = "" if secret is None else secret.get_secret_value()
    country = house.settings.sms_country
    _must_be_ours(house, "sinch", key)
    return await _take(
        house,
        "sinch",
        lambda: sinch.check(body, request.headers, key),
        lambda: sinch.read(body, country),
    )


@router.post("/twilio/sms")
async def twilio_sms(request: Request, house: http.CurrentHouse) -> Response:
    """Take a text from Twilio."""
    body = await _body(request)
    country = house.settings.sms_country
    return await _from_twilio(request, house, body, lambda: twilio.read_text(body, country))


@router.post("/twilio/status")
async def twilio_status(request: Request, house: http.CurrentHouse) -> Response:
    """Take the status of a message from Twilio."""
    body = await _body(request)
    return await _from_twilio(request, house, body, lambda: twilio.read_status(body))


async def _from_twilio(
    request: Request, house: House, body: bytes, read: Callable[[], Sequence[SmsEvent]]
) -> Response:
    secret = house.settings.sms_secret
    key = "" if secret is None else secret.get_secret_value()
    _must_be_ours(house, "twilio", key)
    # The address as Twilio saw it: behind a proxy, the request's own is another.
    query = f"?{request.url.query}" if request.url.query else ""
    url = f"{house.settings.base_url}{request.url.path}{query}"
    signature = request.headers.get("x-twilio-signature", "")
    return await _take(house, "twilio", lambda: twilio.check(url, body, signature, key), read)


async def _take(
    house: House,
    provider: str,
    check: Callable[[], None],
    read: Callable[[], Sequence[SmsEvent]],
) -> Response:
    try:
        check()
        events = read()
    except ForgedError as error:
        log.warning("sms.forged")
        raise ForgedCallbackError from error
    except UnreadableError as error:
        log.warning("sms.unreadable")
        raise UnreadableCallbackError from error
    await take_sms(house.pool, house.settings, events, provider=provider)
    return Response(status_code=204)


def _must_be_ours(house: House, provider: str, key: str) -> None:
    if house.settings.sms_provider != provider:
        raise NotFoundError
    if not key:
        # An empty key would let anybody sign.
        raise ForgedCallbackError


async def _body(request: Request) -> bytes:
    """Read the raw body; what is far too long for a call-back is none of our providers'."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            raise UnreadableCallbackError
    return body
