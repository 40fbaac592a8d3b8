"""Specimens: what a channel would get, drawn to be looked at. Nothing leaves."""

import asyncio
from base64 import b64encode
from typing import Final

from fastapi import Response
from fastapi.responses import HTMLResponse

from limpide.channels import Letter, Outbound, SmsCut, SmsManner, fitted_sms, mail_page, press_of
from limpide.foundation.settings import Settings

# A mail dresses its elements itself; nothing in it runs, and only this house shows it in a frame.
_MAIL_POLICY: Final = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src https: data:;"
    " frame-ancestors 'self'"
)
_SHOWN: Final = frozenset({"image/png", "image/jpeg", "image/gif"})
# What an SMS is measured with where no sender is set: a number, that can be answered.
_NUMBER: Final = "+33600000000"


def mail(drawn: Outbound) -> Response:
    """Draw a mail as its reader's program would, in a frame of its own that runs nothing."""
    page = mail_page(drawn)
    # No program reads this frame, so its images stand in the page itself.
    for file in drawn.attachments:
        if file.is_shown and file.content_type in _SHOWN:
            data = b64encode(file.content).decode()
            page = page.replace(f"cid:{file.content_id}", f"data:{file.content_type};base64,{data}")
    return HTMLResponse(page, headers={"Content-Security-Policy": _MAIL_POLICY})


async def letter(drawn: Outbound, settings: Settings) -> Response:
    """Set a letter as the printer would get it."""
    printed = await asyncio.to_thread(press_of(settings).print, drawn)
    if not isinstance(printed, Letter):
        return Response(str(printed), 422, media_type="text/plain")
    headers = {"Content-Disposition": 'inline; filename="letter.pdf"'}
    return Response(printed.pdf, media_type="application/pdf", headers=headers)


def sms(drawn: Outbound, settings: Settings) -> SmsCut | None:
    """Fit an SMS with its label into parts; None where it is too long."""
    return fitted_sms(drawn, SmsManner(settings.sms_sender or _NUMBER))
