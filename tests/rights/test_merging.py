"""Two contacts that are one person become one, everywhere, and can be parted again."""

from datetime import timedelta

import pytest

from limpide import contacts, conversations, delivery, rights
from limpide.channels import Kind
from limpide.contacts import (
    Act,
    AiMode,
    Choice,
    ContactId,
    Likeness,
    NotMergeableError,
    Proof,
    Purpose,
    Use,
)
from limpide.conversations import Incoming
from limpide.delivery import Content, Queued
from limpide.delivery import Request as Wish
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.ledger import Author, AuthorKind, Reason
from limpide.rights import Via

ME = Actor.system("test")
MAIL = Use(Kind.EMAIL, Purpose.NEWS)


async def person(db: Database, name: str | None, **addresses: str) -> ContactId:
    made = await contacts.create(db, name=name, actor=ME)
    for kind, value in addresses.items():
        await contacts.add_address(db, made.id, Kind(kind), value, actor=ME)
    return made.id


async def pairs(db: Database) -> set[tuple[ContactId, ContactId]]:
    return {(pair.first.id, pair.second.id) for pair in await contacts.find_duplicates(db)}


async def test_likely_duplicates_are_found_and_families_are_not(db: Database) -> None:
    one = await person(db, "Marie-Ange Lœuf", email="marie.loeuf@x.example", letter="x\n31000 T")
    two = await person(db, "LOEUF Marie Ange", email="marieloeuf+shop@x.example")
    three = await person(db, "Marie Ange Loeuf", letter="9 quai des Arts\n31000 Toulouse")
    son = await person(db, "Titouan Loeuf", letter="9 quai des Arts\n31000 Toulouse")
    nobody = await person(db, None, sms="+33612000001")

    found = await contacts.find_duplicates(db)

    assert {(p.first.id, p.second.id) for p in found} == {(one, two), (one, three)}
    assert found[0].score > 0.7
    assert {why for pair in found for why in pair.why} >= {
        Likeness.EMAIL,
        Likeness.NAME_AND_POSTCODE,
    }
    assert son not in {id for pair in await pairs(db) for id in pair}
    assert nobody not in {id for pair in await pairs(db) for id in pair}
    await contacts.tell_apart(db, two, one, actor=ME)
    assert await pairs(db) == {(one, three)}


async def test_a_merge_moves_everything_and_undoing_moves_it_back(db: Database) -> None:
    kept = await person(db, "Ada", email="ada@x.example")
    gone = await person(db, "Ada L.", sms="+33612000002")
    before = await contacts.preferences(db, kept), await contacts.preferences(db, gone)
    await contacts.set_ai_mode(db, gone, AiMode.NONE, actor=ME)
    await contacts.set_attributes(db, gone, {"tier": "gold"}, actor=ME)
    await contacts.set_channel_order(db, gone, Purpose.ORDER, [Kind.SMS], actor=ME)
    proof = Proof(Act.PAPER, "form")
    await contacts.record_choice(db, gone, Choice.WITHDRAWN, MAIL, proof=proof, actor=ME)
    token = contacts.preference_token(db, gone)
    received = await conversations.receive(
        db, Incoming(Kind.SMS, "s-1", "+33612000002", "Bonjour, c’est Ada")
    )
    wish = Wish(
        contact=gone,
        purpose=Purpose.ORDER,
        content=Content("Votre commande part demain."),
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason("api.reason.order"),
        kinds=(Kind.SMS,),
    )
    queued = await delivery.request(db, wish, actor=ME)
    assert isinstance(queued, Queued)

    done = await rights.merge(db, kept, gone, actor=ME)

    known = await contacts.preferences(db, kept)
    assert {each.value for each in known.contact.addresses} == {"ada@x.example", "+33612000002"}
    assert (known.contact.ai_mode, known.contact.attributes) == (AiMode.NONE, {"tier": "gold"})
    assert known.choices == {MAIL: Choice.WITHDRAWN}
    assert known.channel_order == {Purpose.ORDER: (Kind.SMS,)}
    assert await conversations.list_conversations(db, kept) == [received.conversation]
    assert [each.id for each in await delivery.list_messages(db, kept)] == [queued.message]
    assert (await contacts.get_contact(db, gone)).merged_into == kept
    assert [each.id for each in (await contacts.list_contacts(db)).contacts] == [kept]
    found = await contacts.find_by_address(db, Kind.SMS, "+33612000002")
    assert found is not None
    assert found.id == kept
    assert token
    with pytest.raises(NotMergeableError):
        await rights.merge(db, kept, gone, actor=ME)

    await contacts.set_name(db, kept, "Ada Lovelace", actor=ME)
    await rights.part(db, done.id, actor=ME)

    again = await contacts.preferences(db, kept)
    assert again.contact.addresses == before[0].contact.addresses
    assert again.contact.ai_mode is AiMode.ANY
    assert again.contact.name == "Ada Lovelace"
    assert (again.choices, again.channel_order) == ({}, {})
    other = await contacts.preferences(db, gone)
    assert other.contact.addresses == before[1].contact.addresses
    assert other.choices == {MAIL: Choice.WITHDRAWN}
    assert await conversations.list_conversations(db, gone) == [received.conversation]
    assert [each.id for each in await delivery.list_messages(db, gone)] == [queued.message]
    assert await rights.merges_of(db, kept) == []


async def test_who_is_about_to_be_erased_is_not_merged_and_merges_are_erased_too(
    db: Database,
) -> None:
    kept, gone = await person(db, "Eve", email="e@x.example"), await person(db, "Eve E.")
    other = await person(db, "Eve F.")
    await rights.merge(db, kept, gone, actor=ME)
    asked = await rights.ask(db, kept, rights.Kind.ERASURE, via=Via.ADVISOR, actor=ME)
    with pytest.raises(NotMergeableError):
        await rights.merge(db, other, kept, actor=ME)

    counts = await rights.erase(db, asked.id, actor=ME)

    assert (counts["contacts.contacts"], counts["rights.merges"]) == (2, 1)
    with pytest.raises(contacts.NoSuchContactError):
        await contacts.get_contact(db, gone)


async def test_undoing_a_merge_gives_back_what_each_had_done_and_keeps_what_came_since(
    db: Database,
) -> None:
    kept = await person(db, "Ada", email="ada@x.example")
    gone = await person(db, "Ada L.", sms="+33612000002")
    now = clock.now()
    for who, what, days in (
        (kept, "wrote", 40),
        (gone, "wrote", 90),
        (gone, "wrote", 3),
        (gone, "visited_shop", 5),
        (gone, "called", 9),
    ):
        await contacts.note_doing(db, who, what, now - timedelta(days=days))
    before = await contacts.list_doings(db, kept), await contacts.list_doings(db, gone)
    merge = await rights.merge(db, kept, gone, actor=ME)
    together = {each.what: each.times for each in await contacts.list_doings(db, kept)}
    await contacts.note_doing(db, kept, "called", now)
    await rights.part(db, merge.id, actor=ME)
    mine = {each.what: each for each in await contacts.list_doings(db, kept)}

    assert together == {"wrote": 3, "visited_shop": 1, "called": 1}
    assert mine["wrote"] == before[0][0]
    assert (mine["called"].times, mine["called"].first_at) == (1, now)
    assert "visited_shop" not in mine
    assert await contacts.list_doings(db, gone) == before[1]
