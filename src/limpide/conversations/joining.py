"""Joining: a long text comes in parts, over any line and in any order, and is stored as one.

A part is kept before the provider is told that we have it, so that no crash loses half a text. A
part that never comes does not hold the others back for more than an hour.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from limpide.channels import InboundSms, Kind, SmsPart, joined_sms
from limpide.foundation import clock, timers
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id

from . import store, store_sms, texting

GIVE_UP: Final = "conversations.sms_parts"
_PATIENCE: Final = timedelta(hours=1)


async def join_sms(db: Database, part: SmsPart) -> InboundSms | None:
    """Keep a part; give the text once it is whole, in the transaction that is to store it."""
    mark = f"{part.sender} {part.recipient} {part.reference} {part.total}"
    await store.only_one(db, Kind.SMS, f"parts {mark}")
    known = await store_sms.list_parts(db, part)
    text = known[0][1] if known else new_id()
    if any(is_joined for _, _, is_joined in known):
        if part in [each for each, _, _ in known]:
            # An echo: the answer to it was lost.
            return None
        # Telephones count to 255 and begin again: this is another text.
        await store_sms.forget_text(db, text)
        known, text = [], new_id()
    await store_sms.put_part(db, part, text)
    due = clock.now() + _PATIENCE
    await timers.set_timer(db, due, GIVE_UP, {"text": str(text)}, key=f"sms-parts:{text}")
    parts = {each.place: each for each, _, _ in known} | {part.place: part}
    if len(parts) < part.total:
        return None
    await store_sms.set_joined(db, text)
    return _whole(text, [parts[place] for place in sorted(parts)])


async def give_up(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
    """Do the job `conversations.sms_parts`: take in what there is of a text, and let go of it."""
    text = UUID(payload["text"])
    async with pool.transaction(workspace) as db:
        parts = await store_sms.list_of_text(db, text)
        await store_sms.forget_text(db, text)
        if parts and not any(is_joined for _, is_joined in parts):
            await texting.receive_sms(db, _whole(text, [part for part, _ in parts]))


def _whole(text: UUID, parts: Sequence[SmsPart]) -> InboundSms:
    return joined_sms(f"sms-parts-{text}", parts)
