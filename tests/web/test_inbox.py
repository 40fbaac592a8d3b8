"""The inbox for a team: narrowed, several at once, with files, without talking over each other."""

import re

import httpx
import pytest

from limpide import conversations
from limpide.channels import Kind
from limpide.conversations import ConversationId, Incoming, Received, Status
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

from .conftest import Colleague

ME = Actor.system("test")
PDF = ("files", ("facture.pdf", b"%PDF-1.7", "application/pdf"))


async def _mail(pool: Pool, workspace: WorkspaceId, name: str) -> ConversationId:
    async with pool.transaction(workspace) as db:
        received = await conversations.receive(
            db,
            Incoming(
                kind=Kind.EMAIL,
                provider_id=f"<{name}@courriel.example>",
                address=f"{name}@courriel.example",
                name=name.title(),
                subject=f"Question de {name}",
                text="Où est mon colis ?",
            ),
        )
    assert isinstance(received, Received)
    return received.conversation


@pytest.fixture
async def two(pool: Pool, workspace: WorkspaceId) -> list[ConversationId]:
    return [await _mail(pool, workspace, name) for name in ("agathe", "bruno")]


async def test_the_list_is_narrowed_by_label(advisor: Colleague, two: list[ConversationId]) -> None:
    await advisor.post(f"/inbox/{two[0]}/label", {"name": "colis"})
    page = (await advisor.get("/inbox?label=colis")).text
    assert "Agathe" in page
    assert "Bruno" not in page
    assert f'href="/inbox/{two[0]}?view=all&amp;label=colis"' in page
    assert "Agathe" not in (await advisor.get("/inbox?cause=frustration")).text


async def test_several_are_closed_at_once_and_opened_again(
    advisor: Colleague, two: list[ConversationId], pool: Pool, workspace: WorkspaceId
) -> None:
    ids = [str(id) for id in two]
    done = await advisor.post("/inbox/bulk", {"ids": ids, "do": "resolve", "view": "all"})
    page = await advisor.get(done.headers["location"])
    assert "2 conversations closes" in page.text
    undo = re.findall(r'action="(/inbox/undo/[^"]+)"', page.text)
    back = await advisor.post(undo[0], {"view": "all"})
    assert "2 conversations sont comme avant" in (await advisor.get(back.headers["location"])).text

    for wish in (
        {"do": "snooze", "snooze": "hour"},
        {"do": "importance", "importance": "critical"},
    ):
        await advisor.post("/inbox/bulk", {"ids": ids, **wish})
    await advisor.post("/inbox/bulk", {"ids": ids, "do": "reopen"})
    await advisor.post("/inbox/bulk", {"ids": ids, "do": "assign", "to": str(advisor.id)})
    await advisor.post("/inbox/bulk", {"ids": ids, "do": "label", "label": "hiver"})
    async with pool.transaction(workspace) as db:
        threads = [await conversations.thread(db, id) for id in two]
    assert {each.conversation.status for each in threads} == {Status.OPEN}
    assert {each.conversation.assignee for each in threads} == {advisor.id}
    assert all("hiver" in each.labels for each in threads)


@pytest.mark.parametrize("act", ["resolve", "snooze"])
async def test_undoing_brings_back_the_wait_and_says_that_it_is_open_again(
    advisor: Colleague,
    two: list[ConversationId],
    pool: Pool,
    workspace: WorkspaceId,
    act: str,
) -> None:
    async with pool.transaction(workspace) as db:
        before = await conversations.get_conversation(db, two[0])
    done = await advisor.post(f"/inbox/{two[0]}/{act}", {"until": "week"})
    page = (await advisor.get(done.headers["location"])).text
    (undo, *_) = re.findall(r'action="(/inbox/undo/[^"]+)"', page)
    back = await advisor.post(undo)
    page = (await advisor.get(back.headers["location"])).text
    async with pool.transaction(workspace) as db:
        after = await conversations.get_conversation(db, two[0])
    assert after.status is Status.OPEN
    assert after.waiting_since == before.waiting_since
    assert after.snoozed_until is None
    assert ("La conversation est rouverte." in page) is (act == "resolve")


async def test_what_fails_in_a_part_of_a_page_says_so_in_its_place(advisor: Colleague) -> None:
    page = (await advisor.get("/inbox/00000000-0000-7000-8000-000000000000/panel")).text
    assert "<html" in page
    part = await advisor.get_part("/inbox/00000000-0000-7000-8000-000000000000/panel")
    assert part.status_code == 404
    assert "<html" not in part.text
    assert "Il n’y a rien à cette adresse" in part.text


async def test_who_writes_here_is_seen_by_the_others_and_not_by_themselves(
    advisor: Colleague, lead: Colleague, two: list[ConversationId]
) -> None:
    await advisor.post(f"/inbox/{two[0]}/composer", {"text": "Bonjour"})
    assert "Claire écrit en ce moment" in (await lead.get(f"/inbox/{two[0]}/company")).text
    assert "écrit" not in (await advisor.get(f"/inbox/{two[0]}/company")).text
    assert "écrit" not in (await lead.get(f"/inbox/{two[1]}/company")).text


async def test_an_advisor_encloses_a_file(
    advisor: Colleague, two: list[ConversationId], pool: Pool, workspace: WorkspaceId
) -> None:
    await advisor.post(f"/inbox/{two[0]}/reply", {"text": "Voici."}, files=[PDF])
    async with pool.transaction(workspace) as db:
        last = (await conversations.thread(db, two[0])).messages[-1]
    assert [file.name for file in last.attachments] == ["facture.pdf"]
    got = await advisor.get(f"/inbox/files/{last.attachments[0].id}")
    assert got.content == b"%PDF-1.7"
    assert got.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("files", "notice"),
    [
        ([("files", ("virus.exe", b"MZ", "application/pdf"))], "files_wrong_type"),
        ([PDF] * 6, "files_too_many"),
        ([("files", ("a.pdf", b"x" * 15_000_001, "application/pdf"))], "files_too_large"),
    ],
)
async def test_files_that_may_not_go_keep_the_reply(
    advisor: Colleague,
    two: list[ConversationId],
    files: list[tuple[str, tuple[str, bytes, str]]],
    notice: str,
) -> None:
    refused = await advisor.post(f"/inbox/{two[0]}/reply", {"text": "Voici."}, files=files)
    assert refused.headers["location"].endswith(notice)
    page = (await advisor.get(refused.headers["location"])).text
    assert ">Voici.</textarea>" in page


async def test_a_visitor_gets_the_files_of_their_own_conversation_alone(
    anonymous: httpx.AsyncClient, advisor: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        tokens = [await conversations.start_visit(db, "fr") for _ in range(2)]
        begun: list[ConversationId] = []
        for token in tokens:
            visit = await conversations.find_visit(db, token)
            assert visit is not None
            words = Incoming(Kind.CHAT, f"{token[:8]}", visit.address, "Ma facture ?")
            begun.append((await conversations.write(db, token, visit, words)).conversation)
    own = begun[-1]
    await advisor.post(f"/inbox/{own}/reply", {"text": "La voici."}, files=[PDF])
    async with pool.transaction(workspace) as db:
        file = (await conversations.thread(db, own)).messages[-1].attachments[0].id
    answers = [
        await anonymous.get(f"/chat/files/{file}", headers={"cookie": f"limpide_visitor={token}"})
        for token in tokens
    ]
    assert [answer.status_code for answer in answers] == [404, 200]
    assert re.match("attachment", answers[1].headers["content-disposition"])


async def test_conversations_are_merged_split_and_put_back_on_the_page(
    advisor: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    first = await _mail(pool, workspace, "agathe")
    async with pool.transaction(workspace) as db:
        more = Incoming(Kind.EMAIL, "<b@x>", "agathe@courriel.example", "Et ma chaise ?")
        second = (await conversations.receive(db, more)).conversation
    page = (await advisor.get(f"/inbox/{second}")).text
    assert f'value="{first}"' in page
    done = await advisor.post(f"/inbox/{second}/merge", {"into": str(first)})
    assert done.headers["location"] == f"/inbox/{first}?notice=merged"
    moved = await advisor.get(f"/inbox/{second}")
    assert moved.headers["location"] == f"/inbox/{first}"
    page = (await advisor.get(f"/inbox/{first}")).text
    assert "Claire a fusionné une conversation dans celle-ci (1 message)" in page
    assert "reviennent ici" in page or "repart" in page
    undo = re.findall(r'action="(/inbox/moves/[^"]+)"', page)
    back = await advisor.post(undo[0])
    assert back.headers["location"] == f"/inbox/{second}?notice=move_undone"
    refused = await advisor.post(f"/inbox/{first}/split", {"messages": []})
    assert refused.headers["location"].endswith("not_split")


async def test_a_macro_is_shown_then_done_then_undone(
    advisor: Colleague,
    lead: Colleague,
    two: list[ConversationId],
    pool: Pool,
    workspace: WorkspaceId,
) -> None:
    form = {"name": "Colis", "fr": "Bonjour {first_name}.", "labels": "colis", "then": "resolved"}
    await lead.post("/settings/macros", form)
    async with pool.transaction(workspace) as db:
        (macro,) = await conversations.macros.list_macros(db)
    page = (await advisor.get(f"/inbox/{two[0]}?macro={macro.id}")).text
    assert "Bonjour Agathe." in page
    assert "Ce que « Colis » va faire" in page
    path = f"/inbox/{two[0]}/macro/{macro.id}"
    stopped = await advisor.post(path, {"text": "Bonjour {nom}."})
    assert stopped.headers["location"].endswith("notice=checked")
    done = await advisor.post(path, {"text": "Bonjour Agathe."})
    async with pool.transaction(workspace) as db:
        thread = await conversations.thread(db, two[0])
    assert thread.conversation.status is Status.RESOLVED
    assert thread.labels == ("colis",)
    assert "Bonjour Agathe." in [m.body for m in thread.messages]
    undo = done.headers["location"].rpartition("undo=")[2]
    back = await advisor.post(f"/inbox/undo/{undo}")
    assert back.headers["location"] == f"/inbox/{two[0]}?notice=undone"
    async with pool.transaction(workspace) as db:
        thread = await conversations.thread(db, two[0])
    assert (thread.conversation.status, thread.labels) == (Status.OPEN, ())


async def test_a_macro_that_cannot_be_kept_loses_nothing(lead: Colleague) -> None:
    wrong = await lead.post("/settings/macros", {"name": "Colis", "fr": "Bonjour {nom}."})
    assert wrong.status_code == 422
    assert "Bonjour {nom}." in wrong.text


async def test_older_conversations_are_a_page_away_and_a_view_is_kept(
    advisor: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    for n in range(52):
        await _mail(pool, workspace, f"client{n}")
    page = (await advisor.get("/inbox")).text
    older = re.findall(r'rel="next" href="([^"]+)"', page)[0].replace("&amp;", "&")
    more = (await advisor.get(older)).text
    assert more.count('class="line-row"') == 2
    kept = await advisor.post(
        "/inbox/views", {"name": "Ceux-ci", "query": "view=all&q=client1&evil=1"}
    )
    assert kept.headers["location"] == "/inbox?view=all&q=client1"
    page = (await advisor.get("/inbox")).text
    assert "Ceux-ci" in page
    gone = re.findall(r'action="(/inbox/views/[^"]+/forget)"', page)
    await advisor.post(gone[0])
    assert "Ceux-ci" not in (await advisor.get("/inbox")).text
