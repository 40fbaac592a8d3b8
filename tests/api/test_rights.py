"""Rights by API: requests, export, preview, merges, retention; with a scope of their own."""

import httpx
import pytest

from limpide import api, rights
from limpide.api import Scope
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

ME = Actor.system("test")


async def _person(client: httpx.AsyncClient, name: str, mail: str) -> str:
    body = {"name": name, "addresses": [{"kind": "email", "value": mail}]}
    return (await client.post("/v1/contacts", json=body)).json()["id"]


async def test_a_request_is_taken_in_listed_and_ended(client: httpx.AsyncClient) -> None:
    ada = await _person(client, "Ada", "ada@x.example")
    asked = await client.post(f"/v1/contacts/{ada}/requests", json={"kind": "access"})
    assert asked.status_code == 201
    assert asked.json()["state"] == "open"
    listed = (await client.get("/v1/requests")).json()["requests"]
    assert [each["id"] for each in listed] == [asked.json()["id"]]
    document = (await client.get(f"/v1/contacts/{ada}/export")).json()
    assert document["rooms"]["contacts"]["contact"]["name"] == "Ada"
    counts = (await client.get(f"/v1/contacts/{ada}/erasure")).json()["counts"]
    assert counts["contacts.contacts"] == 1
    ended = await client.post(
        f"/v1/requests/{asked.json()['id']}/end", json={"granted": True, "why": "sent"}
    )
    assert ended.json()["state"] == "done"
    again = await client.post(f"/v1/requests/{asked.json()['id']}/cancel", json={"why": "no"})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/request-ended")


async def test_an_erasure_waits_and_can_be_cancelled(client: httpx.AsyncClient) -> None:
    ada = await _person(client, "Ada", "ada@x.example")
    asked = (await client.post(f"/v1/contacts/{ada}/requests", json={"kind": "erasure"})).json()
    assert (asked["state"], asked["erase_at"] is None) == ("waiting", False)
    early = await client.post(
        f"/v1/requests/{asked['id']}/end", json={"granted": True, "why": "now"}
    )
    assert early.status_code == 409
    back = await client.post(f"/v1/requests/{asked['id']}/cancel", json={"why": "stays"})
    assert back.json()["state"] == "cancelled"


async def test_duplicates_are_merged_and_parted(client: httpx.AsyncClient) -> None:
    one = await _person(client, "Ada Byron", "ada.byron@x.example")
    two = await _person(client, "Ada Byron", "adabyron@x.example")
    pairs = (await client.get("/v1/duplicates")).json()["pairs"]
    assert [(pair["first"], pair["second"]) for pair in pairs] == [(one, two)]
    merged = await client.post(f"/v1/contacts/{one}/merge", json={"gone": two})
    assert merged.status_code == 201
    assert len((await client.get(f"/v1/contacts/{one}")).json()["addresses"]) == 2
    assert (await client.delete(f"/v1/merges/{merged.json()['id']}")).status_code == 200
    assert len((await client.get(f"/v1/contacts/{one}")).json()["addresses"]) == 1
    assert (await client.delete(f"/v1/merges/{merged.json()['id']}")).status_code == 404


async def test_retention_and_coverage_are_told(client: httpx.AsyncClient) -> None:
    await _person(client, "Ada", "ada@x.example")
    told = await client.put("/v1/retention/conversations", json={"days": 90})
    days = {rule["what"]: rule["days"] for rule in told.json()["rules"]}
    assert (days["conversations"], days["messages.billing"]) == (90, 3650)
    assert (await client.put("/v1/retention/x", json={"days": 1})).status_code == 422
    cover = (await client.get("/v1/coverage")).json()
    assert (cover["people"], cover["channels"][0]["reachable"]) == (1, 1)


async def test_what_retention_let_go_of_is_told_run_by_run(
    client: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    for _ in range(3):
        await rights.retain(pool, workspace, {})
    first = (await client.get("/v1/retention/runs?limit=2")).json()
    rest = (await client.get(f"/v1/retention/runs?limit=2&cursor={first['next']}")).json()
    assert (len(first["runs"]), len(rest["runs"]), rest["next"]) == (2, 1, None)
    moments = [run["at"] for run in [*first["runs"], *rest["runs"]]]
    assert moments == sorted(moments, reverse=True)
    # One figure by purpose, also where there was nothing to let go of.
    removed = first["runs"][0]["removed"]
    assert {"messages.order", "messages.news", "conversations"} <= removed.keys()
    assert set(removed.values()) == {0}


@pytest.mark.parametrize("path", ["/v1/requests", "/v1/retention", "/v1/retention/runs"])
async def test_only_a_key_for_rights_sees_them(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, path: str
) -> None:
    async with pool.transaction(workspace) as db:
        others = [scope for scope in Scope if scope is not Scope.RIGHTS]
        secret = await api.create_key(db, "tests", others, actor=ME)
    answer = await anonymous.get(path, headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 403
