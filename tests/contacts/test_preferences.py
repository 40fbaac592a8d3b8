"""The customer decides, and links in messages speak for them alone."""

import base64
import os
from datetime import timedelta

import pytest

from limpide import contacts, ledger
from limpide.channels import Kind
from limpide.contacts import AiMode, Choice, Contact, Purpose, Refusal
from limpide.foundation import clock, secrets
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId

from .conftest import BY_FORM, MAIL, NEWS_BY_MAIL, OFFERS_BY_MAIL


async def test_preferences_say_all_that_was_decided(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    await contacts.set_ai_mode(db, marie.id, AiMode.REVIEWED, actor=advisor)
    await contacts.set_language(db, marie.id, "en-GB", actor=advisor)
    order = [Kind.LETTER, Kind.EMAIL, Kind.LETTER]
    await contacts.set_channel_order(db, marie.id, Purpose.BILLING, order, actor=advisor)
    for choice in (Choice.GRANTED, Choice.WITHDRAWN):
        await contacts.record_choice(
            db, marie.id, choice, NEWS_BY_MAIL, proof=BY_FORM, actor=advisor
        )

    known = await contacts.preferences(db, marie.id)

    assert (known.contact.ai_mode, known.contact.language) == (AiMode.REVIEWED, "en")
    assert known.channel_order == {Purpose.BILLING: (Kind.LETTER, Kind.EMAIL)}
    assert known.choices == {NEWS_BY_MAIL: Choice.WITHDRAWN}
    assert known.suppressed == {}


async def test_changing_nothing_is_not_written_down(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    for _ in range(2):
        await contacts.set_ai_mode(db, marie.id, AiMode.NONE, actor=advisor)
        await contacts.set_language(db, marie.id, "fr", actor=advisor)

    whats = [e.what for e in await ledger.entries_about(db, marie.id)]
    assert whats == ["contact.created", "preference.ai_mode", "preference.language"]
    told = await db.rows("select kind from foundation.facts")
    assert [row["kind"] for row in told] == ["contacts.ai_mode_changed"]


@pytest.fixture
async def paul(pool: Pool, workspace: WorkspaceId, advisor: Actor) -> Contact:
    """A customer in a database where transactions commit."""
    async with pool.transaction(workspace) as db:
        return await contacts.recognise(db, Kind.EMAIL, MAIL, actor=advisor)


async def test_a_preference_link_speaks_for_one_person_until_it_expires(
    pool: Pool, workspace: WorkspaceId, paul: Contact
) -> None:
    async with pool.transaction(workspace) as db:
        token = contacts.preference_token(db, paul.id, valid_days=60)

    holder = await contacts.contact_of_token(pool, token)
    assert holder is not None
    assert (holder.workspace, holder.contact, holder.use) == (workspace, paul.id, None)

    with clock.frozen(clock.now() + timedelta(days=61)):
        assert await contacts.contact_of_token(pool, token) is None


async def test_a_forged_or_broken_link_speaks_for_nobody(
    pool: Pool, workspace: WorkspaceId, paul: Contact
) -> None:
    async with pool.transaction(workspace) as db:
        token = contacts.preference_token(db, paul.id)
    raw = bytearray(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))

    for place in (0, 1, 20, 35, len(raw) - 1):
        raw[place] ^= 1
        forged = base64.urlsafe_b64encode(bytes(raw)).rstrip(b"=").decode()
        assert await contacts.contact_of_token(pool, forged) is None
        raw[place] ^= 1
    for broken in ("", "é", "a", token[:-4], token + "AAAA"):
        assert await contacts.contact_of_token(pool, broken) is None


async def test_a_link_tells_nothing_of_its_person_and_is_no_row(
    pool: Pool, workspace: WorkspaceId, paul: Contact
) -> None:
    async with pool.transaction(workspace) as db:
        first, second = (contacts.preference_token(db, paul.id) for _ in range(2))
        assert await db.value("select count(*) from contacts.tokens") == 0

    raw = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4))
    assert paul.id.bytes not in raw
    assert first[10:] != second[10:]


async def test_the_link_of_an_erased_person_speaks_for_nobody(
    pool: Pool, workspace: WorkspaceId, paul: Contact
) -> None:
    async with pool.transaction(workspace) as db:
        token = contacts.preference_token(db, paul.id)
        await contacts.erase_person(db, paul.id)

    assert await contacts.contact_of_token(pool, token) is None


async def test_a_link_of_the_former_kind_speaks_until_it_expires(
    pool: Pool, workspace: WorkspaceId, paul: Contact
) -> None:
    now = clock.now()
    body = workspace.bytes + os.urandom(18) + int((now + timedelta(60)).timestamp()).to_bytes(4)
    signature = secrets.sign(body, purpose="contacts.token")[:16]
    token = base64.urlsafe_b64encode(body + signature).decode()
    async with pool.transaction(workspace) as db:
        await db.run(
            """insert into contacts.tokens
                 (workspace, token_sha256, contact, kind, purpose, expires_at)
               values ($1, $2, $3, 'email', 'news', $4)""",
            workspace,
            secrets.digest(token),
            paul.id,
            now + timedelta(60),
        )

    holder = await contacts.contact_of_token(pool, token)
    assert holder is not None
    assert (holder.contact, holder.use) == (paul.id, NEWS_BY_MAIL)
    with clock.frozen(now + timedelta(61)):
        assert await contacts.contact_of_token(pool, token) is None


async def test_one_click_withdraws_one_use_once(
    pool: Pool, workspace: WorkspaceId, paul: Contact, advisor: Actor
) -> None:
    async with pool.transaction(workspace) as db:
        for use in (NEWS_BY_MAIL, OFFERS_BY_MAIL):
            await contacts.record_choice(
                db, paul.id, Choice.GRANTED, use, proof=BY_FORM, actor=advisor
            )
        token = contacts.unsubscribe_token(db, paul.id, NEWS_BY_MAIL)

    holder = await contacts.contact_of_token(pool, token)
    assert holder is not None
    async with pool.transaction(workspace) as db:
        done = await contacts.unsubscribe(db, holder, source="List-Unsubscribe", actor=advisor)
        again = await contacts.unsubscribe(db, holder, source="List-Unsubscribe", actor=advisor)
        news = await contacts.may_contact(db, paul.id, NEWS_BY_MAIL)
        offers = await contacts.may_contact(db, paul.id, OFFERS_BY_MAIL)

    assert (done, again) == (True, False)
    assert news.refusal is Refusal.WITHDRAWN
    assert offers


async def test_a_preference_link_does_not_unsubscribe_by_itself(
    pool: Pool, workspace: WorkspaceId, paul: Contact, advisor: Actor
) -> None:
    async with pool.transaction(workspace) as db:
        token = contacts.preference_token(db, paul.id)
    holder = await contacts.contact_of_token(pool, token)
    assert holder is not None
    async with pool.transaction(workspace) as db:
        assert not await contacts.unsubscribe(db, holder, source="x", actor=advisor)
        assert await contacts.list_choices(db, paul.id) == []
