"""Staff see people, their timeline and their requests; what is grave needs a lead."""

import io
import re
import zipfile

import httpx
import pytest
from tests.api.conftest import anonymous
from tests.web.test_preferences import agathe

from limpide import advisors, contacts, conversations, rights
from limpide.advisors import Role
from limpide.channels import Attachment, Kind
from limpide.contacts import ContactId
from limpide.conversations import Incoming
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

__all__ = ["agathe", "anonymous"]
ME = Actor.system("test")
CSRF = re.compile(r'name="csrf" value="([^"]+)"')


async def _signed_in(
    client: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, role: Role
) -> str:
    mail, password = f"{role.value}@maison-olvera.example", "une lampe et deux chaises"
    async with pool.transaction(workspace) as db:
        _, token = await advisors.invite(
            db, mail, "Claire", frozenset({role}), language="fr", actor=ME
        )
        await advisors.accept(db, token, password)
        signed = await advisors.sign_in(db, mail, password)
    assert isinstance(signed, advisors.SignedIn)
    client.cookies.set("limpide_session", signed.token)
    found = CSRF.search((await client.get("/people")).text)
    assert found
    return found[1]


@pytest.fixture
async def wrote(pool: Pool, workspace: WorkspaceId, agathe: ContactId) -> ContactId:
    async with pool.transaction(workspace) as db:
        await contacts.set_name(db, agathe, "Agathe Roux", actor=ME)
        file = Attachment("../../photo.txt", "text/plain", b"une photo")
        incoming = Incoming(
            Kind.EMAIL, "<1@x>", "agathe@courriel.example", "Ma lampe clignote", attachments=(file,)
        )
        await conversations.receive(db, incoming)
        other = await contacts.create(db, name="Agathe Roux", actor=ME)
        await contacts.add_address(
            db, other.id, Kind.EMAIL, "agathe+lampe@courriel.example", actor=ME
        )
    return agathe


async def test_strangers_see_nobody(anonymous: httpx.AsyncClient, agathe: ContactId) -> None:
    for path in ("/people", f"/people/{agathe}", "/people/requests"):
        assert (await anonymous.get(path)).status_code == 303
    assert (await anonymous.get(f"/people/{agathe}/export.zip")).status_code == 303


async def test_the_list_finds_proposes_and_the_timeline_tells(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, wrote: ContactId
) -> None:
    csrf = await _signed_in(anonymous, pool, workspace, Role.ADVISOR)
    listed = (await anonymous.get("/people?look=1")).text
    assert "Probablement la même personne" in listed
    assert "Qui peut être joint" in listed
    assert "Agathe Roux" in (await anonymous.get("/people", params={"q": "roux"})).text
    page = (await anonymous.get(f"/people/{wrote}")).text
    assert "Ma lampe clignote" in page
    assert "export.zip" not in page
    form = {"csrf": csrf, "contact": str(wrote), "kind": "access", "note": "au téléphone"}
    assert (await anonymous.post("/people/requests", data=form)).status_code == 303
    register = (await anonymous.get("/people/requests")).text
    assert "au téléphone" in register
    assert "Copie des données" in register


@pytest.mark.parametrize("deed", ["grant", "refuse", "extend", "cancel"])
async def test_only_leads_and_administrators_end_requests(
    anonymous: httpx.AsyncClient,
    pool: Pool,
    workspace: WorkspaceId,
    agathe: ContactId,
    deed: str,
) -> None:
    async with pool.transaction(workspace) as db:
        asked = await rights.ask(db, agathe, rights.Kind.ACCESS, via=rights.Via.ADVISOR, actor=ME)
    path = f"/people/requests/{asked.id}/{deed}"
    csrf = await _signed_in(anonymous, pool, workspace, Role.ADVISOR)
    assert (await anonymous.post(path, data={"csrf": csrf})).status_code == 403
    assert (await anonymous.get(f"/people/{agathe}/export.zip")).status_code == 403
    csrf = await _signed_in(anonymous, pool, workspace, Role.LEAD)
    assert (await anonymous.post(path, data={"csrf": "forged"})).status_code == 403
    assert (await anonymous.post(path, data={"csrf": csrf, "why": "fait"})).status_code == 303
    async with pool.transaction(workspace) as db:
        ended = await rights.get_request(db, asked.id)
    assert ended.is_open == (deed == "extend")
    assert ended.why == "fait"


async def test_a_lead_merges_previews_and_downloads_a_copy_with_the_files(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, wrote: ContactId
) -> None:
    csrf = await _signed_in(anonymous, pool, workspace, Role.LEAD)
    async with pool.transaction(workspace) as db:
        pair = (await contacts.find_duplicates(db))[0]
    form = {"csrf": csrf, "kept": str(pair.first.id), "gone": str(pair.second.id)}
    assert (await anonymous.post("/people/merge", data=form)).status_code == 303
    page = (await anonymous.get(f"/people/{wrote}")).text
    assert "agathe+lampe@courriel.example" in page
    part = re.search(r"/people/part/[0-9a-f-]+", page)
    assert part

    copy = await anonymous.get(f"/people/{wrote}/export.zip")
    archive = zipfile.ZipFile(io.BytesIO(copy.content))
    names = archive.namelist()
    assert {"index.html", "data.json"} < set(names)
    file = next(name for name in names if name.startswith("files/"))
    assert ".." not in file
    assert archive.read(file) == b"une photo"
    assert "Ma lampe clignote" in archive.read("index.html").decode()

    assert (await anonymous.post(part[0], data={"csrf": csrf})).status_code == 303
    form = {"csrf": csrf, "contact": str(wrote), "kind": "erasure"}
    await anonymous.post("/people/requests", data=form)
    register = (await anonymous.get("/people/requests")).text
    preview = re.search(r"/people/requests/[0-9a-f-]+/preview", register)
    assert preview
    assert "<code>conversations.messages</code>" in (await anonymous.get(preview[0])).text


async def test_a_person_asks_and_takes_back_on_their_own_page(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId
) -> None:
    async with pool.transaction(workspace) as db:
        link = "/p/" + contacts.preference_token(db, agathe)
        other = (await contacts.recognise(db, Kind.EMAIL, "x@x.example", actor=ME)).id
        theirs = await rights.ask(db, other, rights.Kind.ACCESS, via=rights.Via.PAGE, actor=ME)
    french = {"accept-language": "fr"}
    assert (await anonymous.post(f"{link}/ask", data={"kind": "erasure"})).status_code == 303
    page = (await anonymous.get(link, headers=french)).text
    assert "Vos données seront effacées le" in page
    assert "Vos données sont seulement conservées" in page
    assert (await anonymous.post(f"{link}/cancel/{theirs.id}")).status_code == 404
    back = re.search(r"/cancel/[0-9a-f-]+", page)
    assert back
    assert (await anonymous.post(f"{link}{back[0]}")).status_code == 303
    async with pool.transaction(workspace) as db:
        assert not (await contacts.get_contact(db, agathe)).is_restricted


async def test_an_advisor_writes_down_what_somebody_told_them(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId
) -> None:
    csrf = await _signed_in(anonymous, pool, workspace, Role.ADVISOR)
    page = f"/people/{agathe}"

    async def told(path: str, **form: str) -> str:
        done = await anonymous.post(f"{page}/{path}", data={"csrf": csrf, **form})
        assert done.status_code == 303
        return (await anonymous.get(done.headers["location"] + "&lang=fr")).text

    assert "Agathe Roux" in await told("name", name=" Agathe  Roux ")
    assert "+33612345678" in await told("addresses", kind="sms", value="06 12 34 56 78")
    assert "vérifiez ce que vous avez écrit" in await told("addresses", kind="email", value="abc")
    async with pool.transaction(workspace) as db:
        mail = "autre@courriel.example"
        other = await contacts.recognise(db, Kind.EMAIL, mail, actor=ME)
    assert f"/people/{other.id}" in await told("addresses", kind="email", value=mail)

    await told("wishes", ai_mode="none", language="en")
    async with pool.transaction(workspace) as db:
        known = await contacts.get_contact(db, agathe)
    assert (known.ai_mode, known.language) == (contacts.AiMode.NONE, "en")


async def test_an_auditor_changes_nothing_about_a_person(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId
) -> None:
    csrf = await _signed_in(anonymous, pool, workspace, Role.AUDITOR)
    form = {"csrf": csrf, "kind": "email", "value": "x@y.example", "ai_mode": "any"}
    for path in ("name", "addresses", "wishes"):
        answer = await anonymous.post(f"/people/{agathe}/{path}", data={**form, "language": "fr"})
        assert answer.status_code == 403
    assert f"/people/{agathe}/name" not in (await anonymous.get(f"/people/{agathe}")).text


async def test_the_copy_is_told_plainly_in_the_language_of_the_person(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, wrote: ContactId
) -> None:
    async with pool.transaction(workspace) as db:
        await contacts.set_language(db, wrote, "en", actor=ME)
    await _signed_in(anonymous, pool, workspace, Role.ADMIN)
    anonymous.cookies.set("limpide_language", "fr")
    content = (await anonymous.get(f"/people/{wrote}/export.zip?lang=fr")).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        page = archive.read("index.html").decode()
        data = archive.read("data.json").decode()

    assert '<html lang="en">' in page
    assert "received from you" in page
    assert "AI accepted" in page
    assert "Ma lampe clignote" in page
    # What only machines need is in the other file.
    assert str(wrote) in data
    assert str(wrote) not in page
    assert "created_at" not in page
    assert not re.search(r"\d{4}-\d\d-\d\dT\d\d", page)
