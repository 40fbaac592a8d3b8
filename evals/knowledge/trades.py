"""Small help centres of other trades, with questions: a clinic, a railway, a bank, a web tool."""

from collections.abc import Iterator
from pathlib import Path

from limpide.knowledge.evaluation import Query, Row, read_corpus, read_queries

FOLDER = Path(__file__).parent / "trades"


def all_trades() -> Iterator[tuple[str, list[Row], list[Query]]]:
    """Give each trade's name, rows and questions."""
    for corpus in sorted(FOLDER.glob("*_corpus.jsonl")):
        name = corpus.name.removesuffix("_corpus.jsonl")
        yield name, read_corpus(corpus), read_queries(FOLDER / f"{name}_queries.jsonl")
