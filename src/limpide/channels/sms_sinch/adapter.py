"""Sending through Sinch's SMS REST API. Account set-up and quirks: README.md beside this file."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

import httpx

from limpide.channels.protocol import (
    Accepted,
    Capabilities,
    Kind,
    Never,
    Outbound,
    Outcome,
    Rejected,
    Unsure,
)
from limpide.channels.sms import calling
from limpide.channels.sms.fitting import Manner, fitted

HOST: Final = "https://eu.sms.api.sinch.com"
_LOOKED_AT: Final = 100
# The field «to» is at fault: the address, not our request.
_BAD_NUMBER: Final = ("to.", "'to'", "msisdn", "recipient")


@dataclass(frozen=True, slots=True)
class SinchAccount:
    """A service plan and its token. `hook_url`: where Sinch reports, if it can reach us."""

    plan: str
    token: str
    hook_url: str | None = None
    host: str = HOST


class SinchSms:
    """SMS by batches of one: each message has its own id, by which Sinch reports."""

    def __init__(
        self, account: SinchAccount, manner: Manner, http: httpx.AsyncClient | None = None
    ) -> None:
        self._account = account
        self._manner = manner
        self._http = http or calling.client()

    @property
    def can(self) -> Capabilities:
        """Carry short text."""
        return Capabilities(kind=Kind.SMS, max_characters=153 * self._manner.most_parts)

    async def send(self, message: Outbound) -> Outcome:
        """Hand one message to Sinch. Raises ChannelDownError when it was surely not taken."""
        manner = self._manner.as_sender(message.sender)
        cut = fitted(message, manner)
        if cut is None:
            return Rejected("too long for an SMS", permanent=False)
        account = self._account
        body: dict[str, object] = {
            "type": "mt_text",
            "from": manner.sender,
            "to": [message.address],
            "body": "".join(cut.parts),
            "delivery_report": "per_recipient",
            "client_reference": message.id,
            "max_number_of_message_parts": len(cut.parts),
        }
        if account.hook_url:
            body["callback_url"] = account.hook_url
        answer = await calling.post(
            self._http,
            f"{account.host}/xms/v1/{account.plan}/batches",
            headers={"Authorization": f"Bearer {account.token}"},
            json=body,
        )
        return answer if isinstance(answer, Unsure) else _outcome(answer)

    async def ask(self, message: Outbound, since: datetime) -> Accepted | Never | Unsure:
        """Look a message up by the reference of ours that it carries."""
        account = self._account
        said = await calling.look(
            self._http,
            f"{account.host}/xms/v1/{account.plan}/batches",
            headers={"Authorization": f"Bearer {account.token}"},
            params={
                "client_reference": message.id,
                "start_date": since.isoformat(timespec="seconds"),
                "page_size": _LOOKED_AT,
            },
        )
        if isinstance(said, Unsure):
            return said
        listed = said.get("batches")
        if not isinstance(listed, list):
            return Unsure("Sinch gave no list")
        for one in cast("list[dict[str, Any]]", listed):
            if one.get("client_reference") == message.id and one.get("id"):
                return Accepted(receipt=str(one["id"]))
        return Never()

    async def close(self) -> None:
        """Hang up."""
        await self._http.aclose()


def _outcome(answer: httpx.Response) -> Outcome:
    said = calling.fields(answer.content)
    if answer.is_success:
        id = said.get("id")
        return Accepted(receipt=str(id)) if id else Unsure("Sinch gave no batch id")
    reason = f"{answer.status_code} {said.get('code', '')} {said.get('text', '')}"[:300]
    words = str(said.get("text", "")).lower()
    return Rejected(reason, permanent=any(sign in words for sign in _BAD_NUMBER))
