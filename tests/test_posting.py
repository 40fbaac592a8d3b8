"""`limpide letters`: what the operator types, from the spool to the post and back."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from limpide import contacts, delivery, wiring
from limpide.channels import Kind
from limpide.cli.commands import app
from limpide.cli.doctor import Verdict, examine
from limpide.contacts import Purpose
from limpide.delivery import Content, MessageId, Queued, Request, Status
from limpide.foundation import secrets
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.embedded import EmbeddedPostgres
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.settings import Settings
from limpide.ledger import Author, AuthorKind, Reason

ME = Actor.system("test")
KEY = b"a key for tests only, thirty-two bytes long"


@pytest.fixture
def settings(
    database_url: str, server: EmbeddedPostgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    name = database_url.rpartition("/")[2].partition("?")[0]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIMPIDE_DATABASE_URL", database_url)
    monkeypatch.setenv("LIMPIDE_DATABASE_ADMIN_URL", server.url(name, owner=True))
    monkeypatch.setenv("LIMPIDE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("LIMPIDE_SECRET_KEY", KEY.hex())
    (tmp_path / "data").mkdir()
    return Settings()  # pyright: ignore[reportCallIssue] (values come from the environment)


async def limpide(*words: str) -> Result:
    """Type a command."""
    result = await asyncio.to_thread(CliRunner().invoke, app, words)
    secrets.configure(KEY)
    return result


async def send_letter(pool: Pool, workspace: WorkspaceId, settings: Settings) -> MessageId:
    async with pool.transaction(workspace) as db:
        marie = await contacts.recognise(
            db, Kind.LETTER, "Marie Blanc\n3 rue des Lilas\n69003 Lyon", actor=ME
        )
        wish = Request(
            contact=marie.id,
            purpose=Purpose.ORDER,
            content=Content("Votre lampe part demain.", "Votre commande"),
            author=Author(AuthorKind.PERSON, "Claire D."),
            reason=Reason("conversations.reason.reply"),
            kinds=(Kind.LETTER,),
        )
        queued = await delivery.request(db, wish, actor=ME)
    assert isinstance(queued, Queued)
    handler = delivery.attempt_handler(wiring.providers(settings), settings.base_url)
    await handler(pool, workspace, {"due": [[str(queued.message), 1]]})
    return queued.message


async def status(pool: Pool, workspace: WorkspaceId, message: MessageId) -> Status:
    async with pool.transaction(workspace) as db:
        return (await delivery.get_message(db, message)).status


async def test_letters_go_to_the_printer_once_and_come_back_by_their_code(
    pool: Pool, workspace: WorkspaceId, settings: Settings
) -> None:
    message = await send_letter(pool, workspace, settings)
    assert (await limpide("letters", "waiting")).output.strip() == "1"

    closed = await limpide("letters", "batch")
    assert closed.exit_code == 0, closed.output
    assert "1 letters, 2 pages" in closed.output
    assert "No letter waits." in (await limpide("letters", "batch")).output
    assert await status(pool, workspace, message) is Status.SENT

    code = delivery.return_code(message)
    assert "Recorded" in (await limpide("letters", "returned", code, "--reason", "NPAI")).output
    assert "Known already" in (await limpide("letters", "returned", code.lower())).output
    assert await status(pool, workspace, message) is Status.RETURNED
    assert (await limpide("letters", "returned", "00000-00000")).exit_code == 1


async def test_paper_is_there_without_any_setting(settings: Settings) -> None:
    assert Kind.LETTER in wiring.providers(settings)
    (finding,) = [each for each in await examine(settings) if each.what == "letters"]
    assert finding.verdict is Verdict.CHOICE
    assert "0 waiting" in finding.found


async def test_lob_without_a_key_is_a_fault_and_no_channel(settings: Settings) -> None:
    lob = settings.model_copy(update={"letter_by": "lob"})
    assert Kind.LETTER not in wiring.providers(lob)
    (finding,) = [each for each in await examine(lob) if each.what == "letters"]
    assert finding.verdict is Verdict.FAULT
