"""Understanding is learnt from examples, on this machine, and knows what it was not taught."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from limpide.assistant.understanding import (
    Example,
    TooFewExamplesError,
    Understanding,
    UnreadableExamplesError,
    read_lines,
)
from limpide.assistant.understanding.measure import handled_share
from limpide.cli.commands import app

TAUGHT = {
    ("order_status", "en"): [
        "where is my order", "where is my parcel", "when will my order arrive",
        "track my order please", "has my parcel been shipped", "my order has not arrived yet",
        "order status", "what happened to my delivery",
    ],
    ("refund", "en"): [
        "I want my money back", "when do I get my refund", "please refund me",
        "refund not received", "how long does a refund take", "give me a refund",
        "money back for the item I returned", "my refund is missing",
    ],
    ("opening_hours", "en"): [
        "when are you open", "opening hours of the shop", "are you open on sunday",
        "what time does the shop close", "is the store open today", "shop hours please",
        "until when is the shop open", "do you open on holidays",
    ],
    ("order_status", "fr"): [
        "où est ma commande", "où est mon colis", "quand arrive ma commande",
        "suivre ma commande", "mon colis est-il parti", "ma commande n'est pas arrivée",
        "état de la commande", "que devient ma livraison",
    ],
    ("refund", "fr"): [
        "je veux être remboursé", "quand serai-je remboursée", "remboursez-moi",
        "remboursement non reçu", "délai de remboursement", "je demande un remboursement",
        "rendez-moi mon argent", "mon remboursement manque",
    ],
    ("opening_hours", "fr"): [
        "quand êtes-vous ouverts", "horaires du magasin", "ouvert le dimanche ?",
        "à quelle heure ferme le magasin", "la boutique est-elle ouverte", "vos horaires svp",
        "jusqu'à quelle heure êtes-vous ouverts", "ouvrez-vous les jours fériés",
    ],
}  # fmt: skip
EXAMPLES = [
    Example(text, label, language) for (label, language), texts in TAUGHT.items() for text in texts
]


@pytest.fixture(scope="module")
def taught() -> Understanding:
    return Understanding(EXAMPLES)


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("has my order left yet", "en", "order_status"),
        ("wher is my ordr", "en", "order_status"),
        ("could you refund my money", "en", "refund"),
        ("is the shop open on monday", "en", "opening_hours"),
        ("ou est mon coli", "fr", "order_status"),
        ("je voudrais un remboursement", "fr", "refund"),
        ("le magasin est ouvert lundi ?", "fr", "opening_hours"),
    ],
)
def test_other_words_and_misspelt_words_are_understood(
    taught: Understanding, text: str, language: str, label: str
) -> None:
    assert taught.understand(text, language).nearest[0] == label


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("tell me a joke about penguins", "en"),
        ("who won the football world cup", "en"),
        ("raconte-moi une blague de pingouins", "fr"),
        ("", "en"),
        ("?!", "fr"),
    ],
)
def test_what_was_never_taught_is_out_of_scope(
    taught: Understanding, text: str, language: str
) -> None:
    guess = taught.understand(text, language)
    assert guess.abstained
    assert guess.confidence < taught.understand("where is my order", "en").confidence


def test_a_guess_names_the_words_it_rests_on(taught: Understanding) -> None:
    assert "refund" in taught.understand("I want a refund", "en").because


def test_the_same_examples_teach_the_same(taught: Understanding) -> None:
    again = Understanding(EXAMPLES)
    texts = ["refund or order", "my parcel", "hello there"]
    assert [again.understand(text, "en") for text in texts] == [
        taught.understand(text, "en") for text in texts
    ]


def test_examples_of_out_of_scope_are_learnt_from() -> None:
    strange = [
        "do you sell gift cards", "gift card balance", "buy a gift card", "gift card expired",
        "send a gift card", "gift card for my mother",
    ]  # fmt: skip
    taught = Understanding([*EXAMPLES, *(Example(text, None, "en") for text in strange)])
    assert taught.understand("a gift card for my sister", "en").abstained


def test_one_intent_is_no_choice() -> None:
    with pytest.raises(TooFewExamplesError):
        Understanding([Example("hello", "greet", "en"), Example("x", None, "en")])


@pytest.mark.parametrize("line", ["no json", "[]", '{"label": "x"}'])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(line)
    with pytest.raises(UnreadableExamplesError, match=r"bad\.jsonl"):
        read_lines(file)


def test_the_share_handled_counts_the_surest_first() -> None:
    judged = [(0.9, True), (0.8, True), (0.7, False), (0.6, False)]
    assert handled_share(judged) == 0.5
    assert handled_share([(0.9, False), (0.1, False)]) == 0


def test_the_command_writes_a_prediction_per_line(tmp_path: Path) -> None:
    train, test, out = (tmp_path / name for name in ("train.jsonl", "test.jsonl", "out.jsonl"))
    train.write_text(
        "\n".join(
            json.dumps({"id": n, "text": each.text, "label": each.label, "lang": each.language})
            for n, each in enumerate(EXAMPLES)
        )
    )
    rows = [
        {"id": "a", "text": "where is my parcel now", "label": "order_status", "lang": "en"},
        {"id": "b", "text": "sing a song about whales", "label": None, "lang": "en"},
    ]
    test.write_text("\n".join(map(json.dumps, rows)))
    args = ["eval", "understanding", "--train", str(train), "--test", str(test)]
    shown = CliRunner().invoke(app, [*args, "--out", str(out), "--json"])
    assert shown.exit_code == 0, shown.output
    assert json.loads(shown.output)["outside_recall"] == 1
    written = [json.loads(line) for line in out.read_text().splitlines()]
    assert [(each["id"], each["label"], each["abstained"]) for each in written] == [
        ("a", "order_status", False),
        ("b", None, True),
    ]
    assert set(written[0]) == {"id", "label", "confidence", "abstained"}
