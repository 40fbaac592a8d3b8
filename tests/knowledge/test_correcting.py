"""A document is corrected here: at once, with its history, and the file does not undo it."""

from pathlib import Path

import pytest

from limpide import knowledge
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.knowledge import (
    Correction,
    Document,
    NoSuchDocumentError,
    StaleVersionError,
    UnfinishedDraftError,
    UnreadableDraftError,
)

MAUD = Actor(ActorKind.PERSON, "maud", "Maud Perrin")
FILE = """---
title: Retours
language: fr
slug: nos-retours
keywords: renvoi, rendre
approved: true
---

Nous reprenons tout.

## Délai

Vous avez trente jours.
"""
BETTER = "Nous reprenons tout.\n\n## Délai\n\nVous avez quarante jours.\n"


async def _only(db: Database) -> Document:
    (document,) = await knowledge.list_documents(db)
    return document


async def _words(db: Database, document: Document) -> str:
    return knowledge.body_of(await knowledge.get_document(db, document.id))


async def test_a_correction_answers_at_once_and_the_unchanged_file_does_not_undo_it(
    pool: Pool, workspace: WorkspaceId, tmp_path: Path
) -> None:
    (tmp_path / "retours.md").write_text(FILE)
    await knowledge.add(pool, workspace, str(tmp_path), actor=MAUD)
    async with pool.transaction(workspace) as db:
        document = await _only(db)
        meant = Correction("Retours", BETTER, 1, "contesté")
        await knowledge.correct(db, document.id, meant, actor=MAUD)

    again = await knowledge.add(pool, workspace, str(tmp_path), actor=MAUD)
    assert (again.updated, again.unchanged) == ((), ("retours.md",))
    async with pool.transaction(workspace) as db:
        now = await _only(db)
        assert (now.is_approved, now.slug, now.keywords) == (True, "nos-retours", document.keywords)
        assert await _words(db, now) == BETTER
        latest, first = await knowledge.list_versions(db, now.id)
        assert (latest.number, latest.by_name, latest.note) == (2, "Maud Perrin", "contesté")
        assert first.by_name == ""
        was = await knowledge.open_version(db, now.id, 1)
        # What was quoted of it keeps its address.
        assert [each.anchor for each in was.sections] == [
            each.anchor for each in (await knowledge.get_document(db, now.id)).sections
        ]

    # Once the file itself says something else, it counts.
    (tmp_path / "retours.md").write_text(FILE.replace("trente", "cinquante"))
    assert (await knowledge.add(pool, workspace, str(tmp_path), actor=MAUD)).updated
    async with pool.transaction(workspace) as db:
        assert "cinquante" in await _words(db, await _only(db))


async def test_who_wrote_on_an_older_text_overwrites_nobody(db: Database) -> None:
    await knowledge.upload(db, "retours.md", FILE.encode(), actor=MAUD)
    document = await _only(db)
    await knowledge.correct(db, document.id, Correction("Retours", BETTER, 1), actor=MAUD)
    late = Correction("Retours", BETTER.replace("quarante", "dix"), 1)
    with pytest.raises(StaleVersionError):
        await knowledge.correct(db, document.id, late, actor=MAUD)
    assert "quarante" in await _words(db, document)

    # The same words again are no new version.
    same = await knowledge.correct(db, document.id, Correction("Retours", BETTER, 2), actor=MAUD)
    assert same.version == 2


async def test_what_is_empty_or_unfinished_is_refused(db: Database) -> None:
    await knowledge.upload(db, "retours.md", FILE.encode(), actor=MAUD)
    document = await _only(db)
    for title, body in (("", BETTER), ("Retours", " \n")):
        with pytest.raises(UnreadableDraftError):
            await knowledge.correct(db, document.id, Correction(title, body, 1), actor=MAUD)
    marked = Correction("Retours", "## Délai\n\n[réponse à écrire]\n", 1)
    with pytest.raises(UnfinishedDraftError):
        await knowledge.correct(db, document.id, marked, actor=MAUD)


async def test_whose_hand_wrote_it_follows_a_correction(db: Database) -> None:
    text = "## Délai\n\nVous avez trente jours pour tout rendre."
    hands = {"ai": 50, "person": 50}
    id = await knowledge.keep_draft(db, "retours", text, hands=hands, actor=MAUD)
    body = text + " " + "Un mot de plus. " * 10
    await knowledge.correct(db, id, Correction("Retours", body, 1), actor=MAUD)
    kept = (await knowledge.get_document(db, id)).document.hands
    assert kept is not None
    assert 0 < kept["ai"] < 25
    assert kept["ai"] + kept["person"] == 100


async def test_what_was_retired_comes_back_and_waits(db: Database) -> None:
    await knowledge.upload(db, "retours.md", FILE.encode(), actor=MAUD)
    document = await _only(db)
    await knowledge.retire(db, document.id, actor=MAUD)
    with pytest.raises(NoSuchDocumentError):
        await knowledge.correct(db, document.id, Correction("R", BETTER, 1), actor=MAUD)
    await knowledge.upload(db, "autre.md", FILE.encode(), actor=MAUD)

    await knowledge.bring_back(db, document.id, actor=MAUD)
    back = (await knowledge.get_document(db, document.id)).document
    assert (back.is_approved, back.retired_at, back.slug) == (False, None, "nos-retours-2")
    with pytest.raises(NoSuchDocumentError):
        await knowledge.bring_back(db, document.id, actor=MAUD)
