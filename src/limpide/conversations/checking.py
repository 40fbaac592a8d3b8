"""Checking a reply before it leaves, with what is known of its reader and its sources."""

from collections.abc import Sequence

from limpide import contacts, review
from limpide.channels import Kind
from limpide.foundation import workspaces
from limpide.foundation.database import Database
from limpide.review import Finding, Hint

from . import receiving, store
from .model import Citation, ConversationId, Direction

_LAST_WORDS = 3


async def check_reply(
    db: Database,
    conversation: ConversationId,
    text: str,
    *,
    by_ai: bool = False,
    citations: Sequence[Citation] = (),
) -> Sequence[Finding]:
    """Check a text as a reply in a conversation. Raises NoSuchConversationError."""
    thread = await receiving.get_conversation(db, conversation)
    contact = await contacts.get_contact(db, thread.contact)
    company = await workspaces.get(db)
    messages = await store.list_messages(db, thread.id)
    own = {each.value for each in contact.addresses if each.kind is not Kind.CHAT}
    context = review.checks.Context(
        language=thread.language,
        by_ai=by_ai,
        sources=tuple(citation.quote for citation in citations),
        known=tuple(m.body for m in messages if m.direction is Direction.IN),
        own=frozenset({*own, "@" + company.mail_address.rpartition("@")[2]}),
    )
    return review.check(text, context)


async def hints_for(db: Database, conversation: ConversationId, text: str) -> Sequence[Hint]:
    """Name what a reply could still say to this customer, after their last words."""
    messages = await store.list_messages(db, conversation)
    said = [message.body for message in messages if message.direction is Direction.IN]
    return review.hints(text, said[-_LAST_WORDS:])
