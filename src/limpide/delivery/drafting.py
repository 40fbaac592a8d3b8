"""Drafting: a permitted request becomes a message and what its passport says."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Final

from limpide import contacts
from limpide.channels import Kind, Threading, wire_address
from limpide.contacts import Standing
from limpide.foundation.i18n import known
from limpide.foundation.ids import new_id
from limpide.foundation.workspaces import Workspace
from limpide.ledger import Deed, PassportDraft, PassportId, PermissionUsed, PlanUsed, Weight

from .mailing import mail_id
from .model import DRAWN, Content, LadderId, LadderPart, Message, MessageId, Request, Status
from .planning import Rung

_LIFETIME: Final = timedelta(days=3)
# The page reads chat messages from our own tables: they are handed over when this commits
# (docs/decisions/0007).
_IN_HOUSE: Final = {Kind.CHAT}


@dataclass(frozen=True, slots=True)
class Draft:
    """A permitted message that has no passport yet."""

    id: MessageId
    request: Request
    rung: Rung
    part: LadderPart | None
    company: Workspace
    language: str
    personal: tuple[str, ...]
    allowed: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """The channel."""
        return self.rung.kind

    @property
    def place(self) -> int:
        """The place of its rung, from 1."""
        return 1 if self.part is None else self.part.place

    @property
    def ladder(self) -> LadderId | None:
        """The ladder it belongs to."""
        return None if self.part is None else self.part.ladder

    @property
    def content(self) -> Content:
        """What is said on this channel."""
        return self.request.content_for(self.rung.kind)

    def deed(self) -> Deed:
        """Say what the ledger keeps of it."""
        permission = self.rung.permission
        return Deed(
            "message.requested",
            about=self.id,
            why=f"{self.request.purpose} by {self.kind}",
            data={
                "contact": str(self.request.contact),
                "author": self.request.author.kind.value,
                "basis": "" if permission.basis is None else permission.basis.value,
                "choice": str(permission.choice or ""),
                "ladder": str(self.ladder or ""),
                "place": self.place,
            },
        )


def draft(
    request: Request,
    company: Workspace,
    standing: Standing,
    rung: Rung,
    part: LadderPart | None,
) -> Draft:
    """Give a permitted request its id and its language: the reader's, else the company's."""
    language = known(request.language or standing.contact.language or company.language)
    id = MessageId(new_id())
    said = request.content_for(rung.kind)
    personal = contacts.data_in(standing.contact, f"{said.subject} {said.text}")
    return Draft(id, request, rung, part, company, language, personal)


def passport_of(draft: Draft) -> PassportDraft:
    """Say what the passport says. Nothing of the recipient."""
    request, permission, weighed = draft.request, draft.rung.permission, draft.rung.weight
    part = draft.part
    return PassportDraft(
        message=draft.id,
        company=draft.company.legal_name,
        channels=(draft.kind.value,),
        author=request.author,
        reason=request.reason,
        permission=PermissionUsed(
            request.purpose.value,
            "" if permission.basis is None else permission.basis.value,
            permission.choice,
        ),
        language=draft.language,
        text=draft.content.text,
        weight=Weight(weighed.low, weighed.central, weighed.high, weighed.factors),
        sources=request.sources,
        plan=None if part is None else PlanUsed(part.planned, part.place),
        personal=draft.personal,
        allowed=draft.allowed,
        gathered=request.gathered,
        images=_images(draft),
    )


def _images(draft: Draft) -> tuple[str, ...]:
    """Say which images the message shows, by their digests: words would not prove them."""
    if draft.kind not in DRAWN:
        return ()
    files = draft.content.attachments
    return tuple(_digest(file.content) for file in files if file.content_id)


# The images of a campaign are the same for all its people.
@lru_cache(maxsize=8)
def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def message_of(draft: Draft, passport: PassportId, now: datetime) -> Message:
    """Write the message down as it will be kept."""
    request, content = draft.request, draft.content
    thread, domain = request.threading, wire_address(draft.company.mail_address).rpartition("@")[2]
    return Message(
        id=draft.id,
        contact=request.contact,
        kind=draft.kind,
        address=draft.rung.permission.address or "",
        purpose=request.purpose,
        importance=request.importance,
        status=Status.ACCEPTED if draft.kind in _IN_HOUSE else Status.QUEUED,
        author=request.author,
        is_fact=request.is_fact,
        answering=request.answering,
        language=draft.language,
        subject=content.subject,
        text=content.text,
        html=content.html,
        threading=Threading(mail_id(draft.id, domain), thread.in_reply_to, thread.references),
        reference=request.reference,
        passport=passport,
        requested_at=now,
        expires_at=request.expires_at or max(draft.rung.at, now) + _LIFETIME,
        due_attempt=1,
        refusal=None,
        ladder=draft.ladder,
        rung=draft.place,
    )
