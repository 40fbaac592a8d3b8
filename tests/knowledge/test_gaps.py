"""Questions nobody could answer are grouped, taken on, and give a draft to start from."""

import pytest

from limpide import knowledge
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.knowledge import (
    NameTakenError,
    NoSuchGapError,
    UnfinishedDraftError,
    UnreadableDraftError,
)

MAUD = Actor(ActorKind.PERSON, "maud", "Maud Perrin")


async def _asked(db: Database, *questions: str) -> list[knowledge.GapGroup]:
    for question in questions:
        await knowledge.record_gap(db, question, "fr", "nothing")
    return list(knowledge.group_gaps(await knowledge.list_gaps(db)))


async def test_questions_that_ask_alike_stand_together_with_their_counts(db: Database) -> None:
    groups = await _asked(
        db,
        "Livrez-vous en Belgique ?",
        "livrez vous en belgique",
        "Est-ce que vous livrez en Belgique le samedi ?",
        "Peut-on graver un prénom sur la lampe ?",
    )

    assert [len(group.gaps) for group in groups] == [2, 1]
    assert groups[0].asked == 3
    assert groups[0].last_at >= groups[0].gaps[0].first_at


async def test_a_gap_is_taken_on_by_name_and_gone_when_closed(db: Database) -> None:
    (group,) = await _asked(db, "Livrez-vous en Belgique ?")
    ids = [gap.id for gap in group.gaps]
    await knowledge.take_gaps(db, ids, actor=MAUD)
    (group,) = knowledge.group_gaps(await knowledge.list_gaps(db))
    assert group.taken_by == "Maud Perrin"

    await knowledge.close_gap(db, ids[0])
    assert await knowledge.list_gaps(db) == []
    with pytest.raises(NoSuchGapError):
        await knowledge.take_gaps(db, ids, actor=MAUD)

    (again,) = await _asked(db, "Livrez-vous en Belgique ?")
    assert again.taken_by is None


async def test_a_draft_has_the_customers_words_as_headings_and_says_that_ai_put_it_together(
    db: Database,
) -> None:
    groups = await _asked(db, "Livrez-vous en Belgique ?", "Livrez-vous en Belgique le samedi ?")
    draft = knowledge.draft_of(groups[0], {})
    assert draft.count("[réponse à écrire]") == 2
    assert "Brouillon réuni par l’IA" in draft

    await knowledge.upload(db, "belgique.md", draft.encode(), actor=MAUD)
    (document,) = await knowledge.list_documents(db)
    opened = await knowledge.get_document(db, document.id)
    headings = {section.path[-1] for section in opened.sections if section.path}
    assert headings == {"Livrez-vous en Belgique ?", "Livrez-vous en Belgique le samedi ?"}


async def test_what_was_only_collected_is_never_approved(db: Database) -> None:
    groups = await _asked(db, "Livrez-vous en Belgique ?")
    draft = knowledge.draft_of(groups[0], {})
    await knowledge.upload(
        db, "belgique.md", draft.replace("---\n", "---\napproved: true\n", 1).encode(), actor=MAUD
    )
    (document,) = await knowledge.list_documents(db)
    assert not document.is_approved
    with pytest.raises(UnfinishedDraftError):
        await knowledge.approve(db, document.id, actor=MAUD)
    with pytest.raises(UnfinishedDraftError):
        await knowledge.keep_draft(db, "belgique-2", draft, actor=MAUD)


async def test_a_kept_draft_waits_whatever_it_says_and_replaces_nothing(db: Database) -> None:
    text = "---\napproved: true\nlanguage: fr\n---\n\n## Livraison\n\nNous livrons en Belgique."
    id = await knowledge.keep_draft(
        db, "belgique", text, hands={"ai": 20, "person": 80}, actor=MAUD
    )
    document = (await knowledge.get_document(db, id)).document
    assert not document.is_approved
    assert document.hands == {"ai": 20, "person": 80}

    await knowledge.approve(db, id, actor=MAUD)
    with pytest.raises(NameTakenError):
        await knowledge.keep_draft(db, "belgique", text, actor=MAUD)
    assert await knowledge.free_name(db, "belgique") == "belgique-2"
    assert (await knowledge.get_document(db, id)).document.is_approved

    # What comes from elsewhere is by hands that nobody followed.
    await knowledge.upload(db, "belgique.md", text.replace("Nous", "On").encode(), actor=MAUD)
    assert (await knowledge.get_document(db, id)).document.hands is None


async def test_a_draft_without_words_is_refused(db: Database) -> None:
    with pytest.raises(UnreadableDraftError):
        await knowledge.keep_draft(db, "vide", "  \n", actor=MAUD)
