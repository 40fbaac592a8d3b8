"""`/delivery`: what an operator sees, mends and sends again; and who may not."""

import httpx

from limpide import contacts, delivery
from limpide.advisors import Role
from limpide.channels import Kind, Provider, Rejected, Unsure
from limpide.contacts import Purpose
from limpide.delivery import Content, MessageId, Queued, Request, Status
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.ledger import Author, AuthorKind, Reason
from limpide.testing.channels import RecordingChannel

from .conftest import SignIn

ME = Actor.system("test")


async def _ended(pool: Pool, workspace: WorkspaceId, outcome: Rejected | Unsure) -> MessageId:
    async with pool.transaction(workspace) as db:
        person = await contacts.recognise(
            db, Kind.EMAIL, "agathe@courriel.example", name="Agathe <L>", actor=ME
        )
        wish = Request(
            contact=person.id,
            purpose=Purpose.ORDER,
            content=Content("Votre lampe part demain.", "Votre commande"),
            author=Author(AuthorKind.PERSON, "Claire D."),
            reason=Reason("conversations.reason.reply"),
            kinds=(Kind.EMAIL,),
        )
        queued = await delivery.request(db, wish, actor=ME)
    assert isinstance(queued, Queued)
    ways = {Kind.EMAIL: [Provider("smtp", RecordingChannel(Kind.EMAIL, outcome))]}
    await delivery.announce_providers(pool, ways)
    attempt = delivery.attempt_handler(ways, "http://test")
    await attempt(pool, workspace, {"due": [[str(queued.message), 1]]})
    return queued.message


async def _status(pool: Pool, workspace: WorkspaceId, id: MessageId) -> Status:
    async with pool.transaction(workspace) as db:
        return (await delivery.get_message(db, id)).status


async def test_a_lead_corrects_an_address_and_sends_again(
    sign_in: SignIn, pool: Pool, workspace: WorkspaceId
) -> None:
    message = await _ended(pool, workspace, Rejected("550 5.1.1 no such user"))
    lead = await sign_in(Role.LEAD)
    page = (await lead.get("/delivery")).text
    for words in ("Agathe &lt;L&gt;", "550 5.1.1 no such user", "smtp", "corrigez-la ici"):
        assert words in page

    back = await lead.post("/delivery/replay", {"ids": str(message)})
    assert back.status_code == 303
    told = (await lead.get(back.headers["location"])).text
    assert "cette adresse ne reçoit pas" in told

    mended = {"ids": str(message), "address": "agathe@nouveau.example"}
    back = await lead.post("/delivery/replay", mended)
    assert "many=1" in back.headers["location"]
    assert await _status(pool, workspace, message) is Status.QUEUED
    assert "Aucun message n’attend de remède" in (await lead.get("/delivery")).text


async def test_what_was_perhaps_sent_is_settled_with_its_proof(
    sign_in: SignIn, pool: Pool, workspace: WorkspaceId
) -> None:
    message = await _ended(pool, workspace, Unsure("the line broke"))
    lead = await sign_in(Role.LEAD)
    assert "peut-être" in (await lead.get("/delivery")).text

    await lead.post(f"/delivery/unsure/{message}", {"verdict": "sent", "why": " "})
    assert await _status(pool, workspace, message) is Status.UNSURE
    await lead.post(f"/delivery/unsure/{message}", {"verdict": "sent", "why": "in the log"})
    assert await _status(pool, workspace, message) is Status.SENT
    again = await lead.post(f"/delivery/unsure/{message}", {"verdict": "not_sent", "why": "no"})
    assert "known_already" in again.headers["location"]


async def test_an_auditor_looks_and_changes_nothing_and_an_advisor_does_not_look(
    sign_in: SignIn, anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    message = await _ended(pool, workspace, Rejected("554 no", permanent=False))
    auditor = await sign_in(Role.AUDITOR, name="Ines")
    page = (await auditor.get("/delivery")).text
    assert "554 no" in page
    assert "<form id" not in page
    assert (await auditor.post("/delivery/replay", {"ids": str(message)})).status_code == 403
    advisor = await sign_in(Role.ADVISOR, name="Paul")
    assert (await advisor.get("/delivery")).status_code == 403
    assert await _status(pool, workspace, message) is Status.FAILED
