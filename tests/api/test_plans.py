"""Plans are explained before anything is sent, and a company decides its own policy."""

import httpx

AGATHE = {
    "name": "Agathe Lormeau",
    "addresses": [
        {"kind": "email", "value": "agathe@courriel.example"},
        {"kind": "sms", "value": "+33600000001"},
    ],
}


async def _wish(client: httpx.AsyncClient, **more: object) -> dict[str, object]:
    made = await client.post("/v1/contacts", json=AGATHE)
    return {"contact": made.json()["id"], "purpose": "order", "text": "Votre lampe part.", **more}


async def test_a_plan_names_channels_reasons_weight_and_sends_nothing(
    client: httpx.AsyncClient,
) -> None:
    wish = await _wish(client, importance="important")
    plan = (await client.post("/v1/plans", json=wish)).json()

    assert plan["strategy"] == "ladder"
    assert [rung["channel"] for rung in plan["rungs"]] == ["email", "sms"]
    assert plan["excluded"] == [{"channel": "letter", "refusal": "no_address"}]
    assert plan["rungs"][1]["grams_co2e"][1] > 0
    assert plan["rungs"][0]["seen_by"] == ["clicked", "read", "replied"]


async def test_a_policy_is_read_changed_and_checked(client: httpx.AsyncClient) -> None:
    changed = await client.put("/v1/policy", json={"orders": {"order": ["sms"]}})
    plan = (await client.post("/v1/plans", json=await _wish(client))).json()
    wrong = await client.put("/v1/policy", json={"cost_cents": {"sms": -1}})

    assert changed.json()["orders"]["order"] == ["sms"]
    assert changed.json()["orders"]["default"] == ["email", "sms", "letter"]
    assert [rung["channel"] for rung in plan["rungs"]] == ["sms"]
    assert (wrong.status_code, wrong.json()["type"]) == (422, "/problems/invalid-policy")


async def test_other_words_for_a_channel_and_a_time_are_kept(client: httpx.AsyncClient) -> None:
    wish = await _wish(client, channels=["sms"], variants={"sms": {"text": "Lampe : demain."}})
    sent = await client.post("/v1/messages", json=wish)
    assert sent.json()["status"] == "queued"
    assert (
        await client.post("/v1/messages", json={**wish, "not_before": "soon"})
    ).status_code == 422
