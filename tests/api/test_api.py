"""The HTTP API: keys, scopes, idempotency, contacts, messages, conversations, knowledge."""

import asyncio
from typing import Any

import httpx
import pytest

from limpide import api
from limpide.api import Scope
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id

from .conftest import ME

AGATHE = {
    "name": "Agathe Lormeau",
    "language": "fr",
    "addresses": [{"kind": "email", "value": "Agathe@Courriel.example"}],
}


async def _agathe(client: httpx.AsyncClient) -> str:
    answer = await client.post("/v1/contacts", json=AGATHE)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def _order(contact: str, **more: Any) -> dict[str, Any]:
    return {"contact": contact, "purpose": "order", "text": "Votre commande part demain.", **more}


async def test_without_a_key_nothing_is_given(anonymous: httpx.AsyncClient) -> None:
    for key in ("", "Bearer lim_wrong", "Bearer other"):
        answer = await anonymous.get("/v1/contacts", headers={"Authorization": key})
        assert answer.status_code == 401
        assert answer.json()["type"] == "/problems/not-authenticated"


async def test_a_key_does_only_what_its_scopes_say(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        secret = await api.create_key(db, "reader", [Scope.CONTACTS_READ], actor=ME)
    headers = {"Authorization": f"Bearer {secret}"}

    assert (await anonymous.get("/v1/contacts", headers=headers)).status_code == 200
    refused = await anonymous.post("/v1/contacts", headers=headers, json=AGATHE)
    assert refused.status_code == 403
    assert refused.json()["type"] == "/problems/scope-missing"


async def test_that_a_key_is_used_is_noted_once_a_minute(
    client: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    async def last_used() -> object:
        async with pool.transaction(workspace) as db:
            return await db.value("select last_used_at from api.keys")

    assert (await client.get("/v1/contacts")).status_code == 200
    noted = await last_used()
    assert (await client.get("/v1/contacts")).status_code == 200

    assert noted is not None
    assert await last_used() == noted
    async with pool.transaction(workspace) as db:
        await db.run("update api.keys set last_used_at = now() - interval '2 minutes'")
    assert (await client.get("/v1/contacts")).status_code == 200
    assert await last_used() != noted


async def test_a_contact_is_made_found_and_listed(client: httpx.AsyncClient) -> None:
    id = await _agathe(client)
    found = await client.get(
        "/v1/contacts/by-address", params={"kind": "email", "value": "agathe@courriel.example"}
    )
    listed = await client.get("/v1/contacts", params={"search": "lormeau"})

    assert found.json()["id"] == id
    assert [c["id"] for c in listed.json()["contacts"]] == [id]
    assert (await client.get(f"/v1/contacts/{new_id()}")).status_code == 404


async def test_a_message_is_queued_with_its_passport(client: httpx.AsyncClient) -> None:
    sent = await client.post("/v1/messages", json=_order(await _agathe(client)))

    assert sent.status_code == 202
    assert sent.json()["status"] == "queued"
    token = sent.json()["passport"].rpartition("/")[2]
    passport = (await client.get(f"/m/{token}.json")).json()
    assert passport["passport"]["message"] == sent.json()["id"]
    stands = await client.get(f"/v1/messages/{sent.json()['id']}")
    assert stands.json()["status"] == "queued"
    said = stands.json()["disclosure"]
    assert (said["author"], said["ai_percent"], said["model"]) == ("template", 0, None)
    assert said["label"] == "Message automatique (sans IA)"
    assert "automatique" in said["spoken"]


async def test_a_refusal_is_an_answer_with_its_reason(client: httpx.AsyncClient) -> None:
    sent = await client.post("/v1/messages", json=_order(await _agathe(client), purpose="offers"))

    assert sent.status_code == 202
    assert sent.json() == {
        "status": "refused",
        "id": None,
        "channel": None,
        "passport": None,
        "refusal": "never_asked",
    }


async def test_a_request_repeated_with_its_key_is_done_once(client: httpx.AsyncClient) -> None:
    body, headers = _order(await _agathe(client)), {"Idempotency-Key": '"k-1"'}
    answers = await asyncio.gather(
        *(client.post("/v1/messages", json=body, headers=headers) for _ in range(50))
    )

    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.text for answer in answers}) == 1
    assert sum("idempotent-replayed" not in answer.headers for answer in answers) == 1


async def test_a_key_used_for_another_request_is_refused(client: httpx.AsyncClient) -> None:
    agathe, headers = await _agathe(client), {"Idempotency-Key": "k-1"}
    await client.post("/v1/messages", json=_order(agathe), headers=headers)
    other = await client.post(
        "/v1/messages", json=_order(agathe, text="Autre chose"), headers=headers
    )

    assert other.status_code == 422
    assert other.json()["type"] == "/problems/idempotency-key-reused"


async def test_a_batch_answers_each_message_in_its_place(client: httpx.AsyncClient) -> None:
    agathe = await _agathe(client)
    batch = {"messages": [_order(agathe), _order(agathe, purpose="news"), _order(agathe)]}
    answer = await client.post("/v1/messages/batch", json=batch)

    assert [each["status"] for each in answer.json()["results"]] == ["queued", "refused", "queued"]


async def test_a_misspelt_field_is_named_and_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/v1/messages", json=_order(await _agathe(client), txet="oops"))

    assert answer.status_code == 422
    assert {fault["pointer"] for fault in answer.json()["errors"]} == {"/txet"}


async def test_a_message_from_a_channel_of_ones_own_enters_a_conversation_once(
    client: httpx.AsyncClient,
) -> None:
    body = {"channel": "sms", "id": "s-1", "address": "+33639981234", "text": "Bonjour ?"}
    first = await client.post("/v1/conversations/inbound", json=body)
    again = await client.post("/v1/conversations/inbound", json=body)

    assert first.json()["duplicate"] is False
    assert again.json() == {**first.json(), "duplicate": True}
    thread = await client.get(f"/v1/conversations/{first.json()['conversation']}")
    assert [m["text"] for m in thread.json()["messages"]] == ["Bonjour ?"]
    listed = await client.get("/v1/conversations")
    assert len(listed.json()["conversations"]) == 1


async def test_a_document_is_added_and_answers(client: httpx.AsyncClient) -> None:
    text = "# Retours\n\n## Délai\n\nVous avez trente jours pour renvoyer un article acheté.\n"
    added = await client.post("/v1/knowledge", json={"name": "retours.md", "text": text})
    assert added.json()["added"] == 1
    document = (await client.get("/v1/knowledge")).json()["documents"][0]
    asked = await client.post(
        "/v1/ask", json={"question": "Combien de jours pour renvoyer un article ?"}
    )

    assert document["title"] == "Retours"
    assert set(asked.json()) == {
        "decision",
        "answer",
        "language",
        "confidence",
        "citations",
        "ranked",
        "reason",
        "took_ms",
    }


async def test_the_description_names_every_route(client: httpx.AsyncClient) -> None:
    described = (await client.get("/v1/openapi.json")).json()

    assert {"/v1/messages", "/v1/contacts", "/v1/ask", "/v1/webhooks"} <= set(described["paths"])
    assert not [path for path in described["paths"] if not path.startswith("/v1/")]


@pytest.mark.parametrize("page", ["/", "/help/fr", "/verify", "/sign-in", "/chat", "/p/forged"])
async def test_pages_carry_a_strict_policy(client: httpx.AsyncClient, page: str) -> None:
    answer = await client.get(page)
    policy = answer.headers["content-security-policy"]

    assert "unsafe" not in policy
    assert "object-src 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
