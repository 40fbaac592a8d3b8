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


async def test_uses_of_data_are_told_read_and_asked_before_a_text_is_written(
    client: httpx.AsyncClient,
) -> None:
    made = await client.post("/v1/contacts", json={"name": "Agathe", "language": "fr"})
    path = f"/v1/contacts/{made.json()['id']}"
    await client.patch(f"{path}/attributes", json={"attributes": {"city": "Lyon"}})
    text = {"text": "Notre boutique de Lyon.", "with_ai": True}

    async def ground() -> str:
        answer = await client.post(f"{path}/data-uses/check", json=text)
        return answer.json()["used"][0]["ground"]

    assert await ground() == "refused"
    use = {"datum": "attribute.city", "use": "replies", "is_allowed": True, "with_ai": True}
    body = {"source": "loyalty form", "uses": [use]}
    kept = (await client.put(f"{path}/data-uses", json=body)).json()["uses"]
    assert [(each["datum"], each["source"], each["until"]) for each in kept] == [
        ("attribute.city", "loyalty form", None)
    ]
    assert await ground() == "allowed"
    body["uses"] = [{**use, "is_allowed": False}]
    assert (await client.put(f"{path}/data-uses", json=body)).json() == {"uses": []}
    assert (await client.get(f"{path}/data-uses")).json() == {"uses": []}
