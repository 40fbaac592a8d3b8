"""`limpide doctor` says how many called our mail spam, before Gmail and Yahoo refuse it."""

import pytest

from limpide import contacts, delivery
from limpide.channels import Kind
from limpide.cli.doctor_mail import examine_reception
from limpide.cli.findings import Finding, Verdict
from limpide.contacts import Purpose
from limpide.delivery import Content, Queued, Request
from limpide.foundation import workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.ledger import Author, AuthorKind, Reason

ME = Actor.system("test")


async def _sent(db: Database, many: int, *, spam: int) -> None:
    """Mails that arrived, of which some were called spam."""
    reader = await contacts.recognise(db, Kind.EMAIL, "a@courriel.example", actor=ME)
    wish = Request(
        contact=reader.id,
        purpose=Purpose.ORDER,
        content=Content("Votre lampe part demain.", "Votre commande"),
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason("api.reason.order"),
        kinds=(Kind.EMAIL,),
    )
    made = await delivery.request_many(db, [wish] * many, actor=ME)
    for answer in made:
        assert isinstance(answer, Queued)
    await db.run("update delivery.messages set status = 'delivered'")
    for answer in made[:spam]:
        assert isinstance(answer, Queued)
        await delivery.record_complaint(db, answer.message)


async def _said(pool: Pool, workspace: WorkspaceId) -> list[Finding]:
    companies = [each for each in await workspaces.list_all(pool) if each.id == workspace]
    return await examine_reception(pool, companies)


@pytest.mark.parametrize(
    ("many", "spam", "verdict"),
    [(50, 0, Verdict.GOOD), (200, 1, Verdict.CHOICE), (200, 3, Verdict.FAULT)],
)
async def test_the_share_of_complaints_is_held_against_what_receivers_bear(
    pool: Pool, workspace: WorkspaceId, many: int, spam: int, verdict: Verdict
) -> None:
    async with pool.transaction(workspace) as db:
        await _sent(db, many, spam=spam)
    (found,) = await _said(pool, workspace)

    assert found.verdict is verdict
    assert found.found.startswith(f"{spam} of {many} in 30 days")
    assert bool(found.advice) is (verdict is not Verdict.GOOD)


async def test_a_company_that_sent_no_mail_is_told_nothing(
    pool: Pool, workspace: WorkspaceId
) -> None:
    assert await _said(pool, workspace) == []
