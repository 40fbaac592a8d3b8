"""Sources are read again and again; what changed is kept in versions, what is gone is retired."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from limpide import knowledge, ledger
from limpide.foundation import clock, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.knowledge import Answered, Limits, NothingToReadError, PassageId, SkipReason, Terms


async def _add(
    pool: Pool, workspace: WorkspaceId, place: Path | str, actor: Actor, terms: Terms | None = None
) -> knowledge.Added:
    return await knowledge.add(pool, workspace, str(place), actor=actor, terms=terms)


async def _answer(pool: Pool, workspace: WorkspaceId, question: str) -> knowledge.AnyReply:
    async with pool.transaction(workspace) as db:
        return await knowledge.answer(db, question, language="fr")


async def _slugs(pool: Pool, workspace: WorkspaceId) -> Sequence[str]:
    async with pool.transaction(workspace) as db:
        return [document.slug for document in await knowledge.list_documents(db)]


async def test_a_folder_is_read_with_its_categories_and_answers(
    pool: Pool, workspace: WorkspaceId, folder: Path, maud: Actor
) -> None:
    added = await _add(pool, workspace, folder, maud)

    assert added.added == ("fr/garantie.md", "fr/livraison/delais.md", "fr/retours/retours.md")
    async with pool.transaction(workspace) as db:
        documents = await knowledge.list_documents(db, language="fr")
        entries = await ledger.entries_about(db, added.source)
    assert [(d.category, d.slug, d.title) for d in documents] == [
        ("livraison", "delais", "Livraison"),
        ("retours", "retours", "Retours"),
        (None, "garantie", "Garantie"),
    ]
    assert [(entry.what, entry.actor.id) for entry in entries] == [("knowledge.read", "maud")]
    reply = await _answer(pool, workspace, "Combien coûte la livraison standard ?")
    assert isinstance(reply, Answered)
    assert reply.citations[0].url == "/help/fr/delais#frais-de-livraison"
    assert "4,90 €" in reply.text


async def test_reading_again_changes_only_what_changed(
    pool: Pool, workspace: WorkspaceId, folder: Path, maud: Actor
) -> None:
    await _add(pool, workspace, folder, maud)
    before = await _answer(pool, workspace, "Combien coûte la livraison standard ?")
    assert isinstance(before, Answered)
    file = folder / "fr" / "livraison" / "delais.md"
    file.write_text(file.read_text("utf-8").replace("4,90 €", "5,90 €"), encoding="utf-8")
    (folder / "fr" / "garantie.md").unlink()
    (folder / "fr" / "compte.md").write_text("# Compte\n\nOuvrez un compte en ligne.\n", "utf-8")

    again = await _add(pool, workspace, folder, maud)

    assert again.added == ("fr/compte.md",)
    assert again.updated == ("fr/livraison/delais.md",)
    assert again.unchanged == ("fr/retours/retours.md",)
    assert again.retired == ("fr/garantie.md",)
    after = await _answer(pool, workspace, "Combien coûte la livraison standard ?")
    assert isinstance(after, Answered)
    assert "5,90 €" in after.text
    gone = await _answer(pool, workspace, "Quelle est la durée de garantie des luminaires ?")
    assert not isinstance(gone, Answered)
    async with pool.transaction(workspace) as db:
        passage, opened = await knowledge.open_passage(
            db, PassageId(UUID(before.citations[0].passage))
        )
    assert "4,90 €" in passage.text
    assert (opened.version, opened.is_current) == (1, False)


async def test_a_retired_document_that_comes_back_answers_again(
    pool: Pool, workspace: WorkspaceId, folder: Path, maud: Actor
) -> None:
    await _add(pool, workspace, folder, maud)
    file = folder / "fr" / "garantie.md"
    text = file.read_text("utf-8")
    file.unlink()
    await _add(pool, workspace, folder, maud)
    file.write_text(text, "utf-8")

    assert (await _add(pool, workspace, folder, maud)).added == ("fr/garantie.md",)

    question = "Combien de temps sont garantis les luminaires ?"
    assert isinstance(await _answer(pool, workspace, question), Answered)
    assert "garantie" in await _slugs(pool, workspace)


async def test_nothing_changed_leaves_no_trace(
    pool: Pool, workspace: WorkspaceId, folder: Path, maud: Actor
) -> None:
    first = await _add(pool, workspace, folder, maud)
    again = await _add(pool, workspace, folder, maud)

    assert (again.added, again.updated, again.retired) == ((), (), ())
    assert again.source == first.source
    async with pool.transaction(workspace) as db:
        assert len(await ledger.entries_about(db, first.source)) == 1


async def test_a_file_that_breaks_keeps_its_last_good_version(
    pool: Pool, workspace: WorkspaceId, folder: Path, maud: Actor
) -> None:
    await _add(pool, workspace, folder, maud)
    (folder / "fr" / "garantie.md").write_bytes(b"\x00\x01\x02" * 100)

    again = await _add(pool, workspace, folder, maud)

    assert [(left.path, left.reason) for left in again.skipped] == [
        ("fr/garantie.md", SkipReason.BINARY)
    ]
    assert again.retired == ()
    assert "garantie" in await _slugs(pool, workspace)


async def test_two_documents_never_share_an_address(
    pool: Pool, workspace: WorkspaceId, folder: Path, maud: Actor
) -> None:
    (folder / "fr" / "autre").mkdir()
    (folder / "fr" / "autre" / "retours.md").write_text("# Autres retours\n\nDu texte.\n", "utf-8")

    await _add(pool, workspace, folder, maud)

    assert sorted(await _slugs(pool, workspace)) == ["delais", "garantie", "retours", "retours-2"]


async def test_links_out_of_the_folder_are_refused(
    pool: Pool, workspace: WorkspaceId, folder: Path, tmp_path: Path, maud: Actor
) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("# Secret\n\nLe code du coffre est 4242.\n", "utf-8")
    (folder / "fr" / "piege.md").symlink_to(secret)
    (folder / "fr" / "dossier").symlink_to(tmp_path, target_is_directory=True)
    (folder / "fr" / "interne.md").symlink_to(folder / "fr" / "garantie.md")

    added = await _add(pool, workspace, folder, maud)

    assert [(left.path, left.reason) for left in added.skipped] == [
        ("fr/piege.md", SkipReason.OUTSIDE)
    ]
    assert "fr/interne.md" in added.added
    assert not any("secret" in path for path in added.added)


async def test_a_pipe_and_a_huge_file_are_not_read(
    pool: Pool, workspace: WorkspaceId, folder: Path, maud: Actor
) -> None:
    os.mkfifo(folder / "fr" / "tuyau.md")
    with (folder / "fr" / "enorme.md").open("wb") as file:
        file.truncate(50_000_000)

    added = await _add(pool, workspace, folder, maud)

    assert {(left.path, left.reason) for left in added.skipped} == {
        ("fr/tuyau.md", SkipReason.UNREADABLE),
        ("fr/enorme.md", SkipReason.TOO_LARGE),
    }


async def test_a_place_that_does_not_exist_is_an_error(
    pool: Pool, workspace: WorkspaceId, tmp_path: Path, maud: Actor
) -> None:
    with pytest.raises(NothingToReadError):
        await _add(pool, workspace, tmp_path / "nowhere", maud)


async def test_progress_is_told_file_by_file(
    pool: Pool, workspace: WorkspaceId, folder: Path, maud: Actor
) -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int, _path: str) -> None:
        told.append((done, total))

    await knowledge.add(pool, workspace, str(folder), actor=maud, progress=tell)

    assert told == [(1, 3), (2, 3), (3, 3)]


async def test_what_is_not_approved_does_not_answer_until_it_is(
    pool: Pool, workspace: WorkspaceId, folder: Path, maud: Actor
) -> None:
    added = await _add(pool, workspace, folder, maud, Terms(is_approved=False))
    question = "Combien coûte la livraison standard ?"
    assert not isinstance(await _answer(pool, workspace, question), Answered)

    async with pool.transaction(workspace) as db:
        await knowledge.approve_source(db, added.source, actor=maud)
    assert isinstance(await _answer(pool, workspace, question), Answered)

    async with pool.transaction(workspace) as db:
        document = next(d for d in await knowledge.list_documents(db) if d.slug == "delais")
        await knowledge.approve(db, document.id, is_approved=False, actor=maud)
    assert not isinstance(await _answer(pool, workspace, question), Answered)


async def test_a_document_out_of_date_stops_answering(
    pool: Pool, workspace: WorkspaceId, folder: Path, maud: Actor
) -> None:
    text = (
        "---\nvalid_until: 2026-12-31\n---\n# Soldes\n\n## Code des soldes\n\nLe code des soldes "
    )
    (folder / "fr" / "soldes.md").write_text(text + "est HIVER, moins 20 %.\n", "utf-8")
    await _add(pool, workspace, folder, maud)
    question = "Quel est le code des soldes ?"

    with clock.frozen(datetime(2026, 12, 31, 12, tzinfo=UTC)):
        assert isinstance(await _answer(pool, workspace, question), Answered)
    with clock.frozen(datetime(2027, 1, 1, 12, tzinfo=UTC)):
        assert not isinstance(await _answer(pool, workspace, question), Answered)


async def test_an_upload_is_a_document_and_a_new_upload_its_next_version(
    pool: Pool, workspace: WorkspaceId, maud: Actor
) -> None:
    async with pool.transaction(workspace) as db:
        first = await knowledge.upload(db, "../../etc/note.md", b"# Note\n\nBonjour.", actor=maud)
        second = await knowledge.upload(db, "note.md", b"# Note\n\nBonsoir.", actor=maud)
        other = await knowledge.upload(db, "autre.md", b"# Autre\n\nSalut.", actor=maud)
        documents = await knowledge.list_documents(db)

    assert (first.added, second.updated, other.retired) == (("note.md",), ("note.md",), ())
    assert {(document.path, document.version) for document in documents} == {
        ("note.md", 2),
        ("autre.md", 1),
    }


async def test_workspaces_do_not_see_each_others_documents(
    pool: Pool, workspace: WorkspaceId, folder: Path, maud: Actor
) -> None:
    await _add(pool, workspace, folder, maud)
    other = await workspaces.create(
        pool,
        workspaces.Workspace(
            id=WorkspaceId(new_id()),
            hosts=(),
            is_demo=False,
            slug="autre",
            name="Autre",
            legal_name="Autre SAS",
            language="fr",
            time_zone="Europe/Paris",
            country="FR",
            mail_address="bonjour@autre.example",
        ),
    )

    reply = await _answer(pool, other.id, "Combien coûte la livraison standard ?")

    assert isinstance(reply, knowledge.NoAnswer)
    assert reply.ranked == ()


async def test_a_large_limit_can_be_set(
    pool: Pool, workspace: WorkspaceId, folder: Path, maud: Actor
) -> None:
    added = await knowledge.add(
        pool, workspace, str(folder), actor=maud, limits=Limits(max_bytes=10)
    )

    assert {left.reason for left in added.skipped} == {SkipReason.TOO_LARGE}
    assert added.added == ()
