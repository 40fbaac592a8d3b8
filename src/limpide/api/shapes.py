"""What the API reads and writes, with an example for each."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from limpide import delivery
from limpide.channels import Kind
from limpide.contacts import Act, AiMode, Choice, Contact, Purpose
from limpide.conversations import Conversation, Message
from limpide.delivery import Importance
from limpide.delivery import Message as Sending
from limpide.ledger import Author

from .shapes_files import Files, Shape

Text = Annotated[str, Field(min_length=1, max_length=50_000)]
Short = Annotated[str, Field(max_length=500)]


class NewAddress(Shape):
    """An address of a contact."""

    kind: Kind
    value: Annotated[
        str, Field(min_length=1, max_length=1000, examples=["agathe@courriel.example"])
    ]


class NewContact(Shape):
    """A person to know."""

    name: Short | None = Field(None, examples=["Agathe Lormeau"])
    language: Literal["fr", "en"] | None = Field(None, examples=["fr"])
    reference: Short | None = Field(None, examples=["crm-4711"])
    addresses: Annotated[list[NewAddress], Field(max_length=20)] = Field([])


class NewChoice(Shape):
    """What a person decided, with its proof (GDPR, article 7(1))."""

    channel: Kind
    purpose: Purpose
    choice: Choice
    act: Act = Field(examples=["checkbox"])
    source: Short = Field(examples=["https://maison-olvera.example/newsletter"])
    evidence: Short | None = Field(None, examples=["form-8841"])
    given_at: datetime | None = None


class AiModeChange(Shape):
    """How much AI a person accepts."""

    ai_mode: AiMode


class AddressShape(Shape):
    """An address as it is kept."""

    kind: str
    value: str
    verified_at: datetime | None


class ContactShape(Shape):
    """A person we know."""

    id: UUID
    name: str | None
    language: str | None
    reference: str | None
    ai_mode: AiMode
    created_at: datetime
    addresses: list[AddressShape]
    time_zone: str | None
    quiet_hours: tuple[int, int] | None
    paused_until: datetime | None
    attributes: dict[str, str | int | float | bool]

    @classmethod
    def of(cls, contact: Contact) -> "ContactShape":
        """Draw a contact."""
        return cls(
            id=contact.id,
            name=contact.name,
            language=contact.language,
            reference=contact.reference,
            ai_mode=contact.ai_mode,
            created_at=contact.created_at,
            addresses=[
                AddressShape(kind=a.kind.value, value=a.value, verified_at=a.verified_at)
                for a in contact.addresses
            ],
            time_zone=contact.time_zone,
            quiet_hours=contact.quiet_hours,
            paused_until=contact.paused_until,
            attributes=dict(contact.attributes),
        )


class ContactPage(Shape):
    """Some contacts; `next` is the cursor of the next page, or null at the end."""

    contacts: list[ContactShape]
    next: str | None


class Variant(Shape):
    """Other words for one channel."""

    text: Text
    subject: Short = ""


class NewMessage(Shape):
    """One message to one contact, written by people (`template`) or a program of yours."""

    contact: UUID
    purpose: Purpose = Field(examples=["order"])
    goods: Annotated[str, Field(max_length=80)] = Field(
        "", description="What an offer is about, for those who bought of this family of goods."
    )
    text: Text = Field(examples=["Votre commande OLV-20418837 part demain."])
    subject: Short = Field("", examples=["Votre commande"])
    importance: Importance = Importance.ROUTINE
    channels: list[Kind] = Field([], description="Best first; empty: as the person prefers.")
    author: Literal["template", "person"] = "template"
    author_name: Short = ""
    variants: dict[Kind, Variant] = Field({}, description="Other words where a channel needs them.")
    files: Files = Field([], description="An SMS is then sent only with words of its own.")
    not_before: AwareDatetime | None = None
    expires_at: AwareDatetime | None = Field(None, description="After this it does not go out.")


class Batch(Shape):
    """Up to 500 messages; each is accepted or refused by itself."""

    messages: Annotated[list[NewMessage], Field(min_length=1, max_length=500)]


class MessageResult(Shape):
    """What became of a request: `queued`, `accepted` (at once), or `refused` with the reason."""

    status: str
    id: UUID | None = None
    channel: Kind | None = None
    passport: str | None = Field(default=None, description="Address of the message's passport.")
    refusal: str | None = None


class BatchResult(Shape):
    """Results in the order of the request."""

    results: list[MessageResult]


class DisclosureShape(Shape):
    """Who wrote a message, for a channel of yours: in words to show, in words to speak."""

    author: str = Field(examples=["ai"], description="One of the five author kinds.")
    ai_percent: int = Field(examples=[100])
    label: str = Field(examples=["Rédigé par une IA pour Olvera SAS"])
    spoken: str = Field(examples=["Bonjour, vous parlez avec une IA, pour Olvera SAS."])
    reviewer: str
    model: str | None = Field(examples=["extractive"])

    @classmethod
    def of(cls, author: Author, language: str, company: str) -> "DisclosureShape":
        """Draw who wrote."""
        return cls(
            author=author.kind.value,
            ai_percent=round(author.ai_share * 100),
            label=delivery.author_label(author, language, company),
            spoken=delivery.spoken(author, language, company),
            reviewer=author.reviewer,
            model=None if author.engine is None else author.engine.name,
        )


class SendingShape(Shape):
    """A message as it stands."""

    id: UUID
    contact: UUID
    channel: Kind
    purpose: Purpose
    status: str
    requested_at: datetime
    refusal: str | None
    disclosure: DisclosureShape

    @classmethod
    def of(cls, message: Sending, company: str) -> "SendingShape":
        """Draw a message of a company."""
        return cls(
            id=message.id,
            contact=message.contact,
            channel=message.kind,
            purpose=message.purpose,
            status=message.status.value,
            requested_at=message.requested_at,
            refusal=None if message.refusal is None else message.refusal.value,
            disclosure=DisclosureShape.of(message.author, message.language, company),
        )


class ConversationShape(Shape):
    """A thread with one contact."""

    id: UUID
    contact: UUID
    channel: Kind
    subject: str
    language: str
    status: str
    holder: str
    cause: str | None
    last_at: datetime

    @classmethod
    def of(cls, thread: Conversation) -> "ConversationShape":
        """Draw a thread."""
        return cls(
            id=thread.id,
            contact=thread.contact,
            channel=thread.kind,
            subject=thread.subject,
            language=thread.language,
            status=thread.status.value,
            holder=thread.holder.value,
            cause=None if thread.cause is None else thread.cause.value,
            last_at=thread.last_at,
        )


class UtteranceShape(Shape):
    """One utterance of a thread. `author` is one of the five author kinds."""

    id: UUID
    direction: str
    channel: Kind
    author: str
    author_name: str
    ai_share: float
    text: str
    at: datetime
    passport: str | None
    citations: list[dict[str, Any]]

    @classmethod
    def of(cls, message: Message, base_url: str) -> "UtteranceShape":
        """Draw an utterance."""
        token = message.passport_token
        return cls(
            id=message.id,
            direction=message.direction.value,
            channel=message.kind,
            author=message.author_kind.value,
            author_name=message.author_name,
            ai_share=message.ai_share,
            text=message.body,
            at=message.at,
            passport=f"{base_url}/m/{token}" if token else None,
            citations=[
                {"title": c.title, "heading": c.heading, "quote": c.quote, "url": c.url}
                for c in message.citations
            ],
        )


class ConversationPage(Shape):
    """Some threads, the latest first; `next` is the cursor of the next page."""

    conversations: list[ConversationShape]
    next: str | None


class ThreadShape(Shape):
    """A thread with all its utterances."""

    conversation: ConversationShape
    messages: list[UtteranceShape]


class NewInbound(Shape):
    """A customer's message from a channel of yours. `id` is what your channel calls it."""

    channel: Kind
    id: Annotated[str, Field(min_length=1, max_length=500)]
    address: Annotated[str, Field(min_length=1, max_length=500)]
    text: Text
    name: Short | None = None
    language: Literal["fr", "en"] | None = None
    conversation: UUID | None = None


class InboundResult(Shape):
    """Where a message went."""

    conversation: UUID
    message: UUID
    duplicate: bool


class Question(Shape):
    """A question to the documents."""

    question: Annotated[str, Field(min_length=1, max_length=4000)] = Field(
        examples=["Combien de jours ai-je pour renvoyer un article ?"]
    )
    language: Literal["fr", "en"] | None = None
    history: Annotated[list[Text], Field(max_length=20)] = Field([])


class AskedShape(Shape):
    """An answer made of quotations, a question back, or a hand-over, with the reason in words."""

    decision: Literal["answer", "ask_back", "handover"]
    answer: str
    language: str
    confidence: float
    citations: list[dict[str, Any]]
    ranked: list[dict[str, Any]]
    reason: str
    took_ms: float


class DocumentShape(Shape):
    """A document of the knowledge."""

    id: UUID
    title: str
    language: str
    category: str
    is_approved: bool
    review_on: str | None


class DocumentPage(Shape):
    """All documents in use."""

    documents: list[DocumentShape]


class NewDocument(Shape):
    """A document to keep: Markdown, HTML or plain text. The same name again is a new version."""

    name: Annotated[str, Field(min_length=1, max_length=200, examples=["retours.md"])]
    text: Annotated[str, Field(min_length=1, max_length=2_000_000)]


class AddedShape(Shape):
    """What a reading did."""

    added: int
    updated: int
    unchanged: int
    skipped: list[str]


class NewWebhook(Shape):
    """An endpoint to tell."""

    url: Annotated[str, Field(max_length=2000, examples=["https://example.org/hooks/limpide"])]
    events: Annotated[list[str], Field(min_length=1, examples=[["message.received"]])]


class WebhookShape(Shape):
    """An endpoint. `secret` is shown when it is made, and never again."""

    id: UUID
    url: str
    events: list[str]
    secret: str | None = None
    disabled_why: str | None = None


class WebhookPage(Shape):
    """All endpoints."""

    webhooks: list[WebhookShape]


class TellingShape(Shape):
    """What an endpoint was told and how it answered."""

    id: UUID
    type: str
    state: str
    attempts: int
    last_status: int | None
    last_error: str | None
    created_at: datetime


class TellingPage(Shape):
    """The latest hundred, newest first."""

    messages: list[TellingShape]


class Done(Shape):
    """It was done."""

    done: bool = True
