"""An address has one form and belongs to one contact."""

import asyncio

import pytest

from limpide import contacts, ledger
from limpide.channels import Kind
from limpide.contacts import AddressKind, Contact, InvalidAddressError, Purpose, Use
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id

from .conftest import MAIL


@pytest.mark.parametrize(
    ("kind", "written", "normal"),
    [
        (Kind.EMAIL, "  Marie.BLANC@Example.NET ", "marie.blanc@example.net"),
        (Kind.EMAIL, "marie@maison-olvera.example", "marie@maison-olvera.example"),
        (Kind.EMAIL, "marie@B\u00fccher.de", "marie@b\u00fccher.de"),
        (Kind.SMS, "06 39 98 12 34", "+33639981234"),
        (Kind.PHONE, "+41 44 668 18 00", "+41446681800"),
        (Kind.CHAT, " s-1 ", "s-1"),
        (
            Kind.LETTER,
            " Marie  Blanc\r\n\r\n1 rue  Haute\n69001 LYON ",
            "Marie Blanc\n1 rue Haute\n69001 LYON",
        ),
    ],
)
def test_an_address_is_written_in_one_form(kind: Kind, written: str, normal: str) -> None:
    assert contacts.normalise(kind, written) == normal
    assert contacts.normalise(kind, normal) == normal


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.EMAIL, "marie"),
        (Kind.EMAIL, "marie@example.net\r\nBcc: all@example.net"),
        (Kind.EMAIL, ""),
        (Kind.SMS, "12"),
        (Kind.SMS, "call me"),
        (Kind.CHAT, " "),
        (Kind.CHAT, "a\x00b"),
        (Kind.LETTER, "x" * 501),
    ],
)
def test_what_is_no_address_is_refused(kind: Kind, value: str) -> None:
    with pytest.raises(InvalidAddressError):
        contacts.normalise(kind, value)


async def test_the_same_person_is_recognised_however_they_write_their_address(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    again = await contacts.recognise(db, Kind.EMAIL, "MARIE.blanc@example.net", actor=advisor)

    assert again == marie
    assert [e.what for e in await ledger.entries_about(db, marie.id)] == ["contact.created"]


async def test_a_number_is_the_same_for_calls_and_messages(db: Database, advisor: Actor) -> None:
    by_sms = await contacts.recognise(db, Kind.SMS, "+33639981234", actor=advisor)
    by_call = await contacts.recognise(db, Kind.PHONE, "06 39 98 12 34", actor=advisor)

    assert by_sms.id == by_call.id


async def test_a_name_is_filled_in_but_never_overwritten(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    renamed = await contacts.recognise(
        db, Kind.EMAIL, MAIL, name="Someone Else", language="fr", actor=advisor
    )

    assert (renamed.name, renamed.language) == ("Marie Blanc", "fr")


async def test_an_address_that_another_has_stays_theirs(
    db: Database, marie: Contact, advisor: Actor
) -> None:
    visitor = await contacts.recognise(db, Kind.CHAT, "s-1", actor=advisor)

    taken = await contacts.add_address(db, visitor.id, Kind.EMAIL, MAIL, actor=advisor)
    own = await contacts.add_address(db, visitor.id, Kind.EMAIL, "v@example.net", actor=advisor)

    assert taken.contact == marie.id
    assert own.contact == visitor.id
    assert len((await contacts.get_contact(db, visitor.id)).addresses) == 2


async def test_a_proved_address_is_preferred(db: Database, marie: Contact, advisor: Actor) -> None:
    second = await contacts.add_address(db, marie.id, Kind.EMAIL, "m@example.net", actor=advisor)
    assert await address_of(db, marie) == MAIL

    await contacts.verify_address(db, second, how="one-time code", actor=advisor)
    await contacts.verify_address(db, second, how="one-time code", actor=advisor)

    assert await address_of(db, marie) == "m@example.net"
    whats = [e.what for e in await ledger.entries_about(db, marie.id)]
    assert whats.count("address.verified") == 1


async def address_of(db: Database, contact: Contact) -> str | None:
    permission = await contacts.may_contact(db, contact.id, Use(Kind.EMAIL, Purpose.ORDER))
    return permission.address


async def test_a_contact_is_found_by_address(db: Database, marie: Contact) -> None:
    assert await contacts.find_by_address(db, Kind.EMAIL, MAIL.upper()) == marie
    assert await contacts.find_by_address(db, Kind.EMAIL, "other@example.net") is None
    assert await contacts.find_by_address(db, Kind.EMAIL, "not an address") is None


async def test_a_stranger_who_writes_ten_times_at_once_is_one_contact(
    pool: Pool, workspace: WorkspaceId, advisor: Actor
) -> None:
    async def write() -> object:
        async with pool.transaction(workspace) as db:
            return (await contacts.recognise(db, Kind.EMAIL, MAIL, actor=advisor)).id

    assert len(set(await asyncio.gather(*(write() for _ in range(10))))) == 1
    async with pool.transaction(workspace) as db:
        assert await db.value("select count(*) from contacts.contacts") == 1


async def test_two_transactions_that_meet_the_same_stranger_make_one_contact(
    pool: Pool, workspace: WorkspaceId, advisor: Actor
) -> None:
    async def second() -> Contact:
        async with pool.transaction(workspace) as db:
            return await contacts.recognise(db, Kind.EMAIL, MAIL, actor=advisor)

    async with pool.transaction(workspace) as db:
        first = await contacts.recognise(db, Kind.EMAIL, MAIL, actor=advisor)
        waiting = asyncio.create_task(second())
        await asyncio.sleep(0.2)
        assert not waiting.done()

    assert (await waiting).id == first.id
    async with pool.transaction(workspace) as db:
        assert await db.value("select count(*) from contacts.contacts") == 1


async def test_one_company_does_not_see_anothers_contacts(
    pool: Pool, workspace: WorkspaceId, advisor: Actor
) -> None:
    async with pool.transaction(workspace) as db:
        theirs = await contacts.recognise(db, Kind.EMAIL, MAIL, actor=advisor)

    async with pool.transaction(WorkspaceId(new_id())) as db:
        assert await contacts.find_by_address(db, Kind.EMAIL, MAIL) is None
        assert (await contacts.list_contacts(db)).contacts == ()
        with pytest.raises(contacts.NoSuchContactError):
            await contacts.get_contact(db, theirs.id)
        assert await db.value("select count(*) from contacts.addresses") == 0


def test_each_channel_has_a_kind_of_address() -> None:
    assert {kind: AddressKind.of(kind).value for kind in Kind} == {
        "chat": "chat",
        "email": "email",
        "sms": "phone",
        "phone": "phone",
        "letter": "postal",
    }
