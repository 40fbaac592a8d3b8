"""Silence is not consent, the last word counts, suppression always wins."""

from datetime import timedelta

import pytest

from limpide import contacts
from limpide.channels import Kind
from limpide.contacts import (
    Act,
    AiMode,
    Basis,
    Choice,
    Contact,
    Permission,
    Proof,
    Purpose,
    Refusal,
    SuppressionReason,
    Use,
)
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.ledger import AuthorKind

from .conftest import BY_FORM, MAIL, NEWS_BY_MAIL, OFFERS_BY_MAIL, SERVICE_BY_MAIL

WITH_CONSENT = {Purpose.NEWS, Purpose.OFFERS}
OWN_MATTERS = [purpose for purpose in Purpose if purpose not in WITH_CONSENT]


@pytest.mark.parametrize("purpose", sorted(WITH_CONSENT))
async def test_silence_is_not_consent(purpose: Purpose, db: Database, marie: Contact) -> None:
    answer = await contacts.may_contact(db, marie.id, Use(Kind.EMAIL, purpose))

    assert answer == Permission(Refusal.NEVER_ASKED)
    assert not answer


@pytest.mark.parametrize("purpose", sorted(WITH_CONSENT))
async def test_answering_a_question_is_no_excuse_for_advertising(
    purpose: Purpose, db: Database, marie: Contact
) -> None:
    answer = await contacts.may_contact(
        db, marie.id, Use(Kind.EMAIL, purpose), answering=clock.now()
    )

    assert answer.refusal is Refusal.NEVER_ASKED


@pytest.mark.parametrize("purpose", OWN_MATTERS)
async def test_a_persons_own_matters_need_no_consent_but_have_a_basis(
    purpose: Purpose, db: Database, marie: Contact
) -> None:
    answer = await contacts.may_contact(db, marie.id, Use(Kind.EMAIL, purpose))

    assert answer
    assert answer.basis in {Basis.CONTRACT, Basis.LEGITIMATE_INTEREST}
    assert answer.address == MAIL


@pytest.mark.parametrize("purpose", OWN_MATTERS)
async def test_an_answer_rests_on_the_persons_request(
    purpose: Purpose, db: Database, marie: Contact
) -> None:
    use = Use(Kind.EMAIL, purpose)
    answer = await contacts.may_contact(db, marie.id, use, answering=clock.now())

    assert answer.basis is Basis.CONTRACT


async def test_what_was_granted_is_allowed_for_this_use_only(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    choice = await contacts.record_choice(
        db, marie.id, Choice.GRANTED, NEWS_BY_MAIL, proof=BY_FORM, actor=advisor
    )

    allowed = await contacts.may_contact(db, marie.id, NEWS_BY_MAIL)
    assert (allowed.basis, allowed.choice) == (Basis.CONSENT, choice)
    other = await contacts.may_contact(db, marie.id, OFFERS_BY_MAIL)
    assert other.refusal is Refusal.NEVER_ASKED


@pytest.mark.parametrize("purpose", Purpose)
async def test_the_last_word_counts(
    purpose: Purpose, db: Database, marie: Contact, advisor: Actor
) -> None:
    use = Use(Kind.EMAIL, purpose)
    for choice in (Choice.GRANTED, Choice.WITHDRAWN, Choice.GRANTED, Choice.WITHDRAWN):
        await contacts.record_choice(db, marie.id, choice, use, proof=BY_FORM, actor=advisor)
        answer = await contacts.may_contact(db, marie.id, use)
        expected = None if choice is Choice.GRANTED else Refusal.WITHDRAWN
        assert answer.refusal is expected


async def test_who_refused_service_mail_and_then_asks_gets_an_answer_until_they_refuse_again(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    await contacts.record_choice(
        db, marie.id, Choice.WITHDRAWN, SERVICE_BY_MAIL, proof=BY_FORM, actor=advisor
    )
    asked_at = clock.now() + timedelta(seconds=1)
    answer = await contacts.may_contact(db, marie.id, SERVICE_BY_MAIL, answering=asked_at)
    assert answer.basis is Basis.CONTRACT
    unasked = await contacts.may_contact(db, marie.id, SERVICE_BY_MAIL)
    assert unasked.refusal is Refusal.WITHDRAWN

    with clock.frozen(asked_at + timedelta(seconds=1)):
        await contacts.record_choice(
            db, marie.id, Choice.WITHDRAWN, SERVICE_BY_MAIL, proof=BY_FORM, actor=advisor
        )
        answer = await contacts.may_contact(db, marie.id, SERVICE_BY_MAIL, answering=asked_at)
    assert answer.refusal is Refusal.WITHDRAWN


async def test_an_old_consent_that_is_imported_does_not_undo_a_withdrawal(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    await contacts.record_choice(
        db, marie.id, Choice.WITHDRAWN, NEWS_BY_MAIL, proof=BY_FORM, actor=advisor
    )
    old = Proof(
        Act.IMPORT, "old system", evidence="row 7", given_at=clock.now() - timedelta(days=400)
    )
    await contacts.record_choice(
        db, marie.id, Choice.GRANTED, NEWS_BY_MAIL, proof=old, actor=advisor
    )

    answer = await contacts.may_contact(db, marie.id, NEWS_BY_MAIL)
    assert answer.refusal is Refusal.WITHDRAWN


async def test_suppression_wins_over_consent_and_over_answers(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    await contacts.record_choice(
        db, marie.id, Choice.GRANTED, NEWS_BY_MAIL, proof=BY_FORM, actor=advisor
    )
    await contacts.suppress(
        db, Kind.EMAIL, MAIL.upper(), SuppressionReason.COMPLAINED, actor=advisor
    )

    for use in (NEWS_BY_MAIL, SERVICE_BY_MAIL):
        answer = await contacts.may_contact(db, marie.id, use, answering=clock.now())
        assert answer.refusal is Refusal.SUPPRESSED

    assert await contacts.lift_suppression(
        db, Kind.EMAIL, MAIL, why="asked by phone", actor=advisor
    )
    assert await contacts.may_contact(db, marie.id, NEWS_BY_MAIL)


async def test_without_an_address_nobody_is_reached(db: Database, marie: Contact) -> None:
    by_sms = await contacts.may_contact(db, marie.id, Use(Kind.SMS, Purpose.ORDER))
    elsewhere = await contacts.may_contact(
        db, marie.id, SERVICE_BY_MAIL, address="other@example.net"
    )

    assert by_sms.refusal is Refusal.NO_ADDRESS
    assert elsewhere.refusal is Refusal.NO_ADDRESS


async def test_a_certain_address_of_the_person_is_used_when_asked_for(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    await contacts.add_address(db, marie.id, Kind.EMAIL, "m@example.net", actor=advisor)

    answer = await contacts.may_contact(db, marie.id, SERVICE_BY_MAIL, address="m@example.net")

    assert answer.address == "m@example.net"


@pytest.mark.parametrize(
    ("mode", "allowed"),
    [
        (AiMode.ANY, {"person", "ai", "ai_reviewed", "person_with_ai", "template"}),
        (AiMode.REVIEWED, {"person", "ai_reviewed", "person_with_ai", "template"}),
        (AiMode.BASIC, {"person", "template"}),
        (AiMode.NONE, {"person", "template"}),
    ],
)
def test_the_ai_mode_says_who_may_write(mode: AiMode, allowed: set[str]) -> None:
    assert {a for a in AuthorKind if contacts.has_ai_allowed(mode, a)} == allowed


@pytest.mark.parametrize("mode", AiMode)
def test_a_plain_fact_by_an_ai_is_basic(mode: AiMode) -> None:
    expected = mode in {AiMode.ANY, AiMode.BASIC}
    assert contacts.has_ai_allowed(mode, AuthorKind.AI, is_fact=True) is expected
