"""Templates, notices, segments and campaigns by HTTP; sending is a right of its own."""

import base64
import json
from typing import Any
from uuid import UUID

import httpx

from limpide import api, delivery
from limpide.api import Scope
from limpide.delivery import store_files
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

from .conftest import ME

TEMPLATE: dict[str, Any] = {
    "purpose": "order",
    "wordings": {
        "fr": {"subject": "Commande {{ data.order }}", "text": "Bonjour {{ name }}, elle part."}
    },
    "sample": {"name": "Agathe", "data": {"order": "OLV-1"}},
}
LIST = "reference,name,email\nc-1,Agathe,agathe@courriel.example\nc-2,Basile,b@courriel.example\n"


async def _people(client: httpx.AsyncClient) -> list[str]:
    await client.post("/v1/contacts/import", content=LIST)
    return [one["id"] for one in (await client.get("/v1/contacts")).json()["contacts"]]


async def _published(client: httpx.AsyncClient) -> str:
    await client.put("/v1/templates/order", json=TEMPLATE)
    return (await client.post("/v1/templates/order/publish")).json()["id"]


async def test_a_template_is_saved_looked_at_and_published(client: httpx.AsyncClient) -> None:
    draft = (await client.put("/v1/templates/order", json=TEMPLATE)).json()
    seen = (await client.post("/v1/templates/order/preview", json={})).json()
    broken = {**TEMPLATE, "wordings": {"fr": {"subject": "x", "text": "{{ nobody }}"}}}
    await client.put("/v1/templates/broken", json=broken)
    refused = await client.post("/v1/templates/broken/publish")

    assert (draft["version"], draft["published"]) == (1, None)
    assert [f["key"] for f in draft["findings"]] == ["no_translation"]
    assert {s["channel"]: s["subject"] for s in seen}["email"] == "Commande OLV-1"
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/not-publishable")


async def test_notices_go_one_by_one_in_batches_and_in_lines(client: httpx.AsyncClient) -> None:
    await _published(client)
    first, second = await _people(client)
    one = {"contact": first, "template": "order", "data": {"order": "OLV-1"}, "key": "n-1"}
    two = {"contact": second, "template": "order", "data": {}}
    single = await client.post("/v1/notices", json=one)
    batch = await client.post("/v1/notices", json={"notices": [one, two]})
    lines = f"{json.dumps(one)}\n\n{json.dumps({**one, 'key': 'n-2'})}\n"
    streamed = await client.post(
        "/v1/notices", content=lines, headers={"Content-Type": "application/x-ndjson"}
    )
    wrong = await client.post("/v1/notices", json={**one, "colour": "red"})

    assert single.json()["results"][0]["status"] == "queued"
    statuses = [result["status"] for result in batch.json()["results"]]
    assert statuses == ["queued", "unreadable"]
    assert batch.json()["results"][0]["id"] == single.json()["results"][0]["id"]
    assert len({result["id"] for result in streamed.json()["results"]}) == 2
    assert wrong.status_code == 422
    assert "colour" in wrong.json()["detail"]


async def test_one_that_names_nobody_stops_no_other_and_alone_is_an_error(
    client: httpx.AsyncClient,
) -> None:
    await _published(client)
    first, _ = await _people(client)
    one = {"contact": first, "template": "order", "data": {"order": "OLV-1"}}
    gone = {**one, "contact": "01a1fb2d-6e76-72d6-b055-ff89e8acf1c5"}
    unknown = {**one, "template": "nothing"}
    several = await client.post("/v1/notices", json={"notices": [gone, one, unknown]})

    results = several.json()["results"]
    assert [result["status"] for result in results] == ["missing", "queued", "missing"]
    assert [result["refusal"] for result in results] == [
        "no_such_contact",
        None,
        "no_such_template",
    ]
    for alone, problem in ((gone, "contact"), (unknown, "template")):
        refused = await client.post("/v1/notices", json=alone)
        assert (refused.status_code, refused.json()["type"]) == (
            404,
            f"/problems/no-such-{problem}",
        )


async def test_of_many_lines_the_wrong_ones_are_named_and_none_is_taken(
    client: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    await _published(client)
    first, _ = await _people(client)
    good = json.dumps({"contact": first, "template": "order", "data": {"order": "1"}})
    lines = [good, "{broken", "", json.dumps({"contact": first}), good]
    headers = {"Content-Type": "application/x-ndjson"}
    refused = await client.post("/v1/notices", content="\n".join(lines), headers=headers)
    empty = await client.post("/v1/notices", content="\n\n", headers=headers)
    long = await client.post("/v1/notices", content=f"{good}\n" * 10_001, headers=headers)

    assert refused.status_code == 422
    assert "line 2: " in refused.json()["detail"]
    assert "line 4: template: " in refused.json()["detail"]
    assert (empty.status_code, long.status_code) == (422, 422)
    async with pool.transaction(workspace) as db:
        assert await db.value("select count(*) from delivery.messages") == 0


async def test_a_notice_is_followed_and_called_back(client: httpx.AsyncClient) -> None:
    await _published(client)
    first, second = await _people(client)
    tomorrow = "2099-01-01T09:00:00+00:00"
    one = {"contact": first, "template": "order", "data": {"order": "1"}, "not_before": tomorrow}
    made = (await client.post("/v1/notices", json=one)).json()["results"][0]
    await client.put(f"/v1/contacts/{second}/manners", json={"rhythms": {"order": "daily"}})
    small = {"contact": second, "template": "order", "data": {"order": "2"}}
    waits = (await client.post("/v1/notices", json=small)).json()["results"][0]
    before = (await client.get(f"/v1/notices/{made['id']}")).json()
    gathered = (await client.get(f"/v1/notices/{waits['id']}")).json()
    back = [
        (await client.post(f"/v1/notices/{each['id']}/cancel", json={"cause": "solved"})).json()
        for each in (made, waits, made)
    ]
    after = (await client.get(f"/v1/notices/{made['id']}")).json()
    nobody = await client.get("/v1/notices/01a1fb2d-6e76-72d6-b055-ff89e8acf1c5")

    assert (made["status"], before["state"]) == ("queued", "queued")
    assert before["messages"][0]["channel"] == "email"
    assert (waits["status"], gathered["state"]) == ("gathered", "waiting")
    assert gathered["due_at"] == waits["due_at"]
    assert [each["cancelled"] for each in back] == [True, True, False]
    assert after["state"] == "stopped"
    assert nobody.status_code == 404


async def test_a_file_goes_with_the_mail_and_no_sms_leaves_it_behind(
    client: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    await _published(client)
    person = (await _people(client))[0]
    await client.post(
        f"/v1/contacts/{person}/addresses", json={"kind": "sms", "value": "+33639981234"}
    )
    bill = {"name": "facture.pdf", "content": base64.b64encode(b"%PDF-1.7").decode()}
    notice = {"contact": person, "template": "order", "data": {"order": "1"}, "files": [bill]}
    sent = (await client.post("/v1/notices", json=notice)).json()["results"][0]
    words = {"contact": person, "purpose": "order", "text": "Facture", "files": [bill]}
    by_sms = await client.post("/v1/messages", json={**words, "channels": ["sms"]})
    spoken = {"sms": {"text": "Votre facture vous attend par e-mail."}}
    with_words = {**words, "channels": ["sms"], "variants": spoken}
    own = await client.post("/v1/messages", json=with_words)
    async with pool.transaction(workspace) as db:
        kept = await store_files.files_of(db, [delivery.MessageId(UUID(sent["id"]))])

    assert [(f.name, f.content) for files in kept.values() for f in files] == [
        ("facture.pdf", b"%PDF-1.7")
    ]
    assert by_sms.json()["refusal"] == "cannot_carry"
    assert own.json()["status"] == "queued"


async def test_a_campaign_is_written_seen_through_and_let_go_by_who_may(
    client: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    template = await _published(client)
    await _people(client)
    segment = (await client.put("/v1/segments/all", json={"rule": {}})).json()
    counted = await client.post("/v1/segments/count", json={"rule": {"reachable": "sms"}})
    body = {"name": "November", "segment": segment["id"], "templates": [template]}
    made = (await client.post("/v1/campaigns", json=body)).json()
    seen = (await client.post(f"/v1/campaigns/{made['id']}/forecast")).json()
    async with pool.transaction(workspace) as db:
        key = await api.create_key(db, "writer", [Scope.CAMPAIGNS_WRITE], actor=ME)
    writer = {"Authorization": f"Bearer {key}"}
    forbidden = await client.post(f"/v1/campaigns/{made['id']}/start", json={}, headers=writer)
    started = await client.post(f"/v1/campaigns/{made['id']}/start", json={})
    again = await client.post(f"/v1/campaigns/{made['id']}/start", json={})
    cancelled = await client.post(f"/v1/campaigns/{made['id']}/cancel")

    assert (segment["people"], counted.json()["people"]) == (2, 0)
    assert (seen["people"], seen["left_out"]) == (2, {"unreadable": 2})
    assert forbidden.status_code == 403
    assert started.json()["state"] == "gathering"
    assert again.status_code == 409
    assert cancelled.json()["state"] == "cancelled"
