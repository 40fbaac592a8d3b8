"""Who decides what may be done elsewhere, and how customers prove who they are."""

import json
from pathlib import Path

import httpx
import pytest

from limpide import flows
from limpide.flows import Autonomy, IdentityLevel
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

from .conftest import Colleague

ME = Actor.system("test")
ACTIONS = Path("sectors/retail/actions.yaml")
POLICY = {
    "title_fr": "Annuler une commande",
    "title_en": "Cancel an order",
    "identity": "strong",
    "autonomy": "approve",
    "owner": "customer.email",
    "look_up": "get_order",
    "look_up_argument": "number",
    "our_argument": "number",
    "limits": "total_cents: 5000",
}
PARCELS = {
    "openapi": "3.1.0",
    "servers": [{"url": "https://parcels.example"}],
    "paths": {
        "/parcels/{id}": {
            "delete": {
                "operationId": "dropParcel",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "responses": {"200": {"description": "gone"}},
            }
        }
    },
}


@pytest.fixture
async def shop(pool: Pool, workspace: WorkspaceId) -> None:
    async with pool.transaction(workspace) as db:
        await flows.save_actions(db, ACTIONS.read_text(), actor=ME)
        await flows.set_connector(db, "shop", "http://127.0.0.1:9", "Bearer kept", actor=ME)


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("page", ["actions", "actions/shop", "identity"])
async def test_the_pages_are_for_administrators(
    admin: Colleague, lead: Colleague, advisor: Colleague, anonymous: httpx.AsyncClient, page: str
) -> None:
    assert (await admin.get(f"/settings/{page}")).status_code == 200
    assert (await lead.get(f"/settings/{page}")).status_code == 403
    assert (await advisor.get(f"/settings/{page}")).status_code == 403
    assert (await anonymous.get(f"/settings/{page}")).status_code == 303


@pytest.mark.usefixtures("shop")
async def test_a_policy_is_a_draft_until_it_is_published(
    admin: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    kept = await admin.post(
        "/settings/actions/shop/policy/cancel_order", {**POLICY, "version": "1"}
    )
    assert kept.headers["location"].startswith("/settings/actions/shop?version=2")
    assert (await cancel(pool, workspace)).identity is IdentityLevel.VERIFIED

    draft = (await admin.get("/settings/actions/shop?version=2")).text
    assert "+    identity: strong" in draft

    await admin.post("/settings/actions/shop/publish", {"version": "2"})
    used = await cancel(pool, workspace)
    assert (used.identity, used.autonomy) == (IdentityLevel.STRONG, Autonomy.APPROVE)
    assert [(each.amount, each.most) for each in used.limits] == [("total_cents", 5000.0)]
    assert used.owner is not None
    assert (used.owner.look_up, used.owner.phone_at) == ("get_order", "customer.phone")
    assert used.undo is not None


@pytest.mark.usefixtures("shop")
async def test_a_wrong_limit_keeps_what_was_typed(admin: Colleague) -> None:
    bad = {**POLICY, "version": "1", "limits": "a lot", "title_en": "Another name"}
    shown = await admin.post("/settings/actions/shop/policy/cancel_order", bad)
    assert shown.status_code == 422
    assert "Another name" in shown.text
    assert "a lot" in shown.text


@pytest.mark.usefixtures("shop")
async def test_a_trial_says_what_policy_says_and_changes_nothing(admin: Colleague) -> None:
    form = {
        "version": "1",
        "name": "cancel_order",
        "person": "agathe.lormeau@courriel.example",
        "identity": "verified",
    }
    refused = await admin.post(
        "/settings/actions/shop/try", {**form, "input": '{"number": "../../admin"}'}
    )
    assert "invalid_arguments" in refused.text

    shown = await admin.post("/settings/actions/shop/try", {**form, "input": "not json"})
    assert "JSON" in shown.text


async def test_an_imported_service_is_closed_and_not_in_use(
    admin: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    file = {"file": ("openapi.json", json.dumps(PARCELS), "application/json")}
    made = await admin.post(
        "/settings/actions/import", {"name": "parcels", "address": "https://p.example"}, files=file
    )
    assert made.headers["location"].startswith("/settings/actions/parcels?version=1")
    async with pool.transaction(workspace) as db:
        assert "drop_parcel" not in (await flows.catalogue(db)).actions
    page = (await admin.get("/settings/actions/parcels")).text
    assert "fermée aux clients" in page


async def test_a_file_that_is_no_description_is_said(admin: Colleague) -> None:
    file = {"file": ("openapi.json", "[" * 5000, "application/json")}
    shown = await admin.post("/settings/actions/import", {"name": "parcels"}, files=file)
    assert shown.status_code == 422
    assert 'value="parcels"' in shown.text


@pytest.mark.usefixtures("shop")
async def test_a_token_does_not_follow_to_another_address(
    admin: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    await admin.post("/settings/actions/shop/address", {"address": "http://127.0.0.1:9"})
    assert await is_signed(pool, workspace)

    await admin.post("/settings/actions/shop/address", {"address": "https://elsewhere.example"})
    assert not await is_signed(pool, workspace)


async def test_identity_holds_for_as_long_as_is_said(
    admin: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    bad = await admin.post("/settings/identity/hold", {"verified": "-3", "strong": "60"})
    assert bad.status_code == 422

    await admin.post("/settings/identity/hold", {"verified": "15", "strong": "5"})
    await admin.post(
        "/settings/identity/sign-in",
        {"issuer": "https://id.example", "client_id": "x", "secret": "s", "link": "email"},
    )
    async with pool.transaction(workspace) as db:
        policy = await flows.identity_policy(db)
    assert (policy.verified_minutes, policy.strong_minutes) == (15, 5)
    assert policy.provider is not None
    assert policy.provider.secret == "s"

    await admin.post("/settings/identity/no-sign-in", {})
    async with pool.transaction(workspace) as db:
        assert (await flows.identity_policy(db)).provider is None


async def cancel(pool: Pool, workspace: WorkspaceId) -> flows.Action:
    async with pool.transaction(workspace) as db:
        return (await flows.catalogue(db)).actions["cancel_order"]


async def is_signed(pool: Pool, workspace: WorkspaceId) -> bool:
    async with pool.transaction(workspace) as db:
        return (await flows.list_services(db))[0].is_signed
