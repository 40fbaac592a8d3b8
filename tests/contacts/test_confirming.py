"""A yes to mail counts once the holder of the mailbox has repeated it; coverage."""

from datetime import timedelta

import httpx
import pytest
from tests.api.conftest import anonymous, client

from limpide import contacts, delivery
from limpide.channels import Kind
from limpide.contacts import Act, Choice, ContactId, Purpose, SuppressionReason, Use
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId

__all__ = ["anonymous", "client"]
ME = Actor.system("test")
NEWS = Use(Kind.EMAIL, Purpose.NEWS)
MAIL = "agathe@courriel.example"


@pytest.fixture
async def agathe(pool: Pool, workspace: WorkspaceId) -> ContactId:
    async with pool.transaction(workspace) as db:
        made = await contacts.create(db, name="Agathe", language="fr", actor=ME)
        await contacts.add_address(db, made.id, Kind.EMAIL, MAIL, actor=ME)
        return made.id


async def test_only_the_button_behind_the_mailed_link_makes_it_a_consent(
    client: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId
) -> None:
    asked = await client.post(
        f"/v1/contacts/{agathe}/confirmations",
        json={"purpose": "news", "source": "newsletter"},
    )
    assert (asked.status_code, asked.json()) == (202, {"done": True})
    async with pool.transaction(workspace) as db:
        mail = (await delivery.list_messages(db, agathe))[0]
        assert not await contacts.may_contact(db, agathe, NEWS)
    link = "/c/" + mail.text.split("/c/")[1].split()[0]

    for method in ("GET", "HEAD"):
        assert (await client.request(method, link)).status_code == 200
    async with pool.transaction(workspace) as db:
        assert await contacts.list_choices(db, agathe) == []

    for _ in range(2):
        assert (await client.post(link)).status_code == 200
    async with pool.transaction(workspace) as db:
        choices = await contacts.list_choices(db, agathe)
        assert await contacts.may_contact(db, agathe, NEWS)
        person = await contacts.get_contact(db, agathe)
    assert [(each.choice, each.act) for each in choices] == [(Choice.GRANTED, Act.DOUBLE_OPT_IN)]
    assert choices[0].wording_sha256
    assert "newsletter" in (choices[0].evidence or "")
    assert person.addresses[0].verified_at is not None


async def test_the_link_is_over_after_a_week_and_only_wishes_are_confirmed(
    client: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId
) -> None:
    refused = await client.post(
        f"/v1/contacts/{agathe}/confirmations", json={"purpose": "order", "source": "form"}
    )
    assert refused.status_code == 422
    wording = contacts.Wording("w", 1, "fr", "Oui")
    async with pool.transaction(workspace) as db:
        token = await contacts.ask_confirmation(db, agathe, NEWS, wording, source="form", actor=ME)
    with clock.frozen(clock.now() + timedelta(days=8)):
        assert (await client.post(f"/c/{token}")).status_code == 404
    assert (await client.post("/c/forged")).status_code == 404


async def test_coverage_counts_whom_each_channel_reaches_and_why_not(db: Database) -> None:
    for number in range(4):
        made = await contacts.create(db, reference=str(number), actor=ME)
        if number < 3:
            await contacts.add_address(db, made.id, Kind.EMAIL, f"p{number}@x.example", actor=ME)
        if number == 0:
            proof = contacts.Proof(Act.PAPER, "form")
            for use, choice in ((NEWS, Choice.GRANTED), (NEWS, Choice.GRANTED)):
                await contacts.record_choice(db, made.id, choice, use, proof=proof, actor=ME)
        if number == 1:
            bounced = SuppressionReason.BOUNCED
            await contacts.suppress(db, Kind.EMAIL, "p1@x.example", bounced, actor=ME)
        if number == 2:
            use = Use(Kind.EMAIL, Purpose.SERVICE)
            proof = contacts.Proof(Act.PAPER, "form")
            await contacts.record_choice(db, made.id, Choice.WITHDRAWN, use, proof=proof, actor=ME)

    found = await contacts.coverage(db)

    assert (found.people, found.unreachable) == (4, 2)
    mail = found.channels[0]
    assert (mail.kind, mail.reachable, mail.without_address) == (Kind.EMAIL, 1, 1)
    assert (mail.suppressed, mail.refused, mail.news, mail.offers) == (1, 1, 1, 0)
    assert all(each.without_address == 4 for each in found.channels[1:])
