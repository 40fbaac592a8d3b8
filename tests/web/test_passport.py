"""The passport's page: easy to read, complete, and true in every field."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import httpx
import pytest
from tests.api.conftest import anonymous
from tests.ledger.conftest import draft

from limpide import contacts, delivery, ledger
from limpide.channels import Kind
from limpide.delivery import Naming
from limpide.foundation import workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.i18n import translate
from limpide.foundation.ids import WorkspaceId
from limpide.ledger import Author, AuthorKind, Engine, Passport, PlanUsed
from limpide.review.checks import reading_ease
from limpide.web.passport.view import json_ld, view

__all__ = ["anonymous"]
ME = Actor.system("test")
# «Plain English» begins at 60 on the scale of Flesch; Kandel and Moles kept it for French.
EASY = 60
HANDS = {"ai": 60, "changed": 10, "person": 20, "pasted": 5, "ready": 5}
AUTHORS = {
    "ai": Author(AuthorKind.AI, ai_share=1.0, engine=Engine("extractive", "1")),
    "ai_reviewed": Author(AuthorKind.AI_REVIEWED, reviewer="Claire", ai_share=1.0),
    "person_with_ai": Author(AuthorKind.PERSON_WITH_AI, "Claire", ai_share=0.6, hands=HANDS),
    "person": Author(AuthorKind.PERSON, "Claire"),
    "template": Author(AuthorKind.TEMPLATE),
}


def full(author: Author) -> ledger.PassportDraft:
    """A draft in which every field of the format is used."""
    return replace(
        draft(author=author),
        plan=PlanUsed(("email", "sms", "letter"), 2),
        personal=("name", "attribute.tier"),
    )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", AUTHORS)
async def test_what_the_page_says_is_easy_to_read(db: Database, kind: str, language: str) -> None:
    passport = await ledger.issue_passport(db, full(AUTHORS[kind]))
    company = await workspaces.get(db)
    seen = view(passport, [], company, language, is_genuine=True)
    shares = [f"{one.words}." for one in seen.hands]
    said = [seen.who, *shares, *seen.how, *(f"{each}." for each in seen.personal)]
    fixed = ("genuine", "as_it_was", "no_personal", "no_sources", "contest_sent")
    said += [translate(language, f"web.passport.{key}", company="Olvera") for key in fixed]
    assert reading_ease(" ".join(said), language) >= EASY, said
    assert min(len(each.split()) for each in said) > 0
    assert max(len(each.split(". ")[0].split()) for each in said) <= 20


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """List the way to every single value."""
    if isinstance(value, Mapping):
        for name, under in value.items():  # pyright: ignore[reportUnknownVariableType]
            yield from leaves(under, (*path, name))
    elif isinstance(value, list):
        for place, under in enumerate(value):  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
            yield from leaves(under, (*path, place))
    else:
        yield path


async def test_a_change_of_any_field_is_found(db: Database) -> None:
    author = replace(AUTHORS["person_with_ai"], reviewer="Yanis", engine=Engine("m", "2", "p"))
    passport = await ledger.issue_passport(db, full(author))
    keys = await ledger.list_public_keys(db)
    assert ledger.verify_passport(passport, keys)

    paths = list(leaves(passport.body))
    assert len(paths) > 40
    for path in paths:
        for forged in forgeries(passport, path):
            assert not ledger.verify_passport(forged, keys), path
    added = replace(passport, body={**passport.body, "more": 1})
    assert not ledger.verify_passport(added, keys)
    for place in range(len(passport.signature)):
        broken = bytearray(passport.signature)
        broken[place] ^= 1
        assert not ledger.verify_passport(replace(passport, signature=bytes(broken)), keys)


def forgeries(passport: Passport, path: tuple[Any, ...]) -> Iterator[Passport]:
    """Change one value, then leave it out."""
    *way, last = path
    for is_removed in (False, True):
        body: Any = copy.deepcopy(dict(passport.body))
        place = body
        for step in way:
            place = place[step]
        if is_removed:
            del place[last]
        else:
            place[last] = place[last] + 1 if isinstance(place[last], int) else f"{place[last]}x"
        yield replace(passport, body=body)


async def test_page_and_json_ld_stand_at_one_address_and_say_so(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        passport = await ledger.issue_passport(db, full(AUTHORS["person_with_ai"]))
    address = f"/m/{passport.token}"
    page = await anonymous.get(address, headers={"accept": "text/html"})
    described = await anonymous.get(address, headers={"accept": "application/ld+json"})

    assert page.headers["vary"] == described.headers["vary"] == "accept, accept-language"
    assert f"{address}.json" in page.headers["link"]
    async with pool.transaction(workspace) as db:
        company = await workspaces.get(db)
    assert f"<span>{company.name}</span>" in page.text
    for words in ("60 %", "avec l’aide d’une IA", "votre nom", "courrier papier", "e-mail"):
        assert words in page.text
    said = described.json()
    assert said["digitalSourceType"].endswith("CompositeWithTrainedAlgorithmicMediaDigitalSource")
    assert said["author"] == {"@type": "Person", "name": "Claire"}
    assert said["citation"][0]["text"] == passport.body["sources"][0]["quote"]
    assert {"@type": "PropertyValue", "name": "author.hands.changed", "value": 10} in said[
        "additionalProperty"
    ]


def test_json_ld_names_what_a_person_wrote_as_theirs() -> None:
    body = {
        "message": "m",
        "issued_at": "2026-11-20T09:20:00.000+00:00",
        "language": "fr",
        "company": "Olvera SAS",
        "author": {"kind": "person", "name": "Claire", "reviewer": "", "ai_percent": 0, "ai": None},
        "sources": [],
        "permission": {"purpose": "service", "basis": "contract"},
        "channels": ["chat"],
        "footprint": {"central": 1},
        "text_sha256": "0",
    }
    passport: Any = type("P", (), {"body": body})
    said = json_ld(passport, "https://x.example/m/1")
    assert "digitalSourceType" not in said
    assert said["author"]["name"] == "Claire"


@pytest.mark.parametrize(
    ("naming", "shown"),
    [
        (Naming.FULL, "Claire de la Tour"),
        (Naming.INITIAL, "Claire d."),
        (Naming.FIRST, "Claire"),
        (Naming.TEAM, ""),
    ],
)
def test_people_are_named_as_the_company_chooses(naming: Naming, shown: str) -> None:
    assert naming.of("Claire de la Tour") == shown
    assert Naming.INITIAL.of("Madonna") == "Madonna"


async def test_the_choice_of_names_is_kept_beside_the_rest_of_the_policy(db: Database) -> None:
    await delivery.set_policy(db, {"cost_cents": {"sms": 7}}, actor=ME)
    await delivery.set_naming(db, Naming.FIRST, actor=ME)
    now = await delivery.policy(db)
    assert now.naming is Naming.FIRST
    assert next(cents for kind, cents in now.cost_cents.items() if kind.value == "sms") == 7


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", AUTHORS)
def test_a_call_begins_by_saying_who_speaks(kind: str, language: str) -> None:
    said = delivery.spoken(AUTHORS[kind], language, "Olvera")
    assert "Olvera" in said
    has_ai = " IA" in said if language == "fr" else " AI" in said
    assert has_ai == (kind != "person")


async def test_saying_that_one_read_it_takes_a_button(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        person = await contacts.recognise(db, Kind.EMAIL, "lu@courriel.example", actor=ME)
        wish = delivery.Request(
            contact=person.id,
            purpose=contacts.Purpose.ORDER,
            content=delivery.Content("Votre colis aura du retard.", "Votre colis"),
            author=AUTHORS["template"],
            reason=ledger.Reason("api.reason.order"),
            kinds=(Kind.EMAIL,),
        )
        queued = await delivery.request(db, wish, actor=ME)
        assert isinstance(queued, delivery.Queued)
        await db.run(
            "update delivery.messages set status = 'accepted' where id = $1", queued.message
        )

    async def status() -> delivery.Status:
        async with pool.transaction(workspace) as db:
            return (await delivery.get_message(db, queued.message)).status

    page = f"/m/{queued.passport_token}"
    await anonymous.get(page)
    assert (await anonymous.get(f"{page}/seen")).status_code == 405
    assert await status() is delivery.Status.ACCEPTED

    done = await anonymous.post(f"{page}/seen", follow_redirects=True)

    assert "par aucun autre canal" in done.text
    assert await status() is delivery.Status.READ
