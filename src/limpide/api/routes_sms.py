"""`/hooks`: what SMS providers post. Checked over the raw body, answered once it is stored."""

from collections.abc import Callable, Sequence
from typing import Final

from fastapi import APIRouter, Request, Response
from pydantic import SecretStr

from limpide.channels import ForgedError, SmsEvent, UnreadableError, sinch, twilio
from limpide.foundation import http
from limpide.foundation.carriers import SmsCarrier
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
@router.post("/sinch/sms/{name}")
async def sinch_sms(request: Request, house: http.CurrentHouse, name: str = "sinch") -> Response:
    """Take a text or a delivery report from Sinch."""
    body = await raw_body(request)
    country = house.settings.sms_country
    key = _key(_carrier(house, "sinch", name).hook_secret)
    return await _take(
        house,
        name,
        lambda: sinch.check(body, request.headers, key),
        lambda: sinch.read(body, country),
    )


@router.post("/twilio/sms")
@router.post("/twilio/sms/{name}")
async def twilio_sms(request: Request, house: http.CurrentHouse, name: str = "twilio") -> Response:
    """Take a text from Twilio."""
    body = await raw_body(request)
    country = house.settings.sms_country
    return await _from_twilio(request, house, name, body, lambda: twilio.read_text(body, country))


@router.post("/twilio/status")
@router.post("/twilio/status/{name}")
async def twilio_status(
    request: Request, house: http.CurrentHouse, name: str = "twilio"
) -> Response:
    """Take the status of a message from Twilio."""
    body = await raw_body(request)
    return await _from_twilio(request, house, name, body, lambda: twilio.read_status(body))


async def _from_twilio(
    request: Request,
    house: House,
    name: str,
    body: bytes,
    read: Callable[[], Sequence[SmsEvent]],
) -> Response:
    key = _key(_carrier(house, "twilio", name).secret)
    # The address as Twilio saw it: behind a proxy, the request's own is another.
    query = f"?{request.url.query}" if request.url.query else ""
    url = f"{house.settings.base_url}{request.url.path}{query}"
    signature = request.headers.get("x-twilio-signature", "")
    return await _take(house, name, lambda: twilio.check(url, body, signature, key), read)


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


def _carrier(house: House, provider: str, name: str) -> SmsCarrier:
    for each in house.settings.sms_carriers:
        if (each.provider, each.name) == (provider, name):
            return each
    raise NotFoundError


def _key(secret: SecretStr | None) -> str:
    if secret is None or not secret.get_secret_value():
        # An empty key would let anybody sign.
        raise ForgedCallbackError
    return secret.get_secret_value()


async def raw_body(request: Request) -> bytes:
    """Read the raw body; what is far too long for a call-back is none of our providers'."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            raise UnreadableCallbackError
    return body
