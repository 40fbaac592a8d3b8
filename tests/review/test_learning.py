"""What people change in the AI's texts teaches: where, how far, which sentences, and who agrees."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from limpide import review
from limpide.foundation import clock
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id
from limpide.review import (
    Choice,
    ItemKind,
    Proposal,
    Reviewer,
    Ruling,
    SuggestionState,
    Target,
    TargetKind,
    learning,
)
from limpide.review.model_learning import Decision, Finished

OPENING = "Nous accusons réception de votre demande."
BETTER = "Merci de nous avoir écrit."
REST = "Vous avez trente jours pour renvoyer un article."
ME = Actor(ActorKind.PERSON, "a-1", "Claire")


def finished(before: str, after: str, days: int = 0, document: str = "Retours") -> Finished:
    at = datetime(2026, 11, 25, 12, tzinfo=UTC) - timedelta(days=days)
    return Finished(before, after, "knowledge", (document,), "Claire", at)


def test_sentences_are_paired_with_what_they_became() -> None:
    before = f"{OPENING} {REST} Cordialement."
    after = f"{REST} Vous avez 30 jours en magasin aussi. Bien cordialement."
    assert dict(learning.pairs(before, after)) == {
        REST: REST,
        "Cordialement.": "Bien cordialement.",
        OPENING: "",
    }


def test_a_sentence_that_is_always_rewritten_is_found_with_its_usual_wording() -> None:
    texts = [
        finished(f"{OPENING} {REST}", f"Nous avons bien reçu votre demande. {REST}")
        for _ in range(3)
    ]
    texts.append(finished(f"{OPENING} {REST}", f"Nous avons reçu votre demande ! {REST}"))
    (found,) = learning.patterns(texts)
    assert (found.before, found.seen, found.changed) == (OPENING, 4, 4)
    assert found.usual == "Nous avons bien reçu votre demande."
    assert found.documents == ("Retours",)


def test_figures_do_not_make_a_sentence_another() -> None:
    texts = [finished(f"Votre colis pèse {n} kg. {REST}", REST) for n in (3, 12, 1.5)]
    (found,) = learning.patterns(texts)
    assert (found.changed, found.dropped) == (3, 3)


@pytest.mark.parametrize("changed", [0, 1])
def test_what_mostly_stays_is_no_pattern(changed: int) -> None:
    texts = [finished(REST, REST) for _ in range(3 - changed)]
    assert learning.patterns([*texts, *[finished(REST, "Non.") for _ in range(changed)]]) == []


def test_distance_is_averaged_by_week_and_spacing_is_no_change() -> None:
    texts = [finished(REST, f" {REST}\n"), finished(REST, "", days=1), finished(REST, REST, days=8)]
    first, second = learning.weeks(texts)
    assert (first.count, first.distance, first.unedited) == (1, 0.0, 1.0)
    assert (second.count, second.distance, second.unedited) == (2, 0.5, 0.5)


def test_agreement_counts_pairs_before_the_same_words() -> None:
    claire, yanis, maud = new_id(), new_id(), new_id()

    def said(text: str, by: UUID, state: str) -> Decision:
        return Decision(text, text, by, str(by), state)

    found = learning.agreement(
        [
            said("a", claire, "approved"),
            said("a", yanis, "approved"),
            said("a", maud, "rejected"),
            said("b", claire, "edited"),
        ]
    )
    assert (found.alike, found.apart) == (1, 2)
    assert found.share == pytest.approx(1 / 3)
    assert [text for text, _ in found.split] == ["a"]
    assert learning.agreement([]).share is None


async def test_what_was_sent_and_what_was_rejected_is_read_from_what_is_kept(db: Database) -> None:
    claire = Reviewer(new_id(), "Claire")
    draft = await review.propose(
        db, new_id(), f"{OPENING} {REST}", [{"title": "Retours"}], engine="e/1", confidence=0.9
    )
    item = await review.put(
        db, Proposal(ItemKind.REPLY, draft.id, "?", "returns", "ai", text=draft.ai_text), actor=ME
    )
    ruling = Ruling(Choice.APPROVE, text=f"{BETTER} {REST}")
    await review.decide(db, item.id, ruling, claire, actor=ME)
    await review.finish(db, draft.id, f"{BETTER} {REST}", claire.id, actor=ME)
    other = await review.put(
        db, Proposal(ItemKind.REPLY, new_id(), "?", "returns", "ai", text="Non."), actor=ME
    )
    await review.decide(db, other.id, Ruling(Choice.REJECT, reason="Trop sec."), claire, actor=ME)

    found = await learning.lessons(db)

    assert (found.count, found.unedited) == (1, 0.0)
    assert [each.name for each in found.skills] == ["returns"]
    assert [each.name for each in found.documents] == ["Retours"]
    assert (found.examples[0].name, found.rejections[0].reason) == ("Claire", "Trop sec.")
    assert (await learning.lessons(db, skill="other")).count == 0


async def test_a_change_is_proposed_once_and_settled_once(db: Database) -> None:
    target = Target(TargetKind.DOCUMENT, "Retours")
    made = await learning.suggest(db, target, OPENING, BETTER, 4, actor=ME)
    assert made is not None
    assert await learning.suggest(db, target, OPENING, "autre", 5, actor=ME) is None
    (waiting,) = await learning.list_suggestions(db)
    assert (waiting.after, waiting.times, waiting.proposed_by) == (BETTER, 4, "Claire")
    assert waiting.proposed_at <= clock.now()

    assert await learning.settle_suggestion(db, made, SuggestionState.DONE, actor=ME)
    assert not await learning.settle_suggestion(db, made, SuggestionState.DISMISSED, actor=ME)
    assert await learning.list_suggestions(db) == []
