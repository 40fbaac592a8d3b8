"""A notice reaches its person in their language, once, or says why not."""

from limpide import contacts, delivery, journeys
from limpide.contacts import Purpose, Refusal
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
