"""Choices by link: what is opened changes nothing, what is saved counts at once."""

import httpx
import pytest
from tests.api.conftest import anonymous

from limpide import contacts, delivery, ledger
from limpide.channels import Kind
from limpide.contacts import AiMode, Choice, ContactId, Purpose, Use
from limpide.delivery import Content, Queued, Request, Status
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.ledger import Author, AuthorKind, Reason

__all__ = ["anonymous"]
ME = Actor.system("test")
MAIL = "agathe@courriel.example"


@pytest.fixture
async def agathe(pool: Pool, workspace: WorkspaceId) -> ContactId:
    async with pool.transaction(workspace) as db:
        return (await contacts.recognise(db, Kind.EMAIL, MAIL, actor=ME)).id


async def _link(pool: Pool, workspace: WorkspaceId, person: ContactId) -> str:
    async with pool.transaction(workspace) as db:
        return "/p/" + contacts.preference_token(db, person)


async def _known(pool: Pool, workspace: WorkspaceId, person: ContactId) -> contacts.Preferences:
    async with pool.transaction(workspace) as db:
        return await contacts.preferences(db, person)


async def test_opening_the_page_changes_nothing(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId
) -> None:
    shown = await anonymous.get(await _link(pool, workspace, agathe))

    assert shown.status_code == 200
    assert MAIL in shown.text
    assert (await _known(pool, workspace, agathe)).choices == {}


async def test_what_is_saved_is_kept_with_its_proof(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId
) -> None:
    link = await _link(pool, workspace, agathe)
    form = {"ai_mode": "none", "language": "en", "use.news.email": "on", "use.order.email": "on"}
    saved = await anonymous.post(link, data=form)

    known = await _known(pool, workspace, agathe)
    assert saved.status_code == 303
    assert known.contact.ai_mode is AiMode.NONE
    assert known.contact.language == "en"
    assert known.choices[Use(Kind.EMAIL, Purpose.NEWS)] is Choice.GRANTED
    assert known.choices[Use(Kind.EMAIL, Purpose.SERVICE)] is Choice.WITHDRAWN
    assert Use(Kind.EMAIL, Purpose.ORDER) not in known.choices
    async with pool.transaction(workspace) as db:
        proofs = await contacts.list_choices(db, agathe)
    assert all(proof.wording_sha256 for proof in proofs)


@pytest.mark.parametrize("link", ["/p/forged", "/u/forged"])
async def test_a_forged_link_opens_nothing(anonymous: httpx.AsyncClient, link: str) -> None:
    assert (await anonymous.get(link)).status_code == 404
    assert (await anonymous.post(link)).status_code == 404


async def test_a_mail_program_unsubscribes_in_one_click_and_a_scanner_does_not(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId
) -> None:
    news = Use(Kind.EMAIL, Purpose.NEWS)
    async with pool.transaction(workspace) as db:
        link = "/u/" + contacts.unsubscribe_token(db, agathe, news)
    assert (await anonymous.get(link)).status_code == 200
    assert (await _known(pool, workspace, agathe)).choices == {}

    clicked = await anonymous.post(link, data={"List-Unsubscribe": "One-Click"})

    assert (clicked.status_code, clicked.content) == (200, b"")
    assert (await _known(pool, workspace, agathe)).choices[news] is Choice.WITHDRAWN


async def test_a_link_is_sent_to_a_known_address_and_strangers_learn_nothing(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId
) -> None:
    known = await anonymous.post("/p", data={"email": MAIL})
    stranger = await anonymous.post("/p", data={"email": "nobody@x.example"})

    assert known.text == stranger.text.replace("nobody@x.example", MAIL)
    async with pool.transaction(workspace) as db:
        sent = await delivery.list_messages(db, agathe)
    assert len(sent) == 1
    assert "/p/" in sent[0].text


async def test_a_passport_is_shown_contested_and_verified(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId, agathe: ContactId
) -> None:
    async with pool.transaction(workspace) as db:
        wish = Request(
            contact=agathe,
            purpose=Purpose.ORDER,
            content=Content("Votre commande part demain."),
            author=Author(AuthorKind.TEMPLATE),
            reason=Reason("api.reason.order"),
        )
        queued = await delivery.request(db, wish, actor=ME)
    assert isinstance(queued, Queued)
    assert queued.status is Status.QUEUED
    page = await anonymous.get(f"/m/{queued.passport_token}", headers={"accept-language": "fr"})
    assert "Des personnes l’ont écrit, sans IA" in page.text
    assert "Votre commande part demain" not in page.text

    proof = f"/m/{queued.passport_token}/proof.json"
    assert f'href="{proof}"' in page.text
    early = await anonymous.get(proof)
    assert (early.status_code, early.json()) == (202, {"status": "not_yet_in_a_checkpoint"})
    await ledger.audit.sequence_all(pool, workspace)
    async with pool.transaction(workspace) as db:
        await ledger.audit.sign_checkpoint(db)
    proved = (await anonymous.get(proof)).json()
    assert proved["format"] == "limpide-proof-1"
    assert proved["passport"]["message"] == str(queued.message)
    assert proved["checkpoint"].startswith(f"limpide/ledger/{workspace}\n")
    assert (await anonymous.get("/m/invented/proof.json")).status_code == 404

    await anonymous.post(f"/m/{queued.passport_token}/contest", data={"why": "Faux"})
    page = await anonymous.get(f"/m/{queued.passport_token}", headers={"accept-language": "fr"})
    assert "contesté par le destinataire" in page.text

    link = f"http://localhost:8000/m/{queued.passport_token}"
    good = {"what": link, "text": "Votre commande part demain."}
    altered = {"what": link, "text": "Votre commande part lundi."}
    french = {"accept-language": "fr"}
    said = (await anonymous.post("/verify", data=good, headers=french)).text
    assert "exactement celui qui a été envoyé" in said
    said = (await anonymous.post("/verify", data=altered, headers=french)).text
    assert "n’est pas celui qui a été envoyé" in said


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("bonjour@maison-olvera.example", "écrit depuis cette adresse"),
        ("http://localhost:8000/help", "mène bien chez"),
        ("https://localhost:8000@evil.example/m/x", "Nous ne reconnaissons pas"),
        ("http://localhost.evil.example/", "Nous ne reconnaissons pas"),
        ("bonjour@maison-olvera.example.evil.example", "Nous ne reconnaissons pas"),
        ("http://localhost:8000/m/invented", "Nous ne reconnaissons pas"),
    ],
)
async def test_imitations_are_told_from_the_real(
    anonymous: httpx.AsyncClient, pasted: str, words: str
) -> None:
    said = await anonymous.post("/verify", data={"what": pasted}, headers={"accept-language": "fr"})
    assert words in said.text
