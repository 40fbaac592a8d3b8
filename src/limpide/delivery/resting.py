"""Resting: an address with many passing failures is left alone for a while, then tried again.

A full mailbox or a telephone that is off is no wrong address. How many failures, over how many
days, and how long the rest is: `resting` in `data/policy.yaml`.
"""

from datetime import timedelta
from typing import Final

from limpide import contacts
from limpide.channels import Kind
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import store_resting
from .model import Message
from .policy import policy

_DELIVERY: Final = Actor.system("delivery")
# A letter that comes back has a wrong address, and a chat has none that fails.
_PASSING: Final = {Kind.EMAIL, Kind.SMS}


async def note_failure(db: Database, message: Message, code: str) -> bool:
    """Keep that a message failed for a passing reason. True when its address rests from now on."""
    if message.kind not in _PASSING:
        return False
    now, rule = clock.now(), (await policy(db)).resting
    await store_resting.add(db, message.id, code, now)
    failures, first = await store_resting.count(db, message, now - timedelta(days=rule.within_days))
    # Three messages on one bad afternoon are one failure of a server, not of a mailbox.
    is_enough = failures >= rule.failures and now - first >= timedelta(days=rule.over_days)
    if not is_enough and not await _failed_again(db, message):
        return False
    until = await contacts.rest_address(
        db,
        message.kind,
        message.address,
        rule.rest_days,
        longest=rule.longest_days,
        actor=_DELIVERY,
    )
    return until is not None


async def _failed_again(db: Database, message: Message) -> bool:
    """Say whether an address has rested, was tried again, and nothing good was heard since."""
    rested = await contacts.rested_until(db, message.kind, message.address)
    if rested is None or rested > message.requested_at:
        return False
    if await store_resting.has_arrived(db, message, rested):
        await contacts.wake_address(db, message.kind, message.address, actor=_DELIVERY)
        return False
    return True
