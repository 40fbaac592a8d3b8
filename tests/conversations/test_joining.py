"""Texts in parts: joined whatever order, line or crash lies between, and never taken in twice."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from limpide import conversations
from limpide.channels import InboundSms, SmsPart
from limpide.conversations import Filters
from limpide.conversations.joining import GIVE_UP, give_up, join_sms
from limpide.foundation import clock
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id

ONE = SmsPart("+33612345678", "+33600000001", 7, 2, 1, b"Ouvert le", 0)
TWO = replace(ONE, place=2, octets=b" dimanche ?")


@pytest.mark.parametrize("parts", [(ONE, TWO), (TWO, ONE), (ONE, ONE, TWO)])
async def test_a_text_is_there_once_all_of_it_is(db: Database, parts: tuple[SmsPart, ...]) -> None:
    *before, last = [await join_sms(db, part) for part in parts]
    assert before == [None] * (len(parts) - 1)
    assert last is not None
    assert (last.sender, last.recipient, last.text) == (
        ONE.sender,
        ONE.recipient,
        "Ouvert le dimanche ?",
    )


async def test_an_echo_of_a_part_is_no_second_text(db: Database) -> None:
    for part in (ONE, TWO):
        await join_sms(db, part)
    assert [await join_sms(db, part) for part in (TWO, ONE, TWO)] == [None] * 3


async def test_the_next_text_with_the_same_reference_is_another_one(db: Database) -> None:
    first = [await join_sms(db, part) for part in (ONE, TWO)][1]
    assert await join_sms(db, replace(ONE, octets=b"Et le")) is None
    second = await join_sms(db, replace(TWO, octets=b" lundi ?"))
    assert first is not None
    assert second is not None
    assert second.text == "Et le lundi ?"
    assert second.provider_id != first.provider_id


async def test_two_people_with_the_same_reference_are_two(db: Database) -> None:
    assert await join_sms(db, ONE) is None
    assert await join_sms(db, replace(TWO, sender="+33699999999")) is None


async def test_a_letter_cut_in_two_is_one_letter(db: Database) -> None:
    octets = "Merci 😀".encode("utf-16-be")
    await join_sms(db, replace(ONE, octets=octets[:-2], coding=8))
    whole = await join_sms(db, replace(TWO, octets=octets[-2:], coding=8))
    assert whole is not None
    assert whole.text == "Merci 😀"


async def _waiting(db: Database) -> list[UUID]:
    """Give the texts that wait for the rest, each set to be given up in about an hour."""
    rows = await db.rows(
        "select payload->>'text' as text, due_at from foundation.timers where job = $1", GIVE_UP
    )
    assert all(row["due_at"] - clock.now() > timedelta(minutes=50) for row in rows)
    return [UUID(row["text"]) for row in rows]


async def test_what_never_comes_holds_the_rest_back_no_longer_than_an_hour(
    pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        await join_sms(db, TWO)
        (text,) = await _waiting(db)
    for _ in range(2):
        await give_up(pool, workspace, {"text": str(text)})

    async with pool.transaction(workspace) as db:
        (row,) = await conversations.list_inbox(db, new_id(), Filters())
        (message,) = (await conversations.thread(db, row.conversation.id)).messages
        assert await db.value("select count(*) from conversations.sms_parts") == 0
    assert message.body == "… dimanche ?"


async def test_what_was_whole_is_only_forgotten_then(pool: Pool, workspace: WorkspaceId) -> None:
    async with pool.transaction(workspace) as db:
        await join_sms(db, ONE)
        whole = await join_sms(db, TWO)
        assert isinstance(whole, InboundSms)
        (text,) = await _waiting(db)
    await give_up(pool, workspace, {"text": str(text)})

    async with pool.transaction(workspace) as db:
        assert await conversations.list_inbox(db, new_id(), Filters()) == []
        assert await db.value("select count(*) from conversations.sms_parts") == 0
