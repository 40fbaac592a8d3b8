"""Who gets what: teams, skills, rules and targets on one page; presence in the inbox."""

import pytest

from limpide import advisors, conversations
from limpide.channels import Kind
from limpide.conversations import Cause, Incoming, Summary
from limpide.delivery import Importance
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.web.settings.work import read_minutes, written_minutes

from .conftest import Colleague

ME = Actor.system("test")


async def _handed(pool: Pool, workspace: WorkspaceId, text: str) -> conversations.ConversationId:
    async with pool.transaction(workspace) as db:
        incoming = Incoming(Kind.EMAIL, "<1@x>", "agathe@x.example", text, language="fr")
        id = (await conversations.receive(db, incoming)).conversation
        await conversations.hand_over(db, id, Cause.ASKED, Summary(), actor=ME)
    return id


async def test_a_lead_says_who_can_do_what_and_a_hand_over_follows_it(
    lead: Colleague, advisor: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    await lead.post("/settings/work/teams", {"name": "Retours", "members": [str(advisor.id)]})
    person = {"skills": "Garantie, retours", "speaks": ["fr", "en"], "capacity": "4"}
    await lead.post(f"/settings/work/people/{advisor.id}", person)
    async with pool.transaction(workspace) as db:
        (team,) = await advisors.list_teams(db)
        kept = await advisors.get_advisor(db, advisor.id)
    assert (kept.skills, kept.capacity) == ({"garantie", "retours"}, 4)
    empty = {"kind": "", "language": "", "cause": "", "label": ""}
    rule = {**empty, "words": "cassé", "team": str(team.id), "skill": "garantie"}
    await lead.post("/settings/work/rules", {**rule, "importance": "important"})
    blank = {"team": "", "kind": "", "importance": "", "resolution": ""}
    saved = await lead.post("/settings/work/targets", {**blank, "first_reply": "30 m"})
    assert saved.headers["location"].endswith("notice=saved")

    id = await _handed(pool, workspace, "Ma lampe est cassée")
    page = (await advisor.get(f"/inbox/{id}")).text
    assert "Confiée à Claire" in page
    assert "a la compétence" in page
    assert "répondre" in page
    async with pool.transaction(workspace) as db:
        thread = await conversations.get_conversation(db, id)
    assert (thread.assignee, thread.importance) == (advisor.id, Importance.IMPORTANT)
    listed = (await lead.get(f"/inbox?team={team.id}")).text
    assert str(id) in listed


async def test_what_cannot_be_read_is_said_and_nothing_is_lost(lead: Colleague) -> None:
    line = {"team": "", "kind": "email", "importance": "", "first_reply": "bientôt"}
    wrong = await lead.post("/settings/work/targets", {**line, "resolution": "2 j"})
    assert wrong.status_code == 422
    assert 'value="bientôt"' in wrong.text
    again = await lead.post("/settings/work/teams", {"name": " "})
    assert again.status_code == 422


async def test_a_lead_says_how_often_customers_are_asked(
    lead: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    assert (await lead.post("/settings/work/surveys", {"days": "0"})).status_code == 422
    await lead.post("/settings/work/surveys", {"days": "90", "asks": "1"})
    async with pool.transaction(workspace) as db:
        assert await conversations.surveys.manners(db) == (True, 90)


async def test_an_advisor_looks_at_no_settings(advisor: Colleague) -> None:
    assert (await advisor.get("/settings/work")).status_code == 403


async def test_going_away_and_coming_back(
    advisor: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    await advisor.post("/inbox/presence", {"away": "1"})
    assert "Vous êtes absent·e" in (await advisor.get("/inbox")).text
    id = await _handed(pool, workspace, "Bonjour")
    async with pool.transaction(workspace) as db:
        assert (await conversations.get_conversation(db, id)).assignee is None
    await advisor.post("/inbox/presence", {})
    assert "Vous êtes en ligne" in (await advisor.get("/inbox")).text


async def test_who_looks_is_seen_by_the_others(
    advisor: Colleague, lead: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    id = await _handed(pool, workspace, "Bonjour")
    assert (await advisor.post(f"/inbox/{id}/here")).status_code == 204
    assert "Claire regarde cette conversation" in (await lead.get(f"/inbox/{id}/company")).text
    await advisor.post(f"/inbox/{id}/gone")
    assert "Claire" not in (await lead.get(f"/inbox/{id}/company")).text


@pytest.mark.parametrize(
    ("text", "minutes"), [("30 m", 30), ("4h", 240), ("1,5 h", 90), ("2 j", 960), ("", None)]
)
def test_times_are_read_as_people_write_them(text: str, minutes: int | None) -> None:
    assert read_minutes(text) == minutes
    assert read_minutes(written_minutes(minutes)) == minutes
