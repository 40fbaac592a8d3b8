"""Lists of people by HTTP, and when each of them wants to hear from the company."""

import httpx

LIST = "reference,name,email\nc-1,Agathe,agathe@courriel.example\nc-2,Basile,nope\n"


async def test_a_list_is_previewed_then_taken_in_once(client: httpx.AsyncClient) -> None:
    seen = await client.post("/v1/contacts/import", params={"preview": True}, content=LIST)
    assert (await client.get("/v1/contacts")).json()["contacts"] == []
    key = {"Idempotency-Key": "list-1"}
    done = await client.post("/v1/contacts/import", content=LIST, headers=key)
    again = await client.post("/v1/contacts/import", content=LIST, headers=key)

    assert seen.json()["created"] == done.json()["created"] == 1
    assert done.json()["refused"][0]["line"] == 3
    assert done.json()["refused"][0]["fault"] == "bad_email"
    assert again.json() == done.json()
    assert len((await client.get("/v1/contacts")).json()["contacts"]) == 1


async def test_a_list_with_an_unknown_column_says_so(client: httpx.AsyncClient) -> None:
    answer = await client.post("/v1/contacts/import", content="reference,colour\nc-1,red\n")
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/unknown-column")


async def test_manners_and_attributes_are_kept_and_shown(client: httpx.AsyncClient) -> None:
    await client.post("/v1/contacts/import", content=LIST)
    id = (await client.get("/v1/contacts")).json()["contacts"][0]["id"]
    manners = {"quiet_hours": [1320, 420], "frequencies": {"news": {"most": 1, "days": 30}}}
    kept = await client.put(f"/v1/contacts/{id}/manners", json=manners)
    changed = await client.patch(
        f"/v1/contacts/{id}/attributes", json={"attributes": {"tier": "gold"}}
    )
    wrong = await client.put(f"/v1/contacts/{id}/manners", json={"time_zone": "Mars/North"})

    assert kept.json()["quiet_hours"] == [1320, 420]
    assert changed.json()["attributes"] == {"tier": "gold"}
    assert wrong.status_code == 422
