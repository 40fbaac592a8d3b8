"""What an AI wrote, or goes to many, leaves after another person's yes: no way leads around it."""

import asyncio
from functools import partial
from typing import Any

import asyncpg
import pytest

from limpide import contacts, delivery, journeys, ledger, review
from limpide.contacts import Purpose
from limpide.delivery import Queued
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id
from limpide.journeys import (
    Campaign,
    CampaignState,
    CampaignStateError,
    NoSuchTemplateError,
    Notice,
    Version,
    Wording,
)
from limpide.ledger import AuthorKind, Engine
from limpide.review import (
    Choice,
    Decided,
    Decision,
    Item,
    ItemKind,
    ItemState,
    Obstacle,
    Requirement,
    Reviewer,
    Ruling,
)

from .conftest import LEAD, Desk
from .test_campaigns import planned, start, state

AUTHOR = Reviewer(new_id(), "Yanis")
CLAIRE, NORA = Reviewer(new_id(), "Claire"), Reviewer(new_id(), "Nora")
YES = Ruling(Choice.APPROVE)
BY_AI = {"fr": Wording("Votre commande", "Elle part **demain**.")}


def by(person: Reviewer) -> Actor:
    return Actor(ActorKind.PERSON, str(person.id), person.name)


async def written(desk: Desk, words: dict[str, Wording] = BY_AI, **more: Any) -> Version:
    values: dict[str, Any] = {"author": AuthorKind.AI, "engine": Engine("modèle", "1", "ici")}
    save = partial(
        journeys.save_template,
        name="order",
        purpose=Purpose.ORDER,
        wordings=words,
        actor=by(AUTHOR),
        **values | more,
    )
    return await desk.do(save)


async def publish(desk: Desk, version: Version) -> Version:
    return await desk.do(
        lambda db: journeys.publish_template(db, version.template.id, actor=by(AUTHOR))
    )


async def waiting(desk: Desk) -> list[Item]:
    return list(await desk.do(review.list_items))


async def decide(desk: Desk, item: Item, who: Reviewer, ruling: Ruling = YES) -> Decision:
    """Decide and let the worker tell it, twice: facts may come again."""
    decision = await desk.do(lambda db: review.decide(db, item.id, ruling, who, actor=by(who)))
    ended = decision.item
    if ended.state is not ItemState.WAITING:
        fact = Decided(ended.id, ended.kind, ended.subject, None, ended.state, who.id, "")
        for _ in range(2):
            await desk.do(lambda db: journeys.on_decided(db, fact))
    return decision


async def require(desk: Desk, kind: ItemKind, required: Requirement) -> None:
    await desk.do(lambda db: review.require(db, kind, "*", required, actor=LEAD))


async def latest(desk: Desk, version: Version) -> Version:
    return await desk.do(lambda db: journeys.get_version(db, version.template.id))


async def test_what_an_ai_wrote_is_published_by_another_persons_yes(desk: Desk) -> None:
    version = await written(desk)
    waits = await publish(desk, version)
    with pytest.raises(NoSuchTemplateError):
        await desk.do(lambda db: journeys.get_published(db, "order"))
    (item,) = await waiting(desk)
    own = await decide(desk, item, AUTHOR)
    await decide(desk, item, CLAIRE)

    assert waits.review is not None
    assert own.obstacle is Obstacle.OWN
    published = await desk.do(lambda db: journeys.get_published(db, "order"))
    assert (published.reviewer, published.review) == ("Claire", None)


async def test_its_messages_and_passports_say_so(desk: Desk) -> None:
    await desk.people(1)
    await publish(desk, await written(desk))
    await decide(desk, (await waiting(desk))[0], CLAIRE)
    person = (await desk.do(contacts.list_contacts)).contacts[0].id
    notify = partial(journeys.notify, notices=[Notice(person, "order")], actor=LEAD)
    (answer,) = await desk.do(notify)
    assert isinstance(answer, Queued)
    message = await desk.do(lambda db: delivery.get_message(db, answer.message))
    passport = await desk.do(lambda db: ledger.get_passport(db, message.passport))

    assert message.author.kind is AuthorKind.AI_REVIEWED
    assert passport.body["author"]["reviewer"] == "Claire"
    assert passport.body["author"]["ai"]["name"] == "modèle"


async def test_words_changed_after_they_were_read_are_read_again(desk: Desk) -> None:
    version = await written(desk)
    await publish(desk, version)
    (item,) = await waiting(desk)
    changed = {"fr": Wording("Votre commande", "Elle ne part **jamais**.")}
    await written(desk, changed)
    late = await decide(desk, item, CLAIRE)

    assert late.obstacle is Obstacle.DECIDED
    assert (await latest(desk, version)).template.published is None
    assert await waiting(desk) == []
    await publish(desk, version)
    assert "jamais" in (await waiting(desk))[0].text


async def test_a_yes_and_a_change_at_the_same_moment_never_publish_unread_words(
    desk: Desk,
) -> None:
    version = await written(desk)
    list_versions = partial(journeys.list_versions, template=version.template.id)
    for number in range(4):
        await publish(desk, version)
        (item,) = await waiting(desk)
        words = {"fr": Wording("Votre commande", f"Version {number} non lue.")}
        await asyncio.gather(decide(desk, item, CLAIRE), written(desk, words))

        unread = [
            one
            for one in await desk.do(list_versions)
            if f"Version {number}" in one.wordings["fr"].text
        ]
        assert [one.published_at for one in unread] == [None]


async def test_the_database_itself_publishes_no_ai_text_without_a_reviewer(desk: Desk) -> None:
    version = await written(desk)
    with pytest.raises(asyncpg.CheckViolationError):
        await desk.do(
            lambda db: db.run(
                "update journeys.template_versions set published_at = now() where template = $1",
                version.template.id,
            )
        )


async def test_a_text_of_people_is_published_at_once_unless_the_company_wants_two(
    desk: Desk,
) -> None:
    version = await written(desk, author=AuthorKind.TEMPLATE, engine=None)
    assert (await publish(desk, version)).template.published == 1
    await require(desk, ItemKind.NOTICE, Requirement(2, 60))
    await written(desk, {"fr": Wording("Autre", "Autre.")}, author=AuthorKind.TEMPLATE, engine=None)
    assert (await publish(desk, version)).template.published == 1
    (item,) = await waiting(desk)
    first = await decide(desk, item, CLAIRE)
    same = await decide(desk, item, CLAIRE)
    await decide(desk, item, NORA)

    assert first.missing == 1
    assert same.obstacle is Obstacle.SAME_PERSON
    assert (await latest(desk, version)).template.published == 2
    assert (await latest(desk, version)).reviewer == "Claire, Nora"


@pytest.mark.parametrize(
    ("required", "waits"),
    [
        (Requirement(1, 60), True),
        (Requirement(1, 60, from_people=40), True),
        (Requirement(1, 60, from_people=41), False),
        (Requirement(1, 60, from_people=41, from_cents=1), False),
        (Requirement(1, 60, from_cents=0, from_people=1), True),
    ],
)
async def test_a_campaign_waits_from_its_size_or_amount_on(
    desk: Desk, required: Requirement, waits: bool
) -> None:
    await desk.people(40)
    campaign = await planned(desk)
    await require(desk, ItemKind.CAMPAIGN, required)
    await start(desk, campaign)

    expected = CampaignState.REVIEW if waits else CampaignState.GATHERING
    assert await state(desk, campaign) is expected


async def begun(desk: Desk) -> tuple[Campaign, Item]:
    """A campaign that waits for another person."""
    await desk.people(10)
    campaign = await planned(desk)
    await require(desk, ItemKind.CAMPAIGN, Requirement(1, 60))
    await desk.do(lambda db: journeys.start_campaign(db, campaign.id, actor=by(AUTHOR)))
    return campaign, (await waiting(desk))[0]


async def test_whoever_started_it_cannot_agree_nor_can_a_program(desk: Desk) -> None:
    campaign, item = await begun(desk)
    own = await decide(desk, item, AUTHOR)
    program = await decide(desk, item, Reviewer(CLAIRE.id, "Claire", is_program=True))
    changed = await decide(desk, item, CLAIRE, Ruling(Choice.APPROVE, "Autre texte"))

    obstacles = [each.obstacle for each in (own, program, changed)]
    assert obstacles == [Obstacle.OWN, Obstacle.PEOPLE_ONLY, Obstacle.FIXED_TEXT]
    assert await state(desk, campaign) is CampaignState.REVIEW


async def test_starting_or_resuming_again_leads_around_nothing(desk: Desk) -> None:
    campaign, item = await begun(desk)
    for step in (journeys.start_campaign, journeys.resume_campaign, journeys.pause_campaign):
        with pytest.raises(CampaignStateError):
            await desk.do(partial(step, id=campaign.id, actor=by(CLAIRE)))
    payload = {"campaign": str(campaign.id)}
    await journeys.start(desk.pool, desk.workspace, payload)
    await journeys.gather(desk.pool, desk.workspace, payload)
    await journeys.send(desk.pool, desk.workspace, payload)
    assert await state(desk, campaign) is CampaignState.REVIEW

    await decide(desk, item, CLAIRE)
    found = await desk.do(lambda db: journeys.get_campaign(db, campaign.id))
    assert (found.state, found.starter, found.approvers) == (
        CampaignState.GATHERING,
        "Yanis",
        "Claire",
    )


async def test_an_old_yes_is_no_yes_to_a_campaign_that_was_refused(desk: Desk) -> None:
    campaign, first = await begun(desk)
    await decide(desk, first, CLAIRE, Ruling(Choice.REJECT, reason="trop tôt"))
    assert await state(desk, campaign) is CampaignState.DRAFT
    await desk.do(lambda db: journeys.start_campaign(db, campaign.id, actor=by(AUTHOR)))
    replayed = Decided(first.id, first.kind, first.subject, None, ItemState.APPROVED, None, "")
    await desk.do(lambda db: journeys.on_decided(db, replayed))

    assert await state(desk, campaign) is CampaignState.REVIEW


async def test_two_people_agree_at_once_and_it_starts_once(desk: Desk) -> None:
    campaign, item = await begun(desk)
    await asyncio.gather(decide(desk, item, CLAIRE), decide(desk, item, NORA))

    jobs = await desk.do(
        lambda db: db.value(
            """select count(*) from jobs.pgqueuer where entrypoint = $1
               and convert_from(payload, 'utf8')::jsonb->>'workspace' = $2::uuid::text""",
            journeys.GATHER,
            db.workspace,
        )
    )
    assert (await state(desk, campaign), jobs) == (CampaignState.GATHERING, 1)


async def test_a_campaign_that_has_grown_since_is_looked_at_again(desk: Desk) -> None:
    campaign, item = await begun(desk)
    await decide(desk, item, CLAIRE)
    await desk.people(14)
    await journeys.gather(desk.pool, desk.workspace, {"campaign": str(campaign.id)})

    (again,) = await waiting(desk)
    assert await state(desk, campaign) is CampaignState.REVIEW
    assert again.payload["facts"]["people"] == 14


async def test_a_cancelled_campaign_leaves_no_question_behind(desk: Desk) -> None:
    campaign, _ = await begun(desk)
    await desk.do(lambda db: journeys.cancel_campaign(db, campaign.id, actor=by(AUTHOR)))

    assert await waiting(desk) == []
    assert await state(desk, campaign) is CampaignState.CANCELLED


async def test_nobody_in_time_means_nothing_leaves(desk: Desk, db: Database) -> None:
    del db
    campaign, item = await begun(desk)
    fact = Decided(item.id, item.kind, item.subject, None, ItemState.EXPIRED, None, "deadline")
    await desk.do(
        lambda db: db.run("update review.items set state = 'expired' where id = $1", item.id)
    )
    await desk.do(lambda db: journeys.on_decided(db, fact))

    assert await state(desk, campaign) is CampaignState.DRAFT
