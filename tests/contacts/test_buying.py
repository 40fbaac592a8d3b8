"""Who bought may get similar offers, where the law says so, until they refuse."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from limpide import contacts
from limpide.channels import Kind
from limpide.contacts import (
    Act,
    Basis,
    Choice,
    Contact,
    ContactId,
    Follows,
    MissingProofError,
    Permission,
    Proof,
    Purpose,
    Refusal,
    Use,
    Wording,
)
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from .conftest import BY_FORM, OFFERS_BY_MAIL

CHECKOUT = Wording("checkout", 1, "fr", "Vous recevrez nos offres semblables. □ Je refuse.")
ORDER = Proof(Act.CHECKBOX, "/checkout", CHECKOUT, evidence="OLV-1")


async def buy(
    db: Database,
    contact: ContactId,
    actor: Actor,
    *,
    goods: Sequence[str] = ("Croquettes",),
    proof: Proof = ORDER,
    is_refused: bool = False,
) -> Follows:
    answers = await contacts.record_purchase(
        db, contact, [Kind.EMAIL], goods, proof=proof, is_refused=is_refused, actor=actor
    )
    return answers[Kind.EMAIL]


async def may_offer(db: Database, contact: ContactId, goods: str) -> Permission:
    standing = await contacts.get_standing(db, contact)
    return contacts.may_write(standing, OFFERS_BY_MAIL, goods=goods)


def days_ago(days: int) -> Proof:
    return Proof(ORDER.act, ORDER.source, CHECKOUT, "OLV-1", clock.now() - timedelta(days=days))


async def test_a_purchase_allows_offers_of_similar_goods_and_no_others(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    assert await buy(db, marie.id, advisor) is Follows.ALLOWED

    similar = await may_offer(db, marie.id, "croquettes")
    assert similar
    assert similar.basis is Basis.SOFT_OPT_IN
    (kept,) = await contacts.list_choices(db, marie.id)
    assert similar.choice == kept.id
    assert (kept.evidence, kept.wording_id) == ("OLV-1", "checkout")
    assert kept.similar is not None
    assert kept.similar.rule == "fr-l34-5"
    assert (await may_offer(db, marie.id, "voyages")).refusal is Refusal.OTHER_GOODS
    assert (await may_offer(db, marie.id, "")).refusal is Refusal.OTHER_GOODS
    news = Use(Kind.EMAIL, Purpose.NEWS)
    assert (await contacts.may_contact(db, marie.id, news)).refusal is Refusal.NEVER_ASKED


async def test_a_refusal_at_the_till_is_a_refusal(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    assert await buy(db, marie.id, advisor, is_refused=True) is Follows.REFUSED

    assert (await may_offer(db, marie.id, "croquettes")).refusal is Refusal.WITHDRAWN


async def test_buying_again_never_undoes_a_refusal_nor_weakens_a_consent(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    async def decide(choice: Choice) -> None:
        await contacts.record_choice(
            db, marie.id, choice, OFFERS_BY_MAIL, proof=BY_FORM, actor=advisor
        )

    await decide(Choice.WITHDRAWN)
    assert await buy(db, marie.id, advisor) is Follows.WITHDRAWN
    assert not await may_offer(db, marie.id, "croquettes")

    await decide(Choice.GRANTED)
    assert await buy(db, marie.id, advisor) is Follows.CONSENTED
    assert (await may_offer(db, marie.id, "")).basis is Basis.CONSENT


async def test_a_purchase_counts_for_as_long_as_the_country_says(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    assert await buy(db, marie.id, advisor, proof=days_ago(4 * 365)) is Follows.TOO_OLD
    assert await buy(db, marie.id, advisor, proof=days_ago(2 * 365)) is Follows.ALLOWED

    assert (await may_offer(db, marie.id, "croquettes")).basis is Basis.SOFT_OPT_IN
    with clock.frozen(clock.now() + timedelta(days=400)):
        answer = await may_offer(db, marie.id, "croquettes")
    assert answer.refusal is Refusal.BOUGHT_LONG_AGO


async def test_further_purchases_add_their_goods(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    await buy(db, marie.id, advisor, goods=["croquettes"], proof=days_ago(10))
    await buy(db, marie.id, advisor, goods=["litière"])

    assert await may_offer(db, marie.id, "croquettes")
    assert await may_offer(db, marie.id, "Litière")


async def test_where_no_law_says_so_consent_is_needed(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    await contacts.add_address(db, marie.id, Kind.SMS, "+46701740605", actor=advisor)

    assert await buy(db, marie.id, advisor) is Follows.NO_RULE
    assert (await may_offer(db, marie.id, "croquettes")).refusal is Refusal.NEVER_ASKED


@pytest.mark.parametrize(
    "proof", [Proof(Act.CHECKBOX, "/checkout", CHECKOUT), Proof(Act.API, "/checkout", None, "O-1")]
)
async def test_without_an_order_or_the_words_that_offered_a_refusal_there_is_no_proof(
    proof: Proof, db: Database, marie: Contact, advisor: Actor
) -> None:
    with pytest.raises(MissingProofError):
        await buy(db, marie.id, advisor, proof=proof)


async def test_nobody_writes_a_purchase_down_as_a_plain_choice(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    with pytest.raises(MissingProofError):
        await contacts.record_choice(
            db, marie.id, Choice.BOUGHT, OFFERS_BY_MAIL, proof=ORDER, actor=advisor
        )


async def test_a_list_brings_purchases_with_their_proof(db: Database, advisor: Actor) -> None:
    lines = [
        "reference,email,region,consent.email.offers,consent_evidence,consent_at,consent_goods\n",
        'A,a@x.example,FR,bought,O-1,2026-03-01,"Croquettes, litière"\n',
        "B,b@x.example,SE,bought,O-2,2026-03-01,croquettes\n",
        "C,c@x.example,FR,bought,O-3,2019-03-01,croquettes\n",
        "D,d@x.example,FR,bought,O-4,2026-03-01,\n",
    ]

    report = await contacts.import_people(
        db, contacts.read_people(lines), source="till.csv", actor=advisor
    )

    assert [each.fault.value for each in report.refused] == [
        "no_rule",
        "bought_long_ago",
        "no_proof",
    ]
    person = await contacts.find_by_reference(db, "A")
    assert person is not None
    assert await may_offer(db, person.id, "litière")
    rule = contacts.read_rule({"bought": "email:croquettes"})
    assert await contacts.sample_selected(db, rule) == [person]


def test_every_country_names_its_law() -> None:
    rules = contacts.list_purchase_rules()
    pairs = [(rule.country, kind) for rule in rules for kind in rule.kinds]

    assert len(set(pairs)) == len(pairs)
    assert all(rule.source and rule.months_source and rule.months > 0 for rule in rules)
