"""Advisors: what the checks stop does not leave, and what waits is decided on one page."""

import json
from uuid import UUID

import httpx
import pytest
from tests.api.conftest import anonymous

from limpide import advisors, contacts, conversations, knowledge, ledger, review
from limpide.advisors import Role
from limpide.channels import Kind
from limpide.contacts import DataUse, DataWish
from limpide.conversations import ConversationId, Direction, Incoming, Message
from limpide.foundation import facts, jobs
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.settings import Settings
from limpide.ledger import AuthorKind
from limpide.review import ItemKind, ItemState, Proposal
from limpide.wiring import handlers

__all__ = ["anonymous"]
ME = Actor.system("test")
PASSWORD = "claire comme de l'eau de roche"
DOCUMENT = """---
title: Retours
language: fr
approved: true
---

## Délai de retour

Vous avez trente jours après la livraison pour renvoyer un article dans son emballage d’origine.
"""
QUESTION = "Combien de jours ai-je pour renvoyer un article ?"


class Desk:
    """An advisor's browser."""

    def __init__(self, http: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId) -> None:
        self.http, self.pool, self.workspace = http, pool, workspace
        self.csrf = ""

    async def post(self, path: str, **fields: object) -> httpx.Response:
        return await self.http.post(path, data={"csrf": self.csrf, **fields})

    async def asked(self, text: str = QUESTION, *, mode: str = "any") -> ConversationId:
        async with self.pool.transaction(self.workspace) as db:
            token = await conversations.start_visit(db, "fr")
            visit = await conversations.find_visit(db, token)
            assert visit is not None
            incoming = Incoming(Kind.CHAT, token, visit.address, text)
            thread = (await conversations.write(db, token, visit, incoming)).conversation
            contact = (await conversations.get_conversation(db, thread)).contact
            await contacts.set_ai_mode(db, contact, contacts.AiMode(mode), actor=ME)
        return thread

    async def work(self) -> None:
        settings = Settings()  # pyright: ignore[reportCallIssue]
        table = {
            name: handler
            for name, handler in handlers(settings).items()
            if name in {facts.DELIVER, "assistant.turn"}
        }
        await jobs.Worker(self.pool, table).drain()

    async def said(self, thread: ConversationId) -> list[Message]:
        async with self.pool.transaction(self.workspace) as db:
            messages = (await conversations.thread(db, thread)).messages
        return [
            message
            for message in messages
            if message.direction is Direction.OUT and message.author_kind is not AuthorKind.TEMPLATE
        ]

    async def waiting(self) -> list[review.Item]:
        async with self.pool.transaction(self.workspace) as db:
            return list(await review.list_items(db))


@pytest.fixture
async def desk(anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId) -> Desk:
    async with pool.transaction(workspace) as db:
        await knowledge.upload(db, "retours.md", DOCUMENT.encode(), actor=ME)
        for document in await knowledge.list_documents(db):
            await knowledge.approve(db, document.id, actor=ME)
    desk = Desk(anonymous, pool, workspace)
    await sign_in(desk, "claire@maison-olvera.example", "Claire", Role.LEAD)
    return desk


async def sign_in(desk: Desk, email: str, name: str, role: Role) -> UUID:
    async with desk.pool.transaction(desk.workspace) as db:
        id, token = await advisors.invite(
            db, email, name, frozenset({role}), language="fr", actor=ME
        )
        await advisors.accept(db, token, PASSWORD)
        signed = await advisors.sign_in(db, email, PASSWORD)
        assert isinstance(signed, advisors.SignedIn)
        session = await advisors.find_session(db, signed.token)
        assert session is not None
    desk.http.cookies.set("limpide_session", signed.token)
    desk.csrf = session.csrf
    return id


async def test_red_stops_a_reply_and_nothing_is_lost(desk: Desk) -> None:
    thread = await desk.asked()
    text = "Bonjour {prénom}, voici la réponse."
    answer = await desk.post(f"/inbox/{thread}/reply", text=text, why="pressé")
    shown = await desk.http.get(answer.headers["location"])

    assert await desk.said(thread) == []
    assert "Il reste quelque chose à remplir" in shown.text
    assert text in shown.text


async def test_amber_wants_a_reason_that_the_ledger_keeps(desk: Desk) -> None:
    thread = await desk.asked()
    text = "Nous vous rembourserons demain."
    await desk.post(f"/inbox/{thread}/reply", text=text)
    assert await desk.said(thread) == []

    await desk.post(f"/inbox/{thread}/reply", text=text, why="accord du directeur")
    assert [m.body for m in await desk.said(thread)] == [text]
    async with desk.pool.transaction(desk.workspace) as db:
        entries = await ledger.entries_about(db, thread)
    (kept,) = [e for e in entries if e.what == "check.overruled"]
    assert (kept.why, kept.actor.name) == ("accord du directeur", "Claire")
    assert kept.data["rules"] == ["promise"]


async def test_a_text_is_checked_while_it_is_written(desk: Desk) -> None:
    thread = await desk.asked()
    drawn = await desk.post(f"/inbox/{thread}/check", text="VOUS DEVEZ PAYER")
    assert "data-amber" in drawn.text
    assert "crier" in drawn.text


async def test_each_datum_of_the_customer_is_listed_and_an_unallowed_one_is_stopped(
    desk: Desk,
) -> None:
    thread = await desk.asked(mode="reviewed")
    await desk.work()
    (item,) = await desk.waiting()
    async with desk.pool.transaction(desk.workspace) as db:
        contact = (await conversations.get_conversation(db, thread)).contact
        await contacts.set_attributes(db, contact, {"city": "Lyon"}, actor=ME)
    text = f"{item.text} Notre boutique de Lyon vous attend, et vous recevrez une réponse demain."
    drawn = (await desk.post(f"/review/{item.id}/check", text=text)).text
    assert "n’a pas permis d’utiliser" in drawn
    assert "Données de la personne dans ce texte : 1" in drawn
    assert "data-hint" in drawn
    decision = {"decision": "approve", "text": text}
    await desk.post(f"/review/{item.id}/decision", **decision)
    assert await desk.said(thread) == []

    wish = {("attribute.city", DataUse.REPLIES): DataWish(is_allowed=True, with_ai=True)}
    async with desk.pool.transaction(desk.workspace) as db:
        await contacts.data_uses.choose(db, contact, wish, source="/p", actor=ME)
    drawn = (await desk.post(f"/review/{item.id}/check", text=text)).text
    assert "n’a pas permis" not in drawn
    assert "avec son accord" in drawn
    await desk.post(f"/review/{item.id}/decision", **decision)
    assert [each.body for each in await desk.said(thread)] == [text]


async def test_who_chose_to_have_answers_read_is_told_that_a_person_reads_one(desk: Desk) -> None:
    thread = await desk.asked(mode="reviewed")
    await desk.work()
    async with desk.pool.transaction(desk.workspace) as db:
        told = (await conversations.thread(db, thread)).messages[-1].body
    assert told.startswith("Comme vous l’avez choisi, une personne de notre équipe relit")


async def test_a_draft_is_approved_on_the_page_and_leaves_under_the_reviewers_name(
    desk: Desk,
) -> None:
    thread = await desk.asked(mode="reviewed")
    await desk.work()
    assert await desk.said(thread) == []
    (item,) = await desk.waiting()
    page = await desk.http.get(f"/review/{item.id}")
    assert "trente jours" in page.text
    assert QUESTION in page.text

    answer = await desk.post(f"/review/{item.id}/decision", decision="approve", text=item.text)
    assert answer.headers["location"] == "/review?notice=approved"
    (said,) = await desk.said(thread)
    assert (said.body, said.author_kind) == (item.text, AuthorKind.AI_REVIEWED)
    assert said.citations
    # Nobody took the thread: the next question is drafted again.
    async with desk.pool.transaction(desk.workspace) as db:
        now = await conversations.get_conversation(db, thread)
    assert now.holder is conversations.Holder.ASSISTANT


async def test_a_changed_draft_bears_both_hands(desk: Desk) -> None:
    thread = await desk.asked(mode="reviewed")
    await desk.work()
    (item,) = await desk.waiting()
    text = f"{item.text}\n\nJe reste à votre écoute pour la suite."
    await desk.post(f"/review/{item.id}/decision", decision="approve", text=text)
    (said,) = await desk.said(thread)
    assert said.author_kind is AuthorKind.PERSON_WITH_AI
    assert 0 < said.ai_share < 1


async def test_a_changed_draft_that_the_checks_stop_is_shown_again(desk: Desk) -> None:
    thread = await desk.asked(mode="reviewed")
    await desk.work()
    (item,) = await desk.waiting()
    shown = await desk.post(f"/review/{item.id}/decision", decision="approve", text="Ici {x}")
    assert "Ici {x}" in shown.text
    assert "Pas encore approuvé" in shown.text
    assert await desk.said(thread) == []


async def test_a_customer_who_wrote_again_is_read_first(desk: Desk) -> None:
    thread = await desk.asked(mode="reviewed")
    await desk.work()
    (item,) = await desk.waiting()
    shown = await desk.post(
        f"/review/{item.id}/decision", decision="approve", text=item.text, seen=str(thread)
    )
    assert "Le client a écrit entre-temps" in shown.text
    assert await desk.said(thread) == []


async def test_taking_over_brings_the_draft_into_the_inbox(desk: Desk) -> None:
    thread = await desk.asked(mode="reviewed")
    await desk.work()
    (item,) = await desk.waiting()
    answer = await desk.post(f"/review/{item.id}/decision", decision="take", text="Mon début")
    assert answer.headers["location"] == f"/inbox/{thread}"
    assert "Mon début" in (await desk.http.get(f"/inbox/{thread}")).text


async def test_answering_in_the_inbox_ends_what_waited(desk: Desk) -> None:
    thread = await desk.asked(mode="reviewed")
    await desk.work()
    (item,) = await desk.waiting()
    await desk.post(f"/inbox/{thread}/reply", text="Bonjour, trente jours.")
    assert await desk.waiting() == []
    answer = await desk.post(f"/review/{item.id}/decision", decision="approve", text=item.text)
    assert "obstacle_decided" in answer.headers["location"]
    assert len(await desk.said(thread)) == 1


async def test_several_are_approved_at_once_and_a_rejection_leaves_nothing(desk: Desk) -> None:
    first, second = await desk.asked(mode="reviewed"), await desk.asked(mode="reviewed")
    third = await desk.asked(mode="reviewed")
    await desk.work()
    items = {item.conversation: item for item in await desk.waiting()}
    await desk.post("/review/several", item=[str(items[first].id), str(items[second].id)])
    await desk.post(
        f"/review/{items[third].id}/decision", decision="reject", reason="à côté de la question"
    )

    assert [len(await desk.said(each)) for each in (first, second, third)] == [1, 1, 0]
    async with desk.pool.transaction(desk.workspace) as db:
        rejected = await review.get_item(db, items[third].id)
    assert (rejected.state, rejected.reason) == (ItemState.REJECTED, "à côté de la question")


async def test_an_advisor_may_stop_the_ai_and_only_a_lead_starts_it_again(desk: Desk) -> None:
    await sign_in(desk, "yanis@maison-olvera.example", "Yanis", Role.ADVISOR)
    await desk.post("/review/autonomy/stop", scope="all")
    thread = await desk.asked()
    await desk.work()
    assert await desk.said(thread) == []
    assert len(await desk.waiting()) == 1

    refused = await desk.post("/review/autonomy/lift", scope="all")
    assert refused.status_code == 403
    refused = await desk.post(
        "/review/autonomy/grant", skill="knowledge", channel="chat", level="alone"
    )
    assert refused.status_code == 403
    await sign_in(desk, "lea@maison-olvera.example", "Léa", Role.LEAD)
    await desk.post("/review/autonomy/lift", scope="all")
    await desk.work()
    thread = await desk.asked("Combien de jours pour renvoyer un article acheté ?")
    await desk.work()
    assert len(await desk.said(thread)) == 1


async def test_a_skill_at_draft_level_waits_for_a_person(desk: Desk) -> None:
    await desk.post("/review/autonomy/grant", skill="knowledge", channel="*", level="draft")
    thread = await desk.asked()
    await desk.work()
    assert await desk.said(thread) == []
    (item,) = await desk.waiting()
    assert item.conversation == thread
    page = await desk.http.get("/review/autonomy")
    assert "tout est relu" in page.text


async def test_only_an_administrator_says_how_many_people_must_agree(desk: Desk) -> None:
    wish = {"kind": "reply", "needed": 2, "minutes": 30}
    assert (await desk.post("/review/autonomy/require", **wish)).status_code == 403
    await sign_in(desk, "noe@maison-olvera.example", "Noé", Role.ADMIN)
    await desk.post("/review/autonomy/require", **wish)

    thread = await desk.asked(mode="reviewed")
    await desk.work()
    (item,) = await desk.waiting()
    path, form = f"/review/{item.id}/decision", {"decision": "approve", "text": item.text}
    first = await desk.post(path, **form)
    assert first.headers["location"].endswith("notice=one_more")
    assert await desk.said(thread) == []
    again = await desk.post(path, **form)
    assert again.headers["location"].endswith("notice=obstacle_same_person")
    await sign_in(desk, "ines@maison-olvera.example", "Inès", Role.ADVISOR)
    await desk.post(path, **form)
    assert len(await desk.said(thread)) == 1


async def test_contested_answers_cost_the_skill_its_freedom(desk: Desk) -> None:
    for _ in range(2):
        thread = await desk.asked()
        await desk.work()
        (said,) = await desk.said(thread)
        async with desk.pool.transaction(desk.workspace) as db:
            wrong = conversations.Feedback.WRONG
            await conversations.give_feedback(db, said.id, wrong, actor=ME)
        await desk.work()
    async with desk.pool.transaction(desk.workspace) as db:
        level = await review.autonomy.level_of(db, "knowledge", "chat")
    assert level is review.autonomy.Level.SAMPLED
    page = (await desk.http.get("/review/autonomy?lang=fr")).text
    assert "Descendu d’un cran tout seul" in page
    assert "deux réponses sur vingt ont été contestées ou refusées" in page
    assert "Les derniers changements" in page
    assert "Autonomie : une part est relue" in page.replace("\u202f", " ")


async def test_the_queue_is_narrowed_to_what_my_skills_fit(desk: Desk) -> None:
    async with desk.pool.transaction(desk.workspace) as db:
        for skill, wants in (("refund", ""), ("returns", ""), ("knowledge", "warranty")):
            wanted = Proposal(
                ItemKind.ACTION, new_id(), f"item {skill}", skill, "engine",
                payload={"wants": wants, "arguments": {}, "rule": "r", "titles": {"fr": skill}},
            )  # fmt: skip
            await review.put(db, wanted, actor=ME)
        (me,) = await advisors.list_advisors(db)
        skills = frozenset({"returns", "warranty"})
        await advisors.set_work(db, me.id, advisors.Work(skills=skills), actor=ME)
    everything = (await desk.http.get("/review")).text
    mine = (await desk.http.get("/review?for=me")).text
    assert (everything.count('class="pick"'), mine.count('class="pick"')) == (3, 2)
    assert "item refund" in everything
    assert "item refund" not in mine
    assert everything.count("pour vous") == 2


async def test_two_people_do_not_work_on_the_same_and_one_takes_over_by_name(desk: Desk) -> None:
    await desk.asked(mode="reviewed")
    await desk.work()
    (item,) = await desk.waiting()
    path = f"/review/{item.id}"
    await desk.post(f"{path}/composer", edits="[]", version=0)
    (item,) = await desk.waiting()
    claire = item.assignee
    assert item.assignee_name == "Claire"
    assert "Vous vous en chargez" in (await desk.http.get(path)).text

    yanis = await sign_in(desk, "yanis@maison-olvera.example", "Yanis", Role.ADVISOR)
    assert "Claire s’en charge" in (await desk.http.get("/review/lines")).text
    shown = (await desk.http.get(path)).text
    assert "Claire s’en charge" in shown
    assert f'action="{path}/decision' not in shown
    refused = await desk.post(f"{path}/decision", decision="approve", text="Autre texte.")
    assert "Un collègue s’en charge. Votre texte est gardé" in refused.text
    assert [one.state for one in await desk.waiting()] == [ItemState.WAITING]

    # Who was on it when the page was drawn is named: nothing is taken unseen.
    unseen = await desk.post(f"{path}/assignment", to=str(yanis))
    assert "notice=obstacle_assigned" in unseen.headers["location"]
    await desk.post(f"{path}/assignment", to=str(yanis), over=str(claire))
    assert "Autre texte." in (await desk.http.get(path)).text
    assert [one.assignee for one in await desk.waiting()] == [yanis]
    assert item.title in (await desk.http.get("/review/lines?for=mine")).text
    assert "Chaque élément a quelqu’un" in (await desk.http.get("/review/lines?for=nobody")).text

    await desk.post(f"{path}/assignment", to=str(claire), over=str(yanis))
    assert [one.assignee for one in await desk.waiting()] == [claire]
    await desk.post(f"{path}/assignment", to="", over=str(claire))
    assert [one.assignee for one in await desk.waiting()] == [None]
    odd = await desk.post(f"{path}/assignment", to="yanis")
    assert odd.status_code == 422


async def test_several_are_taken_at_once_but_not_a_colleagues(desk: Desk) -> None:
    for _ in range(2):
        await desk.asked(mode="reviewed")
    await desk.work()
    first, second = await desk.waiting()
    claire = await desk.post("/review/several/assignment", item=[str(first.id)])
    assert "assigned_me" in claire.headers["location"]
    await sign_in(desk, "yanis@maison-olvera.example", "Yanis", Role.ADVISOR)
    both = await desk.post("/review/several/assignment", item=[str(first.id), str(second.id)])
    assert "some_taken" in both.headers["location"]
    assert {one.id: one.assignee_name for one in await desk.waiting()} == {
        first.id: "Claire",
        second.id: "Yanis",
    }


async def test_after_a_decision_the_next_is_one_that_no_colleague_is_on(desk: Desk) -> None:
    for _ in range(3):
        await desk.asked(mode="reviewed")
    await desk.work()
    first, second, third = await desk.waiting()
    await desk.post("/review/several/assignment", item=[str(second.id)])
    await sign_in(desk, "yanis@maison-olvera.example", "Yanis", Role.LEAD)
    done = await desk.post(f"/review/{first.id}/decision", decision="reject", reason="non")
    assert done.headers["location"].startswith(f"/review/{third.id}?")


async def test_what_somebody_who_leaves_was_on_is_everybodys_again(desk: Desk) -> None:
    await desk.asked(mode="reviewed")
    await desk.work()
    (item,) = await desk.waiting()
    await desk.post("/review/several/assignment", item=[str(item.id)])
    (item,) = await desk.waiting()
    assert item.assignee is not None
    async with desk.pool.transaction(desk.workspace) as db:
        await advisors.set_away(db, advisors.AdvisorId(item.assignee), away=True)
    await desk.work()
    assert [one.assignee for one in await desk.waiting()] == [None]


async def _written(desk: Desk, kind: Kind, address: str) -> review.Item:
    async with desk.pool.transaction(desk.workspace) as db:
        person = await contacts.recognise(db, kind, address, actor=ME)
        await contacts.set_ai_mode(db, person.id, contacts.AiMode("reviewed"), actor=ME)
        incoming = Incoming(kind, f"<{address}>", address, QUESTION, subject="Mon vase")
        await conversations.receive(db, incoming)
    await desk.work()
    (item,) = [one for one in await desk.waiting() if one.channel == kind.value]
    return item


async def test_a_mail_is_seen_as_its_reader_would_get_it_with_what_the_reviewer_wrote(
    desk: Desk,
) -> None:
    item = await _written(desk, Kind.EMAIL, "odile@courriel.example")
    page = (await desk.http.get(f"/review/{item.id}")).text
    assert f'src="/review/{item.id}/mail.html"' in page
    assert "Re: Mon vase" in page
    drawn = await desk.http.get(f"/review/{item.id}/mail.html")
    assert "sandbox" in drawn.headers["content-security-policy"]
    assert "trente jours" in drawn.text
    assert "Claire" in drawn.text

    steps = json.dumps([{"at": 0, "cut": 0, "put": [["Bonjour Odile. ", "person"]]}])
    await desk.post(f"/review/{item.id}/composer", edits=steps, version=_version(page))
    assert "Bonjour Odile. " in (await desk.http.get(f"/review/{item.id}/mail.html")).text


async def test_an_sms_is_seen_with_its_label_and_its_parts(desk: Desk) -> None:
    item = await _written(desk, Kind.SMS, "+33612345678")
    page = (await desk.http.get(f"/review/{item.id}/preview")).text
    assert 'class="phone said"' in page
    assert "SMS, mention comprise" in page


async def test_what_is_no_reply_has_no_preview(desk: Desk) -> None:
    wanted = Proposal(ItemKind.ACTION, new_id(), "refund.pay", "refund", "engine")
    async with desk.pool.transaction(desk.workspace) as db:
        item = await review.put(db, wanted, actor=ME)
    assert (await desk.http.get(f"/review/{item.id}/mail.html")).status_code == 404


def _version(page: str) -> int:
    island = page.split("data-writing>")[1].split("</script>", maxsplit=1)[0]
    return json.loads(island)["version"]
