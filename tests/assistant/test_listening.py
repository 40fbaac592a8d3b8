"""A person is one word away, and rules decide it."""

import json
from pathlib import Path

import pytest

from limpide.assistant import Social, frustration, requests_person, sensitive_matter, small_talk
from limpide.assistant.noticing import examples, notice_giving_up

# The share of evals/handover that must be heard; the sets themselves are measured in evals/.
PHRASES = list(map(json.loads, Path("evals/handover/phrases.jsonl").read_text().splitlines()))


@pytest.mark.parametrize(
    "text",
    [
        "un vrai conseiller svp",
        "stop the bot",
        "agent!!",
        "JE VEUX PARLER À UN HUMAIN",
        "humain",
        "can I talk to a real person please?",
        "conseilier s'il vous plaît",
        "rappelez-moi",
        "get me your supervisor",
        "je préfère une vraie personne",
        "y a quelqu'un ?",
        "can I speak to somebody real",
        "passez-moi votre responsable",
        "are you a bot? I want a human",
        "j'en ai marre des robots",
        "I don't need a robot, I need a person",
        "le bot ne comprend rien, passez-moi quelqu'un",
        "pouvez-vous me passer un conseillé",
        "jvx parler a kelkun",
        "c'est possible d'avoir quelqu'un en ligne ?",
        "un de vos employés peut-il traiter ma demande ?",
        "could a colleague of yours help me",
        "encore un robot !",
        "I won't talk to an AI",
        "can't we just do this on the phone?",
        "demande de rappel",
    ],
)
def test_asking_for_a_person_is_heard(text: str) -> None:
    assert requests_person(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "rappelez-moi le prix de la livraison",
        "le robot de cuisine est-il en stock ?",
        "pas besoin d'un conseiller, merci",
        "combien de personnes pour monter le lit ?",
        "is it real leather?",
        "humane mouse trap",
        "is a person needed to sign for the parcel?",
        "le conseiller m'a dit que ce serait livré mardi",
        "I spoke to an agent yesterday, where is my refund?",
        "pouvez-vous me conseiller un matelas ?",
        "merci au conseiller qui m'a aidé",
        "j'ai déjà parlé à un conseiller hier, merci",
        "le livreur doit-il m'appeler avant de passer ?",
        "je dois en parler à ma femme",
        "my team leader wants a quote",
        "je ne souhaite pas être rappelé",
        "le robot répond bien, merci",
        "is there anyone who has tested this lamp?",
        "",
    ],
)
def test_words_that_only_look_like_it_are_not(text: str) -> None:
    assert requests_person(text) is None


def test_most_ways_of_asking_are_heard_and_few_others() -> None:
    wished = [bool(requests_person(p["text"])) for p in PHRASES if p["wants_person"]]
    others = [bool(requests_person(p["text"])) for p in PHRASES if not p["wants_person"]]

    assert sum(wished) / len(wished) >= 0.95
    assert sum(others) / len(others) <= 0.03


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("je vais porter plainte", "legal_threat"),
        ("I got an electric shock from your lamp", "injury"),
        ("my mother passed away last week", "death"),
        ("quelqu'un a piraté mon compte", "fraud"),
        ("this is a GDPR access request", "data_rights"),
        ("another customer can see my orders", "data_rights"),
        ("le livreur m'a agressée", "violence"),
        ("ma fille a avalé une pile", "injury"),
        ("je vous mets en demeure", "legal_threat"),
        ("la plante est morte", None),
        ("cette chaise me tue le dos", None),
        ("où est mon colis ?", None),
    ],
)
def test_sensitive_matters_are_named(text: str, matter: str | None) -> None:
    assert sensitive_matter(text) == matter


def test_giving_up_is_noticed_with_its_evidence() -> None:
    *signs, noticed = frustration("ça fait trois fois que je vous le demande !!!")
    assert signs == ["repeated_ask", "exclamations"]
    assert noticed.startswith("noticed: ")
    assert frustration("C'EST INCROYABLE ENFIN !!!")[:2] == ("shouting", "exclamations")
    assert frustration("OK MERCI") == ()
    assert frustration("où est mon colis ?") == ()


@pytest.mark.parametrize(
    "text",
    ["laissez tomber la lampe, mon frère m’en donne une", "forget it, I don't want the rug now",
     "laissez tomber, je ne veux plus de la OLV-20419120"],
)  # fmt: skip
def test_who_drops_a_thing_does_not_give_up(text: str) -> None:
    assert frustration(text) == ()
    assert frustration("laissez tomber, vous ne servez à rien") != ()


def test_asking_the_same_again_with_some_heat_counts() -> None:
    question = "quand est-ce que ma commande arrive chez moi"
    assert frustration(question.upper(), [question]) == ("shouting", "repeated_question")
    assert frustration(question, ["bonjour"]) == ()


def test_small_talk_is_the_whole_message_or_none() -> None:
    assert small_talk("Bonjour !") is Social.GREETING
    assert small_talk("merci beaucoup") is Social.THANKS
    assert small_talk("Are you a robot?") is Social.WHO
    assert small_talk("Bonjour, où est mon colis ?") is None


@pytest.mark.parametrize(
    "text",
    [
        "Are you a robot?",
        "c’est un robot qui me répond ?",
        "Vous êtes une vraie personne ?",
        "am I talking to a person or a machine?",
        "tu es une IA ?",
    ],
)
def test_who_asks_whether_a_robot_answers_is_told_and_gives_up_nothing(text: str) -> None:
    assert small_talk(text) is Social.WHO
    assert frustration(text) == ()
    assert requests_person(text) is None


def test_giving_up_is_noticed_in_words_no_rule_has_and_they_are_named() -> None:
    found = notice_giving_up("on me balade de service en service, j'en ai par-dessus la tête")

    assert found is not None
    assert found.is_sure
    assert found.because
    assert any(sign.startswith("noticed: ") for sign in frustration("you're doing my head in"))


def test_what_is_only_suspected_needs_another_sign() -> None:
    assert notice_giving_up("où est mon colis ?") is None
    assert not frustration("vous avez encore du stock en bleu ?")


@pytest.mark.parametrize(
    "text",
    ["ok", "non", "no, another one", "i lost it", "c'est le 69004", "priya.n@post.example",
     "non, plutôt en point relais", "je ne veux pas donner mon adresse", "défais ça"],
)  # fmt: skip
def test_a_short_reply_says_nothing_of_a_mood(text: str) -> None:
    assert frustration(text) == ()
    assert sensitive_matter(text) is None


def test_who_only_says_that_the_answer_missed_does_not_give_up() -> None:
    assert frustration("non, toujours pas") == ()
    assert frustration("that's not my question") == ()


@pytest.mark.parametrize(
    "text",
    [
        "I want to talk to a human",
        "je veux parler à un humain",
        "I want a person, not a machine",
        "une vraie personne s'il vous plaît",
        "I want to kill my subscription",
        "laissez-moi parler à quelqu'un",
    ],
)
def test_who_wants_a_person_is_never_taken_for_somebody_in_danger(text: str) -> None:
    assert sensitive_matter(text) is None


def test_the_sentences_learnt_from_are_in_both_languages_and_no_label_is_thin() -> None:
    counts: dict[tuple[str, str | None], int] = {}
    for each in examples():
        counts[each.language, each.label] = counts.get((each.language, each.label), 0) + 1

    assert min(counts.values()) >= 10
    assert {language for language, _ in counts} == {"fr", "en"}
