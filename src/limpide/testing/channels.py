"""A stand-in for a channel: it remembers what it was given and answers as it was told."""

import asyncio
from collections.abc import Sequence

from limpide.channels import Accepted, Capabilities, Kind, Outbound, Outcome


class RecordingChannel:
    """Accepts everything, unless `answers` says otherwise, one answer per message in turn.

    An answer is an outcome, or an exception to raise.
    """

    def __init__(self, kind: Kind, *answers: Outcome | BaseException) -> None:
        self._can = Capabilities(kind=kind, html=True, attachments=True)
        self.answers: Sequence[Outcome | BaseException] = answers
        self.sent: list[Outbound] = []
        # Set both to stop a sending in its middle.
        self.started = asyncio.Event()
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    @property
    def can(self) -> Capabilities:
        """Any format."""
        return self._can

    async def send(self, message: Outbound) -> Outcome:
        """Remember, then answer as told."""
        self.sent.append(message)
        self.started.set()
        await self.may_answer.wait()
        answer = self.answers[0] if self.answers else Accepted(f"r-{message.id}")
        self.answers = self.answers[1:]
        if isinstance(answer, BaseException):
            raise answer
        return answer
