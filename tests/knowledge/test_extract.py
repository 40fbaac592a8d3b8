"""What is quoted of a long passage: sentences whole, lists and tables with what leads to them."""

from limpide.knowledge.evaluation import Corpus, Query, Row
from limpide.knowledge.reply import Answered, AskBack

FILL = " ".join(
    f"Nous gardons la ligne {n} de la grille des saisons au complet." for n in range(12)
)
TABLE = """Mode | France | Belgique
Relais | 3 jours | 5 jours
Domicile | 2 jours | 4 jours
Express | 1 jour | non proposé"""
TEXT = f"{FILL}\n\nLe délai de livraison se compte en jours ouvrés.\n\n{TABLE}\n\n{FILL}"


def _quotes(question: str) -> str:
    corpus = Corpus([Row("d", "Livraison", "Délais de livraison", TEXT, "fr")])
    reply, _ = corpus.ask(Query("q", question, "fr", ()))
    assert isinstance(reply, Answered | AskBack)
    quotes = reply.citations if isinstance(reply, Answered) else reply.closest
    assert all(quote.quote in TEXT for quote in quotes)
    return "\n".join(quote.quote for quote in quotes)


def test_a_sentence_that_leads_to_a_table_is_quoted_with_all_of_it() -> None:
    quoted = _quotes("Quel est le délai de livraison en Belgique ?")
    assert "jours ouvrés" in quoted
    assert TABLE in quoted
    assert "ligne 3" not in quoted
