"""Letters through Lob (`POST /letters`). Set-up and quirks: README.md beside this file."""

import asyncio
import json
from typing import Any, Final

import httpx

from limpide.channels.letter.postal import PostalAddress, Unprintable, read_postal
from limpide.channels.letter.setting import Letter, Press
from limpide.channels.protocol import (
    Accepted,
    Capabilities,
    ChannelDownError,
    Kind,
    Outbound,
    Outcome,
    Rejected,
    Unsure,
)

_SECONDS: Final = 60.0
_NOT_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
# Our side or theirs is not ready; the letter was not taken.
_TRY_LATER: Final = {401, 403, 429, 503}
_CONFLICT: Final = 409
# The address itself is at fault (Lob's error codes): it is not written to again.
_BAD_ADDRESS: Final = {"failed_deliverability_strictness"}
_LONGEST_NAME: Final = 40


class LobLetters:
    """Sets letters here and lets Lob print and post them. Lob prints both addresses."""

    def __init__(self, press: Press, *, key: str, url: str) -> None:
        self._press = press
        self._key = key
        self._url = url.rstrip("/")

    @property
    def can(self) -> Capabilities:
        """Carry text, HTML and PDF files."""
        return Capabilities(kind=Kind.LETTER, html=True, attachments=True)

    async def send(self, message: Outbound) -> Outcome:
        """Hand one letter to Lob. Raises ChannelDownError when it was surely not taken."""
        letter = await asyncio.to_thread(self._press.print, message)
        if not isinstance(letter, Letter):
            return Rejected(str(letter), permanent=False)
        sender = self._sender(message)
        if isinstance(sender, Unprintable):
            return Rejected(f"sender: {sender}", permanent=False)
        name = letter.address.name or message.letterhead.recipient
        if len(name) > _LONGEST_NAME or len(message.letterhead.company) > _LONGEST_NAME:
            return Rejected("Lob prints names of forty characters at most", permanent=False)
        fields = self._fields(message, _address(letter.address, name), sender)
        files = {"file": (f"{message.id}.pdf", letter.pdf, "application/pdf")}
        try:
            answer = await self._post(message.id, fields, files)
        except _NOT_SENT as error:
            raise ChannelDownError from error
        except httpx.TransportError as error:
            return Unsure(f"the line broke: {type(error).__name__}")
        return _outcome(answer)

    async def _post(
        self, id: str, fields: dict[str, str], files: dict[str, tuple[str, bytes, str]]
    ) -> httpx.Response:
        async with httpx.AsyncClient(timeout=_SECONDS, auth=(self._key, "")) as http:
            return await http.post(
                f"{self._url}/letters",
                data=fields,
                files=files,
                headers={"Idempotency-Key": id},
            )

    def _sender(self, message: Outbound) -> dict[str, str] | Unprintable:
        head = message.letterhead
        lines = head.address or self._press.stationery.sender
        read = read_postal("\n".join(("-", *lines)), country="US")
        return read if isinstance(read, Unprintable) else _address(read, head.company)

    def _fields(
        self, message: Outbound, to: dict[str, str], sender: dict[str, str]
    ) -> dict[str, str]:
        paper = self._press.stationery
        fields = {
            "description": f"Limpide {message.return_token}",
            "color": json.dumps(paper.colour),
            "double_sided": json.dumps(paper.duplex),
            "address_placement": "top_first_page",
            "use_type": "marketing" if message.unsubscribe_url else "operational",
            "metadata[message]": message.id,
        }
        fields |= {f"to[{name}]": value for name, value in to.items()}
        return fields | {f"from[{name}]": value for name, value in sender.items()}


def _address(address: PostalAddress, name: str) -> dict[str, str]:
    *more, street = address.lines or ("",)
    found = {
        "name": name,
        "address_line1": street,
        "address_line2": ", ".join(more),
        "address_city": address.city,
        "address_state": address.region,
        "address_zip": address.postcode,
        "address_country": address.country,
    }
    return {key: value for key, value in found.items() if value}


def _outcome(answer: httpx.Response) -> Outcome:
    if answer.status_code in _TRY_LATER:
        raise ChannelDownError(f"Lob answered {answer.status_code}")
    if answer.is_success:
        id = _member(answer, "id")
        return Accepted(id) if id else Unsure("Lob's answer names no letter")
    if answer.is_server_error or answer.status_code in {408, _CONFLICT}:
        # The same key may still be at work there: the letter may exist.
        return Unsure(f"Lob answered {answer.status_code}")
    code = _member(answer, "error", "code") or str(answer.status_code)
    return Rejected(f"Lob: {code[:100]}", permanent=code in _BAD_ADDRESS)


def _member(answer: httpx.Response, *path: str) -> str:
    try:
        found: Any = answer.json()
        for key in path:
            found = found[key]
    except (ValueError, KeyError, TypeError):
        return ""
    return found if isinstance(found, str) else ""
