"""A notice reaches its person in their language, once, or says why not."""

from limpide import contacts, delivery, journeys, ledger
from limpide.contacts import DataUse, DataWish, Purpose, Refusal
from limpide.delivery import Queued, Refused
from limpide.foundation.database import Database
from limpide.journeys import Notice, Unreadable, Wording

from .conftest import LEAD, Desk


async def test_notices_speak_the_readers_language_and_are_sent_once(desk: Desk) -> None:
    await desk.people(2)
    await desk.template(purpose=Purpose.ORDER)
    people = (await desk.do(contacts.list_contacts)).contacts
    notices = [Notice(person.id, "basket", key=f"k-{person.reference}") for person in people]
    first = await desk.do(lambda db: journeys.notify(db, notices, actor=LEAD))
    again = await desk.do(lambda db: journeys.notify(db, notices, actor=LEAD))

    assert first == again
    queued = [answer.message for answer in first if isinstance(answer, Queued)]
    said = [await desk.do(lambda db, one=one: delivery.get_message(db, one)) for one in queued]
    assert {message.subject for message in said} == {"Bonjour Person 0", "Hello Person 1"}


async def test_notices_of_one_template_do_not_wait_for_each_other(desk: Desk) -> None:
    await desk.people(2)
    await desk.template(purpose=Purpose.ORDER)
    ada, berta = (await desk.do(contacts.list_contacts)).contacts
    # The company's first message makes its signing key.
    await desk.do(lambda db: journeys.notify(db, [Notice(ada.id, "basket")], actor=LEAD))

    async with desk.pool.transaction(desk.workspace) as first:
        await journeys.notify(first, [Notice(ada.id, "basket")], actor=LEAD)
        async with desk.pool.transaction(desk.workspace) as second:
            # Whoever had to wait for the first would fail at once.
            await second.run("set local lock_timeout = '1ms'")
            (answer,) = await journeys.notify(second, [Notice(berta.id, "basket")], actor=LEAD)

    assert isinstance(answer, Queued)


async def test_a_refused_and_an_unreadable_notice_do_not_stop_the_others(desk: Desk) -> None:
    await desk.people(1, consenting=False)
    await desk.template()
    await desk.template("order", Purpose.ORDER)

    async def lacking(db: Database) -> None:
        words = {"fr": Wording("Commande {{ data.order }}", "Elle part.")}
        saved = await journeys.save_template(
            db, "lacking", Purpose.ORDER, words, sample={"data": {"order": "OLV-1"}}, actor=LEAD
        )
        await journeys.publish_template(db, saved.template.id, actor=LEAD)

    await desk.do(lacking)
    person = (await desk.do(contacts.list_contacts)).contacts[0].id
    notices = [Notice(person, name) for name in ("basket", "lacking", "order")]
    refused, unreadable, queued = await desk.do(lambda db: journeys.notify(db, notices, actor=LEAD))

    assert isinstance(refused, Refused)
    assert refused.refusal is Refusal.NEVER_ASKED
    assert isinstance(unreadable, Unreadable)
    assert isinstance(queued, Queued)


async def test_news_uses_of_a_person_only_what_they_allowed_and_its_passport_says_so(
    desk: Desk,
) -> None:
    await desk.people(2)

    async def personal(db: Database, name: str, text: str) -> None:
        words = {"fr": Wording("Des nouvelles", text)}
        sample = {"attributes": {"tier": "gold"}}
        saved = await journeys.save_template(
            db, name, Purpose.NEWS, words, sample=sample, actor=LEAD
        )
        await journeys.publish_template(db, saved.template.id, actor=LEAD)

    await desk.do(lambda db: personal(db, "strict", "Membres {{ attributes.tier }}, bonjour."))
    soft = 'Membres {{ attributes.tier | default("fidèles") }}, bonjour.'
    await desk.do(lambda db: personal(db, "soft", soft))
    first, second = [each.id for each in (await desk.do(contacts.list_contacts)).contacts]
    yes = {("attribute.tier", DataUse.NEWS): DataWish(is_allowed=True)}
    await desk.do(lambda db: contacts.data_uses.choose(db, first, yes, source="/p", actor=LEAD))

    notices = [Notice(who, name) for who in (first, second) for name in ("strict", "soft")]
    answers = await desk.do(lambda db: journeys.notify(db, notices, actor=LEAD))
    assert [type(each) for each in answers] == [Queued, Queued, Unreadable, Queued]
    sent = [each.message for each in answers if isinstance(each, Queued)]
    messages = [await desk.do(lambda db, one=one: delivery.get_message(db, one)) for one in sent]
    assert ["gold" in each.text for each in messages] == [True, True, False]
    passport = await desk.do(lambda db: ledger.get_passport(db, messages[0].passport))
    assert passport.body["personal_data_allowed"] == ["attribute.tier"]
    assert "gold" not in str(passport.body)
