"""Questions nobody could answer are grouped, taken on, and give a draft to start from."""

import pytest

from limpide import knowledge
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.knowledge import NoSuchGapError, Terms

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


async def test_a_draft_has_the_customers_words_as_headings_and_can_be_kept(db: Database) -> None:
    groups = await _asked(db, "Livrez-vous en Belgique ?", "Livrez-vous en Belgique le samedi ?")
    draft = knowledge.draft_of(groups[0])

    added = await knowledge.upload(
        db, "belgique.md", draft.encode(), actor=MAUD, terms=Terms(is_approved=False)
    )
    assert added.added == ("belgique.md",)
    (document,) = await knowledge.list_documents(db)
    assert not document.is_approved
    opened = await knowledge.get_document(db, document.id)
    assert "Livrez-vous en Belgique ?" in {section.path[-1] for section in opened.sections}
