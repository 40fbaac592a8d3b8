"""Contacts are made, found and listed."""

import pytest

from limpide import contacts
from limpide.channels import Kind
from limpide.contacts import Contact, ContactId
from limpide.contacts.people import InvalidCursorError
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id


async def test_a_reference_of_the_company_is_one_contact(db: Database, advisor: Actor) -> None:
    first = await contacts.create(db, name="Ada", reference="C-1", actor=advisor)
    again = await contacts.create(db, name="Another", reference="C-1", actor=advisor)

    assert again == first
    assert await contacts.find_by_reference(db, "C-1") == first
    assert await contacts.find_by_reference(db, "C-2") is None


async def test_contacts_are_listed_newest_first_page_by_page(db: Database, advisor: Actor) -> None:
    made = [await contacts.create(db, name=f"N{n}", actor=advisor) for n in range(5)]

    first = await contacts.list_contacts(db, limit=2)
    second = await contacts.list_contacts(db, limit=2, cursor=first.next)
    third = await contacts.list_contacts(db, limit=2, cursor=second.next)

    assert [*first.contacts, *second.contacts, *third.contacts] == made[::-1]
    assert third.next is None


@pytest.mark.parametrize("words", ["blanc", "MARIE.bl", "example.net"])
async def test_search_looks_into_names_and_addresses(
    words: str, db: Database, marie: Contact
) -> None:
    assert (await contacts.list_contacts(db, search=words)).contacts == (marie,)


@pytest.mark.parametrize("words", ["%", "_arie", "s-secret", "\\"])
async def test_search_takes_signs_literally_and_skips_chat_sessions(
    words: str, db: Database, marie: Contact, advisor: Actor
) -> None:
    await contacts.add_address(db, marie.id, Kind.CHAT, "s-secret", actor=advisor)

    assert (await contacts.list_contacts(db, search=words)).contacts == ()


async def test_a_cursor_from_elsewhere_is_refused(db: Database) -> None:
    with pytest.raises(InvalidCursorError):
        await contacts.list_contacts(db, cursor="1; drop table")


async def test_a_contact_that_does_not_exist_is_an_error(db: Database) -> None:
    with pytest.raises(contacts.NoSuchContactError):
        await contacts.get_contact(db, ContactId(new_id()))


async def test_a_contact_is_renamed(db: Database, marie: Contact, advisor: Actor) -> None:
    await contacts.set_name(db, marie.id, "Marie Noir", actor=advisor)

    assert (await contacts.get_contact(db, marie.id)).name == "Marie Noir"
