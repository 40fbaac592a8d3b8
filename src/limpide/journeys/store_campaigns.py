"""All SQL about segments, campaigns and their recipients."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from limpide.contacts import ContactId
from limpide.foundation.database import Database, Row

from .model import (
    Campaign,
    CampaignId,
    CampaignState,
    Estimate,
    Hold,
    Judged,
    Pace,
    Segment,
    SegmentId,
    TemplateId,
)


async def save_segment(
    db: Database, id: SegmentId, name: str, rule: Mapping[str, Any]
) -> SegmentId:
    """Keep a rule under a name, and give the id it has."""
    kept = await db.value(
        """insert into journeys.segments (id, workspace, name, rule) values ($1, $2, $3, $4::jsonb)
           on conflict (workspace, name) do update set rule = excluded.rule returning id""",
        id,
        db.workspace,
        name,
        json.dumps(rule),
    )
    return SegmentId(kept)


async def find_segment(db: Database, id: SegmentId) -> Segment | None:
    """Fetch a segment."""
    row = await db.row(
        "select * from journeys.segments where workspace = $1 and id = $2", db.workspace, id
    )
    return None if row is None else _segment(row)


async def list_segments(db: Database) -> Sequence[Segment]:
    """Fetch all segments."""
    rows = await db.rows(
        "select * from journeys.segments where workspace = $1 order by name", db.workspace
    )
    return [_segment(row) for row in rows]


def _segment(row: Row) -> Segment:
    return Segment(SegmentId(row["id"]), row["name"], json.loads(row["rule"]))


async def add_campaign(
    db: Database,
    id: CampaignId,
    name: str,
    segment: SegmentId,
    pace: Pace,
    author: str,
    contents: Sequence[tuple[TemplateId, int]],
) -> None:
    """Add a campaign with what it says."""
    await db.run(
        """insert into journeys.campaigns
             (id, workspace, name, segment, state, per_minute, ramp_hours, author)
           values ($1, $2, $3, $4, 'draft', $5, $6, $7)""",
        id,
        db.workspace,
        name,
        segment,
        pace.per_minute,
        pace.ramp_hours,
        author,
    )
    await db.run(
        """insert into journeys.campaign_contents (workspace, campaign, variant, template, version)
           select $1, $2, place, template, version
           from unnest($3::uuid[], $4::integer[]) with ordinality as c(template, version, place)""",
        db.workspace,
        id,
        [template for template, _ in contents],
        [version for _, version in contents],
    )


async def find_campaign(db: Database, id: CampaignId) -> Campaign | None:
    """Fetch a campaign."""
    row = await db.row(
        "select * from journeys.campaigns where workspace = $1 and id = $2", db.workspace, id
    )
    return None if row is None else await _campaign(db, row)


async def lock_campaign(db: Database, id: CampaignId) -> Campaign | None:
    """Fetch a campaign and hold it until the transaction ends."""
    row = await db.row(
        "select * from journeys.campaigns where workspace = $1 and id = $2 for update",
        db.workspace,
        id,
    )
    return None if row is None else await _campaign(db, row)


async def list_campaigns(db: Database) -> Sequence[Campaign]:
    """Fetch campaigns, newest first."""
    rows = await db.rows(
        "select * from journeys.campaigns where workspace = $1 order by id desc limit 200",
        db.workspace,
    )
    return [await _campaign(db, row) for row in rows]


async def _campaign(db: Database, row: Row) -> Campaign:
    contents = await db.rows(
        """select template, version from journeys.campaign_contents
           where workspace = $1 and campaign = $2 order by variant""",
        db.workspace,
        row["id"],
    )
    return Campaign(
        id=CampaignId(row["id"]),
        name=row["name"],
        segment=SegmentId(row["segment"]),
        state=CampaignState(row["state"]),
        per_minute=row["per_minute"],
        author=row["author"],
        starter=row["starter"],
        starts_at=row["starts_at"],
        created_at=row["created_at"],
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        review=row["review"],
        approved_people=row["approved_people"],
        approvers=row["approvers"],
        contents=tuple((TemplateId(each["template"]), each["version"]) for each in contents),
        ramp_hours=row["ramp_hours"],
        running_since=row["running_since"],
        held=Hold(row["held_why"]) if row["held_why"] else None,
        judged=Judged(**json.loads(row["judged"])) if row["judged"] else Judged(),
        meant=_estimate(row["meant"]),
    )


def _estimate(text: str | None) -> Estimate | None:
    if text is None:
        return None
    kept = json.loads(text)
    low, central, high = kept["grams"]
    return Estimate(kept["people"], kept["reached"], kept["cents"], (low, central, high))


async def keep_meant(db: Database, id: CampaignId, meant: Estimate) -> None:
    """Keep what is foreseen of a campaign that has not begun."""
    await db.run(
        """update journeys.campaigns set meant = $3::jsonb
           where workspace = $1 and id = $2 and state in ('draft', 'review')""",
        db.workspace,
        id,
        json.dumps(asdict(meant)),
    )


async def set_held(db: Database, id: CampaignId, why: Hold, judged: Judged) -> None:
    """Keep why a campaign held itself, and what it had come to."""
    await db.run(
        """update journeys.campaigns set held_why = $3, judged = $4::jsonb
           where workspace = $1 and id = $2""",
        db.workspace,
        id,
        why.value,
        json.dumps(asdict(judged)),
    )


async def set_running(db: Database, id: CampaignId, since: datetime) -> None:
    """Keep since when a campaign runs without a break; nothing holds it any more."""
    await db.run(
        """update journeys.campaigns set running_since = $3, held_why = ''
           where workspace = $1 and id = $2""",
        db.workspace,
        id,
        since,
    )


async def start(
    db: Database, id: CampaignId, state: CampaignState, starter: str, at: datetime | None
) -> None:
    """Keep who let a campaign leave, and when."""
    await db.run(
        """update journeys.campaigns
           set state = $3, starter = $4, starts_at = $5, started_at = coalesce($5, now())
           where workspace = $1 and id = $2""",
        db.workspace,
        id,
        state.value,
        starter,
        at,
    )


async def set_state(db: Database, id: CampaignId, state: CampaignState) -> None:
    """Keep where a campaign stands."""
    await db.run(
        """update journeys.campaigns set state = $3,
             ended_at = case when $3 in ('done', 'cancelled') then now() end
           where workspace = $1 and id = $2""",
        db.workspace,
        id,
        state.value,
    )


async def set_review(
    db: Database,
    id: CampaignId,
    review: UUID,
    starter: str,
    at: datetime | None,
    people: int,
) -> None:
    """Let a campaign wait for a review, with how many people it means."""
    await db.run(
        """update journeys.campaigns set state = 'review', review = $3, starter = $4,
             starts_at = $5, approved_people = $6, approvers = ''
           where workspace = $1 and id = $2""",
        db.workspace,
        id,
        review,
        starter,
        at,
        people,
    )


async def lock_review(db: Database, review: UUID) -> Campaign | None:
    """Fetch the campaign that waits for a review, and hold it."""
    row = await db.row(
        "select * from journeys.campaigns where workspace = $1 and review = $2 for update",
        db.workspace,
        review,
    )
    return None if row is None else await _campaign(db, row)


async def set_approvers(db: Database, id: CampaignId, names: str) -> None:
    """Keep who agreed that a campaign leaves."""
    await db.run(
        """update journeys.campaigns set approvers = $3, review = null
           where workspace = $1 and id = $2""",
        db.workspace,
        id,
        names,
    )


async def back_to_draft(db: Database, id: CampaignId) -> None:
    """Make a draft again of a campaign to which nobody agreed."""
    await db.run(
        """update journeys.campaigns set state = 'draft', review = null, approved_people = null,
             starts_at = null where workspace = $1 and id = $2""",
        db.workspace,
        id,
    )


async def count_gathered(db: Database, id: CampaignId) -> int:
    """Count the people who were written down."""
    return await db.value(
        "select count(*) from journeys.recipients where workspace = $1 and campaign = $2",
        db.workspace,
        id,
    )


async def last_gathered(db: Database, id: CampaignId) -> ContactId | None:
    """Fetch the last person written down."""
    last = await db.value(
        """select contact from journeys.recipients where workspace = $1 and campaign = $2
           order by contact desc limit 1""",
        db.workspace,
        id,
    )
    return None if last is None else ContactId(last)


async def add_recipients(
    db: Database, id: CampaignId, contacts: Sequence[ContactId], variants: int
) -> None:
    """Write people down; who is there stays. A person's variant hangs on their id alone."""
    await db.run(
        """insert into journeys.recipients (workspace, campaign, contact, variant, state)
           select $1, $2::uuid, contact,
             1 + abs(hashtext($2::uuid::text || contact::text)::bigint) % $4::integer,
             'waiting' from unnest($3::uuid[]) as contact
           on conflict do nothing""",
        db.workspace,
        id,
        list(contacts),
        variants,
    )


async def variants_of(
    db: Database, id: CampaignId, contacts: Sequence[ContactId], variants: int
) -> dict[ContactId, int]:
    """Say which variant people would get."""
    rows = await db.rows(
        """select contact, 1 + abs(hashtext($1::uuid::text || contact::text)::bigint) % $3::integer
             as variant from unnest($2::uuid[]) as contact""",
        id,
        list(contacts),
        variants,
    )
    return {ContactId(row["contact"]): row["variant"] for row in rows}


async def lock_waiting(db: Database, id: CampaignId, limit: int) -> list[tuple[ContactId, int]]:
    """Fetch and hold people who wait and whom no other transaction holds."""
    rows = await db.rows(
        """select contact, variant from journeys.recipients
           where workspace = $1 and campaign = $2 and state = 'waiting'
           order by contact limit $3 for update skip locked""",
        db.workspace,
        id,
        limit,
    )
    return [(ContactId(row["contact"]), row["variant"]) for row in rows]


async def has_waiting(db: Database, id: CampaignId) -> bool:
    """Say whether anybody waits, held or not."""
    return await db.value(
        """select exists (select from journeys.recipients
           where workspace = $1 and campaign = $2 and state = 'waiting')""",
        db.workspace,
        id,
    )


async def keep_answers(
    db: Database,
    id: CampaignId,
    answers: Sequence[tuple[ContactId, UUID | None, str | None]],
) -> None:
    """Keep what became of people: a message, or the reason why there is none."""
    await db.run(
        """update journeys.recipients r set message = a.message, refusal = a.refusal,
             state = case when a.message is null then 'refused' else 'sent' end
           from unnest($3::uuid[], $4::uuid[], $5::text[]) as a(contact, message, refusal)
           where r.workspace = $1 and r.campaign = $2 and r.contact = a.contact""",
        db.workspace,
        id,
        [contact for contact, _, _ in answers],
        [message for _, message, _ in answers],
        [refusal for _, _, refusal in answers],
    )


async def count_recipients(db: Database, id: CampaignId) -> tuple[int, int, Mapping[str, int]]:
    """Count who waits, who was asked for, and who was left out by reason."""
    rows = await db.rows(
        """select state, refusal, count(*) as many from journeys.recipients
           where workspace = $1 and campaign = $2 group by 1, 2""",
        db.workspace,
        id,
    )
    by_state = {row["state"]: row["many"] for row in rows if row["refusal"] is None}
    refused = {row["refusal"]: row["many"] for row in rows if row["refusal"] is not None}
    return by_state.get("waiting", 0), by_state.get("sent", 0), refused


async def list_messages(
    db: Database, id: CampaignId, after: UUID | None, limit: int
) -> list[tuple[UUID, int]]:
    """Fetch the messages of a campaign with their variant."""
    rows = await db.rows(
        """select message, variant from journeys.recipients
           where workspace = $1 and campaign = $2 and message is not null
             and ($3::uuid is null or message > $3) order by message limit $4""",
        db.workspace,
        id,
        after,
        limit,
    )
    return [(row["message"], row["variant"]) for row in rows]
