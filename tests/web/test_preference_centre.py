"""The page a customer would praise: order, pauses, times, paper, undo, and all that is known."""

import re
from datetime import timedelta

import httpx
import pytest
from tests.api.conftest import anonymous
from tests.web.test_preferences import agathe

from limpide import contacts, delivery
from limpide.channels import Kind
from limpide.contacts import Choice, ContactId, Frequency, Purpose, Rhythm, Use
from limpide.delivery import Content, Queued, Request, Status
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.ledger import Author, AuthorKind, Reason

__all__ = ["agathe", "anonymous"]
ME = Actor.system("test")
NEWS = Use(Kind.EMAIL, Purpose.NEWS)
FIELD = re.compile(r'<input type="hidden" name="(order\.[^"]+)" value="([^"]*)"')
BOX = re.compile(r'<input type="checkbox" name="([^"]+)" checked')


@pytest.fixture
async def link(pool: Pool, workspace: WorkspaceId, agathe: ContactId) -> str:
    async with pool.transaction(workspace) as db:
        return "/p/" + contacts.preference_token(db, agathe)


async def _filled(client: httpx.AsyncClient, link: str) -> dict[str, str]:
    page = (await client.get(link)).text
    return dict(FIELD.findall(page)) | dict.fromkeys(BOX.findall(page), "on")


async def _known(pool: Pool, workspace: WorkspaceId, person: ContactId) -> contacts.Preferences:
    async with pool.transaction(workspace) as db:
        return await contacts.preferences(db, person)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_scanner_that_follows_links_changes_nothing(
    anonymous: httpx.AsyncClient,
    pool: Pool,
    workspace: WorkspaceId,
    agathe: ContactId,
    link: str,
    method: str,
) -> None:
    before = await _known(pool, workspace, agathe)
    for path in ("", "?saved=1", "?left=1", "?undone=1"):
        assert (await anonymous.request(method, link + path)).status_code == 200
    for path in ("/leave", "/undo"):
        assert (await anonymous.request(method, link + path)).status_code == 405

    assert await _known(pool, workspace, agathe) == before


async def test_saving_the_page_as_it_came_decides_nothing(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId, link: str
) -> None:
    before = await _known(pool, workspace, agathe)
    assert (await anonymous.post(link, data=await _filled(anonymous, link))).status_code == 303

    assert await _known(pool, workspace, agathe) == before


async def test_a_channel_moves_without_script_and_counts_when_saved(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId, link: str
) -> None:
    form = await _filled(anonymous, link)
    first, second = form["order.order"].split(",")[:2]
    shown = await anonymous.post(link, data={**form, "move": f"order.{second}.up"})

    assert shown.status_code == 200
    moved = dict(FIELD.findall(shown.text))
    assert moved["order.order"].split(",")[:2] == [second, first]
    assert (await _known(pool, workspace, agathe)).channel_order == {}
    await anonymous.post(link, data={**form, **moved})
    kept = (await _known(pool, workspace, agathe)).channel_order
    assert [kind.value for kind in kept[Purpose.ORDER]][:2] == [second, first]
    assert Purpose.BILLING not in kept


async def test_times_pauses_and_frequency_are_kept_and_undone_in_one_tap(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId, link: str
) -> None:
    form = await _filled(anonymous, link) | {
        "quiet_from": "21:30",
        "quiet_to": "07:00",
        "time_zone": "Indian/Reunion",
        "pause": "30",
        "pause.order": "7",
        "often.news": "1/30",
        "rhythm.order": "weekly",
        "use.news.email": "on",
        "paper": "first",
    }
    saved = await anonymous.post(link, data=form)
    known = await _known(pool, workspace, agathe)
    assert known.contact.quiet_hours == (21 * 60 + 30, 7 * 60)
    assert known.contact.time_zone == "Indian/Reunion"
    assert known.contact.paused_until
    assert known.contact.pauses[Purpose.ORDER] < known.contact.paused_until
    assert known.frequencies == {Purpose.NEWS: Frequency(1, 30)}
    assert known.rhythms == {Purpose.ORDER: Rhythm.WEEKLY}
    assert known.choices[NEWS] is Choice.GRANTED
    assert Use(Kind.LETTER, Purpose.OFFERS) not in known.choices
    assert all(order[0] is Kind.LETTER for order in known.channel_order.values())
    page = await anonymous.get(saved.headers["location"])
    assert "/undo" in page.text

    undone = await anonymous.post(f"{link}/undo")

    known = await _known(pool, workspace, agathe)
    assert known.contact.quiet_hours is None
    assert known.contact.time_zone is None
    assert known.contact.paused_until is None
    assert known.contact.pauses == {}
    assert known.frequencies == {}
    assert known.rhythms == {}
    assert known.choices[NEWS] is Choice.WITHDRAWN
    assert "undone" in undone.headers["location"]
    await anonymous.post(f"{link}/undo")
    known = await _known(pool, workspace, agathe)
    assert known.contact.quiet_hours == (21 * 60 + 30, 7 * 60)
    assert known.choices[NEWS] is Choice.GRANTED


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"quiet_from": "21:00", "quiet_to": ""}, "un début et une fin"),
        ({"quiet_from": "25:99", "quiet_to": "07:00"}, "Écrivez l’heure"),
        ({"quiet_from": "07:00", "quiet_to": "07:00"}, "la même heure"),
        ({"time_zone": "Mars/Olympus"}, "n’existe pas"),
    ],
)
async def test_bad_input_saves_nothing_and_loses_nothing(
    anonymous: httpx.AsyncClient,
    pool: Pool,
    workspace: WorkspaceId,
    agathe: ContactId,
    link: str,
    wrong: dict[str, str],
    says: str,
) -> None:
    before = await _known(pool, workspace, agathe)
    form = {"use.offers.sms": "on", "ai_mode": "none", "language": "fr", **wrong}
    shown = await anonymous.post(link, data=form)

    assert shown.status_code == 422
    assert says in shown.text
    assert 'name="use.offers.sms" checked' in shown.text
    assert 'name="ai_mode" value="none" checked' in shown.text
    assert next(iter(wrong.values())) in shown.text
    assert await _known(pool, workspace, agathe) == before


async def test_leaving_stops_what_is_queued_at_once_and_can_be_undone(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId, link: str
) -> None:
    wish = Request(
        contact=agathe,
        purpose=Purpose.ORDER,
        content=Content("Votre commande part demain.", "Commande 7"),
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason("api.reason.order"),
    )
    async with pool.transaction(workspace) as db:
        queued = await delivery.request(db, wish, actor=ME)
    assert isinstance(queued, Queued)
    page = (await anonymous.get(link)).text
    assert "Commande 7" in page
    assert f'href="/m/{queued.passport_token}"' in page

    await anonymous.post(f"{link}/leave")

    async with pool.transaction(workspace) as db:
        assert (await delivery.get_message(db, queued.message)).status is Status.STOPPED
        assert not await contacts.may_contact(db, agathe, Use(Kind.EMAIL, Purpose.ORDER))
        assert await contacts.may_contact(db, agathe, Use(Kind.EMAIL, Purpose.SECURITY))
        asked = await contacts.may_contact(
            db, agathe, Use(Kind.EMAIL, Purpose.SERVICE), answering=clock.now()
        )
        assert asked
    await anonymous.post(f"{link}/undo")
    async with pool.transaction(workspace) as db:
        assert await contacts.may_contact(db, agathe, Use(Kind.EMAIL, Purpose.ORDER))


async def test_the_page_says_what_is_known_why_and_with_which_proof(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId, link: str
) -> None:
    async with pool.transaction(workspace) as db:
        await contacts.set_attributes(db, agathe, {"tier": "<b>or</b>"}, actor=ME)
        proof = contacts.Proof(contacts.Act.PAPER, "bon de commande", evidence="scan-42")
        await contacts.record_choice(db, agathe, Choice.GRANTED, NEWS, proof=proof, actor=ME)
    page = (await anonymous.get(link, headers={"accept-language": "fr"})).text

    for words in ("agathe@courriel.example", "bon de commande", "scan-42", "sur papier"):
        assert words in page
    assert "&lt;b&gt;or" in page
    assert "ADEME" in page
    assert "article 6.1 a" in page


async def test_an_address_that_rests_says_why_and_one_tap_ends_it(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId, link: str
) -> None:
    async with pool.transaction(workspace) as db:
        (mail,) = (await contacts.get_contact(db, agathe)).addresses
        await contacts.rest_address(db, Kind.EMAIL, mail.value, 14, longest=180, actor=ME)

    page = (await anonymous.get(link)).text
    assert "could not be delivered several times" in page
    done = await anonymous.post(f"{link}/works/{mail.id}", follow_redirects=True)

    assert "We write to this address again" in done.text
    assert (await _known(pool, workspace, agathe)).suppressed == {}


async def test_who_gave_no_sign_for_long_is_told_and_one_tap_goes_on(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId, link: str
) -> None:
    rule = {"after_days": 1, "after_messages": 1, "then_days": 30, "none_after_days": 400}
    start = clock.now() - timedelta(days=40)
    async with pool.transaction(workspace) as db:
        changes = {"unread": {"news": rule}}
        await delivery.set_policy(db, changes, actor=ME)
        with clock.frozen(start):
            proof = contacts.Proof(contacts.Act.CHECKBOX, "form")
            await contacts.record_choice(db, agathe, Choice.GRANTED, NEWS, proof=proof, actor=ME)
        with clock.frozen(start + timedelta(days=1)):
            queued = await delivery.request(db, _news(agathe), actor=ME)
        assert isinstance(queued, Queued)
        await db.run("update delivery.messages set status = 'accepted'")

    page = (await anonymous.get(link)).text
    assert "are you still reading us" in page
    done = await anonymous.post(f"{link}/still/news", follow_redirects=True)

    assert "they come as before" in done.text
    assert "are you still reading us" not in done.text
    async with pool.transaction(workspace) as db:
        last = (await contacts.list_choices(db, agathe))[-1]
    assert (last.use, last.act, last.wording_id) == (NEWS, contacts.Act.BUTTON, "still")


def _news(person: ContactId) -> Request:
    return Request(
        contact=person,
        purpose=Purpose.NEWS,
        content=Content("Notre nouvelle collection.", "Nouvelles"),
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason("api.reason.news"),
        kinds=(Kind.EMAIL,),
    )


async def test_a_purchase_shows_what_it_allows_and_unticking_refuses_it(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId, link: str
) -> None:
    offers = Use(Kind.EMAIL, Purpose.OFFERS)
    wording = contacts.Wording("till", 1, "fr", "Je refuse les offres semblables. □")
    proof = contacts.Proof(contacts.Act.CHECKBOX, "/checkout", wording, evidence="OLV-1")
    async with pool.transaction(workspace) as db:
        await contacts.record_purchase(db, agathe, [Kind.EMAIL], ["lampes"], proof=proof, actor=ME)

    page = (await anonymous.get(link)).text
    assert "lampes" in page
    assert "L34-5" in page
    form = await _filled(anonymous, link)
    assert form.pop("use.offers.email") == "on"
    await anonymous.post(link, data=form)

    assert (await _known(pool, workspace, agathe)).choices[offers] is Choice.WITHDRAWN


async def test_a_person_sees_what_may_be_said_of_them_allows_it_and_takes_it_back(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId, link: str
) -> None:
    async def allowed() -> list[tuple[str, bool]]:
        async with pool.transaction(workspace) as db:
            held = (await contacts.data_uses.list_allowed(db, [agathe])).get(agathe, ())
        return [(each.use.value, each.with_ai) for each in held]

    shown = (await anonymous.get(f"{link}?lang=fr")).text
    assert "Nous ne savons rien d’autre de vous" in shown
    async with pool.transaction(workspace) as db:
        await contacts.set_attributes(db, agathe, {"city": "Lyon"}, actor=ME)
    assert "city : Lyon" in (await anonymous.get(link)).text

    form = {
        "replies.attribute.city": "ai",
        "until.replies.attribute.city": "365",
        "news.attribute.city": "people",
        "until.news.attribute.city": "",
        "news.attribute.shoe": "ai",
    }
    answer = await anonymous.post(f"{link}/data", data=form)
    assert answer.headers["location"].endswith("?data=1#data")
    assert await allowed() == [("news", False), ("replies", True)]
    shown = (await anonymous.get(f"{link}?data=1")).text
    assert "vos accords valent dès le prochain texte" in shown
    assert "Usage d’une donnée" in shown

    await anonymous.post(f"{link}/data", data={**form, "news.attribute.city": "no"})
    assert await allowed() == [("replies", True)]
    await anonymous.post(f"{link}/data", data={"none": "1"})
    assert await allowed() == []
