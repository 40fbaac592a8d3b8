"""One message to many: nothing leaves unseen, and writing is not sending."""

import io
import re
from typing import Any

import pdfplumber
import pytest

from limpide import contacts, delivery, journeys, ledger, review, wiring
from limpide.advisors import Role
from limpide.channels import Kind, Provider
from limpide.contacts import Act, Choice, Proof, Purpose, Use
from limpide.foundation import jobs
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.settings import Settings
from limpide.journeys import Progress
from limpide.testing.channels import RecordingChannel
from limpide.web.campaigns.rules import Draft, Line, UnreadableLineError, draft_of, rule_of

from .conftest import Colleague, SignIn

ME = Actor.system("test")
FRENCH = {"match": "all", "what": "language.fr", "key": "", "value": "", "not": ""}
TEXT = {
    "id": "",
    "name": "soldes",
    "purpose": "news",
    "importance": "routine",
    "fr_subject": "Bonjour {{ name }}",
    "fr_text": "Bonjour **{{ name }}**, les soldes commencent.",
    "sample": '{"name": "Agathe"}',
}


@pytest.fixture
async def people(pool: Pool, workspace: WorkspaceId) -> None:
    """Two who read French, of whom one agreed to news; one who reads English."""
    async with pool.transaction(workspace) as db:
        for name, language in (("agathe", "fr"), ("bruno", "fr"), ("kate", "en")):
            person = await contacts.recognise(
                db,
                Kind.EMAIL,
                f"{name}@courriel.example",
                name=name.title(),
                language=language,
                actor=ME,
            )
            if name == "agathe":
                news = Use(Kind.EMAIL, Purpose.NEWS)
                await contacts.record_choice(
                    db,
                    person.id,
                    Choice.GRANTED,
                    news,
                    proof=Proof(Act.CHECKBOX, "form:test"),
                    actor=ME,
                )


async def _campaign(lead: Colleague, **more: str) -> str:
    await lead.post("/segments", {"do": "save", "name": "Francophones", "was": "", **FRENCH})
    saved = await lead.post("/templates", TEXT)
    template = saved.headers["location"].split("/")[2].split("?")[0]
    assert (
        "notice=published"
        in (await lead.post(f"/templates/{template}/publish")).headers["location"]
    )
    segment = re.findall(r'value="([0-9a-f-]{36})"', (await lead.get("/campaigns/new")).text)[0]
    plan = {"name": "Soldes", "segment": segment, "templates": template, **more}
    made = await lead.post("/campaigns", plan)
    return made.headers["location"]


@pytest.mark.usefixtures("people")
async def test_a_campaign_is_seen_through_sent_and_followed(
    lead: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    campaign = await _campaign(lead)
    assert "data-load" in (await lead.get(campaign)).text
    seen = (await lead.get(f"{campaign}/forecast")).text
    assert "<strong>2</strong>personnes visées" in seen
    assert "n’a jamais été d’accord" in seen
    assert "Envoyer à 1 personne" in seen

    assert (await lead.post(f"{campaign}/start", {"at": ""})).status_code == 303
    mail = RecordingChannel(Kind.EMAIL)
    settings = Settings()  # pyright: ignore[reportCallIssue]
    ways = {Kind.EMAIL: [Provider("test", mail)]}
    await jobs.Worker(pool, wiring.handlers(settings, ways)).drain()

    assert [message.address for message in mail.sent] == ["agathe@courriel.example"]
    page = (await lead.get(f"{campaign}/progress")).text
    assert "terminée" in page
    assert "data-live" not in page
    async with pool.transaction(workspace) as db:
        (found,) = await journeys.list_campaigns(db)
    assert found.starter == "Yanis"


@pytest.mark.usefixtures("people")
async def test_an_advisor_writes_and_only_a_lead_sends(
    advisor: Colleague, lead: Colleague, sign_in: SignIn
) -> None:
    campaign = await _campaign(advisor)
    assert "demandez-lui" in (await advisor.get(f"{campaign}/forecast")).text
    for act in ("start", "pause", "resume", "cancel"):
        assert (await advisor.post(f"{campaign}/{act}")).status_code == 403
    admin = await sign_in(Role.ADMIN, name="Paul")
    assert (await admin.post(f"{campaign}/start")).status_code == 403
    auditor = await sign_in(Role.AUDITOR, name="Ines")
    assert (await auditor.get("/campaigns")).status_code == 403

    assert (await lead.post(f"{campaign}/start", {"at": "2099-01-01T10:00"})).status_code == 303
    assert "programmée" in (await lead.get(campaign)).text
    assert (await lead.post(f"{campaign}/cancel")).status_code == 303
    assert "annulée" in (await lead.get(campaign)).text
    assert (await lead.post(f"{campaign}/resume")).status_code == 409


@pytest.mark.usefixtures("people")
async def test_a_campaign_shows_its_ramp_and_what_was_foreseen(lead: Colleague) -> None:
    bad = await lead.post("/campaigns", {"name": "Soldes", "ramp_hours": "12"})
    assert "avec un nombre par minute" in bad.text
    campaign = await _campaign(lead, per_minute="600", ramp_hours="12")
    assert "montée en charge sur 12" in (await lead.get(campaign)).text
    await lead.get(f"{campaign}/forecast")
    await lead.post(f"{campaign}/start")
    assert "Prévu au départ" in (await lead.get(campaign)).text


@pytest.mark.usefixtures("people")
async def test_variants_are_held_against_each_other_in_words(
    lead: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = await _campaign(lead)
    await lead.post(f"{campaign}/start", {"at": ""})

    async def page(*seen: int) -> str:
        by_variant = {n: {"delivered": 1000 - s, "read": s} for n, s in enumerate(seen, 1)}

        async def progress(*_: Any) -> Progress:
            return Progress(0, 2000, {}, {"delivered": 2000}, by_variant)

        monkeypatch.setattr(journeys, "progress_of", progress)
        return (await lead.get(f"{campaign}/progress")).text

    clear = await page(50, 125)
    assert "La variante 2 retient nettement mieux" in clear
    assert "12,5\u202f% ont réagi (125 sur 1000 personnes atteintes)" in clear
    assert "peut encore être due au hasard" in await page(50, 55)
    assert "Variantes comparées" not in await page(50)


async def test_a_campaign_without_its_parts_keeps_what_was_typed(lead: Colleague) -> None:
    bad = await lead.post("/campaigns", {"name": "Soldes", "per_minute": "vite"})
    assert bad.status_code == 422
    assert 'value="Soldes"' in bad.text
    assert 'value="vite"' in bad.text
    assert "Il faut d’abord un segment" in bad.text


@pytest.mark.usefixtures("people")
async def test_a_segment_counts_while_it_is_written(lead: Colleague) -> None:
    counted = await lead.post("/segments/count", FRENCH)
    assert "2 personnes" in counted.text
    assert "Agathe" in counted.text
    half = {**FRENCH, "what": "attribute.at_least", "key": "orders", "value": "beaucoup"}
    assert "Complétez la condition" in (await lead.post("/segments/count", half)).text

    more = await lead.post("/segments", {"do": "add", "name": "Les deux", "was": "", **FRENCH})
    assert more.text.count('name="what"') == 2
    assert 'value="Les deux"' in more.text
    bad = await lead.post("/segments", {"do": "save", "name": "Les deux", "was": "", **half})
    assert bad.status_code == 422
    assert 'value="beaucoup"' in bad.text


async def test_a_template_keeps_what_was_typed_and_says_what_is_wrong(lead: Colleague) -> None:
    bad = await lead.post("/templates", {**TEXT, "sample": "{name: Agathe"})
    assert bad.status_code == 422
    assert "les soldes commencent" in bad.text
    assert "{name: Agathe" in bad.text

    saved = await lead.post("/templates", {**TEXT, "fr_text": "Bonjour {{ data.order }}."})
    where = saved.headers["location"].partition("?")[0]
    assert "bloque" in (await lead.get(where)).text
    assert "not_publishable" in (await lead.post(f"{where}/publish")).headers["location"]
    assert (await lead.post("/templates", TEXT)).status_code == 422


@pytest.mark.usefixtures("people")
async def test_a_template_is_previewed_on_each_channel_and_for_a_person(lead: Colleague) -> None:
    where = (await lead.post("/templates", TEXT)).headers["location"].partition("?")[0]
    page = (await lead.get(f"{where}/preview")).text
    assert f'sandbox src="{where}/mail.html?language=' in page
    mail = await lead.get(f"{where}/mail.html?language=fr")
    assert "Bonjour <strong>Agathe</strong>, les soldes commencent." in mail.text
    assert "sandbox; default-src 'none'" in mail.headers["content-security-policy"]
    assert "Bonjour Agathe, les soldes commencent." in page
    page = (await lead.get(f"{where}/preview?person=bruno@courriel.example")).text
    assert "Bonjour Bruno" in page
    assert (await lead.get(f"{where}/preview?person=nobody@x.example")).status_code == 422
    trial = await lead.post(f"{where}/trial", {"language": "fr"})
    assert "notice=no_mail" in trial.headers["location"]


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"all": [{"language": "fr"}, {"not": {"consent": "email.news"}}]},
        {"any": [{"attribute": "tier", "is": "gold"}, {"attribute": "orders", "at_least": 3}]},
        {"all": [{"attribute": "code", "is": "007"}, {"attribute": "floor", "is": "3"}]},
        {"all": [{"language": None}, {"reachable": "sms"}, {"ai_mode": "none"}]},
        {"all": [{"did": "wrote", "within_days": 90}, {"not": {"did": "visited_shop"}}]},
        {"all": [{"not": {"attribute": "tier", "known": True}}, {"attribute": "vip", "is": True}]},
    ],
)
def test_a_rule_survives_the_form(rule: dict[str, Any]) -> None:
    draft = draft_of(rule)
    assert draft is not None
    assert rule_of(draft) == rule


def test_an_absent_attribute_is_shown_as_not_known() -> None:
    draft = draft_of({"attribute": "tier", "known": False})
    assert draft is not None
    assert rule_of(draft) == {"all": [{"not": {"attribute": "tier", "known": True}}]}


@pytest.mark.parametrize(
    "rule",
    [
        {"all": [{"any": [{"language": "fr"}]}]},
        {"all": [{"attribute": "orders", "at_least": 1, "at_most": 3}]},
        {"ids": ["01a20d98-08e5-7230-b6c9-5be3493cf2ab"]},
    ],
)
def test_a_deep_rule_stays_json(rule: dict[str, Any]) -> None:
    assert draft_of(rule) is None


def test_a_line_without_its_value_is_no_rule() -> None:
    with pytest.raises(UnreadableLineError):
        rule_of(Draft(lines=(Line("attribute.is", "tier"),)))


@pytest.mark.usefixtures("people")
async def test_a_campaign_that_wants_four_eyes_leaves_by_another_leads_yes(
    lead: Colleague, advisor: Colleague, sign_in: SignIn, pool: Pool, workspace: WorkspaceId
) -> None:
    admin, nora = await sign_in(Role.ADMIN, name="Paul"), await sign_in(Role.LEAD, name="Nora")
    rule = {"kind": "campaign", "skill": "news", "needed": "1", "minutes": "60", "from_people": "2"}
    assert (await lead.post("/review/autonomy/require", rule)).status_code == 403
    assert (await admin.post("/review/autonomy/require", rule)).status_code == 303
    assert "à partir de 2 destinataires" in (await admin.get("/review/autonomy")).text
    campaign = await _campaign(lead)
    await lead.post(f"{campaign}/start", {"at": ""})

    page = (await lead.get(campaign)).text
    assert "d’autres doivent l’approuver" in page
    assert "Envoyer à" not in (await lead.get(f"{campaign}/forecast")).text
    async with pool.transaction(workspace) as db:
        (item,) = await review.list_items(db)
    shown = (await nora.get(f"/review/{item.id}")).text
    assert "les soldes commencent" in shown
    yes = {"decision": "approve"}
    assert (await advisor.post(f"/review/{item.id}/decision", yes)).status_code == 403
    own = await lead.post(f"/review/{item.id}/decision", yes)
    assert "obstacle_own" in own.headers["location"]
    await nora.post(f"/review/{item.id}/decision", yes)
    mail = RecordingChannel(Kind.EMAIL)
    settings = Settings()  # pyright: ignore[reportCallIssue]
    await jobs.Worker(
        pool, wiring.handlers(settings, {Kind.EMAIL: [Provider("test", mail)]})
    ).drain()

    assert [message.address for message in mail.sent] == ["agathe@courriel.example"]
    assert "approuvée par Nora" in (await lead.get(campaign)).text


async def test_a_template_of_an_ai_is_shown_to_a_reviewer_and_says_who_reviewed_it(
    lead: Colleague, advisor: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    saved = await advisor.post("/templates", {**TEXT, "author": "ai"})
    template = saved.headers["location"].split("/")[2].split("?")[0]
    asked = await advisor.post(f"/templates/{template}/publish")
    assert "notice=in_review" in asked.headers["location"]
    assert "Attend une relecture" in (await advisor.get(f"/templates/{template}")).text
    async with pool.transaction(workspace) as db:
        (item,) = await review.list_items(db)
    assert "Une IA" in (await lead.get(f"/review/{item.id}")).text
    await lead.post(f"/review/{item.id}/decision", {"decision": "approve"})
    settings = Settings()  # pyright: ignore[reportCallIssue]
    await jobs.Worker(pool, wiring.handlers(settings, {})).drain()

    page = (await advisor.get(f"/templates/{template}")).text
    assert "Relu par Yanis" in page


async def test_an_older_version_is_taken_as_the_draft_again(lead: Colleague) -> None:
    saved = await lead.post("/templates", TEXT)
    template = saved.headers["location"].split("/")[2].split("?")[0]
    await lead.post(f"/templates/{template}/publish")
    await lead.post("/templates", {**TEXT, "id": template, "fr_subject": "Autre objet"})
    page = (await lead.get(f"/templates/{template}")).text
    assert f"/templates/{template}/take/1" in page
    back = await lead.post(f"/templates/{template}/take/1")

    assert "notice=back" in back.headers["location"]
    assert 'value="Bonjour {{ name }}"' in (await lead.get(f"/templates/{template}")).text


async def test_a_letter_that_came_back_is_scanned_in_by_a_colleague(
    lead: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        home = "Agathe Lormeau\n3 rue des Lilas\n69003 Lyon"
        person = await contacts.recognise(db, Kind.LETTER, home, name="Agathe", actor=ME)
        wish = delivery.Request(
            contact=person.id,
            purpose=Purpose.BILLING,
            content=delivery.Content("Votre facture.", "Facture"),
            author=ledger.Author(ledger.AuthorKind.TEMPLATE),
            reason=ledger.Reason("api.reason.billing"),
            kinds=(Kind.LETTER,),
        )
        queued = await delivery.request(db, wish, actor=ME)
    assert isinstance(queued, delivery.Queued)
    post = Provider("test", RecordingChannel(Kind.LETTER))
    handler = delivery.attempt_handler({Kind.LETTER: [post]}, "http://x")
    await handler(pool, workspace, {"due": [[str(queued.message), 1]]})
    wrong = await lead.post("/letters/returned", {"code": "AAAAA-AAAAA"})
    right = await lead.post("/letters/returned", {"code": delivery.return_code(queued.message)})

    assert wrong.status_code == 422
    assert "Aucun courrier ne porte ce code" in wrong.text
    assert "notice=returned" in right.headers["location"]
    assert "Agathe" in (await lead.get("/letters")).text


async def _template(lead: Colleague, **changes: str) -> str:
    saved = await lead.post("/templates", {**TEXT, **changes})
    return saved.headers["location"].split("?")[0]


async def test_links_are_asked_before_publishing_and_a_person_decides(lead: Colleague) -> None:
    where = await _template(
        lead, name="liens", fr_text="Voyez [nos soldes](https://127.0.0.1/{{ name }})."
    )

    page = (await lead.post(f"{where}/links")).text
    assert "mène à un réseau privé" in page
    assert "https://127.0.0.1/Agathe" in page
    held = await lead.post(f"{where}/publish")
    assert held.status_code == 200
    assert "Publier quand même" in held.text

    done = await lead.post(f"{where}/publish", {"anyway": "1"})
    assert "notice=published" in done.headers["location"]


async def test_the_letter_of_a_template_is_set_as_it_would_be_printed(
    lead: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    where = await _template(lead, name="lettre")
    shown = await lead.get(f"{where}/letter.pdf?language=fr")
    assert shown.headers["content-type"] == "application/pdf"
    with pdfplumber.open(io.BytesIO(shown.content)) as pdf:
        said = pdf.pages[0].extract_text()
    assert "Agathe Spécimen" in said
    assert "les soldes commencent" in said
    async with pool.transaction(workspace) as db:
        assert await db.value("select count(*) from delivery.messages") == 0


async def test_an_sms_is_tried_on_ones_own_telephone(
    lead: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    where = await _template(lead, name="sms")
    page = (await lead.get(f"{where}/preview")).text
    assert "partie(s), alphabet" in page
    bad = await lead.post(f"{where}/trial/sms", {"language": "fr", "number": "demain"})
    assert "notice=bad_number" in bad.headers["location"]

    sent = await lead.post(f"{where}/trial/sms", {"language": "fr", "number": "06 12 34 56 78"})

    assert "notice=trial_sms" in sent.headers["location"]
    async with pool.transaction(workspace) as db:
        kept = await db.row("select kind, address, text, passport from delivery.messages")
    assert kept is not None
    assert (kept["kind"], kept["address"]) == ("sms", "+33612345678")
    assert "les soldes commencent" in kept["text"]
    assert kept["passport"] is not None
