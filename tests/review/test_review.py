"""Whose hand wrote how much, and nothing is lost."""

import random

import pytest

from limpide import review
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id
from limpide.ledger import AuthorKind
from limpide.review import State, authorship
from limpide.review.provenance import Hand

AI = "Vous avez trente jours pour renvoyer un article. Le retour est gratuit en magasin."


def test_an_untouched_text_is_the_ais_reviewed_by_a_person() -> None:
    assert authorship(AI, AI) == review.Authorship(AuthorKind.AI_REVIEWED, 1.0, 0.0, {Hand.AI: 100})
    assert authorship(AI, f"  {AI}\n").kind is AuthorKind.AI_REVIEWED


def test_a_text_written_anew_is_the_persons() -> None:
    mine = "Bonjour Agathe, je regarde cela et je vous écris ce soir."
    assert authorship(AI, mine) == review.Authorship(
        AuthorKind.PERSON, 0.0, 1.0, {Hand.PERSON: 100}
    )


def test_a_changed_text_has_both_hands_and_the_shares_say_so() -> None:
    shares = authorship(AI, "Bonjour Agathe. " + AI + " Bonne journée à vous.")
    assert shares.kind is AuthorKind.PERSON_WITH_AI
    assert 0.6 < shares.ai < 0.9


def test_single_words_in_common_are_nobodys() -> None:
    assert authorship(AI, "Le magasin a un article pour vous.").ai == 0.0


@pytest.mark.parametrize("seed", range(50))
def test_shares_of_any_two_texts_sum_to_one(seed: int) -> None:
    dice = random.Random(seed)
    words = AI.split()
    mine = " ".join(dice.choice([*words, "bonjour", "merci"]) for _ in range(dice.randint(1, 40)))
    shares = authorship(AI, mine)
    assert shares.ai + shares.person == pytest.approx(1.0)
    assert 0.0 <= shares.ai <= 1.0


async def test_both_texts_of_a_draft_are_kept_and_only_the_first_use_counts(db: Database) -> None:
    claire = new_id()
    actor = Actor(ActorKind.PERSON, str(claire), "Claire")
    draft = await review.propose(db, new_id(), AI, [], engine="e/1", confidence=0.9)

    await review.finish(db, draft.id, "Bonjour. " + AI, claire, actor=actor)
    await review.finish(db, draft.id, "autre", claire, actor=actor)

    kept = await review.get_draft(db, draft.id)
    assert kept.state is State.USED
    assert (kept.ai_text, kept.final_text) == (AI, "Bonjour. " + AI)
    assert await review.find_waiting(db, draft.subject) is None


async def test_drafts_are_set_aside_once_another_answer_was_sent(db: Database) -> None:
    actor = Actor.system("test")
    draft = await review.propose(db, new_id(), AI, [], engine="e/1", confidence=0.9)
    await review.set_aside(db, draft.subject, actor=actor)

    assert await review.find_waiting(db, draft.subject) is None
    assert (await review.get_draft(db, draft.id)).state is State.DISCARDED
