"""Auditors read what was done, in words, and take all of it along."""

import json

from limpide import contacts
from limpide.advisors import Role
from limpide.channels import Kind
from limpide.contacts import AiMode
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id

from .conftest import Colleague, SignIn

ME = Actor.system("test")


async def test_an_auditor_reads_what_was_done_and_what_was_done_to_one_person(
    sign_in: SignIn, pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        ada = await contacts.recognise(db, Kind.EMAIL, "ada@courriel.example", actor=ME)
        await contacts.set_ai_mode(db, ada.id, AiMode.NONE, actor=ME)
    auditor = await sign_in(Role.AUDITOR)

    page = (await auditor.get("/ledger")).text
    assert "Choix : part de l’IA" in page.replace("\u202f", " ")
    assert "web.ledger" not in page
    about = (await auditor.get(f"/ledger?about={ada.id}")).text
    assert "Fiche créée" in about
    assert "Connexion" not in about
    assert "Aucune entrée." in (await auditor.get(f"/ledger?about={new_id()}")).text
    assert "Ce n’est pas un identifiant." in (await auditor.get("/ledger?about=ada")).text

    copy = await auditor.get("/ledger/export.jsonl")
    header, *lines = [json.loads(line) for line in copy.text.splitlines()]
    assert header["size"] == len([line for line in lines if "kind" in line]) > 0
    assert any("checkpoint" in line for line in lines)
    assert "Signé jusqu’à l’entrée" in (await auditor.get("/ledger")).text


async def test_the_ledger_is_not_for_everybody(advisor: Colleague, lead: Colleague) -> None:
    assert (await advisor.get("/ledger")).status_code == 403
    assert (await advisor.get("/ledger/export.jsonl")).status_code == 403
    assert (await lead.get("/ledger")).status_code == 200
    assert (await lead.get("/ledger/export.jsonl")).status_code == 403
