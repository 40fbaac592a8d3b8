"""A question is found in a story, two questions get two answers, a follow-up leans on the last."""

import pytest

from limpide.knowledge.answering import answer_from
from limpide.knowledge.asks import asking_spans, parts_of
from limpide.knowledge.index import Entry, Index, analyse
from limpide.knowledge.lexicon import Lexicon
from limpide.knowledge.reply import Answered, AskBack, NoAnswer, Reason

SHOP = [
    ("Returns", "Returning an item", "You have 30 days after delivery to send an item back."),
    ("Returns", "Refunds", "A refund reaches your account 5 working days after we get the parcel."),
    ("Delivery", "Delivery to Belgium", "A parcel to Belgium costs 9 € and takes 4 days."),
    ("Delivery", "Delivery to Switzerland", "A parcel to Switzerland costs 19 € and takes 6 days."),
    ("Orders", "Cancelling an order", "Cancel an order in your account until it has left."),
    ("Lamps", "Changing the bulb", "Unplug the lamp, unscrew the bulb and fit one of type E27."),
]


def _index(*sections: tuple[str, str, str], language: str = "en") -> dict[str, Index]:
    lexicon = Lexicon(language)
    entries = [
        Entry(str(n), str(n), language, title, (heading,), (), text, document=f"d{n}")
        for n, (title, heading, text) in enumerate(sections)
    ]
    return {language: Index(entries, [analyse(entry, lexicon) for entry in entries], lexicon)}


INDEX = _index(*SHOP)


def _headings(question: str, *history: str) -> list[str]:
    reply = answer_from(INDEX, question, "en", history=history)
    return [ranked.heading for ranked in reply.ranked]


def test_the_question_at_the_end_of_a_story_decides() -> None:
    story = (
        "Hello! Last Saturday my sister came to see us with her two dogs, who broke the bulb "
        "of our nicest lamp in the hall. It was a long evening. I had also ordered a vase for her. "
        "How long do I have to send something back? Thank you very much, Ann"
    )
    assert _headings(story)[0] == "Returning an item"


def test_a_question_that_says_nothing_alone_takes_its_subject_from_the_story() -> None:
    story = "Good morning. We live in Belgium and would like a parcel delivered. What does it cost?"
    assert _headings(story)[0] == "Delivery to Belgium"


def test_a_greeting_is_no_question() -> None:
    text = "Good morning dear team. We moved house in June, all of us. How do I cancel my order?"
    [(start, end)] = asking_spans(text)
    assert text[start:end] == "How do I cancel my order?"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("how do I cancel and how long does the refund take?", 2),
        ("Où est mon colis ? Et comment changer l’adresse ?", 2),
        ("can I bring a bag and a coat", 1),
        ("c’est combien et quand", 1),
    ],
)
def test_several_questions_are_told_apart(text: str, count: int) -> None:
    assert len(parts_of(text)) == count


def test_two_questions_get_both_answers_from_their_own_sections() -> None:
    reply = answer_from(INDEX, "how do I cancel an order and how do I change the bulb?", "en")
    assert isinstance(reply, Answered)
    assert {c.heading for c in reply.citations} == {"Cancelling an order", "Changing the bulb"}


def test_a_follow_up_replaces_what_it_names_anew() -> None:
    assert _headings("and to Switzerland?", "what does a parcel to Belgium cost")[0] == (
        "Delivery to Switzerland"
    )


def test_a_follow_up_of_a_follow_up_goes_back_to_the_subject() -> None:
    found = _headings("is it free?", "how do I change the bulb of the lamp", "and that one?")
    assert found[0] == "Changing the bulb"


def test_a_question_that_stands_alone_borrows_nothing() -> None:
    found = _headings("how do I cancel my order before it leaves", "what does a parcel cost")
    assert found[0] == "Cancelling an order"


def test_documents_that_disagree_are_not_passed_off_as_an_answer() -> None:
    other = ("Help", "Returning an item", "You have 14 days after delivery to send an item back.")
    reply = answer_from(_index(*SHOP, other), "how many days do I have to return an item", "en")
    assert isinstance(reply, NoAnswer)
    assert reply.reason is Reason.CONTRADICTION
    assert [topic.title for topic in reply.near] == ["Returns", "Help"]


def test_an_unsure_question_back_quotes_none_of_two_that_disagree() -> None:
    other = ("Help", "Returning an item", "You have 14 days after delivery to send an item back.")
    reply = answer_from(_index(*SHOP, other), "when must the item be back", "en")
    assert isinstance(reply, AskBack)
    assert reply.closest == ()


def test_the_same_figure_in_two_documents_is_no_quarrel() -> None:
    other = ("Help", "Returning an item", "You have 30 days after delivery to send an item back.")
    reply = answer_from(_index(*SHOP, other), "how many days do I have to return an item", "en")
    assert reply.reason is not Reason.CONTRADICTION


def test_two_countries_with_two_prices_are_no_quarrel() -> None:
    reply = answer_from(INDEX, "what does a parcel to Belgium cost", "en")
    assert reply.reason is not Reason.CONTRADICTION


@pytest.mark.parametrize("words", ["send back", "send it back", "send my lamp back"])
def test_a_verb_and_its_particle_are_one_word_even_apart(words: str) -> None:
    assert _headings(f"until when may I {words}")[0] == "Returning an item"
