"""Looking up messages and attempts."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from limpide.channels import Kind
from limpide.contacts import ContactId
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import store, store_attempts
from .mailing import bytes_of_code, message_of_token
from .model import Attempt, Message, MessageId, Status


class NoSuchMessageError(LimpideError):
    """There is no such message."""

    status = 404


async def get_message(db: Database, id: MessageId) -> Message:
    """Get a message. Raises NoSuchMessageError."""
    found = await store.find_message(db, id)
    if found is None:
        raise NoSuchMessageError
    return found


async def find_by_mail_id(db: Database, text: str) -> Message | None:
    """Find the message that a Message-ID, a References header or a return path speaks of."""
    id = message_of_token(text)
    return None if id is None else await store.find_message(db, id)


async def find_by_return_code(db: Database, typed: str) -> Message | None:
    """Find the letter on which a code is printed, however it was typed."""
    code = bytes_of_code(typed)
    return None if code is None else await store.find_letter(db, code)


async def list_messages(db: Database, contact: ContactId, *, limit: int = 100) -> Sequence[Message]:
    """List the newest messages to a person, newest first."""
    return await store.list_messages(db, contact, limit)


async def list_unsure(db: Database, *, limit: int = 100) -> Sequence[Message]:
    """List the messages that were perhaps sent, oldest first: somebody must look."""
    return await store.list_unsure(db, limit)


async def list_attempts(db: Database, message: MessageId) -> Sequence[Attempt]:
    """List the tries to hand a message over, in their order."""
    return await store_attempts.list_attempts(db, message)


async def count_statuses(db: Database, reference: UUID) -> Mapping[str, int]:
    """Count the messages of a caller's reference by status."""
    return await store.count_statuses(db, reference)


async def count_by_channel(db: Database, reference: UUID) -> Mapping[Kind, Mapping[str, int]]:
    """Count the messages of a caller's reference by channel and status."""
    return await store.count_by_channel(db, reference)


async def statuses_of(db: Database, messages: Sequence[MessageId]) -> Mapping[MessageId, Status]:
    """Say where some messages stand."""
    return await store.statuses_of(db, messages)
