"""Rendering: a message as it stands in the database, made ready for a channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from limpide import footprint, ledger
from limpide.channels import (
    Attachment,
    Disclosure,
    Kind,
    Letterhead,
    Outbound,
    count_sms_parts,
    pages_of,
    wire_address,
)
from limpide.contacts import Purpose
from limpide.footprint import Range
from limpide.foundation.workspaces import Workspace
from limpide.ledger import Author, AuthorKind

from .labels import author_label, sender_name
from .mailing import return_code, return_token
from .model import DRAWN, Content, Message

_THINS_OUT: Final = {Purpose.NEWS, Purpose.OFFERS}
_SPECIMEN: Final = "specimenspecimenspecimen"
_AUTOMATIC: Final = {AuthorKind.AI, AuthorKind.TEMPLATE}
# Headers, signature, disclosure and the frame of the HTML part; base64 adds a third to files.
_MAIL_FRAME_BYTES: Final = 6_000
# The line that says who wrote it, with its link (channels/sms/fitting.py).
_SMS_FRAME: Final = "x" * 90
_CHARACTERS_PER_SHEET: Final = 2_500


@dataclass(frozen=True, slots=True)
class Links:
    """Where our public pages are, and the tokens that speak for the reader of one message."""

    base_url: str
    preferences: str = ""
    unsubscribe: str = ""

    def to(self, page: str, token: str) -> str:
        """Give the address of a page for a token, or nothing without one."""
        return f"{self.base_url}/{page}/{token}" if token else ""


def outbound(
    message: Message,
    attachments: Sequence[Attachment],
    workspace: Workspace,
    links: Links,
    recipient: str = "",
) -> Outbound:
    """Make a message ready to travel. `recipient`: the person's name, for a letter's first line."""
    passport_url = f"{links.base_url}/m/{ledger.passport_token(message.passport)}"
    return Outbound(
        id=str(message.id),
        address=message.address,
        text=message.text,
        sender=workspace.sms_sender if message.kind is Kind.SMS else workspace.mail_address,
        sender_name=sender_name(message.author, workspace.name),
        subject=message.subject,
        html=message.html,
        language=message.language,
        disclosure=_disclosure(message, workspace),
        passport_url=passport_url,
        human_url=f"{passport_url}#now",
        preferences_url=links.to("p", links.preferences),
        unsubscribe_url=links.to("u", links.unsubscribe),
        seen_url=f"{passport_url}#seen" if _awaits_a_sign(message) else "",
        list_id=_list_id(message, workspace),
        feedback_id=_feedback_id(message, workspace),
        return_token=(
            return_code(message.id) if message.kind is Kind.LETTER else return_token(message.id)
        ),
        automatic=message.author.kind in _AUTOMATIC,
        is_urgent=message.is_urgent,
        threading=message.threading,
        attachments=tuple(f for f in attachments if message.kind in DRAWN or not f.content_id),
        letterhead=Letterhead(
            workspace.legal_name,
            recipient,
            workspace.country,
            workspace.time_zone,
            workspace.letter_address,
        ),
    )


@dataclass(frozen=True, slots=True)
class Specimen:
    """What is drawn to be looked at. `is_wished`: it can be stopped, as news and offers can."""

    kind: Kind
    content: Content
    author: Author
    language: str
    address: str = ""
    recipient: str = ""
    is_wished: bool = False


def specimen(of: Specimen, company: Workspace, base_url: str) -> Outbound:
    """Draw what a channel would get: no message exists, and nothing leaves."""
    author = of.author
    label = author_label(author, of.language, company.legal_name)
    return Outbound(
        id=_SPECIMEN,
        address=of.address,
        text=of.content.text,
        sender=company.sms_sender if of.kind is Kind.SMS else company.mail_address,
        sender_name=sender_name(author, company.name),
        subject=of.content.subject,
        html=of.content.html,
        language=of.language,
        disclosure=Disclosure(author.kind.value, label),
        passport_url=f"{base_url}/m/{_SPECIMEN}",
        attachments=of.content.attachments,
        preferences_url=f"{base_url}/p/{_SPECIMEN}",
        unsubscribe_url=f"{base_url}/u/{_SPECIMEN}" if of.is_wished else "",
        return_token=_SPECIMEN[:8].upper(),
        letterhead=Letterhead(
            company.legal_name,
            of.recipient,
            company.country,
            company.time_zone,
            company.letter_address,
        ),
    )


def _awaits_a_sign(message: Message) -> bool:
    """Say whether a word that it was read changes what comes next: a ladder, a rhythm."""
    is_answer = message.answering is not None
    return not is_answer and (message.ladder is not None or message.purpose in _THINS_OUT)


def _list_id(message: Message, workspace: Workspace) -> str:
    """Name the kind of mail, so that programs can sort it and Gmail sums it up (RFC 2919)."""
    if message.kind is not Kind.EMAIL or message.answering is not None:
        return ""
    return f"{message.purpose}.{wire_address(workspace.mail_address).rpartition('@')[2]}"


def _feedback_id(message: Message, workspace: Workspace) -> str:
    """Say what a complaint is counted for: campaign, purpose, author, sender; never the person.

    Gmail reads four parts of which the last is required (Postmaster Tools, «Feedback loop»).
    """
    if message.kind is not Kind.EMAIL or message.answering is not None:
        return ""
    campaign = "" if message.reference is None else message.reference.hex
    return f"{campaign}:{message.purpose}:{message.author.kind}:limpide{workspace.id.hex[-8:]}"


def weight(kind: Kind, content: Content) -> Range:
    """Estimate what sending weighs, before the channel has drawn it."""
    text = len(content.text.encode()) + len(content.html.encode())
    files = sum(len(file.content) for file in content.attachments)
    match kind:
        case Kind.EMAIL:
            return footprint.of_email(_MAIL_FRAME_BYTES + 2 * text + files * 4 // 3)
        case Kind.CHAT:
            return footprint.of_chat()
        case Kind.SMS:
            return footprint.of_sms(pieces(kind, content))
        case Kind.LETTER:
            return footprint.of_letter(_sheets(content))
        case Kind.PHONE:
            return footprint.of_call(1 + len(content.text) // 900)


def _sheets(content: Content) -> int:
    """Count the sheets of a letter: each enclosure begins on its own, printed on both sides."""
    beside = (file for file in content.attachments if not file.is_shown)
    enclosed = sum((pages_of(file) + 1) // 2 for file in beside)
    return 1 + len(content.text) // _CHARACTERS_PER_SHEET + enclosed


def pieces(kind: Kind, content: Content) -> int:
    """Count what is paid for one by one: the parts of an SMS; else one."""
    return count_sms_parts(content.text + _SMS_FRAME) if kind is Kind.SMS else 1


def _disclosure(message: Message, workspace: Workspace) -> Disclosure:
    author = message.author
    return Disclosure(
        author=author.kind.value,
        label=author_label(author, message.language, workspace.legal_name),
        engine="" if author.engine is None else author.engine.name,
        provider="" if author.engine is None else author.engine.provider,
        reviewer=author.reviewer,
    )
