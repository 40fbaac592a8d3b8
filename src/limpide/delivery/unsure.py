"""Perhaps sent: a person finds out, and says."""

from limpide import ledger
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import progress, queueing, store
from .model import MessageId, Status


class NotUnsureError(LimpideError):
    """It is known what became of the message."""

    status = 409


async def resolve_unsure(
    db: Database, message: MessageId, *, was_sent: bool, why: str, actor: Actor
) -> None:
    """Settle what became of a message; one that was not sent is tried again.

    Raises NotUnsureError.
    """
    found = await store.lock_message(db, message)
    if found is None or found.status is not Status.UNSURE:
        raise NotUnsureError
    verdict = "sent" if was_sent else "not_sent"
    await ledger.record(db, f"message.found_{verdict}", about=message, why=why, actor=actor)
    if was_sent:
        await progress.advance(db, found, Status.SENT)
        return
    again = await store.queue_again(db, found)
    if again is not None:
        await queueing.enqueue(db, [again])
