"""What leads and administrators decide: nothing is lost on bad input, and roles are kept apart."""

import re

import httpx
import pytest

from limpide import advisors, conversations
from limpide.advisors import Role
from limpide.foundation import workspaces
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

from .conftest import Colleague

COMPANY = {
    "name": "Maison Olvera",
    "legal_name": "Olvera SAS",
    "language": "en",
    "time_zone": "Europe/Lisbon",
    "mail_address": "hello@olvera.example",
}
WEEK = {f"day{day}": "" for day in range(7)}


@pytest.mark.parametrize("page", ["company", "hours", "replies", "policies", "team", "programs"])
async def test_each_page_opens_for_an_administrator(admin: Colleague, page: str) -> None:
    shown = await admin.get(f"/settings/{page}")
    assert shown.status_code == 200
    assert 'aria-current="page"' in shown.text


async def test_roles_are_kept_apart(advisor: Colleague, lead: Colleague) -> None:
    assert (await advisor.get("/settings/company")).status_code == 403
    assert (await lead.get("/settings/company")).status_code == 200
    for page in ("team", "programs"):
        assert (await lead.get(f"/settings/{page}")).status_code == 403
    assert (await lead.post("/settings/company", COMPANY)).status_code == 403


async def test_a_stranger_is_led_to_the_sign_in(anonymous: httpx.AsyncClient) -> None:
    assert (await anonymous.get("/settings/team")).status_code == 303


async def test_the_company_changes_and_a_wrong_field_keeps_what_was_typed(
    admin: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    bad = await admin.post(
        "/settings/company", {**COMPANY, "mail_address": "not an address", "name": "Autre nom"}
    )
    assert bad.status_code == 422
    assert 'value="Autre nom"' in bad.text
    assert 'id="e-mail_address"' in bad.text

    assert (await admin.post("/settings/company", COMPANY)).status_code == 303
    async with pool.transaction(workspace) as db:
        known = await workspaces.get(db)
    assert (known.language, known.time_zone) == ("en", "Europe/Lisbon")
    assert known.mail_address == "hello@olvera.example"


async def test_letters_and_sms_have_a_sender_of_the_companys_own(
    admin: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    for wrong in ("06", "a name that is too long", "OL\nBcc"):
        answer = await admin.post("/settings/company", {**COMPANY, "sms_sender": wrong})
        assert answer.status_code == 422
        assert 'id="e-sms_sender"' in answer.text
    long = {"letter_address": "\n".join(["line"] * 7)}
    assert (
        'id="e-letter_address"' in (await admin.post("/settings/company", {**COMPANY, **long})).text
    )

    own = {"sms_sender": "+33600000002", "letter_address": " 12 rue  des Lampes \n\n69003 LYON "}
    assert (await admin.post("/settings/company", {**COMPANY, **own})).status_code == 303
    async with pool.transaction(workspace) as db:
        known = await workspaces.get(db)

    assert known.sms_sender == "+33600000002"
    assert known.letter_address == ("12 rue des Lampes", "69003 LYON")
    page = (await admin.get("/settings/company")).text
    assert "12 rue des Lampes\n69003 LYON</textarea>" in page


async def test_hours_are_read_as_people_write_them(
    lead: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    given = {**WEEK, "day0": "9h-12h30, 14:00-18:00", "day5": "10 - 16"}
    done = await lead.post("/settings/hours", {**given, "holidays": "25/12/2026\n2027-01-01"})
    assert done.status_code == 303
    async with pool.transaction(workspace) as db:
        known = await conversations.calendar(db)
    assert [(h.weekday, h.opens, h.closes) for h in known.hours] == [
        (0, 540, 750),
        (0, 840, 1080),
        (5, 600, 960),
    ]
    assert len(known.holidays) == 2
    assert "09:00-12:30, 14:00-18:00" in (await lead.get("/settings/hours")).text


@pytest.mark.parametrize("wrong", ["18-9", "9-12, 11-14", "always", "9-25"])
async def test_hours_that_make_no_sense_stay_in_their_field(lead: Colleague, wrong: str) -> None:
    bad = await lead.post("/settings/hours", {**WEEK, "day3": wrong, "holidays": "Noël"})
    assert bad.status_code == 422
    assert f'value="{wrong}"' in bad.text
    assert 'id="e-holidays"' in bad.text


async def test_a_ready_answer_is_written_changed_removed_and_put_back(
    lead: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    reply = {"name": "merci", "language": "fr", "body": "Merci {contact} !"}
    assert (await lead.post("/settings/replies", reply)).status_code == 303
    again = await lead.post("/settings/replies", {**reply, "body": "Autre"})
    assert again.status_code == 422
    assert ">Autre</textarea>" in again.text

    id = re.findall(r"/settings/replies/([0-9a-f-]{36})/remove", again.text)[0]
    await lead.post("/settings/replies", {**reply, "name": "grand-merci", "id": id})
    page = (await lead.get("/settings/replies")).text
    assert "grand-merci" in page
    id = re.findall(r"/settings/replies/([0-9a-f-]{36})/remove", page)[0]
    gone = await lead.post(f"/settings/replies/{id}/remove")
    assert 'name="body" value="Merci {contact} !"' in gone.text
    async with pool.transaction(workspace) as db:
        assert await conversations.list_canned_replies(db) == []

    await lead.post("/settings/replies", {**reply, "name": "grand-merci"})
    async with pool.transaction(workspace) as db:
        assert [r.name for r in await conversations.list_canned_replies(db)] == ["grand-merci"]


async def test_a_colleague_is_invited_with_a_link_shown_once_where_no_mail_leaves(
    admin: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    new = {"email": "lea@olvera.example", "name": "Léa", "language": "fr", "roles": ["advisor"]}
    done = await admin.post("/settings/team", new)
    assert done.headers["cache-control"] == "no-store"
    token = re.findall(r"/welcome/([\w-]+)", done.text)[0]
    assert token not in (await admin.get("/settings/team")).text
    async with pool.transaction(workspace) as db:
        await advisors.accept(db, token, "une lampe et deux chaises")

    taken = await admin.post("/settings/team", new)
    assert taken.status_code == 422
    assert 'value="Léa"' in taken.text


async def test_roles_change_accounts_close_and_one_administrator_stays(
    admin: Colleague, advisor: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    await admin.post(f"/settings/team/{advisor.id}/roles", {"roles": ["advisor", "lead"]})
    assert (await advisor.get("/settings/hours")).status_code == 200
    await admin.post(f"/settings/team/{advisor.id}/active")
    assert (await advisor.get("/inbox")).status_code == 303

    refused = await admin.post(f"/settings/team/{admin.id}/roles", {"roles": ["lead"]})
    assert refused.status_code == 422
    assert "doit rester administrateur" in refused.text
    async with pool.transaction(workspace) as db:
        assert Role.ADMIN in (await advisors.get_advisor(db, admin.id)).roles


async def test_a_key_is_shown_once_opens_the_api_and_is_revoked(
    admin: Colleague, anonymous: httpx.AsyncClient
) -> None:
    bad = await admin.post("/settings/programs/keys", {"name": "", "scopes": ["ask"]})
    assert bad.status_code == 422
    assert 'value="ask" checked' in bad.text

    made = await admin.post(
        "/settings/programs/keys", {"name": "boutique", "scopes": ["contacts:read"]}
    )
    secret = re.findall(r"lim_[\w-]+", made.text)[0]
    headers = {"authorization": f"Bearer {secret}"}
    assert (await anonymous.get("/v1/segments", headers=headers)).status_code == 403
    page = (await admin.get("/settings/programs")).text
    assert secret not in page
    id = re.findall(r"/keys/([0-9a-f-]{36})/revoke", page)[0]
    await admin.post(f"/settings/programs/keys/{id}/revoke")
    assert (await anonymous.get("/v1/segments", headers=headers)).status_code == 401


async def test_an_endpoint_is_added_with_its_secret_and_forgotten(admin: Colleague) -> None:
    bad = await admin.post("/settings/programs/webhooks", {"url": "ftp://x.example"})
    assert bad.status_code == 422
    assert 'id="e-url"' in bad.text
    assert 'id="e-events"' in bad.text

    hook = {"url": "https://x.example/hook", "events": ["message.said"]}
    assert "whsec_" in (await admin.post("/settings/programs/webhooks", hook)).text
    page = (await admin.get("/settings/programs")).text
    assert "whsec_" not in page
    id = re.findall(r"/webhooks/([0-9a-f-]{36})/remove", page)[0]
    await admin.post(f"/settings/programs/webhooks/{id}/remove")
    assert "https://x.example/hook" not in (await admin.get("/settings/programs")).text
