"""What comes back from the post, and what Lob tells, moves the right letter and nothing else."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from limpide import contacts, delivery, ledger, rights
from limpide.channels import Accepted, Kind, Provider
from limpide.contacts import Purpose
from limpide.delivery import Content, Message, MessageId, Queued, Request, Status
from limpide.foundation import http
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.live import Hub
from limpide.foundation.settings import Settings
from limpide.ledger import Author, AuthorKind, Reason
from limpide.main import create_app
from limpide.testing.channels import RecordingChannel

ME = Actor.system("test")
HOME = "Agathe Lormeau\n3 rue des Lilas\n69003 Lyon"


async def posted(pool: Pool, workspace: WorkspaceId, receipt: str = "ltr_1") -> Message:
    """A letter that a provider has taken."""
    async with pool.transaction(workspace) as db:
        person = await contacts.recognise(db, Kind.LETTER, HOME, name="Agathe", actor=ME)
        wish = Request(
            contact=person.id,
            purpose=Purpose.BILLING,
            content=Content("Votre facture.", "Facture"),
            author=Author(AuthorKind.TEMPLATE),
            reason=Reason("api.reason.billing"),
            kinds=(Kind.LETTER,),
        )
        answer = await delivery.request(db, wish, actor=ME)
    assert isinstance(answer, Queued)
    channel = RecordingChannel(Kind.LETTER, Accepted(receipt))
    handler = delivery.attempt_handler({Kind.LETTER: [Provider("lob", channel)]}, "http://test")
    await handler(pool, workspace, {"due": [[str(answer.message), 1]]})
    return await look(pool, workspace, answer.message)


async def look(pool: Pool, workspace: WorkspaceId, id: MessageId) -> Message:
    async with pool.transaction(workspace) as db:
        return await delivery.get_message(db, id)


async def test_a_letter_is_scanned_back_by_its_code_or_its_qr_code(
    client: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    letter = await posted(pool, workspace)
    typed = delivery.return_code(letter.id).lower().replace("-", " ")
    first = await client.post("/v1/letters/returned", json={"code": typed, "reason": "NPAI"})
    scanned = f"https://maison.example/m/{ledger.passport_token(letter.passport)}"
    again = await client.post("/v1/letters/returned", json={"code": scanned})
    nobody = await client.post("/v1/letters/returned", json={"code": "AAAAA-AAAAA"})

    assert (first.status_code, first.json()["status"]) == (200, "returned")
    assert again.json()["id"] == str(letter.id)
    assert (nobody.status_code, nobody.json()["type"]) == (404, "/problems/no-such-letter")
    async with pool.transaction(workspace) as db:
        standing = await contacts.get_standing(db, letter.contact)
        entries = [each.what for each in await ledger.entries_about(db, letter.id)]
    use = contacts.Use(Kind.LETTER, Purpose.BILLING)
    assert contacts.may_write(standing, use).refusal is contacts.Refusal.SUPPRESSED
    assert entries.count("message.returned") == 1


@pytest.fixture
async def lob(pool: Pool, database_url: str) -> AsyncIterator[httpx.AsyncClient]:
    """An installation whose letters Lob prints."""
    settings = Settings.model_validate(
        {"letter_by": "lob", "letter_lob_key": "test_x", "letter_lob_hook_secret": "wh_s3cret"}
    )
    app = create_app(settings, database_url)
    http.put_house(app, http.House(settings, pool, Hub(database_url)))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def tells(
    client: httpx.AsyncClient, kind: str, *, key: str = "wh_s3cret", id: str = "ltr_1"
) -> int:
    """Post as Lob does: the event, its letter, and a signature over stamp and body."""
    event: dict[str, Any] = {"id": "evt_1", "event_type": {"id": kind}, "body": {"id": id}}
    body = json.dumps(event).encode()
    stamp = "1764000000000"
    signed = hmac.digest(key.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hex()
    headers = {"Lob-Signature": signed, "Lob-Signature-Timestamp": stamp}
    return (await client.post("/hooks/lob", content=body, headers=headers)).status_code


async def test_lobs_reports_move_a_letter_forward_in_any_order(
    lob: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    letter = await posted(pool, workspace)
    told: list[Status] = []
    for kind in ("letter.rendered_pdf", "letter.mailed", "letter.delivered", "letter.in_transit"):
        assert await tells(lob, kind) == 204
        told.append((await look(pool, workspace, letter.id)).status)
    assert told == [Status.ACCEPTED, Status.SENT, Status.DELIVERED, Status.DELIVERED]

    for _ in range(2):
        assert await tells(lob, "letter.returned_to_sender") == 204
    assert (await look(pool, workspace, letter.id)).status is Status.RETURNED


async def test_a_report_that_arrives_before_our_own_commit_waits_for_it(
    lob: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    assert await tells(lob, "letter.mailed", id="ltr_early") == 204
    letter = await posted(pool, workspace, "ltr_early")
    assert (await look(pool, workspace, letter.id)).status is Status.SENT


async def test_a_forged_or_unreadable_report_moves_nothing(
    lob: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    letter = await posted(pool, workspace)
    assert await tells(lob, "letter.returned_to_sender", key="guess") == 403
    unsigned = await lob.post("/hooks/lob", json={"event_type": {"id": "letter.mailed"}})
    assert unsigned.status_code == 403
    assert await tells(lob, "postcard.mailed") == 204
    assert (await look(pool, workspace, letter.id)).status is Status.ACCEPTED


async def test_an_erased_persons_letters_leave_the_spool(
    pool: Pool, workspace: WorkspaceId, tmp_path: Path
) -> None:
    letter = await posted(pool, workspace)
    waiting = tmp_path / "waiting" / str(letter.id)
    waiting.mkdir(parents=True)
    (waiting / "letter.pdf").write_bytes(b"%PDF")

    async def erase(db: Database) -> None:
        asked = await rights.ask(
            db, letter.contact, rights.Kind.ERASURE, via=rights.Via.PAGE, actor=ME
        )
        await rights.preview_erasure(db, letter.contact)
        await rights.erase(db, asked.id, actor=ME)

    async with pool.transaction(workspace) as db:
        await erase(db)
        payloads = await db.rows(
            """select convert_from(payload, 'utf8')::jsonb->>'payload' as payload
               from jobs.pgqueuer where entrypoint = $1
                 and convert_from(payload, 'utf8')::jsonb->>'workspace' = $2::uuid::text""",
            delivery.FORGET,
            workspace,
        )
    (job,) = [json.loads(row["payload"]) for row in payloads]
    await delivery.forget_handler(tmp_path)(pool, workspace, job)

    assert not waiting.exists()
