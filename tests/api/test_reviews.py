"""Checks and reviews over HTTP."""

import httpx

from limpide import advisors, review
from limpide.advisors import Role
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.review import ItemKind, Proposal, Requirement

ME = Actor.system("test")


async def test_a_text_is_checked(client: httpx.AsyncClient) -> None:
    body = {"text": "Bonjour {nom}, payez !!", "language": "fr"}
    answer = (await client.post("/v1/check", json=body)).json()

    assert answer["gate"] == "shut"
    first = answer["findings"][0]
    assert body["text"][first["start"] : first["end"]] == "{nom}"
    assert first["explanation"]
    assert first["suggestion"]


async def test_what_wants_two_people_is_not_approved_by_a_key(
    client: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        people = [
            (await advisors.invite(db, f"{n}@x.example", n, frozenset({Role.ADVISOR}),
                                   language="fr", actor=ME))[0]
            for n in ("claire", "yanis")
        ]  # fmt: skip
        await review.require(db, ItemKind.ACTION, "refund", Requirement(2, 60), actor=ME)
        wanted = Proposal(ItemKind.ACTION, new_id(), "refund.pay", "refund", "an-engine")
        item = await review.put(db, wanted, actor=ME)
    listed = (await client.get("/v1/reviews")).json()["items"]
    assert [each["id"] for each in listed] == [str(item.id)]

    for person in people:
        body = {"decision": "approve", "advisor": str(person)}
        answer = (await client.post(f"/v1/reviews/{item.id}/decision", json=body)).json()
        assert answer["obstacle"] == "people_only"
    body = {"decision": "reject", "advisor": str(people[0]), "reason": "too much"}
    answer = (await client.post(f"/v1/reviews/{item.id}/decision", json=body)).json()
    assert answer["state"] == "rejected"


async def test_nobody_unknown_decides(
    client: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        wanted = Proposal(ItemKind.ACTION, new_id(), "refund.pay", "refund", "an-engine")
        item = await review.put(db, wanted, actor=ME)
    body = {"decision": "approve", "advisor": str(new_id())}
    answer = await client.post(f"/v1/reviews/{item.id}/decision", json=body)
    assert answer.status_code == 404


async def test_several_are_decided_at_once_and_each_is_answered_for_itself(
    client: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        roles = frozenset({Role.ADVISOR})
        claire, _ = await advisors.invite(
            db, "claire@x.example", "Claire", roles, language="fr", actor=ME
        )
        await review.require(db, ItemKind.ACTION, "large", Requirement(2, 60), actor=ME)
        items = [
            await review.put(
                db, Proposal(ItemKind.ACTION, new_id(), "refund.pay", skill, "an-engine"), actor=ME
            )
            for skill in ("small", "small", "large")
        ]
    ids = [str(each.id) for each in items]
    body = {"decision": "approve", "advisor": str(claire), "items": [*ids, ids[0]]}
    answer = (await client.post("/v1/reviews/decisions", json=body)).json()["decisions"]
    assert [each["item"] for each in answer] == ids
    assert [(each["state"], each["obstacle"]) for each in answer] == [
        ("approved", None),
        ("approved", None),
        ("waiting", "people_only"),
    ]


async def test_what_edits_teach_is_read_and_a_change_proposed_and_settled_once(
    client: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        for number in range(3):
            await review.learning.note_template(
                db, "hiver", "Cher client. Merci.", f"Bonjour {number}. Merci.", actor=ME
            )
    found = (await client.get("/v1/learning?days=30")).json()
    assert (found["count"], found["unedited"]) == (3, 0)
    assert [(each["name"], each["count"]) for each in found["templates"]] == [("hiver", 3)]
    (pattern,) = found["patterns"]
    assert (pattern["before"], pattern["templates"]) == ("Cher client.", ["hiver"])

    body = {"kind": "template", "target": "hiver", "before": "Cher client.", "after": "Bonjour."}
    made = (await client.post("/v1/learning/suggestions", json=body)).json()
    assert (await client.post("/v1/learning/suggestions", json=body)).json() == {"id": None}
    listed = (await client.get("/v1/learning/suggestions")).json()["suggestions"]
    assert [each["id"] for each in listed] == [made["id"]]
    path = f"/v1/learning/suggestions/{made['id']}"
    settled = [(await client.post(path, json={"state": "done"})).json() for _ in range(2)]
    assert settled == [{"is_settled": True}, {"is_settled": False}]


async def test_an_item_is_given_to_somebody_and_only_they_decide_it(
    client: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        claire, yanis = [
            str((await advisors.invite(db, f"{n}@x.example", n, frozenset({Role.ADVISOR}),
                                       language="fr", actor=ME))[0])
            for n in ("claire", "yanis")
        ]  # fmt: skip
        owner, _ = await advisors.invite(
            db, "maud@x.example", "Maud", frozenset({Role.KNOWLEDGE_OWNER}), language="fr", actor=ME
        )
        wanted = Proposal(ItemKind.ACTION, new_id(), "refund.pay", "refund", "an-engine")
        item = await review.put(db, wanted, actor=ME)
    path = f"/v1/reviews/{item.id}"

    async def given(**body: object) -> object:
        answer = (await client.post(f"{path}/assignment", json=body)).json()
        return answer["advisor"], answer["obstacle"]

    async def listed(query: str) -> int:
        return len((await client.get(f"/v1/reviews?{query}")).json()["items"])

    assert await listed("unassigned=true") == 1
    assert await given(advisor=claire) == (claire, None)
    assert await given(advisor=yanis) == (claire, "assigned")
    assert (await client.get(path)).json()["assignee"] == claire
    counts = [await listed(f"assignee={claire}"), await listed(f"assignee={yanis}")]
    assert [*counts, await listed("unassigned=true")] == [1, 0, 0]
    decision = {"decision": "approve", "advisor": yanis}
    refused = (await client.post(f"{path}/decision", json=decision)).json()
    assert refused["obstacle"] == "assigned"

    assert await given(advisor=yanis, over=claire) == (yanis, None)
    unfit = await client.post(f"{path}/assignment", json={"advisor": str(owner), "over": yanis})
    assert unfit.status_code == 404
    done = (await client.post(f"{path}/decision", json=decision)).json()
    assert done["state"] == "approved"
