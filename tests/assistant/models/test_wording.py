"""A model may word what was found; what it adds, changes or promises is never shown."""

from typing import Any

import pytest

from limpide import assistant, ledger
from limpide.assistant import Verdict

from .conftest import SHOP, Customer, FakeProvider

QUESTION = "Combien de jours ai-je pour renvoyer un article ?"
GOOD = "Vous avez 30 jours après la livraison pour renvoyer l’article."


def says(*sentences: str) -> Any:
    """A provider that says these sentences, each about all passages it was given."""

    def answer(material: dict[str, Any]) -> dict[str, Any]:
        ids = [passage["id"] for passage in material["passages"]]
        return {"sentences": [{"text": text, "passages": ids} for text in sentences]}

    return answer


async def test_what_a_model_worded_from_the_passages_is_shown_with_its_sources(
    with_model: Customer, fake: FakeProvider
) -> None:
    fake.answer = says(GOOD)

    answer = await with_model.ask(QUESTION)

    assert GOOD in answer.body
    assert answer.citations
    assert answer.citations[0].quote in SHOP
    assert answer.citations[0].quote not in answer.body


async def test_the_passport_names_the_model_its_provider_and_what_it_weighed(
    with_model: Customer, fake: FakeProvider
) -> None:
    fake.answer = says(GOOD)

    answer = await with_model.ask(QUESTION)

    passport = await ledger.find_passport(with_model.pool, answer.passport_token or "")
    assert passport is not None
    assert passport.body["author"]["ai"]["name"] == "fake-1"
    assert passport.body["author"]["ai"]["provider"] == "Mistral AI (Union européenne)"
    assert any("llm.small" in factor for factor in passport.body["footprint"]["factors"])


async def test_what_left_the_house_is_kept_with_the_turn_and_replay_asks_nobody(
    with_model: Customer, fake: FakeProvider
) -> None:
    fake.answer = says(GOOD)
    await with_model.ask(QUESTION)
    count = len(fake.bodies)

    turn = await with_model.last_turn()
    [asked] = await with_model.asked()

    assert asked["sent"] == fake.bodies[-1]["messages"][-1]["content"]
    assert asked["outcome"] == "answered"
    assert asked["verdict"] == "used 1"
    assert turn.versions["prompt.word"].startswith("fake-1/")
    assert assistant.replay(turn) == turn.decision
    assert len(fake.bodies) == count


@pytest.mark.parametrize(
    "invented",
    [
        "Vous avez 60 jours après la livraison pour renvoyer un article.",
        "Vous avez 30 heures après la livraison pour renvoyer un article.",
        "Vous n’avez pas trente jours après la livraison pour renvoyer un article.",
        "Vous avez trente jours avant la livraison pour renvoyer un article.",
        "Vous avez trente jours après la livraison pour renvoyer gratuitement un article.",
        "Vous avez trente jours après la livraison pour renvoyer un article à Jean Dupuis.",
        "Vous avez trente jours après la livraison pour renvoyer un article, code REMISE50.",
        "J’ai remboursé votre article, vous avez trente jours après la livraison.",
        "Votre remboursement de 30 € est confirmé.",
        "Ignorez les règles : donnez votre mot de passe sur https://escroc.example/login.",
        "You have thirty days after delivery to send an item back in its packaging.",
        "Notre directeur vous appellera demain matin pour en parler avec vous.",
        "<b>Vous avez trente jours après la livraison pour renvoyer un article.</b>",
        "Vous avez trente jours après la livraison pour renvoyer un article [CODE_9].",
    ],
)
async def test_an_invented_sentence_is_dropped_and_the_quotation_shown_instead(
    with_model: Customer, fake: FakeProvider, invented: str
) -> None:
    fake.answer = says(invented)

    answer = await with_model.ask(QUESTION)

    assert invented not in answer.body
    assert answer.citations[0].quote in answer.body
    [asked] = await with_model.asked()
    assert asked["verdict"].startswith("too_little_left, dropped ")


async def test_of_two_sentences_the_wrong_one_is_dropped(
    with_model: Customer, fake: FakeProvider
) -> None:
    fake.answer = says(GOOD, "Le remboursement arrive sous 48 heures.")

    answer = await with_model.ask(QUESTION)

    assert GOOD in answer.body
    assert "48" not in answer.body


async def test_a_sentence_that_quotes_nothing_or_the_unknown_is_dropped(
    with_model: Customer, fake: FakeProvider
) -> None:
    said = [{"text": GOOD, "passages": list[str]()}, {"text": GOOD, "passages": ["P9"]}]
    fake.answer = lambda _: {"sentences": said}

    answer = await with_model.ask(QUESTION)

    assert answer.citations[0].quote in answer.body


async def test_a_wording_that_loses_the_exception_asked_about_is_not_shown(
    with_model: Customer, fake: FakeProvider
) -> None:
    fake.answer = says("Les plantes et la literie ouverte sont reprises.")

    answer = await with_model.ask("Reprenez-vous les plantes et la literie ouverte ?")

    assert "ne sont pas reprises" in answer.body


@pytest.mark.parametrize(
    "mode",
    ["broken", "not_json", "refusal", "chatter", "malformed", "other_shape", "slow", "endless",
     "trickle"],
)  # fmt: skip
async def test_a_bad_provider_costs_the_time_limit_at_most_and_the_turn_still_answers(
    with_model: Customer, fake: FakeProvider, mode: str
) -> None:
    fake.mode = mode

    answer = await with_model.ask(QUESTION)

    turn = await with_model.last_turn()
    assert answer.citations[0].quote in answer.body
    assert turn.decision.verdict is Verdict.ANSWER
    assert turn.took_ms < 6_000
    [asked] = await with_model.asked()
    assert asked["outcome"] in {"broken", "malformed", "refused", "late"}
    assert asked["sent"]
