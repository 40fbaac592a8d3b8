"""Merging, splitting and assigning over HTTP."""

import httpx
import pytest

from limpide import advisors, conversations
from limpide.advisors import Role
from limpide.channels import Kind
from limpide.conversations import Cause, ConversationId, Incoming, Summary
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id

ME = Actor.system("test")


@pytest.fixture
async def two(pool: Pool, workspace: WorkspaceId) -> list[ConversationId]:
    async with pool.transaction(workspace) as db:
        mails = [Incoming(Kind.EMAIL, f"<{n}@x>", "a@x.example", f"n {n}") for n in range(2)]
        return [(await conversations.receive(db, each)).conversation for each in mails]


async def test_two_are_merged_split_and_put_back(
    client: httpx.AsyncClient, two: list[ConversationId]
) -> None:
    merged = await client.post(f"/v1/conversations/{two[0]}/merge", json={"into": str(two[1])})
    assert merged.json()["target"] == str(two[1])
    thread = (await client.get(f"/v1/conversations/{two[1]}")).json()
    assert [each["text"] for each in thread["messages"]] == ["n 1"]
    again = await client.post(f"/v1/conversations/{two[0]}/merge", json={"into": str(two[1])})
    assert again.status_code == 404
    back = await client.post(f"/v1/conversations/moves/{merged.json()['id']}/undo")
    assert back.json()["id"] == str(two[0])
    nothing = await client.post(
        f"/v1/conversations/{two[0]}/split", json={"messages": [str(new_id())]}
    )
    assert nothing.json()["type"].endswith("not-splittable")


async def test_a_program_assigns_to_somebody_or_to_whoever_fits(
    client: httpx.AsyncClient, two: list[ConversationId], pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        claire, token = await advisors.invite(
            db, "claire@x.example", "Claire", frozenset({Role.ADVISOR}), language="fr", actor=ME
        )
        await advisors.accept(db, token, "une lampe et deux chaises")
        for each in two:
            await conversations.hand_over(db, each, Cause.ASKED, Summary(), actor=ME)
    path = f"/v1/conversations/{two[0]}/assignment"
    given = (await client.post(path, json={"advisor": str(claire)})).json()
    assert given["advisor"] == str(claire)
    assert (await client.post(path, json={"advisor": str(new_id())})).status_code == 404
    async with pool.transaction(workspace) as db:
        await advisors.sign_in(db, "claire@x.example", "une lampe et deux chaises")
    other = f"/v1/conversations/{two[1]}/assignment"
    found = (await client.post(other, json={"importance": "critical"})).json()
    assert found["advisor"] == str(claire)
