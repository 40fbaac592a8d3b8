"""An erasure leaves no trace of a person in any table, and every proof of the ledger whole."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import pytest

from limpide import contacts, conversations, delivery, ledger, review, rights, wiring
from limpide.channels import Kind
from limpide.contacts import Act, Choice, ContactId, Proof, Purpose, Use
from limpide.conversations import Direction, Incoming
from limpide.delivery import Content, Queued
from limpide.delivery import Request as Wish
from limpide.foundation import clock, jobs, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.embedded import EmbeddedPostgres
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.settings import Settings
from limpide.ledger import Author, AuthorKind, Reason
from limpide.review import ItemKind, Proposal
from limpide.rights import State, Via

ME = Actor.system("test")
NAME, MAIL = "Zénobie Quatrefages", "zenobie.quatrefages@courriel.example"
PHONE, HOME = "+33617492836", "7 ruelle des Tanneurs\n31000 Toulouse"
QUESTION = "Pouvez-vous retrouver le parapluie mauve que ma tante Ursule a oublié chez vous ?"
MARKS = ("Quatrefages", "quatrefages", "17492836", "Tanneurs", "parapluie", "Ursule", "K-990417")
OTHER = "Basile Monnier"


@pytest.fixture
async def zenobie(
    client: httpx.AsyncClient, pool: Pool, retail: WorkspaceId, server: EmbeddedPostgres
) -> ContactId:
    made = await client.post(
        "/v1/contacts",
        json={
            "name": NAME,
            "language": "fr",
            "reference": "K-990417",
            "addresses": [
                {"kind": "email", "value": MAIL},
                {"kind": "sms", "value": PHONE},
                {"kind": "letter", "value": HOME},
            ],
        },
        headers={"Idempotency-Key": "zenobie"},
    )
    person = ContactId(UUID(made.json()["id"]))
    async with pool.transaction(retail) as db:
        await contacts.set_attributes(db, person, {"tante": "Ursule"}, actor=ME)
        proof = Proof(Act.PAPER, "bon Quatrefages", evidence="scan Quatrefages")
        news = Use(Kind.EMAIL, Purpose.NEWS)
        await contacts.record_choice(db, person, Choice.GRANTED, news, proof=proof, actor=ME)
        await contacts.create(db, name=OTHER, reference="other", actor=ME)
    await _write(pool, retail, QUESTION)
    await _write(pool, retail, "Où est ma commande ? Ursule attend.")
    async with pool.transaction(retail) as db:
        thread = (await conversations.list_conversations(db, person))[0]
        draft = await review.propose(
            db, thread, "Chère Zénobie Quatrefages", [], engine="t", confidence=1
        )
        proposal = Proposal(
            ItemKind.REPLY, draft.id, "Zénobie Quatrefages", "knowledge", "ai",
            conversation=thread, channel="email", text="Chère Zénobie Quatrefages",
        )  # fmt: skip
        await review.put(db, proposal, actor=ME)
        said = [
            message
            for message in (await conversations.thread(db, thread)).messages
            if message.direction is Direction.OUT
        ]
        wrong = conversations.Feedback.WRONG
        await conversations.give_feedback(db, said[0].id, wrong, actor=ME)
        wish = Wish(
            contact=person,
            purpose=Purpose.ORDER,
            content=Content("Votre parapluie part demain.", "Pour Zénobie Quatrefages"),
            author=Author(AuthorKind.TEMPLATE),
            reason=Reason("api.reason.order"),
        )
        assert isinstance(await delivery.request(db, wish, actor=ME), Queued)
    await _work(pool)
    return person


async def _write(pool: Pool, workspace: WorkspaceId, text: str) -> None:
    async with pool.transaction(workspace) as db:
        incoming = Incoming(
            Kind.EMAIL, f"<{hash(text)}@courriel.example>", MAIL, text, subject="Tante Ursule"
        )
        await conversations.receive(db, incoming)
    await _work(pool)


async def _work(pool: Pool) -> None:
    settings = Settings(actions_private_addresses=True)  # pyright: ignore[reportCallIssue]
    attempts = dict.fromkeys((delivery.ATTEMPT, delivery.ATTEMPT_NOW), _nothing)
    handlers = {**wiring.handlers(settings, {}), **attempts}
    await jobs.Worker(pool, handlers).drain()


async def _nothing(pool: Pool, workspace: WorkspaceId, payload: Any) -> None:
    del pool, workspace, payload


async def traces(server: EmbeddedPostgres, database_url: str, marks: Sequence[str]) -> list[str]:
    """Read every column of every table as its owner, and say where a mark is found."""
    name = database_url.rsplit("/", 1)[1].split("?", maxsplit=1)[0]
    connection: Any = await asyncpg.connect(server.url(name, owner=True))
    found: list[str] = []
    tables = await connection.fetch(
        """select table_schema, table_name from information_schema.tables
           where table_type = 'BASE TABLE'
             and table_schema not in ('pg_catalog', 'information_schema')"""
    )
    assert len(tables) > 50
    for schema, table in tables:
        for mark in marks:
            # bytea columns are shown in hex by PostgreSQL: look for that spelling too.
            count = await connection.fetchval(
                f"""select count(*) from "{schema}"."{table}" t where position($1 in t::text) > 0
                    or position($2 in t::text) > 0""",
                mark,
                mark.encode().hex(),
            )
            if count:
                found.append(f"{schema}.{table}: {mark}")
    await connection.close()
    return found


async def test_after_an_erasure_no_table_knows_the_person_and_the_ledger_verifies(
    pool: Pool,
    retail: WorkspaceId,
    server: EmbeddedPostgres,
    database_url: str,
    zenobie: ContactId,
) -> None:
    before = await traces(server, database_url, MARKS)
    for table in ("contacts.contacts", "contacts.choices", "conversations.messages"):
        assert any(each.startswith(table) for each in before), table
    for table in ("delivery.messages", "review.drafts", "api.answers"):
        assert any(each.startswith(table) for each in before), table
    await ledger.audit.sequence_all(pool, retail)
    async with pool.transaction(retail) as db:
        await ledger.audit.sign_checkpoint(db)
        preview = await rights.preview_erasure(db, zenobie)
        asked = await rights.ask(db, zenobie, rights.Kind.ERASURE, via=Via.ADVISOR, actor=ME)
        assert (await contacts.get_contact(db, zenobie)).is_restricted
    assert asked.state is State.WAITING

    await _past_grace(pool)

    assert await traces(server, database_url, MARKS) == []
    async with pool.transaction(retail) as db:
        done = await rights.get_request(db, asked.id)
        assert done.state is State.DONE
        for what in ("contacts.contacts", "contacts.addresses", "delivery.messages"):
            assert done.counts[what] == preview[what] > 0
        assert done.counts["ledger.entries"] >= preview["ledger.entries"] > 0
        people = await contacts.list_contacts(db)
        assert [person.name for person in people.contacts] == [OTHER]
        with pytest.raises(contacts.NoSuchContactError):
            await contacts.get_contact(db, zenobie)
    await ledger.audit.sequence_all(pool, retail)
    async with pool.transaction(retail) as db:
        await ledger.audit.sign_checkpoint(db)
        report = await ledger.audit.verify(db, with_signatures=True)
    assert report
    assert report.erased > 0


async def _past_grace(pool: Pool) -> None:
    async with pool.transaction(None) as db:
        await db.run("update foundation.timers set due_at = now() where job = 'rights.erase'")
    with clock.frozen(clock.now() + timedelta(days=8)):
        assert await timers.move_due(pool) == 1
        await _work(pool)


async def test_a_preview_changes_nothing(
    pool: Pool,
    retail: WorkspaceId,
    server: EmbeddedPostgres,
    database_url: str,
    zenobie: ContactId,
) -> None:
    before = await traces(server, database_url, MARKS)
    async with pool.transaction(retail) as db:
        counts = await rights.preview_erasure(db, zenobie)

    assert counts["conversations.messages"] >= 2
    assert await traces(server, database_url, MARKS) == before


async def test_an_export_holds_what_every_room_keeps(
    pool: Pool, retail: WorkspaceId, zenobie: ContactId
) -> None:
    async with pool.transaction(retail) as db:
        document = (await rights.export(db, zenobie, actor=ME)).document()

    text = str(document)
    assert document["format"] == "limpide-person-1"
    for words in (NAME, MAIL, PHONE, "Toulouse", QUESTION, "Votre parapluie part demain."):
        assert words in text or words.replace("\n", "\\n") in text
    rooms = document["rooms"]
    assert rooms["assistant"]["turns"]
    assert rooms["review"]["drafts"]
    assert rooms["contacts"]["choices"][0]["evidence"] == "scan Quatrefages"
    assert any(entry["what"] == "contact.created" for entry in rooms["ledger"]["entries"])
