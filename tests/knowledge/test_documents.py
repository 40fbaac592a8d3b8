"""The help centre shows what is approved; gaps show what is missing, and not who asked."""

from datetime import date
from pathlib import Path

import pytest

from limpide import knowledge
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.knowledge import (
    DocumentId,
    GapId,
    NoSuchDocumentError,
    NoSuchGapError,
    NoSuchPassageError,
    NoSuchSourceError,
    Paragraph,
    PassageId,
    SourceId,
)


async def test_the_help_centre_opens_what_customers_may_read(
    pool: Pool, workspace: WorkspaceId, folder: Path, maud: Actor
) -> None:
    await knowledge.add(pool, workspace, str(folder), actor=maud)
    async with pool.transaction(workspace) as db:
        opened = await knowledge.find_public(db, "retours", "fr")
        assert opened is not None
        assert [section.anchor for section in opened.sections] == [
            "delai-de-retour",
            "remboursement",
        ]
        assert isinstance(opened.sections[0].blocks[0], Paragraph)
        assert await knowledge.find_public(db, "retours", "en") is None

        await knowledge.approve(db, opened.document.id, is_approved=False, actor=maud)
        assert await knowledge.find_public(db, "retours", "fr") is None
        assert len(await knowledge.list_documents(db, public_only=True)) == 2
        assert (await knowledge.get_document(db, opened.document.id)).is_current

        await knowledge.retire(db, opened.document.id, actor=maud)
        assert len(await knowledge.list_documents(db)) == 2
        with pytest.raises(NoSuchDocumentError):
            await knowledge.approve(db, opened.document.id, actor=maud)


async def test_a_document_is_entrusted_to_someone_until_a_date(db: Database, maud: Actor) -> None:
    await knowledge.upload(db, "note.md", b"# Note\n\nBonjour.", actor=maud)
    document = (await knowledge.list_documents(db))[0]

    await knowledge.entrust(
        db, document.id, owner="Inès Caron", review_on=date(2026, 1, 1), actor=maud
    )

    document = (await knowledge.list_documents(db))[0]
    assert document.owner == "Inès Caron"
    assert document.is_due(date(2026, 1, 1))
    assert not document.is_due(date(2025, 12, 31))


async def test_a_retired_source_takes_its_documents_along(
    pool: Pool, workspace: WorkspaceId, folder: Path, maud: Actor
) -> None:
    added = await knowledge.add(pool, workspace, str(folder), actor=maud)
    async with pool.transaction(workspace) as db:
        assert [source.documents for source in await knowledge.list_sources(db)] == [3]
        await knowledge.retire_source(db, added.source, actor=maud)
        assert await knowledge.list_sources(db) == []
        assert await knowledge.list_documents(db) == []


async def test_what_does_not_exist_is_said_so(db: Database, maud: Actor) -> None:
    assert await knowledge.find_passage(db, PassageId(new_id())) is None
    with pytest.raises(NoSuchPassageError):
        await knowledge.open_passage(db, PassageId(new_id()))
    with pytest.raises(NoSuchDocumentError):
        await knowledge.get_document(db, DocumentId(new_id()))
    with pytest.raises(NoSuchSourceError):
        await knowledge.approve_source(db, SourceId(new_id()), actor=maud)
    with pytest.raises(NoSuchSourceError):
        await knowledge.retire_source(db, SourceId(new_id()), actor=maud)
    with pytest.raises(NoSuchGapError):
        await knowledge.close_gap(db, GapId(new_id()))


async def test_the_same_question_in_other_words_order_is_one_gap(db: Database) -> None:
    await knowledge.record_gap(db, "Vendez-vous des tondeuses ?", "fr", "nothing")
    again = await knowledge.record_gap(db, "des TONDEUSES, vous en vendez ?", "fr", "nothing")
    await knowledge.record_gap(db, "Avez-vous un blog ?", "fr", "nothing")

    gaps = await knowledge.list_gaps(db)

    assert [(gap.question, gap.asked) for gap in gaps] == [
        ("Vendez-vous des tondeuses ?", 2),
        ("Avez-vous un blog ?", 1),
    ]
    assert again is not None
    await knowledge.close_gap(db, again)
    assert len(await knowledge.list_gaps(db, language="fr")) == 1
    await knowledge.record_gap(db, "Vendez-vous des tondeuses ?", "fr", "nothing")
    assert [gap.asked for gap in await knowledge.list_gaps(db)] == [3, 1]


@pytest.mark.parametrize(
    "secret",
    [
        "ada@example.org",
        "+33 6 12 34 56 78",
        "OLV-12345678",
        "https://x.example/?t=9",
        "4970100000",
    ],
)
async def test_a_gap_keeps_no_address_and_no_number(db: Database, secret: str) -> None:
    await knowledge.record_gap(db, f"Où est passé {secret} dans le colis ?", "fr", "nothing")

    assert secret not in str(await knowledge.list_gaps(db))


async def test_a_gap_without_words_is_not_kept(db: Database) -> None:
    assert await knowledge.record_gap(db, "???", "fr", "nothing") is None
    assert await knowledge.list_gaps(db) == []
