"""Bulk work lets the planner know of tables that have grown."""

from limpide import contacts
from limpide.foundation import stock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

ME = Actor.system("test")


async def known_addresses(db: Database) -> float:
    return await db.value(
        "select reltuples from pg_class where oid = 'contacts.addresses'::regclass"
    )


async def test_the_planner_learns_of_the_people_while_a_list_comes_in(db: Database) -> None:
    before = max(await known_addresses(db), 0)
    lines = ["reference,email\n", *(f"c-{n},p{n}@courriel.example\n" for n in range(1_500))]
    await contacts.import_people(db, contacts.read_people(lines), source="crm", actor=ME)

    assert await known_addresses(db) >= before + 1_500
    assert await stock.take(db) == 0  # nothing has doubled since
