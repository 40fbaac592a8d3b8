"""Gathering: small notices wait and become one message, at the rhythm their reader chose.

One lock per person and purpose holds notices that come in apart from the round that takes them out:
a notice is seen by this round, or it finds no timer any more and sets the next one. Taking out,
the message and its passport are one transaction, so a round that comes twice finds nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from limpide import contacts, delivery
from limpide.contacts import Contact, ContactId, Place, Purpose, Refusal, Rhythm
from limpide.delivery import Importance, Queued, Request
from limpide.foundation import clock, timers, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.workspaces import Workspace

from . import digesting, images, store_gathered
from .jobs import ROUND
from .model import Gathered, GatheredState, NoticeId, Template, Waiting

_ACTOR: Final = Actor.system("journeys")
# Passing reasons: what was gathered waits for the next round.
_WAITS: Final = {Refusal.PAUSED, Refusal.TOO_MANY, Refusal.NO_CHANNEL, Refusal.RESTRICTED}
# A person who ended the rhythm meanwhile gets what waits on the next morning.
_USUAL: Final = Rhythm.DAILY


def is_small(request: Request) -> bool:
    """Say whether a notice can wait for others: routine, without files, and not about security."""
    has_files = any(each.files for each in request.variants.values())
    return (
        request.importance is Importance.ROUTINE
        and request.purpose is not Purpose.SECURITY
        and not has_files
    )


def round_of(request: Request, person: Contact, rhythm: Rhythm, company: Workspace) -> datetime:
    """Say when a notice would leave with the others."""
    place = Place(company.time_zone, company.country)
    since = max(clock.now(), request.not_before or clock.now())
    return contacts.next_round(person, rhythm, since, place)


async def gather_small(
    db: Database,
    wishes: Mapping[int, tuple[Request, Template]],
    people: Mapping[ContactId, Contact],
) -> Mapping[int, Queued | Gathered]:
    """Let wait what its readers want together, and give the answers by place.

    A key keeps the road its notice once took, whatever the reader has chosen since.
    """
    keys = {place: wish.key for place, (wish, _) in wishes.items() if wish.key}
    known = await store_gathered.find_by_keys(db, list(keys.values()))
    found: dict[int, Queued | Gathered] = {
        place: known[key] for place, key in keys.items() if key in known
    }
    due = await _due(db, {p: wish for p, (wish, _) in wishes.items() if p not in found}, people)
    sent = await delivery.made_before(db, [keys[place] for place in due if place in keys])
    for place, at in due.items():
        wish, template = wishes[place]
        found[place] = sent.get(wish.key or "") or await _gather(db, wish, template, at)
    return found


async def _due(
    db: Database, wishes: Mapping[int, Request], people: Mapping[ContactId, Contact]
) -> Mapping[int, datetime]:
    """Say which of some notices wait, and until when; what would be stale by then does not."""
    rhythms = await contacts.rhythms_of(db, list(people))
    if not rhythms:
        return {}
    company = await workspaces.get(db)
    due = {
        place: round_of(wish, people[wish.contact], rhythm, company)
        for place, wish in wishes.items()
        if (rhythm := rhythms.get(wish.contact, {}).get(wish.purpose)) and is_small(wish)
    }
    ends = {place: wishes[place].expires_at for place in due}
    return {place: at for place, at in due.items() if (end := ends[place]) is None or at < end}


async def _gather(db: Database, wish: Request, template: Template, due: datetime) -> Gathered:
    await store_gathered.lock_round(db, wish.contact, wish.purpose)
    new = Waiting(NoticeId(new_id()), wish, template.name, template.id, due, clock.now())
    kept = await store_gathered.add(db, new)
    if kept.state is GatheredState.WAITING:
        await _set_timer(db, wish.contact, wish.purpose, kept.due_at)
    return kept


async def cancel(db: Database, id: NoticeId) -> bool:
    """Take out a notice that waits. False when it does not."""
    return await store_gathered.end(db, [id], GatheredState.CANCELLED)


async def go_round(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
    """Do the job `journeys.round`: send what waits for one person and one purpose, as one."""
    contact, purpose = ContactId(UUID(payload["contact"])), Purpose(payload["purpose"])
    async with pool.transaction(workspace) as db:
        await store_gathered.lock_round(db, contact, purpose)
        waiting = await _still_good(db, await store_gathered.list_waiting(db, contact, purpose))
        due = [each for each in waiting if each.due_at <= clock.now()]
        later = [each for each in waiting if each.due_at > clock.now()]
        if due:
            later += await _send(db, contact, due)
        if later:
            await _set_timer(db, contact, purpose, min(each.due_at for each in later))


async def _still_good(db: Database, waiting: Sequence[Waiting]) -> Sequence[Waiting]:
    def is_past(each: Waiting) -> bool:
        return each.request.expires_at is not None and each.request.expires_at <= clock.now()

    past = [each.id for each in waiting if is_past(each)]
    await store_gathered.end(db, past, GatheredState.EXPIRED)
    return [each for each in waiting if each.id not in past]


async def _send(db: Database, contact: ContactId, due: Sequence[Waiting]) -> Sequence[Waiting]:
    """Make one message of some notices; give back those that must wait for another round."""
    company = await workspaces.get(db)
    wish = await images.rejoined(db, digesting.digest(due, company))
    answer = await delivery.request(db, wish, actor=_ACTOR)
    ids = [each.id for each in due]
    if isinstance(answer, Queued):
        await store_gathered.note_sent(db, ids, answer.message)
        spared = [each.request.content_for(answer.kind) for each in due[1:]]
        await delivery.note_avoided(db, answer.kind, wish.purpose, "digest", spared)
        return []
    if answer.refusal not in _WAITS:
        await store_gathered.end(db, ids, GatheredState.REFUSED, answer.refusal.value)
        return []
    person = await contacts.get_contact(db, contact)
    rhythms = (await contacts.rhythms_of(db, [contact])).get(contact, {})
    rhythm = rhythms.get(wish.purpose, _USUAL)
    again = round_of(replace(wish, not_before=None), person, rhythm, company)
    await store_gathered.put_off(db, ids, again)
    return [replace(each, due_at=again) for each in due]


async def _set_timer(db: Database, contact: ContactId, purpose: Purpose, due: datetime) -> None:
    payload: Mapping[str, object] = {"contact": str(contact), "purpose": purpose.value}
    await timers.hasten_timer(db, due, ROUND, payload, key=f"round:{contact}:{purpose}")
