"""The timeline of one person: what was said, sent, chosen and done, the newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from limpide import contacts, conversations, delivery, ledger
from limpide.contacts import ContactId
from limpide.conversations import Direction
from limpide.foundation.database import Database
from limpide.ledger import Entry
from limpide.web.ledger import deed

_MOST: Final = 300
_MOST_THREADS: Final = 20
# What the choices and messages of the timeline tell already.
_TOLD: Final = ("consent.", "message.", "conversation.")


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened: `what` is said, heard, sent, chose or did; `link` leads on."""

    at: datetime
    what: str
    text: str = ""
    more: Mapping[str, Any] = field(default_factory=dict[str, Any])
    link: str = ""


async def timeline(db: Database, contact: ContactId, language: str) -> Sequence[Moment]:
    """Gather the newest moments of a person and of whoever was merged into them."""
    moments = [*await _sent(db, contact), *await _said(db, contact), *await _chose(db, contact)]
    for each in [contact, *await contacts.list_merged(db, contact)]:
        moments += [
            Moment(entry.at, "did", _deed(language, entry), {"by": entry.actor.name})
            for entry in await ledger.entries_about(db, each)
            if not entry.what.startswith(_TOLD)
        ]
    return sorted(moments, key=lambda each: each.at, reverse=True)[:_MOST]


async def _sent(db: Database, contact: ContactId) -> list[Moment]:
    return [
        Moment(
            each.requested_at,
            "sent",
            each.subject or each.text[:200],
            {"kind": each.kind, "purpose": each.purpose, "status": each.status},
            f"/m/{ledger.passport_token(each.passport)}",
        )
        for each in await delivery.list_messages(db, contact)
        # What belongs to a thread is shown where it was said.
        if each.reference is None
    ]


async def _said(db: Database, contact: ContactId) -> list[Moment]:
    moments: list[Moment] = []
    for thread in list(await conversations.list_conversations(db, contact))[-_MOST_THREADS:]:
        for each in (await conversations.thread(db, thread)).messages:
            if each.direction in {Direction.IN, Direction.OUT}:
                what = "heard" if each.direction is Direction.IN else "said"
                more = {"kind": each.kind, "by": each.author_name, "token": each.passport_token}
                moments.append(Moment(each.at, what, each.body[:400], more, f"/inbox/{thread}"))
    return moments


async def _chose(db: Database, contact: ContactId) -> list[Moment]:
    return [
        Moment(each.given_at, "chose", each.source, {"use": each.use, "choice": each.choice})
        for each in await contacts.list_choices(db, contact)
    ]


def _deed(language: str, entry: Entry) -> str:
    return deed(language, entry.what) or f"{entry.what} {entry.why}"
