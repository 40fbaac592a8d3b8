"""Small collections of other trades, with questions.

«work» may be looked at and learnt from; «held» and «after» are only measured. The first two were
written before the word lists of limpide.knowledge by the same hand, «after» once those were closed:
how many questions find their section there is what others may expect. There are documents of
services (a clinic, a railway, a bank, a town hall …), manuals (a camera, household machines), and
articles without headings (a province, a valley), in French or in English.
"""

from collections.abc import Iterator
from pathlib import Path

from limpide.knowledge.evaluation import Query, Row, read_corpus, read_queries

FOLDER = Path(__file__).parent / "trades"


def trades(split: str) -> Iterator[tuple[str, list[Row], list[Query]]]:
    """Give each trade's name, rows and questions."""
    for corpus in sorted((FOLDER / split).glob("*_corpus.jsonl")):
        name = corpus.name.removesuffix("_corpus.jsonl")
        yield name, read_corpus(corpus), read_queries(corpus.with_name(f"{name}_queries.jsonl"))
