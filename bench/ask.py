"""How long a question takes over 20,000 passages, beside plain BM25 on the same texts."""

import random
import resource
import statistics
import time

import bm25s
import snowballstemmer
from evals.knowledge import demo

from limpide.knowledge.evaluation import Corpus, Query, Row

PASSAGES = 20_000
QUESTIONS = 300


def grown(rows: list[Row], count: int) -> list[Row]:
    """Make many plausible sections from the demo's own sentences, shuffled."""
    dice = random.Random(7)
    sentences = {
        language: [
            sentence.strip() + "."
            for row in rows
            if row.language == language
            for sentence in row.text.split(".")
            if len(sentence) > 20
        ]
        for language in ("fr", "en")
    }
    made = list(rows)
    while len(made) < count:
        row = dice.choice(rows)
        text = " ".join(dice.sample(sentences[row.language], 4))
        made.append(Row(f"{row.id}~{len(made)}", row.title, row.heading, text, row.language))
    return made


def percentiles(times: list[float]) -> tuple[float, float]:
    ordered = sorted(times)
    return statistics.median(ordered), ordered[int(len(ordered) * 0.95)]


def main() -> None:
    rows = grown(demo.rows(), PASSAGES)
    queries: list[Query] = (demo.queries("work") + demo.queries("held"))[:QUESTIONS]
    corpus = Corpus(rows)
    ours: list[float] = []
    for query in queries:
        began = time.perf_counter()
        corpus.ask(query)
        ours.append((time.perf_counter() - began) * 1000)

    began = time.perf_counter()
    stem = snowballstemmer.stemmer("french").stemWords
    texts = [f"{row.title} {row.heading} {row.text}" for row in rows]
    plain = bm25s.BM25()
    plain.index(bm25s.tokenize(texts, stemmer=stem, show_progress=False), show_progress=False)
    plain_index = time.perf_counter() - began
    theirs: list[float] = []
    for query in queries:
        began = time.perf_counter()
        tokens = bm25s.tokenize([query.question], stemmer=stem, show_progress=False)
        plain.retrieve(tokens, k=10, show_progress=False)
        theirs.append((time.perf_counter() - began) * 1000)

    (p50, p95), (b50, b95) = percentiles(ours), percentiles(theirs)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(rows)} sections, {len(queries)} questions, one process")
    print(f"Limpide     p50 {p50:6.1f} ms   p95 {p95:6.1f} ms   index {corpus.seconds:5.1f} s")
    print(f"plain BM25  p50 {b50:6.1f} ms   p95 {b95:6.1f} ms   index {plain_index:5.1f} s")
    print(f"ratio p95   {p95 / b95:.1f}   memory of the process {memory:.0f} MB")


if __name__ == "__main__":
    main()
