"""Small collections of other trades, with questions.

«work» may be looked at and learnt from. «held» is only measured: written before anything was learnt
from the present «work», with near misses beside each answer, questions in customers' own words that
share few with the text, slips of the keyboard, and a third that ask of the same topic what no text
says. Once it has been tuned towards, by whoever reads its figures for long, it becomes «work», as
the parts called held and after until November 2026 did, and a new one is written.

«ordinary» questions are another kind: what customers of such a company ask every day, in the
plainest words, written by who had not seen how the search works nor the other questions; one of
four has no answer. They are measured only; of their part called work, misses may be read.

There are documents of services (a clinic, a railway, a bank, a town hall …), manuals (a camera,
household machines), and articles without headings (a province, a valley), in French or in English.
"""

from collections.abc import Iterator
from pathlib import Path

from limpide.knowledge.evaluation import Query, Row, read_corpus, read_queries

FOLDER = Path(__file__).parent / "trades"
KINDS = ("queries", "ordinary")


def trades(split: str, kind: str = "queries") -> Iterator[tuple[str, list[Row], list[Query]]]:
    """Give each trade's name, rows and questions of one of KINDS."""
    for corpus in sorted((FOLDER / split).glob("*_corpus.jsonl")):
        name = corpus.name.removesuffix("_corpus.jsonl")
        yield name, read_corpus(corpus), read_queries(corpus.with_name(f"{name}_{kind}.jsonl"))
