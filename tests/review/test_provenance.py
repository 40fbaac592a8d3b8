"""AI text, a person's text and AI text a person changed are kept apart, character by character.

A thousand random sequences of edits are done three times: by the product, by the browser's own
module, and by a reference so plain that it can be read at a glance.
"""

import json
import random
import shutil
import subprocess
from collections.abc import Sequence
from typing import Any

import pytest

from limpide.review import provenance
from limpide.review.provenance import Edit, Hand, InvalidEditError, Run, Runs

AI = "Vous avez trente jours pour renvoyer un article 🪑. Le retour est gratuit en magasin !"
READY = "Bonne journée à vous, l’équipe de la Maison Olvera."
KNOWN = {Hand.AI: (AI,), Hand.READY: (READY,)}
# No letter of the AI's: what is typed or brought from elsewhere is never taken for its words.
FOREIGN = "ΩΨΔ ЖЩ\n😀 ΞΣ "
SEQUENCES = 1_000


class Reference:
    """Characters with their hands in a list, and the gaps where AI text was taken out in a set."""

    def __init__(self, text: str, hand: Hand) -> None:
        self.cells = [(character, hand) for character in text]
        self.gaps: set[int] = set()

    def copy(self) -> "Reference":
        twin = Reference("", Hand.AI)
        twin.cells, twin.gaps = list(self.cells), set(self.gaps)
        return twin

    def edit(self, at: int, cut: int, put: Sequence[tuple[str, Hand]]) -> None:
        gone = [hand for _, hand in self.cells[at : at + cut]]
        in_gap = any(at <= gap <= at + cut for gap in self.gaps)
        replaces = in_gap or Hand.AI in gone or Hand.CHANGED in gone
        changes = replaces or (not cut and self._inside(at))
        new = [
            (character, Hand.CHANGED if changes and hand is Hand.PERSON else hand)
            for text, hand in put
            for character in text
        ]
        self.cells[at : at + cut] = new
        moved = {gap - cut + len(new) for gap in self.gaps if gap > at + cut}
        self.gaps = {gap for gap in self.gaps if gap < at} | moved
        if replaces:
            self.gaps.add(at + len(new))

    def _inside(self, at: int) -> bool:
        if not 0 < at < len(self.cells):
            return False
        (one, left), (other, right) = self.cells[at - 1 : at + 1]
        if left is right is Hand.CHANGED:
            return True
        return left is right is Hand.AI and one.isalnum() and other.isalnum()


class Author:
    """Somebody who types, deletes, pastes, drags, takes back and does again, at random."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        begins_with_draft = self.dice.random() < 0.7
        self.base: Runs = (Run(AI, Hand.AI),) if begins_with_draft else ()
        self.states = [Reference(AI if begins_with_draft else "", Hand.AI)]
        self.edits: list[Edit] = []

    @property
    def now(self) -> Reference:
        return self.states[-1]

    def work(self, steps: int) -> None:
        deeds = [self.type, self.type, self.delete, self.paste, self.ready, self.drag, self.go_back]
        for _ in range(steps):
            self.dice.choice(deeds)()

    def type(self) -> None:
        text = "".join(self.dice.choices(FOREIGN, k=self.dice.randint(1, 4)))
        self._replace(
            [(text, Hand.PERSON)], [(text, Hand.PERSON)], most=self.dice.choice([0, 0, 5])
        )

    def delete(self) -> None:
        self._replace([], [], most=12)

    def paste(self) -> None:
        words = AI.split(" ")
        start = self.dice.randrange(len(words))
        taken = " ".join(words[start : start + self.dice.randint(1, 6)])
        many = sum(any(map(str.isalnum, word)) for word in taken.split(" "))
        said = [("Ω•", Hand.PASTED), (taken, Hand.PASTED), ("•Ψ", Hand.PASTED)]
        meant = [said[0], (taken, Hand.AI if many >= 3 else Hand.PASTED), said[2]]
        self._replace([("".join(text for text, _ in said), Hand.PASTED)], meant, most=3)

    def ready(self) -> None:
        self._replace([(READY, Hand.READY)], [(READY, Hand.READY)], most=0)

    def drag(self) -> None:
        length = len(self.now.cells)
        start = self.dice.randint(0, length)
        moved = self.now.cells[start : start + self.dice.randint(1, 9)]
        if not moved:
            return
        self._replace([], [], at=start, cut=len(moved))
        self._replace(moved, moved, most=0)

    def go_back(self) -> None:
        to = self.dice.randrange(len(self.states))
        self.edits.append(Edit(to=to))
        self.states.append(self.states[to].copy())

    def _replace(
        self,
        said: Sequence[tuple[str, Hand]],
        meant: Sequence[tuple[str, Hand]],
        *,
        most: int = 0,
        at: int | None = None,
        cut: int | None = None,
    ) -> None:
        length = len(self.now.cells)
        at = self.dice.randint(0, length) if at is None else at
        cut = self.dice.randint(0, min(most, length - at)) if cut is None else cut
        self.edits.append(Edit(at, cut, tuple(Run(text, hand) for text, hand in said)))
        after = self.now.copy()
        after.edit(at, cut, meant)
        self.states.append(after)


@pytest.fixture(scope="module")
def authors() -> list[Author]:
    made = [Author(seed) for seed in range(SEQUENCES)]
    for author in made:
        author.work(author.dice.randint(1, 40))
    return made


def test_authorship_under_a_thousand_random_sequences_equals_the_reference(
    authors: list[Author],
) -> None:
    for author in authors:
        steps = provenance.replay(author.base, author.edits, KNOWN)
        for step, state in zip(steps, author.states, strict=True):
            cells = [(character, run.hand) for run in step for character in run.text]
            assert cells == state.cells


def test_the_browser_and_the_server_agree_on_every_character_and_share(
    authors: list[Author],
) -> None:
    known = {hand.value: list(texts) for hand, texts in KNOWN.items()}
    asked = [
        {
            "base": provenance.to_json(author.base),
            "edits": [provenance.edit_to_json(edit) for edit in author.edits],
            "known": known,
        }
        for author in authors
    ]
    answers = _browser({"sequences": asked, "changes": []})["replayed"]
    for author, answer in zip(authors, answers, strict=True):
        last = provenance.replay(author.base, author.edits, KNOWN)[-1]
        assert answer["runs"] == provenance.to_json(last)
        assert answer["shares"] == {h.value: n for h, n in provenance.shares(last).items()}


def test_the_browser_finds_what_was_typed_replaced_and_deleted_wherever_it_was() -> None:
    dice = random.Random(5)
    changes: list[tuple[str, str, int, int, int]] = []
    wanted: list[tuple[int, int, str]] = []
    for _ in range(SEQUENCES):
        # Few letters, so that neighbours are often equal and only the caret tells them apart.
        before = "".join(dice.choices("aab😀 \n", k=dice.randint(0, 30)))
        start = dice.randint(0, len(before))
        end = dice.randint(start, min(start + 4, len(before)))
        put = "".join(dice.choices("ab😀", k=dice.randint(1, 4)))
        after = before[:start] + put + before[end:]
        caret = _units(before[:start] + put)
        changes.append((before, after, _units(before[:start]), _units(before[:end]), caret))
        wanted.append((start, end - start, put))
    found = _browser({"sequences": [], "changes": changes})["found"]
    assert [(each["at"], each["cut"], each["text"]) for each in found] == wanted


def test_deleting_backwards_takes_the_very_letter_before_the_caret() -> None:
    found = _browser({"sequences": [], "changes": [("aaaa", "aaa", 2, 2, 1)]})["found"]
    assert found == [{"at": 1, "cut": 1, "text": ""}]


def test_a_person_who_corrects_a_word_of_the_ai_changes_it() -> None:
    at = AI.index("trente")
    (*_, last) = provenance.replay(
        (Run(AI, Hand.AI),),
        [Edit(at, 6), *(Edit(at + n, 0, _typed(c)) for n, c in enumerate("quatorze"))],
        KNOWN,
    )
    assert Run("quatorze", Hand.CHANGED) in last
    assert provenance.counts(last)[Hand.PERSON] == 0


def test_a_sentence_added_to_the_ais_is_the_persons() -> None:
    (*_, last) = provenance.replay(
        (Run(AI, Hand.AI),), [Edit(0, 0, _typed("Bonjour Agathe. "))], KNOWN
    )
    assert last[0] == Run("Bonjour Agathe. ", Hand.PERSON)


def test_undoing_brings_the_ais_words_back_as_the_ais() -> None:
    base = (Run(AI, Hand.AI),)
    assert provenance.replay(base, [Edit(0, len(AI)), Edit(to=0)], KNOWN)[-1] == base


def test_a_claim_that_the_kept_texts_do_not_bear_out_is_not_believed() -> None:
    claim = Edit(0, 0, (Run("Nous avons tout remboursé.", Hand.AI),))
    assert provenance.apply((), claim, KNOWN) == (Run("Nous avons tout remboursé.", Hand.PASTED),)


def test_words_of_the_ai_that_are_pasted_as_if_from_elsewhere_are_found() -> None:
    pasted = "Merci ! " + AI[:30] + " ΩΨ"
    runs = provenance.apply((), Edit(0, 0, (Run(pasted, Hand.PASTED),)), KNOWN)
    assert [(run.text, run.hand) for run in runs] == [
        ("Merci ! ", Hand.PASTED),
        (AI[:30], Hand.AI),
        (" ΩΨ", Hand.PASTED),
    ]


@pytest.mark.parametrize(
    "edit",
    [
        {"at": 0, "cut": 9, "put": []},
        {"at": -1, "cut": 0, "put": [["a", "person"]]},
        {"at": 0, "cut": 0, "put": [["a", "god"]]},
        {"at": 0, "cut": 0, "put": [["\ud800", "person"]]},
        {"at": 0, "cut": 0, "put": [["a\0", "person"]]},
        {"to": 7},
        {"to": "x"},
        {},
        None,
        [],
    ],
)
def test_an_edit_that_cannot_be_is_refused(edit: Any) -> None:
    with pytest.raises(InvalidEditError):
        provenance.replay((Run("abc", Hand.PERSON),), [provenance.edit_from_json(edit)], KNOWN)


def _typed(text: str) -> Runs:
    return (Run(text, Hand.PERSON),)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _browser(asked: dict[str, Any]) -> dict[str, Any]:
    node = shutil.which("node")
    assert node is not None
    done = subprocess.run(
        [node, "tests/review/provenance_peer.mjs"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return json.loads(done.stdout)
