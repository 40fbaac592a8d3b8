"""An image of a template reaches its readers where images are drawn, and words elsewhere."""

import email
import email.policy
from hashlib import sha256
from typing import Any

import pytest

from limpide import advisors, contacts, delivery, journeys, ledger
from limpide.advisors import LetterKind, Role
from limpide.channels import Kind, Outbound
from limpide.channels.email.message import mail
from limpide.contacts import ContactId, Purpose, Rhythm
from limpide.delivery import Queued, attempts, store_files, store_personal
from limpide.foundation import workspaces
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.workspaces import Workspace
from limpide.journeys import (
    Gathered,
    Image,
    ImageFault,
    Notice,
    NotPublishableError,
    Version,
    Wording,
    images,
)
from limpide.testing.channels import RecordingChannel

from .conftest import LEAD, Desk
from .pictures import drawn, photo

ALT = {"fr": "Notre boutique", "en": "Our shop"}
FRENCH = Wording(
    "Commande {{ data.n }}", "Bonjour,\n\n![Notre boutique](image:boutique)\n\nColis {{ data.n }}."
)
SITE = "https://maison-olvera.example"


async def added(db: Database, name: str = "boutique", content: bytes | None = None) -> Image:
    made = await images.add(db, content or photo(), ALT, name=name, actor=LEAD)
    assert isinstance(made, Image), made
    return made


async def saved(db: Database, **wordings: Wording) -> Version:
    sample = {"name": "Agathe", "data": {"n": 1}}
    return await journeys.save_template(
        db, "order", Purpose.ORDER, wordings, sample=sample, actor=LEAD
    )


async def keys(db: Database, version: Version) -> set[str]:
    return {finding.key for finding in await journeys.findings(db, version.template.id)}


async def published(desk: Desk) -> tuple[Image, ContactId]:
    """A company whose template shows an image, and a person who gets it."""

    async def prepare(db: Database) -> Image:
        image = await added(db)
        version = await saved(db, fr=FRENCH)
        await journeys.publish_template(db, version.template.id, actor=LEAD)
        return image

    image = await desk.do(prepare)
    await desk.people(2)
    people = (await desk.do(contacts.list_contacts)).contacts
    return image, next(each.id for each in people if each.language == "fr")


async def told(desk: Desk, person: ContactId, n: int = 1, **more: Any) -> Any:
    notice = Notice(person, "order", {"n": n}, **more)
    return (await desk.do(lambda db: journeys.notify(db, [notice], actor=LEAD)))[0]


async def made_ready(desk: Desk, answer: Queued) -> Outbound:
    async def ready(db: Database) -> Outbound:
        message = await delivery.get_message(db, answer.message)
        return (await attempts.ready(db, [message], SITE))[0]

    return await desk.do(ready)


async def test_a_mail_shows_the_image_in_its_place_and_says_it_in_words(desk: Desk) -> None:
    image, person = await published(desk)
    answer = await told(desk, person)
    assert isinstance(answer, Queued)
    arrived = email.message_from_bytes(
        mail(await made_ready(desk, answer)), policy=email.policy.default
    )
    related = arrived.get_body(("related",))
    assert related is not None
    (part,) = [each for each in related.walk() if each["Content-ID"]]
    page, words = arrived.get_body(("html",)), arrived.get_body(("plain",))
    assert page is not None
    assert words is not None
    kept = await desk.do(lambda db: images.get(db, image.id))

    assert f'src="cid:{part["Content-ID"][1:-1]}" alt="Notre boutique"' in page.get_content()
    assert part.get_content() == kept.content
    assert part.get_content_disposition() == "inline"
    assert "(Image : Notre boutique)" in words.get_content().replace("\u202f", " ")
    assert "image:boutique" not in page.get_content() + words.get_content()
    assert list(arrived.iter_attachments()) == []


async def test_the_passport_signs_the_very_image_that_was_sent(desk: Desk) -> None:
    image, person = await published(desk)
    answer = await told(desk, person)
    body = (await desk.do(lambda db: ledger.get_passport(db, answer.passport))).body

    assert body["images"] == [image.sha256.hex()]
    content = (await made_ready(desk, answer)).attachments[0].content
    assert sha256(content).hexdigest() == image.sha256.hex()


async def test_sms_and_chat_leave_images_out_and_a_letter_draws_them(db: Database) -> None:
    await added(db)
    version = await images.loaded(db, await saved(db, fr=FRENCH))
    said = journeys.contents(version, "fr", version.sample)

    assert said[Kind.SMS].text == "Bonjour,\n\nColis 1."
    assert "Notre boutique" in said[Kind.CHAT].text
    assert "cid:" in said[Kind.LETTER].html
    assert "(Image" in said[Kind.LETTER].text


async def test_many_messages_keep_one_copy_of_an_image_and_erasing_the_last_takes_it_away(
    desk: Desk,
) -> None:
    _, person = await published(desk)
    for n in range(3):
        await told(desk, person, n)
    count = "select count(*) from delivery.files"
    assert await desk.do(lambda db: db.value("select count(*) from delivery.attachments")) == 3
    assert await desk.do(lambda db: db.value(count)) == 1

    await desk.do(lambda db: store_personal.erase(db, person))
    assert await desk.do(lambda db: db.value(count)) == 0


async def test_a_file_that_another_message_still_holds_is_not_taken_away(desk: Desk) -> None:
    _, person = await published(desk)
    first, second = await told(desk, person, 1), await told(desk, person, 2)
    await desk.do(lambda db: store_files.forget_files(db, [first.message]))
    left = await desk.do(lambda db: store_files.files_of(db, [first.message, second.message]))

    assert list(left) == [second.message]


async def test_notices_that_wait_leave_together_with_the_image_once(desk: Desk) -> None:
    image, person = await published(desk)
    await desk.do(
        lambda db: contacts.set_rhythm(db, person, Purpose.ORDER, Rhythm.DAILY, actor=LEAD)
    )
    waiting = [await told(desk, person, n) for n in (1, 2)]
    assert all(isinstance(each, Gathered) for each in waiting)
    with pytest.raises(images.ImageInUseError):
        await desk.do(lambda db: images.remove(db, image.id, actor=LEAD))
    await desk.do(
        lambda db: db.run("update journeys.gathered set due_at = now() - interval '1 minute'")
    )
    await journeys.go_round(desk.pool, desk.workspace, {"contact": str(person), "purpose": "order"})
    row = await desk.do(lambda db: db.row("select id, html from delivery.messages"))
    assert row is not None
    files = (await desk.do(lambda db: store_files.files_of(db, [row["id"]])))[row["id"]]

    assert row["html"].count(f"cid:{files[0].content_id}") == 2
    assert [file.name for file in files] == ["boutique.jpg"]


async def test_the_linter_asks_for_the_image_and_for_its_words_in_each_language(
    db: Database,
) -> None:
    text = "Bonjour\n\n![](image:boutique)\n\n![Absente](image:absente)"
    version = await saved(db, fr=Wording("Bonjour", text))
    assert {"no_image", "image_alt"} <= await keys(db, version)
    assert not {"no_alt", "link"} & await keys(db, version)
    with pytest.raises(NotPublishableError):
        await journeys.publish_template(db, version.template.id, actor=LEAD)

    await added(db)
    version = await saved(db, fr=FRENCH, en=Wording("Order", "Hello ![ ](image:boutique)"))
    found = await journeys.findings(db, version.template.id)
    assert [(each.key, each.language) for each in found if "image" in each.key] == [
        ("image_alt", "en")
    ]


async def test_no_value_shows_an_image(db: Database) -> None:
    await added(db)
    words = Wording("Bonjour", "Bonjour {{ name }} ![Notre boutique](image:boutique)")
    version = await images.loaded(db, await saved(db, fr=words))
    evil = '![x](image:boutique) <img src="image:boutique" onerror="x">'
    page = journeys.contents(version, "fr", {"name": evil})[Kind.EMAIL].html

    assert page.count("<img ") == 1
    assert '<img src="image:' not in page


async def test_what_is_sent_keeps_its_image_until_nothing_sends_it(db: Database) -> None:
    image = await added(db)
    version = await saved(db, fr=FRENCH)
    assert await images.users(db, [image]) == {}
    await journeys.publish_template(db, version.template.id, actor=LEAD)
    assert await images.users(db, [image]) == {image.name: ["order"]}
    with pytest.raises(images.ImageInUseError):
        await images.remove(db, image.id, actor=LEAD)

    later = await saved(db, fr=Wording("Commande", "Sans image."))
    await journeys.publish_template(db, later.template.id, actor=LEAD)
    await images.remove(db, image.id, actor=LEAD)
    with pytest.raises(images.NoSuchImageError):
        await images.get(db, image.id)


async def test_a_campaign_that_has_not_ended_keeps_the_image_of_its_version(db: Database) -> None:
    image = await added(db)
    version = await saved(db, fr=FRENCH)
    await journeys.publish_template(db, version.template.id, actor=LEAD)
    everybody = await journeys.save_segment(db, "all", {}, actor=LEAD)
    await journeys.plan_campaign(db, "Hiver", everybody.id, [version.template.id], actor=LEAD)
    later = await saved(db, fr=Wording("Commande", "Sans image."))
    await journeys.publish_template(db, later.template.id, actor=LEAD)

    assert await images.users(db, [image]) == {image.name: ["Hiver"]}


async def test_a_name_keeps_its_image_and_the_same_image_is_kept_once(db: Database) -> None:
    image = await added(db)
    again = await images.add(db, photo(), ALT, name="boutique", actor=LEAD)
    other = await images.add(db, drawn(), ALT, name="boutique", actor=LEAD)

    assert other == ImageFault.NAME_TAKEN
    assert isinstance(again, Image)
    assert again.id == image.id
    assert await images.free_name(db, "boutique") == "boutique-2"


@pytest.mark.parametrize("name", ["Boutique", "a b", "../x", "a--b", "-a", "x" * 61, "é"])
async def test_a_name_that_markdown_would_not_carry_is_refused(db: Database, name: str) -> None:
    assert await images.add(db, drawn(), ALT, name=name, actor=LEAD) == ImageFault.NAME


@pytest.mark.parametrize("alt", [{}, {"fr": "Boutique"}, {"fr": "Boutique", "en": "  "}])
async def test_words_are_wanted_in_both_languages(db: Database, alt: dict[str, str]) -> None:
    assert await images.add(db, drawn(), alt, name="x", actor=LEAD) == ImageFault.NO_ALT


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("Été à Lyon (2)", "ete-a-lyon-2"),
        ("IMG_0042", "img-0042"),
        ("日本", ""),
        ("x" * 80, "x" * 60),
    ],
)
def test_a_file_gives_its_image_a_name(file: str, name: str) -> None:
    assert images.name_from(file) == name


async def test_a_company_keeps_no_more_than_it_may(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "MOST", 1)
    await added(db)
    assert await images.add(db, drawn(), ALT, name="x", actor=LEAD) == ImageFault.TOO_MANY


async def _elsewhere(pool: Pool) -> WorkspaceId:
    id = WorkspaceId(new_id())
    company = Workspace(
        id=id,
        slug=f"test-{id}",
        name="Ailleurs",
        legal_name="Ailleurs SAS",
        language="fr",
        time_zone="Europe/Paris",
        country="FR",
        mail_address="bonjour@ailleurs.example",
        hosts=(),
        is_demo=False,
    )
    await workspaces.create(pool, company)
    return id


async def test_another_company_sees_none_of_it(pool: Pool, workspace: WorkspaceId) -> None:
    async with pool.transaction(workspace) as db:
        image = await added(db)
    company = await _elsewhere(pool)
    async with pool.transaction(company) as db:
        assert await images.list_all(db) == []
        with pytest.raises(images.NoSuchImageError):
            await images.get(db, image.id)
        rows = await db.rows("select id from journeys.images where id = $1", image.id)
    assert rows == []


async def test_a_trial_shows_the_image_and_forgets_it_once_it_has_left(desk: Desk) -> None:
    async def write(db: Database) -> Any:
        id, token = await advisors.invite(
            db, "yanis@olvera.example", "Yanis", frozenset({Role.LEAD}), language="fr", actor=LEAD
        )
        await advisors.accept(db, token, "une lampe et deux chaises")
        await added(db)
        version = await images.loaded(db, await saved(db, fr=FRENCH))
        said = images.enclosed(journeys.contents(version, "fr", version.sample), version)
        shown = said[Kind.EMAIL]
        await advisors.write(
            db, id, LetterKind.TRIAL, html=shown.html, body="x", images=shown.attachments
        )
        return await db.value("select id from advisors.letters where kind = 'trial'")

    letter = await desk.do(write)
    channel = RecordingChannel(Kind.EMAIL)
    post = advisors.letter_handler({Kind.EMAIL: channel}, SITE)
    await post(desk.pool, desk.workspace, {"letter": str(letter)})
    (sent,) = channel.sent

    assert f"cid:{sent.attachments[0].content_id}" in sent.html
    assert await desk.do(lambda db: db.value("select count(*) from advisors.letter_images")) == 0
