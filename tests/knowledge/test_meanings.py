"""Everyday words find what documents call it; what a question is about is seen."""

import pytest

from limpide.knowledge.answering import answer_from
from limpide.knowledge.estimate import EVIDENCE_NAMES, calibration
from limpide.knowledge.features import Matcher
from limpide.knowledge.index import Entry, Index, analyse
from limpide.knowledge.lexicon import Lexicon
from limpide.knowledge.question import understand
from limpide.knowledge.reply import Answered
from limpide.knowledge.wanted import Kind, fits, kind_of
from limpide.knowledge.words import scenes, stem

FLATS = [
    ("Adding a partner", "You may ask after twelve months. We check identity and arrears."),
    ("Lodgers", "You may take in a lodger without asking but must tell us the name."),
    ("Stopping", "Write to us four weeks before the end. Keys are due at noon."),
    ("Parking", "Bays are not reserved. Cars without tax are removed after seven days."),
    ("Gas check", "A yearly visit required by law."),
]


def _index(*sections: tuple[str, str]) -> Index:
    lexicon = Lexicon("en")
    entries = [
        Entry(str(n), str(n), "en", "Tenancy", (heading,), (), text, document=f"d{n}")
        for n, (heading, text) in enumerate(sections)
    ]
    return Index(entries, [analyse(entry, lexicon) for entry in entries], lexicon)


INDEX = _index(*FLATS)


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("can my boyfriend move in", "Adding a partner"),
        ("I want to cancel", "Stopping"),
        ("may I sublet", "Lodgers"),
        ("where do I leave my car", "Parking"),
    ],
)
def test_everyday_words_find_what_the_documents_call_it(question: str, heading: str) -> None:
    assert answer_from({"en": INDEX}, question, "en").ranked[0].heading == heading


def test_what_a_heading_asks_word_for_word_is_answered_by_it() -> None:
    asked = _index(*FLATS, ("Where is my parcel?", "Follow it by its number."))
    assert isinstance(answer_from({"en": asked}, "where is my parcel", "en"), Answered)


@pytest.mark.parametrize(
    ("question", "is_the_same"),
    [
        ("When will I get my refund?", True),
        ("when would I be refunded", True),
        ("Why will I get my refund?", False),
        ("When will you?", False),
        ("Refund?", False),
    ],
)
def test_a_heading_asks_the_same_whoever_speaks_of_whom(question: str, is_the_same: bool) -> None:
    asked = _index(*FLATS, ("When will you be refunded?", "Three days after we have the parcel."))
    found = Matcher(understand(question, "en", asked.lexicon), asked)
    match = found.match(len(FLATS), 1.0, 1.0)
    assert match.is_asked_by_heading == is_the_same
    if is_the_same:
        assert isinstance(answer_from({"en": asked}, question, "en"), Answered)


def test_a_phrase_is_known_though_each_of_its_words_says_little() -> None:
    found = understand("I had enough", "en", INDEX.lexicon)
    number = INDEX.lexicon.find(stem("end", "en"))
    assert number in {option for term in found.terms for option, _ in term.options}


def test_a_word_the_lists_know_is_not_mended_into_another() -> None:
    [term] = understand("hurt", "en", _index(("Hurry", "A hunt.")).lexicon).terms
    assert term.options == ()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_words_that_stand_for_each_other_find_each_other(language: str) -> None:
    known = scenes(language)
    for phrase, scene in known.items():
        if len(phrase) == 1:
            assert all(phrase[0] in known[(other,)].same for other in scene.same)


@pytest.mark.parametrize(
    ("question", "kind", "answer", "no_answer"),
    [
        ("how long does it take", Kind.HOW_LONG, "It takes ten days.", "On Monday at 10 am."),
        ("at what time do you close", Kind.CLOCK, "We close at 18:30.", "It takes ten days."),
        ("à quelle heure fermez-vous", Kind.CLOCK, "Fermé à 19 h.", "Sous dix jours."),
        ("combien de temps faut-il", Kind.HOW_LONG, "Deux semaines.", "Le lundi 3 mars."),
        ("when was it built", Kind.WHEN, "Built in 1848.", "Built of stone."),
    ],
)
def test_a_length_of_time_is_no_time_of_day(
    question: str, kind: Kind, answer: str, no_answer: str
) -> None:
    assert kind_of(question) is kind
    assert fits(kind, answer) == 1.0
    assert fits(kind, no_answer) == 0.0


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("do you sell parking permits", "sell"),
        ("Hello. Can I keep a goat?", "goat"),
        ("which lodger may stay", "lodger"),
        ("combien d'enfants par adulte", "enfants"),
        ("comment purger un radiateur", "purger"),
    ],
)
def test_what_a_question_is_about_follows_its_asking_words(question: str, about: str) -> None:
    language = "fr" if "co" in question[:2] else "en"
    found = understand(question, language, Lexicon(language))
    assert found.focus is not None
    assert found.terms[found.focus].word == about


def test_every_tree_ends_in_a_value_and_asks_of_known_figures_only() -> None:
    for tree in calibration().trees:
        for node in tree:
            assert len(node) in {1, 4}
            if len(node) == 4:
                place, _limit, low, high = node
                assert 0 <= place < len(EVIDENCE_NAMES)
                assert {int(low), int(high)} <= set(range(1, len(tree)))
