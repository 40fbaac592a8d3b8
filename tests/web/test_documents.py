"""Knowledge owners read, correct, entrust and retire a document on its page."""

from html import unescape

import pytest

from limpide import knowledge
from limpide.advisors import Role
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.knowledge import DocumentId

from .conftest import Colleague, SignIn

ME = Actor.system("test")
TEXT = "---\ntitle: Retours\nlanguage: fr\n---\n\n## Délai\n\nVous avez trente jours.\n"
BETTER = {"title": "Retours", "body": "## Délai\n\nComptez <b>dix</b> jours.", "base": 1}


@pytest.fixture
async def document(pool: Pool, workspace: WorkspaceId) -> DocumentId:
    async with pool.transaction(workspace) as db:
        await knowledge.upload(db, "retours.md", TEXT.encode(), actor=ME)
        return (await knowledge.list_documents(db))[0].id


@pytest.fixture
async def owner(sign_in: SignIn) -> Colleague:
    return await sign_in(Role.KNOWLEDGE_OWNER, name="Maud")


async def test_a_document_that_waits_can_be_read_and_corrected_before_it_is_approved(
    owner: Colleague, document: DocumentId
) -> None:
    page = (await owner.get(f"/knowledge/{document}")).text
    assert "Vous avez trente jours." in page
    assert "attend une approbation" in page
    assert "## Délai" in (await owner.get(f"/knowledge/{document}/edit")).text

    done = await owner.post(f"/knowledge/{document}/edit", {**BETTER, "note": "plus court"})
    page = unescape((await owner.get(done.headers["location"])).text)
    assert "Comptez <b>dix</b> jours." not in (await owner.get(f"/knowledge/{document}")).text
    assert "Ce que la version 2 a changé" in page
    assert "plus court" in page
    assert "web.documents" not in page

    old = (await owner.get(f"/knowledge/{document}?version=1")).text
    assert "Vous lisez la version 1" in old
    assert "Vous avez trente jours." in old
    await owner.post(f"/knowledge/{document}/take-up", {"version": 1})
    assert "Vous avez trente jours." in (await owner.get(f"/knowledge/{document}")).text


async def test_two_owners_do_not_overwrite_each_other_and_nothing_typed_is_lost(
    owner: Colleague, document: DocumentId
) -> None:
    await owner.post(f"/knowledge/{document}/edit", BETTER)
    mine = {**BETTER, "body": "## Délai\n\nPlutôt douze."}
    late = await owner.post(f"/knowledge/{document}/edit", mine)
    assert late.status_code == 409
    page = unescape(late.text)
    assert "Plutôt douze.</textarea>" in page
    assert "Comptez" in page
    assert 'name="base" value="2"' in page

    empty = await owner.post(f"/knowledge/{document}/edit", {**BETTER, "body": " ", "base": 2})
    assert empty.status_code == 422
    assert "Il manque un titre ou du texte." in empty.text


async def test_an_owner_says_who_answers_for_it_and_takes_it_out_and_back(
    owner: Colleague, document: DocumentId
) -> None:
    form = {"owner": "Maud Perrin", "review_on": "2020-01-31"}
    await owner.post(f"/knowledge/{document}/entrust", form)
    due = (await owner.get("/knowledge?show=due")).text
    assert "Maud Perrin" in due
    assert "Aucun document ne correspond." in (await owner.get("/knowledge?find=lampe")).text
    assert f"/knowledge/{document}" in (await owner.get("/knowledge?find=maud+retour")).text

    await owner.post(f"/knowledge/{document}/retire")
    page = (await owner.get(f"/knowledge/{document}")).text
    assert "Remettre en service" in page
    await owner.post(f"/knowledge/{document}/bring-back")
    assert f"/knowledge/{document}" in (await owner.get("/knowledge?show=waiting")).text


async def test_an_advisor_reads_and_changes_nothing(sign_in: SignIn, document: DocumentId) -> None:
    advisor = await sign_in(Role.ADVISOR)
    page = (await advisor.get(f"/knowledge/{document}")).text
    assert "Vous avez trente jours." in page
    assert f"/knowledge/{document}/edit" not in page
    assert (await advisor.get(f"/knowledge/{document}/edit")).status_code == 403
    for act in ("edit", "take-up", "entrust", "retire", "bring-back"):
        form = {**BETTER, "version": 1}
        assert (await advisor.post(f"/knowledge/{document}/{act}", form)).status_code == 403


async def test_the_editor_leads_back_to_contests_only(
    owner: Colleague, document: DocumentId
) -> None:
    for back in ("https://evil.example", "javascript:alert(1)", "//evil.example"):
        assert (await owner.get(f"/knowledge/{document}/edit?back={back}")).status_code == 422
    back = "/contests/00000000-0000-7000-8000-000000000000"
    done = await owner.post(f"/knowledge/{document}/edit", {**BETTER, "back": back})
    assert done.headers["location"] == f"{back}?notice=corrected"
