"""All SQL of insights: it reads the views that rooms publish, and no table."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from limpide.foundation.database import Database, Row

from .model import (
    Authorship,
    Containment,
    Contests,
    Day,
    FlowFigures,
    Footprint,
    Grams,
    Judged,
    Period,
    Reception,
    Wait,
)

_MILLISECONDS = 1000


async def authorship(db: Database, period: Period) -> Authorship:
    """Count messages by who wrote them."""
    rows = await db.rows(
        """select author_kind, count(*) as messages from delivery.published_messages
           where workspace = $1 and requested_at >= $2 and requested_at < $3
             and (setback is null or setback <> all (array['stopped', 'expired']))
           group by author_kind""",
        db.workspace,
        period.since,
        period.until,
    )
    return Authorship(**{row["author_kind"]: row["messages"] for row in rows})


async def days(db: Database, period: Period, zone: str) -> Sequence[Day]:
    """Count the same day by day, in the company's time zone; days without messages are there."""
    rows = await db.rows(
        """select days.day::date as day, coalesce(counted.person, 0) as person,
             coalesce(counted.ai, 0) as ai, coalesce(counted.ai_reviewed, 0) as ai_reviewed,
             coalesce(counted.person_with_ai, 0) as person_with_ai,
             coalesce(counted.template, 0) as template
           from generate_series(($2::timestamptz at time zone $4)::date,
             ($3::timestamptz at time zone $4)::date, interval '1 day') as days (day)
           left join (
             select (requested_at at time zone $4)::date as day,
               count(*) filter (where author_kind = 'person') as person,
               count(*) filter (where author_kind = 'ai') as ai,
               count(*) filter (where author_kind = 'ai_reviewed') as ai_reviewed,
               count(*) filter (where author_kind = 'person_with_ai') as person_with_ai,
               count(*) filter (where author_kind = 'template') as template
             from delivery.published_messages
             where workspace = $1 and requested_at >= $2 and requested_at < $3
               and (setback is null or setback <> all (array['stopped', 'expired']))
             group by 1) counted on counted.day = days.day::date
           order by days.day""",
        db.workspace,
        period.since,
        period.until,
        zone,
    )
    return [Day(row["day"], Authorship(**_without(row, "day"))) for row in rows]


async def judged(db: Database, period: Period) -> Sequence[Judged]:
    """Count what customers said of answers, by channel and by whether an AI wrote."""
    rows = await db.rows(
        """select kind, author_kind <> 'person' as by_ai, count(*) as said,
             count(*) filter (where feedback = 'helpful') as helpful,
             count(*) filter (where feedback = 'wrong') as wrong
           from conversations.published_messages
           where workspace = $1 and at >= $2 and at < $3 and direction = 'out'
             and author_kind <> 'template'
           group by 1, 2 order by 1, 2""",
        db.workspace,
        period.since,
        period.until,
    )
    return [Judged(**row) for row in rows]


async def containment(db: Database, period: Period) -> Containment:
    """Count conversations begun in the period that the assistant took part in."""
    row = await db.row(
        """select count(*) as conversations, count(passed.conversation) as handed_over
           from conversations.published_conversations c
           join (select distinct conversation from assistant.published_turns
             where workspace = $1 and at >= $2) answered on answered.conversation = c.id
           left join (select distinct conversation from conversations.published_handovers
             where workspace = $1 and at >= $2 and cause <> 'taken') passed
             on passed.conversation = c.id
           where c.workspace = $1 and c.created_at >= $2 and c.created_at < $3""",
        db.workspace,
        period.since,
        period.until,
    )
    return Containment(**row) if row else Containment(0, 0)


async def causes(db: Database, period: Period) -> Mapping[str, int]:
    """Count hand-overs by cause, the most frequent first."""
    rows = await db.rows(
        """select cause, count(*) as times from conversations.published_handovers
           where workspace = $1 and at >= $2 and at < $3 group by cause order by 2 desc, 1""",
        db.workspace,
        period.since,
        period.until,
    )
    return {row["cause"]: row["times"] for row in rows}


async def first_reply(db: Database, period: Period) -> Wait:
    """Measure how long the first real reply of a conversation was awaited; notices are none."""
    return _wait(
        await db.row(
            """select count(*) as count,
                 percentile_cont(array[0.5, 0.9]) within group (order by waited_ms) as waits
               from (
                 select distinct on (conversation) waited_ms
                 from conversations.published_messages
                 where workspace = $1 and at >= $2 and at < $3 and direction = 'out'
                   and author_kind <> 'template' and waited_ms is not null
                 order by conversation, id) first""",
            db.workspace,
            period.since,
            period.until,
        )
    )


async def wait_for_a_person(db: Database, period: Period) -> Wait:
    """Measure how long a person was awaited after a hand-over, in service hours."""
    return _wait(
        await db.row(
            """select count(*) as count,
                 percentile_cont(array[0.5, 0.9]) within group (order by waited_ms) as waits
               from conversations.published_handovers
               where workspace = $1 and at >= $2 and at < $3 and waited_ms is not null""",
            db.workspace,
            period.since,
            period.until,
        )
    )


async def contests(db: Database, period: Period) -> Contests:
    """Count what was called wrong, and how long a person and a correction took."""
    row = await db.row(
        """select count(*) as contested, count(*) filter (where state = 'right') as right,
             count(*) filter (where state = 'corrected') as corrected,
             count(*) filter (where state = 'not_for_assistant') as not_for_assistant
           from assistant.published_contests
           where workspace = $1 and contested_at >= $2 and contested_at < $3
             and state <> 'withdrawn'""",
        db.workspace,
        period.since,
        period.until,
    )
    to_person = await db.row(
        """select count(*) as count, percentile_cont(array[0.5, 0.9]) within group (order by
             extract(epoch from person_at - c.contested_at) * 1000) as waits
           from assistant.published_contests c
           cross join lateral (select m.at as person_at from conversations.published_messages m
             where m.workspace = c.workspace and m.conversation = c.conversation
               and m.author_kind in ('person', 'ai_reviewed', 'person_with_ai')
               and m.direction = 'out' and m.at > c.contested_at order by m.id limit 1) answered
           where c.workspace = $1 and c.contested_at >= $2 and c.contested_at < $3""",
        db.workspace,
        period.since,
        period.until,
    )
    to_correction = await db.row(
        """select count(*) as count, percentile_cont(array[0.5, 0.9]) within group (order by
             extract(epoch from decided_at - contested_at) * 1000) as waits
           from assistant.published_contests
           where workspace = $1 and contested_at >= $2 and contested_at < $3
             and state = 'corrected'""",
        db.workspace,
        period.since,
        period.until,
    )
    counts = dict(row) if row else {}
    return Contests(**counts, to_person=_wait(to_person), to_correction=_wait(to_correction))


async def footprint(db: Database, period: Period) -> Footprint:
    """Sum up what messages weighed that left, and what was avoided."""
    sent = await db.row(
        """select coalesce(sum(p.micrograms_low), 0)::float8 / 1e6 as low,
             coalesce(sum(p.micrograms_central), 0)::float8 / 1e6 as central,
             coalesce(sum(p.micrograms_high), 0)::float8 / 1e6 as high
           from delivery.published_messages m
           join ledger.published_passports p on p.workspace = m.workspace and p.message = m.id
           where m.workspace = $1 and m.requested_at >= $2 and m.requested_at < $3
             and p.issued_at >= $2::timestamptz - interval '1 hour' and p.issued_at < $3
             and m.status <> all (array['queued', 'stopped', 'expired'])""",
        db.workspace,
        period.since,
        period.until,
    )
    avoided = await db.rows(
        """select reason, count(*) as messages, sum(grams_low) as low,
             sum(grams_central) as central, sum(grams_high) as high
           from delivery.published_avoided where workspace = $1 and at >= $2 and at < $3
           group by reason order by 2 desc, 1""",
        db.workspace,
        period.since,
        period.until,
    )
    return Footprint(
        sent=Grams(**sent) if sent else Grams(0, 0, 0),
        avoided=Grams(*(sum(row[part] for row in avoided) for part in ("low", "central", "high"))),
        avoided_messages=sum(row["messages"] for row in avoided),
        avoided_by_reason={row["reason"]: row["messages"] for row in avoided},
    )


async def weight_of_reference(db: Database, reference: UUID) -> Grams:
    """Sum up what the messages of a reference weighed that left."""
    return _grams(
        await db.row(
            """select sum(p.micrograms_low)::float8 / 1e6 as low,
                 sum(p.micrograms_central)::float8 / 1e6 as central,
                 sum(p.micrograms_high)::float8 / 1e6 as high
               from delivery.published_messages m
               join ledger.published_passports p on p.workspace = m.workspace and p.message = m.id
               where m.workspace = $1 and m.reference = $2
                 and m.status <> all (array['queued', 'stopped', 'expired'])""",
            db.workspace,
            reference,
        )
    )


async def weight_of_person(db: Database, contact: UUID, since: datetime) -> Grams:
    """Sum up what the messages to a person weighed that left since a moment."""
    return _grams(
        await db.row(
            """select sum(p.micrograms_low)::float8 / 1e6 as low,
                 sum(p.micrograms_central)::float8 / 1e6 as central,
                 sum(p.micrograms_high)::float8 / 1e6 as high
               from delivery.published_messages m
               join ledger.published_passports p on p.workspace = m.workspace and p.message = m.id
               where m.workspace = $1 and m.contact = $2 and m.requested_at >= $3
                 and m.status <> all (array['queued', 'stopped', 'expired'])""",
            db.workspace,
            contact,
            since,
        )
    )


def _grams(row: Row | None) -> Grams:
    if row is None or row["central"] is None:
        return Grams(0, 0, 0)
    return Grams(row["low"], row["central"], row["high"])


async def received(db: Database, period: Period) -> Sequence[Reception]:
    """Count what went out, came back or was called spam, by channel and by whether an AI wrote."""
    rows = await db.rows(
        """select kind, author_kind in ('ai', 'ai_reviewed', 'person_with_ai') as by_ai,
             count(*) as sent,
             count(*) filter (where status in ('bounced', 'returned')) as bounced,
             count(*) filter (where status = 'complained') as complained
           from delivery.published_messages
           where workspace = $1 and requested_at >= $2 and requested_at < $3
             and kind <> 'chat' and status <> all (array['queued', 'stopped', 'expired'])
           group by 1, 2 order by 1, 2""",
        db.workspace,
        period.since,
        period.until,
    )
    return [Reception(**row) for row in rows]


async def flows(db: Database, period: Period) -> Sequence[FlowFigures]:
    """Count how flows went, the most used first."""
    rows = await db.rows(
        """select flow, count(*) as begun, count(*) filter (where state = 'done') as finished,
             count(*) filter (where state = 'handed_over') as handed_over
           from flows.published_runs where workspace = $1 and started_at >= $2 and started_at < $3
           group by flow order by 2 desc, 1""",
        db.workspace,
        period.since,
        period.until,
    )
    return [FlowFigures(**row) for row in rows]


def _wait(row: Row | None) -> Wait:
    waits = row["waits"] if row else None
    if row is None or waits is None:
        return Wait(0, None, None)
    return Wait(row["count"], *(each / _MILLISECONDS for each in waits))


def _without(row: Row, name: str) -> dict[str, int]:
    return {key: value for key, value in row.items() if key != name}
