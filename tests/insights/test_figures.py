"""Figures come from what happened; where nothing was measured there is none."""

from tests.conversations.conftest import ai_reply, chat, human_reply

from limpide import conversations, insights
from limpide.conversations import Cause, Feedback, MessageId, Received, Said, Summary
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id

MACHINE = Actor(ActorKind.AI, "assistant", "assistant")
CLAIRE = new_id()
ADVISOR = Actor(ActorKind.PERSON, str(CLAIRE), "Claire Dumas")


async def _asked(db: Database, id: str = "c-1") -> Received:
    token = await conversations.start_visit(db, "fr")
    visit = await conversations.find_visit(db, token)
    assert visit is not None
    return await conversations.write(db, token, visit, chat(visit.address, "Et mon colis ?", id))


async def _answered(db: Database, asked: Received) -> MessageId:
    said = await conversations.say(db, asked.conversation, ai_reply("Demain."), actor=MACHINE)
    assert isinstance(said, Said)
    return said.message


async def test_without_messages_no_figure_pretends_to_be_zero(db: Database) -> None:
    figures = await insights.figures(db, insights.last_days(30))

    assert figures.authorship.all == 0
    assert figures.authorship.ai_share is None
    assert figures.contested_share is None
    assert figures.containment.share is None
    assert figures.first_reply.median is None
    assert len(figures.days) in {30, 31}


async def test_messages_are_counted_by_who_wrote_them_and_how_they_were_judged(
    db: Database,
) -> None:
    first, second = await _asked(db), await _asked(db, "c-2")
    wrong = await _answered(db, first)
    await _answered(db, second)
    await conversations.give_feedback(db, wrong, Feedback.WRONG, actor=ADVISOR)
    await conversations.hand_over(db, first.conversation, Cause.CONTESTED, Summary(), actor=MACHINE)
    await conversations.take(db, first.conversation, CLAIRE, "Claire", actor=ADVISOR)
    await conversations.say(db, first.conversation, human_reply("Oui", CLAIRE), actor=ADVISOR)

    figures = await insights.figures(db, insights.last_days(7))

    assert (figures.authorship.ai, figures.authorship.person) == (2, 1)
    assert figures.authorship.template == 1  # the hand-over is told
    assert figures.contested_share == 0.5
    assert figures.causes == {"contested": 1}
    assert figures.first_reply.count == 2
    assert figures.person.count == 1
    assert figures.footprint.sent.central > 0
    assert sum(each.authorship.all for each in figures.days) == figures.authorship.all
    assert figures.judgements(by_ai=True).helpful_share == 0


async def test_the_figures_of_another_company_are_not_seen(pool: Pool) -> None:
    ids = [WorkspaceId(new_id()), WorkspaceId(new_id())]
    for id in ids:
        async with pool.transaction(id) as db:
            await db.run(
                """insert into foundation.workspaces (id, slug, name, legal_name, language,
                     time_zone, country, mail_address) values ($1, 'w-' || ($1::uuid)::text,
                     'A', 'A', 'fr', 'Europe/Paris', 'FR', 'a@a.example')""",
                id,
            )
    async with pool.transaction(ids[0]) as db:
        await _answered(db, await _asked(db))
    async with pool.transaction(ids[1]) as db:
        assert (await insights.figures(db, insights.last_days(7))).authorship.all == 0
