"""Sending through Twilio. Account set-up and quirks: README.md beside this file."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

import httpx

from limpide.channels.protocol import (
    Accepted,
    Capabilities,
    ChannelDownError,
    Kind,
    Never,
    Outbound,
    Outcome,
    Rejected,
    Unsure,
)
from limpide.channels.sms import calling
from limpide.channels.sms.fitting import Manner, fitted

HOST: Final = "https://api.twilio.com"
# https://www.twilio.com/docs/api/errors: opted out; no such number; not a mobile number.
_BAD_NUMBER: Final = {21610, 21211, 21614}
_LOOKED_AT: Final = 200
_LATER: Final = {20429, 20003, 20005, 21611}


@dataclass(frozen=True, slots=True)
class TwilioAccount:
    """An account and its token. `status_url`: where Twilio reports, if it can reach us."""

    sid: str
    token: str
    status_url: str | None = None
    host: str = HOST


class TwilioSms:
    """SMS by `Messages.json`. There is no idempotency key: what is unsure stays unsure."""

    def __init__(
        self, account: TwilioAccount, manner: Manner, http: httpx.AsyncClient | None = None
    ) -> None:
        self._account = account
        self._manner = manner
        self._http = http or calling.client()

    @property
    def can(self) -> Capabilities:
        """Carry short text."""
        return Capabilities(kind=Kind.SMS, max_characters=153 * self._manner.most_parts)

    async def send(self, message: Outbound) -> Outcome:
        """Hand one message to Twilio. Raises ChannelDownError when it was surely not taken."""
        manner = self._manner.as_sender(message.sender)
        cut = fitted(message, manner)
        if cut is None:
            return Rejected("too long for an SMS", permanent=False)
        account, sender = self._account, manner.sender
        form = {"To": message.address, "Body": "".join(cut.parts)}
        # A sender such as «MG…» is a messaging service, which chooses the number itself.
        form["MessagingServiceSid" if sender.startswith("MG") else "From"] = sender
        if account.status_url:
            form["StatusCallback"] = account.status_url
        answer = await calling.post(
            self._http,
            f"{account.host}/2010-04-01/Accounts/{account.sid}/Messages.json",
            auth=(account.sid, account.token),
            data=form,
        )
        return answer if isinstance(answer, Unsure) else _outcome(answer)

    async def ask(self, message: Outbound, since: datetime) -> Accepted | Never | Unsure:
        """Look a message up among those to its number: its passport's address is its own."""
        del since  # «DateSent» is empty while a message waits there: a filter would hide it.
        account = self._account
        said = await calling.look(
            self._http,
            f"{account.host}/2010-04-01/Accounts/{account.sid}/Messages.json",
            auth=(account.sid, account.token),
            params={"To": message.address, "PageSize": _LOOKED_AT},
        )
        if isinstance(said, Unsure):
            return said
        listed = said.get("messages")
        if not isinstance(listed, list):
            return Unsure("Twilio gave no list")
        for one in cast("list[dict[str, Any]]", listed):
            if message.passport_url in str(one.get("body", "")) and one.get("sid"):
                return Accepted(receipt=str(one["sid"]))
        return Never()

    async def close(self) -> None:
        """Hang up."""
        await self._http.aclose()


def _outcome(answer: httpx.Response) -> Outcome:
    said = calling.fields(answer.content)
    if answer.is_success:
        sid = said.get("sid")
        return Accepted(receipt=str(sid)) if sid else Unsure("Twilio gave no message id")
    code = said.get("code")
    if code in _LATER:
        raise ChannelDownError(f"Twilio answered {code}")
    reason = f"{answer.status_code} {code} {said.get('message', '')}"[:300]
    return Rejected(reason, permanent=code in _BAD_NUMBER)
