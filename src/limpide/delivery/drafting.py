"""Drafting: a permitted request becomes a message and what its passport says."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from limpide.channels import Kind
from limpide.contacts import Permission, Standing
from limpide.foundation import clock
from limpide.foundation.i18n import known
from limpide.foundation.ids import new_id
from limpide.foundation.workspaces import Workspace
from limpide.ledger import Deed, PassportDraft, PassportId, PermissionUsed, Weight

from .mailing import mail_id
from .model import Message, MessageId, Request, Status
from .rendering import weight

_LIFETIME: Final = timedelta(days=3)
# The page reads chat messages from our own tables: they are handed over when this commits
# (docs/decisions/0007).
_IN_HOUSE: Final = {Kind.CHAT}


@dataclass(frozen=True, slots=True)
class Draft:
    """A permitted message that has no passport yet."""

    id: MessageId
    request: Request
    kind: Kind
    permission: Permission
    company: Workspace
    language: str

    def deed(self) -> Deed:
        """Say what the ledger keeps of it."""
        return Deed(
            "message.requested",
            about=self.id,
            why=f"{self.request.purpose} by {self.kind}",
            data={
                "contact": str(self.request.contact),
                "author": self.request.author.kind.value,
                "basis": self.permission.basis or "",
                "choice": str(self.permission.choice or ""),
            },
        )


def draft(
    request: Request, company: Workspace, standing: Standing, kind: Kind, permission: Permission
) -> Draft:
    """Give a permitted request its id and its language: the reader's, else the company's."""
    language = known(request.language or standing.contact.language or company.language)
    return Draft(MessageId(new_id()), request, kind, permission, company, language)


def passport_of(draft: Draft) -> PassportDraft:
    """Say what the passport says. Nothing of the recipient."""
    request = draft.request
    weighed = weight(draft.kind, request.content)
    basis = draft.permission.basis
    return PassportDraft(
        message=draft.id,
        company=draft.company.legal_name,
        channels=(draft.kind.value,),
        author=request.author,
        reason=request.reason,
        permission=PermissionUsed(
            request.purpose.value, "" if basis is None else basis.value, draft.permission.choice
        ),
        language=draft.language,
        text=request.content.text,
        weight=Weight(weighed.low, weighed.central, weighed.high, weighed.factors),
        sources=request.sources,
    )


def message_of(draft: Draft, passport: PassportId) -> Message:
    """Write the message down as it will be kept."""
    request = draft.request
    domain = draft.company.mail_address.rpartition("@")[2]
    return Message(
        id=draft.id,
        contact=request.contact,
        kind=draft.kind,
        address=draft.permission.address or "",
        purpose=request.purpose,
        importance=request.importance,
        status=Status.ACCEPTED if draft.kind in _IN_HOUSE else Status.QUEUED,
        author=request.author,
        is_fact=request.is_fact,
        answering=request.answering,
        language=draft.language,
        subject=request.content.subject,
        text=request.content.text,
        html=request.content.html,
        threading=replace(request.threading, message_id=mail_id(draft.id, domain)),
        reference=request.reference,
        passport=passport,
        requested_at=clock.now(),
        expires_at=request.expires_at or (request.not_before or clock.now()) + _LIFETIME,
        due_attempt=1,
        refusal=None,
    )
