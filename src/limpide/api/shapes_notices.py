"""What the API reads and writes about notices."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, Field

from limpide import ledger
from limpide.channels import Kind
from limpide.delivery import Cause, Ladder, Message
from limpide.journeys import Gathered

from .shapes import MessageResult, Short
from .shapes_files import Files, Shape

Name = Annotated[str, Field(min_length=1, max_length=200)]


class NewNotice(Shape):
    """A published template for one person, with the data of the case."""

    contact: UUID
    template: Name
    data: dict[str, Any] = Field({}, examples=[{"order": "OLV-20418837"}])
    key: Short | None = Field(None, description="The same key, the same message, for ever.")
    files: Files = Field([])
    not_before: AwareDatetime | None = Field(None, description="From when it may leave.")
    expires_at: AwareDatetime | None = Field(None, description="After this it does not go out.")


class NewNotices(Shape):
    """Up to 500 notices; each is queued or refused by itself."""

    notices: Annotated[list[NewNotice], Field(min_length=1, max_length=500)]


class NoticeResult(MessageResult):
    """Also `gathered`: the reader wants notices together; it leaves with the others, `due_at`.

    `missing`: of several, it names a contact or template that is not there (`refusal` says which).
    """

    due_at: datetime | None = None


class NoticeResults(Shape):
    """Results in the order of the request."""

    results: list[NoticeResult]


class NoticeMessage(Shape):
    """One message of a notice: its channel, its place in the plan from 1, and where it stands."""

    id: UUID
    channel: Kind
    place: int
    status: str
    refusal: str | None
    requested_at: datetime
    passport: str


class NoticeShape(Shape):
    """A notice as it stands.

    `state`: that of its ladder (`climbing`, `seen`, `exhausted`, `stopped`), else of its message;
    before there is one: `waiting`, `refused`, `cancelled` or `expired`. `planned`: the channels of
    its ladder, in their order.
    """

    id: UUID
    contact: UUID
    state: str = Field(examples=["delivered"])
    due_at: datetime | None
    refusal: str | None
    planned: list[Kind]
    messages: list[NoticeMessage]

    @classmethod
    def of(
        cls,
        id: UUID,
        gathered: Gathered | None,
        messages: Sequence[Message],
        ladder: Ladder | None,
        base_url: str,
    ) -> "NoticeShape":
        """Draw a notice from what became of it."""
        first = messages[0] if messages else None
        state = "" if gathered is None else gathered.state.value
        if first is not None:
            state = first.status.value if ladder is None else ladder.state.value
        refusal = None if gathered is None else gathered.refusal
        if first is not None and first.refusal is not None:
            refusal = first.refusal.value
        return cls(
            id=id,
            contact=gathered.contact if first is None and gathered else messages[0].contact,
            state=state,
            due_at=None if gathered is None else gathered.due_at,
            refusal=refusal,
            planned=[] if ladder is None else [step.kind for step in ladder.steps],
            messages=[_message(each, base_url) for each in messages],
        )


class Cancel(Shape):
    """Why it is called back; `solved` is counted among the sends that were avoided."""

    cause: Cause = Cause.OTHER


class Cancelled(Shape):
    """Whether anything could still be stopped."""

    cancelled: bool


def _message(message: Message, base_url: str) -> NoticeMessage:
    return NoticeMessage(
        id=message.id,
        channel=message.kind,
        place=message.rung,
        status=message.status.value,
        refusal=None if message.refusal is None else message.refusal.value,
        requested_at=message.requested_at,
        passport=f"{base_url}/m/{ledger.passport_token(message.passport)}",
    )
