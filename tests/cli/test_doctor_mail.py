"""`limpide doctor` on mail: whether servers take ours, and how many called it spam."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult
from tests.channels.conftest import Sink

from limpide import contacts, delivery
from limpide.channels import Kind
from limpide.cli.doctor_mail import examine_reception, examine_servers
from limpide.cli.findings import Finding, Verdict
from limpide.contacts import Purpose
from limpide.delivery import Content, Queued, Request
from limpide.foundation import workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.settings import Settings
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


@asynccontextmanager
async def _serving(**options: Any) -> AsyncGenerator[int]:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Sink(), loop=loop, **options), "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()


async def _examined(port: int, **more: Any) -> Finding:
    at = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_tls": "none"}
    (found,) = await examine_servers(Settings.model_validate(at | more))
    return found


@pytest.mark.parametrize(("utf8", "words"), [(True, "takes addresses"), (False, "takes no")])
async def test_a_server_that_takes_our_mail_is_good(utf8: bool, words: str) -> None:
    async with _serving(enable_SMTPUTF8=utf8) as port:
        found = await _examined(port)
        assert found.verdict is Verdict.GOOD
        assert words in found.found


async def test_what_keeps_a_server_from_taking_our_mail_is_named() -> None:
    def nobody(*_: Any) -> AuthResult:
        return AuthResult(success=False, handled=False)

    options = {"authenticator": nobody, "auth_require_tls": False}
    async with _serving(**options) as port:
        refused = await _examined(port, smtp_user="olvera", smtp_password="wrong")
        no_tls = await _examined(port, smtp_tls="starttls")
    away = await _examined(1)

    assert {each.verdict for each in (refused, no_tls, away)} == {Verdict.FAULT}
    assert "LIMPIDE_SMTP_PASSWORD" in refused.advice
    assert "LIMPIDE_SMTP_TLS" in no_tls.advice
    assert "does not answer" in away.found
    assert "wrong" not in str((refused, no_tls, away))


async def test_without_a_server_mail_waits_and_further_ones_are_looked_at_too() -> None:
    (none,) = await examine_servers(Settings.model_validate({"smtp_host": None}))
    more = [{"name": "backup", "host": "127.0.0.1", "port": 1, "tls": "none"}]
    (backup,) = await examine_servers(Settings.model_validate({"smtp_more": more}))
    assert none.verdict is Verdict.CHOICE
    assert (backup.what, backup.verdict) == ("outgoing mail (backup)", Verdict.FAULT)
