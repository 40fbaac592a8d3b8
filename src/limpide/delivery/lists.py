"""Looking up messages and attempts."""

import re
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from limpide import ledger
from limpide.channels import Kind
from limpide.contacts import ContactId
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import store, store_attempts
from .mailing import bytes_of_code, message_of_token
from .model import Attempt, Message, MessageId, Status

# `/m/<token>`, as the QR code of a letter holds it.
_PASSPORT: Final = re.compile(r"/m/([\w-]{16,64})(?:[/?#.]|$)")


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


async def find_letter(db: Database, scanned: str) -> Message | None:
    """Find a letter by what a scanner reads on it: the code at its foot, or its QR code's address.

    None when no letter of this company has it.
    """
    token = _PASSPORT.search(scanned.strip())
    if token is None:
        return await find_by_return_code(db, scanned)
    id = await ledger.message_of_token(db, token[1])
    found = None if id is None else await store.find_message(db, MessageId(id))
    return found if found is not None and found.kind is Kind.LETTER else None


async def list_returned(db: Database, *, limit: int = 50) -> Sequence[Message]:
    """List the letters that the post brought back, newest first."""
    return await store.list_returned(db, limit)


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
