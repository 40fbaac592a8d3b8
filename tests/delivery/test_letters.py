"""A message goes out on paper: asked for, planned, set, handed over, and perhaps brought back."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pdfplumber
import pikepdf
import pytest

from limpide import contacts, delivery, ledger
from limpide.channels import (
    Attachment,
    Kind,
    LetterSpool,
    PostalAddress,
    Press,
    Provider,
    Stationery,
    Unsure,
    close_batch,
    list_untold,
)
from limpide.channels.letter.spool import receipt_of
from limpide.cli.posting import hand_over
from limpide.contacts import ContactId, Purpose
from limpide.delivery import Content, MessageId, Queued, Refused, Status
from limpide.foundation import clock
from limpide.foundation.ids import new_id
from limpide.ledger import Author, AuthorKind, Engine

from .conftest import ADVISOR, SITE, Office, wish

HOME = PostalAddress("", ("3 rue des Lilas",), "69003", "Lyon", "FR")
BILL = Content("Votre facture est **due** le 5 février.", "Votre facture")


@pytest.fixture
async def marie(office: Office, marie: ContactId) -> ContactId:
    """Marie, whom mail and post reach."""
    await office.do(lambda db: contacts.add_postal_address(db, marie, HOME, actor=ADVISOR))
    return marie


@pytest.fixture
def spool(tmp_path: Path) -> LetterSpool:
    return LetterSpool(tmp_path, Press(Stationery(sender=("14 rue du Marché", "69002 Lyon"))))


async def attempt(office: Office, spool: LetterSpool, message: MessageId, number: int = 1) -> None:
    handler = delivery.attempt_handler({Kind.LETTER: [Provider("spool", spool)]}, SITE)
    await handler(office.pool, office.workspace, {"due": [[str(message), number]]})


async def by_letter(office: Office, marie: ContactId) -> Queued:
    author = Author(AuthorKind.AI, engine=Engine("extractive", "1", ""))
    return await office.queue(wish(marie, kinds=(Kind.LETTER,), content=BILL, author=author))


async def test_a_letter_is_asked_for_and_lies_in_the_spool(
    office: Office, marie: ContactId, spool: LetterSpool, tmp_path: Path
) -> None:
    queued = await by_letter(office, marie)
    await attempt(office, spool, queued.message)

    assert (await office.message(queued.message)).status is Status.ACCEPTED
    folder = tmp_path / "waiting" / str(queued.message)
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["passport"] == f"{SITE}/m/{queued.passport_token}"
    assert manifest["code"] == delivery.return_code(queued.message)
    assert manifest["lines"] == ["Marie Blanc", "3 RUE DES LILAS", "69003 LYON"]
    with pdfplumber.open(io.BytesIO((folder / "letter.pdf").read_bytes())) as pdf:
        said = pdf.pages[0].extract_text()
    for words in (
        "Olvera SAS",
        "Marie Blanc",
        "Votre facture est due le 5 février.",
        "Rédigé par une IA pour Olvera SAS",
        queued.passport_token,
        delivery.return_code(queued.message),
    ):
        assert words in said


async def test_who_wants_paper_gets_paper(
    office: Office, marie: ContactId, spool: LetterSpool, tmp_path: Path
) -> None:
    await office.do(
        lambda db: contacts.set_channel_order(
            db, marie, Purpose.BILLING, [Kind.LETTER], actor=ADVISOR
        )
    )
    queued = await office.queue(wish(marie, kinds=(), purpose=Purpose.BILLING))
    assert queued.kind is Kind.LETTER
    await attempt(office, spool, queued.message)
    assert (tmp_path / "waiting" / str(queued.message)).is_dir()


async def test_a_letter_that_is_handed_over_is_sent(
    office: Office, marie: ContactId, spool: LetterSpool, tmp_path: Path
) -> None:
    queued = await by_letter(office, marie)
    await attempt(office, spool, queued.message)
    batch = close_batch(tmp_path)
    assert batch is not None
    for _ in range(2):
        await hand_over(office.pool, batch)

    assert (await office.message(queued.message)).status is Status.SENT
    assert list_untold(tmp_path) == []
    events = await office.do(lambda db: ledger.list_passport_events(db, queued.passport))
    assert [event.kind for event in events] == ["accepted", "sent"]


async def test_a_letter_that_was_perhaps_kept_is_known_by_its_batch(
    office: Office, marie: ContactId
) -> None:
    office.letters.answers = [Unsure("the process ended")]
    queued = await by_letter(office, marie)
    await office.attempt(queued.message)
    assert (await office.message(queued.message)).status is Status.UNSURE
    receipts = {queued.message: receipt_of(str(queued.message)), MessageId(new_id()): "x"}
    told = await office.do(lambda db: delivery.record_handed_over(db, Kind.LETTER, receipts))
    assert told == 1
    assert (await office.message(queued.message)).status is Status.SENT


async def test_enclosures_weigh_their_sheets(office: Office, marie: ContactId) -> None:
    pages = pikepdf.new()
    for _ in range(3):
        pages.add_blank_page()
    file = io.BytesIO()
    pages.save(file)
    invoice = Attachment("facture.pdf", "application/pdf", file.getvalue())
    broken = Attachment("x.pdf", "application/pdf", b"no pdf")

    weights: list[float] = []
    for files in ((), (invoice,), (invoice, broken)):
        said = Content("Bonjour.", "Facture", attachments=files)
        queued = await office.queue(wish(marie, kinds=(Kind.LETTER,), content=said))
        passport = await ledger.find_passport(office.pool, queued.passport_token)
        assert passport is not None
        weights.append(passport.body["footprint"]["central"] / 1e6)
    # Seven grams a sheet: three pages are two of them, what cannot be read is one.
    assert weights == pytest.approx([32, 46, 53])


@pytest.mark.parametrize("typed", ["{code}", " {lower} ", "{bare}"])
async def test_a_returned_letter_is_found_by_its_code_and_its_address_is_left_alone(
    typed: str, office: Office, marie: ContactId, spool: LetterSpool
) -> None:
    queued = await by_letter(office, marie)
    await attempt(office, spool, queued.message)
    code = delivery.return_code(queued.message)
    written = typed.format(code=code, lower=code.lower(), bare=code.replace("-", ""))
    found = await office.do(lambda db: delivery.find_by_return_code(db, written))
    assert found is not None
    assert found.id == queued.message

    back = [
        await office.do(lambda db: delivery.record_return(db, queued.message, code="NPAI"))
        for _ in range(2)
    ]
    assert back == [True, False]
    assert (await office.message(queued.message)).status is Status.RETURNED
    assert await office.facts() == ["failed"]
    again = await office.request(wish(marie, kinds=(Kind.LETTER,)))
    assert isinstance(again, Refused)
    assert isinstance(await office.request(wish(marie)), Queued)


@pytest.mark.parametrize("typed", ["", "AAAAA-AAAA", "UUUUU-UUUUU", "ZZZZZ-ZZZZZ", "é" * 10])
async def test_a_code_that_is_none_finds_nothing(typed: str, office: Office) -> None:
    assert await office.do(lambda db: delivery.find_by_return_code(db, typed)) is None


async def test_an_address_that_cannot_be_printed_fails_and_is_not_suppressed(
    office: Office, spool: LetterSpool
) -> None:
    person = await office.do(
        lambda db: contacts.recognise(db, Kind.LETTER, "Jean\nsomewhere", actor=ADVISOR)
    )
    queued = await by_letter(office, person.id)
    await attempt(office, spool, queued.message)
    assert (await office.message(queued.message)).status is Status.FAILED
    (tried,) = await office.do(lambda db: delivery.list_attempts(db, queued.message))
    assert tried.detail == "the address cannot be printed: no_postcode"
    assert isinstance(await office.request(wish(person.id, kinds=(Kind.LETTER,))), Queued)


async def test_the_last_rung_is_paper(
    office: Office, marie: ContactId, spool: LetterSpool, tmp_path: Path
) -> None:
    noon = clock.now().replace(hour=11)
    important = delivery.Importance.IMPORTANT
    with clock.frozen(noon):
        queued = await office.queue(wish(marie, kinds=(), importance=important))
        await office.attempt(queued.message)
    with clock.frozen(noon + timedelta(days=1)):
        job = {"ladder": str(queued.ladder), "place": 1}
        await delivery.climb(office.pool, office.workspace, job)
        letter = next(
            message
            for message in await office.do(lambda db: delivery.list_messages(db, marie))
            if message.kind is Kind.LETTER
        )
        await attempt(office, spool, letter.id)
    assert (tmp_path / "waiting" / str(letter.id) / "letter.pdf").is_file()
    batch = close_batch(tmp_path)
    assert batch is not None
    await hand_over(office.pool, batch)
    assert (await office.message(letter.id)).status is Status.SENT


async def test_a_company_writes_letters_under_an_address_of_its_own(
    office: Office, marie: ContactId, spool: LetterSpool, tmp_path: Path
) -> None:
    own = ("2 quai des Brumes", "29200 Brest")
    await office.do(
        lambda db: db.run(
            "update foundation.workspaces set letter_address = $2 where id = $1",
            db.workspace,
            list(own),
        )
    )
    queued = await by_letter(office, marie)
    await attempt(office, spool, queued.message)

    pdf_file = tmp_path / "waiting" / str(queued.message) / "letter.pdf"
    with pdfplumber.open(io.BytesIO(pdf_file.read_bytes())) as pdf:
        said = pdf.pages[0].extract_text()
    assert "2 quai des Brumes" in said
    assert "14 rue du Marché" not in said
