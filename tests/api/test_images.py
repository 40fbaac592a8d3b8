"""Images of templates over the API: added, listed, read, removed; refused with what to do."""

import base64

import httpx
from tests.journeys.pictures import drawn, photo

ALT = {"fr": "Notre boutique", "en": "Our shop"}


def body(content: bytes, **more: object) -> dict[str, object]:
    return {"content": base64.b64encode(content).decode(), "alt": ALT, **more}


async def test_an_image_is_added_once_listed_with_its_markdown_and_read_without_its_secrets(
    client: httpx.AsyncClient,
) -> None:
    put = await client.put("/v1/images/boutique", json=body(photo()))
    again = await client.put("/v1/images/boutique", json=body(photo()))
    (listed,) = (await client.get("/v1/images")).json()
    read = await client.get("/v1/images/boutique/content")

    assert put.status_code == 200, put.text
    assert listed["markdown"] == "![Notre boutique](image:boutique)"
    assert (listed["width"], listed["height"]) == (300, 400)
    assert listed["sha256"] == put.json()["sha256"]
    assert again.status_code == 200
    assert read.headers["content-type"] == "image/jpeg"
    assert b"Secret" not in read.content


async def test_what_cannot_be_kept_is_refused_in_words(client: httpx.AsyncClient) -> None:
    await client.put("/v1/images/boutique", json=body(photo()))
    taken = await client.put("/v1/images/boutique", json=body(drawn()))
    svg = await client.put("/v1/images/logo", json=body(b"<svg onload='alert(1)'/>"))
    mute = await client.put("/v1/images/logo", json=body(drawn(), alt={"fr": "Logo"}))

    assert [each.status_code for each in (taken, svg, mute)] == [422, 422, 422]
    assert all(each.json()["type"].endswith("/invalid-image") for each in (taken, svg, mute))
    assert "WebP" in svg.json()["detail"]


async def test_an_image_is_removed_unless_what_is_sent_shows_it(client: httpx.AsyncClient) -> None:
    await client.put("/v1/images/boutique", json=body(photo()))
    words = {"subject": "Bonjour", "text": "Bonjour ![Boutique](image:boutique)"}
    template = {"purpose": "order", "wordings": {"fr": words}}
    await client.put("/v1/templates/order", json=template)
    published = await client.post("/v1/templates/order/publish")
    refused = await client.delete("/v1/images/boutique")
    words["text"] = "Bonjour"
    await client.put("/v1/templates/order", json=template)
    await client.post("/v1/templates/order/publish")
    removed = await client.delete("/v1/images/boutique")
    gone = await client.delete("/v1/images/boutique")

    assert published.status_code == 200, published.text
    assert (refused.status_code, removed.status_code, gone.status_code) == (409, 204, 404)
    assert refused.json()["type"].endswith("/image-in-use")


async def test_a_key_that_may_not_write_adds_and_removes_nothing(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient
) -> None:
    await client.put("/v1/images/boutique", json=body(photo()))
    anonymous.headers.pop("Authorization")
    assert (await anonymous.delete("/v1/images/boutique")).status_code == 401
    assert (await anonymous.get("/v1/images/boutique/content")).status_code == 401
