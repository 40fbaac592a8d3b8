"""Checking a reply before it leaves, with what is known of its reader and its sources."""

from collections.abc import Sequence

from limpide import contacts, review
from limpide.channels import Kind
from limpide.contacts import Contact, DataUse, Used
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
    with_ai: bool = False,
    citations: Sequence[Citation] = (),
) -> Sequence[Finding]:
    """Check a text as a reply in a conversation. Raises NoSuchConversationError.

    `by_ai`: no person has read it. `with_ai`: an AI wrote some of it.
    """
    thread = await receiving.get_conversation(db, conversation)
    contact = await contacts.get_contact(db, thread.contact)
    company = await workspaces.get(db)
    messages = await store.list_messages(db, thread.id)
    own = {each.value for each in contact.addresses if each.kind is not Kind.CHAT}
    known = tuple(m.body for m in messages if m.direction is Direction.IN)
    used = await _used(db, contact, text, known, with_ai=by_ai or with_ai)
    context = review.checks.Context(
        language=thread.language,
        by_ai=by_ai,
        sources=tuple(citation.quote for citation in citations),
        known=known,
        own=frozenset({*own, "@" + company.mail_address.rpartition("@")[2]}),
        reserved={each.value: each.name for each in used if each.is_refused},
    )
    return review.check(text, context)


async def data_used(
    db: Database, conversation: ConversationId, text: str, *, with_ai: bool
) -> Sequence[Used]:
    """Name the customer's data that stand in a reply, with why each may, or that it may not."""
    thread = await receiving.get_conversation(db, conversation)
    contact = await contacts.get_contact(db, thread.contact)
    said = [m.body for m in await store.list_messages(db, thread.id) if m.direction is Direction.IN]
    return await _used(db, contact, text, said, with_ai=with_ai)


async def _used(
    db: Database, contact: Contact, text: str, said: Sequence[str], *, with_ai: bool
) -> Sequence[Used]:
    return await contacts.data_uses.used_in(
        db, contact, text, DataUse.REPLIES, with_ai=with_ai, known=" ".join(said)
    )


async def hints_for(db: Database, conversation: ConversationId, text: str) -> Sequence[Hint]:
    """Name what a reply could still say to this customer, after their last words."""
    messages = await store.list_messages(db, conversation)
    said = [message.body for message in messages if message.direction is Direction.IN]
    return review.hints(text, said[-_LAST_WORDS:])
