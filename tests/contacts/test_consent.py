"""A choice stays on record with its proof."""

from datetime import timedelta
from hashlib import sha256

import asyncpg
import pytest

from limpide import contacts, ledger
from limpide.channels import Kind
from limpide.contacts import Act, Choice, Contact, MissingProofError, Proof, Wording
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from .conftest import BY_FORM, NEWS_BY_MAIL

WORDING = Wording("newsletter", 1, "fr", "J’accepte de recevoir les nouvelles.")


async def test_a_choice_is_kept_with_all_that_proves_it(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    given_at = clock.now() - timedelta(days=1)
    proof = Proof(Act.PAPER, "shop in Lyon", WORDING, evidence="scan-12", given_at=given_at)
    id = await contacts.record_choice(
        db, marie.id, Choice.GRANTED, NEWS_BY_MAIL, proof=proof, actor=advisor
    )

    (kept,) = await contacts.list_choices(db, marie.id)

    assert (kept.id, kept.use, kept.choice, kept.given_at) == (
        id,
        NEWS_BY_MAIL,
        Choice.GRANTED,
        given_at,
    )
    assert (kept.act, kept.source, kept.evidence) == (Act.PAPER, "shop in Lyon", "scan-12")
    assert (kept.wording_id, kept.wording_version) == ("newsletter", 1)
    assert kept.wording_sha256 == sha256(WORDING.text.encode()).hexdigest()
    assert await db.value("select text from contacts.wordings") == WORDING.text


async def test_the_ledger_and_the_rooms_above_learn_of_a_choice(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    await contacts.record_choice(
        db, marie.id, Choice.WITHDRAWN, NEWS_BY_MAIL, proof=BY_FORM, actor=advisor
    )

    last = (await ledger.entries_about(db, marie.id))[-1]
    assert (last.what, last.why) == ("consent.withdrawn", "news by email")
    assert last.data["act"] == "checkbox"
    told = await db.rows("select kind, body->>'choice' as choice from foundation.facts")
    assert [tuple(row) for row in told] == [("contacts.choice_changed", "withdrawn")]


@pytest.mark.parametrize(
    "proof",
    [
        Proof(Act.IMPORT, "old system"),
        Proof(Act.IMPORT, "old system", evidence=""),
        Proof(Act.CHECKBOX, "form", given_at=clock.now() + timedelta(days=1)),
    ],
)
async def test_a_choice_without_proof_or_from_the_future_is_refused(
    proof: Proof, db: Database, marie: Contact, advisor: Actor
) -> None:
    with pytest.raises(MissingProofError):
        await contacts.record_choice(
            db, marie.id, Choice.GRANTED, NEWS_BY_MAIL, proof=proof, actor=advisor
        )
    assert await contacts.list_choices(db, marie.id) == []


async def test_the_database_itself_refuses_an_import_without_evidence(
    db: Database, marie: Contact
) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        async with db.savepoint():
            await db.run(
                """insert into contacts.choices (id, contact, kind, purpose, choice, given_at, act,
                     source, actor_kind, actor_id)
                   values (gen_random_uuid(), $1, 'email', 'news', 'granted', now(), 'import',
                     'old', 'system', 'x')""",
                marie.id,
            )


async def test_a_wording_that_changed_needs_a_new_version(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    changed = Wording("newsletter", 1, "fr", "J’accepte tout.")
    newer = Wording("newsletter", 2, "fr", "J’accepte tout.")

    async def choose(wording: Wording) -> None:
        proof = Proof(Act.BUTTON, "form", wording)
        await contacts.record_choice(
            db, marie.id, Choice.GRANTED, NEWS_BY_MAIL, proof=proof, actor=advisor
        )

    await choose(WORDING)
    await choose(WORDING)
    with pytest.raises(contacts.WordingChangedError):
        await choose(changed)
    await choose(newer)

    kept = await contacts.list_choices(db, marie.id)
    assert [choice.wording_version for choice in kept] == [1, 1, 2]


@pytest.mark.parametrize(
    "sql",
    [
        "update contacts.choices set choice = 'granted'",
        "delete from contacts.choices",
        "update contacts.wordings set text = 'another'",
    ],
)
async def test_choices_cannot_be_rewritten(
    sql: str, db: Database, marie: Contact, advisor: Actor
) -> None:
    await contacts.record_choice(
        db, marie.id, Choice.WITHDRAWN, NEWS_BY_MAIL, proof=BY_FORM, actor=advisor
    )
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with db.savepoint():
            await db.connection.execute(sql)


async def test_a_suppressed_address_is_known_without_being_written_down(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    address = marie.addresses[0].value
    reason = contacts.SuppressionReason.STOP

    assert await contacts.suppress(db, Kind.EMAIL, address, reason, actor=advisor)
    assert not await contacts.suppress(db, Kind.EMAIL, address, reason, actor=advisor)
    assert await contacts.suppress(db, Kind.SMS, "+33639981234", reason, actor=advisor)
    assert not await contacts.lift_suppression(
        db, Kind.EMAIL, "x@example.net", why="", actor=advisor
    )

    kept = await db.rows("select s::text as line from contacts.suppressions s")
    assert not any("marie" in row["line"] or "639981234" in row["line"] for row in kept)
    assert set((await contacts.preferences(db, marie.id)).suppressed) == {
        address.id for address in marie.addresses
    }
    whats = [e.what for e in await ledger.entries_about(db, marie.id)]
    assert whats.count("address.suppressed") == 1
