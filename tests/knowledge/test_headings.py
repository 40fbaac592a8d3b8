"""A heading that asks the same in other words answers; one that asks something near does not."""

import pytest

from limpide.knowledge.headings import Asking
from limpide.knowledge.lexicon import Lexicon
from limpide.knowledge.question import understand


def _asks(question: str, heading: str, language: str) -> bool:
    lexicon = Lexicon(language)
    lexicon.numbers_in(heading)
    return Asking(understand(question, language, lexicon), lexicon).is_asked_by(heading)


@pytest.mark.parametrize(
    ("question", "heading", "language"),
    [
        ("combien de temps pour retourner un article svp", "Délai pour renvoyer un article", "fr"),
        ("quels sont vos délais de livraison", "En combien de temps êtes-vous livré ?", "fr"),
        ("sous combien de temps je suis remboursé", "Quand serez-vous remboursé ?", "fr"),
        ("c’est combien un retour ?", "Combien coûte le retour ?", "fr"),
        (
            "How long do I have to send something back?",
            "How long do you have to return an item?",
            "en",
        ),
        ("where is my package", "Where is your parcel?", "en"),
        ("how much is delivery", "How much does delivery cost?", "en"),
        ("How do I delete my account?", "Delete your account", "en"),
    ],
)
def test_other_words_for_the_same_question(question: str, heading: str, language: str) -> None:
    assert _asks(question, heading, language)


@pytest.mark.parametrize(
    ("question", "heading", "language"),
    [
        # Another kind of answer, another thing, a condition more, one less, the opposite.
        ("combien coûte le renvoi d’un article", "Délai pour renvoyer un article", "fr"),
        ("combien de temps pour annuler", "Délai pour renvoyer un article", "fr"),
        ("combien de temps pour renvoyer un article en promotion", "Délai pour renvoyer", "fr"),
        ("combien coûte la livraison", "Combien coûte la livraison en Suisse ?", "fr"),
        ("quand ne suis-je pas remboursé", "Quand serez-vous remboursé ?", "fr"),
        ("my promo code does not work", "Using a promotional code", "en"),
        ("return", "Returns", "en"),
        ("", "Returns", "en"),
    ],
)
def test_what_only_comes_near(question: str, heading: str, language: str) -> None:
    assert not _asks(question, heading, language)
