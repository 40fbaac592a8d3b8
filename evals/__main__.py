"""`make evals`: the quality of answers and of listening, on data written for it.

«work» may be looked at while tuning; «held» is only measured. Beside ours stands BM25 alone, with
the score threshold that does best on «work».
"""

import json
from pathlib import Path

import bm25s
import numpy as np
import snowballstemmer

from evals.knowledge import demo
from limpide import assistant
from limpide.assistant.models.grounding import Quotation, ground
from limpide.flows import read_flow, read_talk
from limpide.knowledge.evaluation import Corpus, Query, Row, report_on

HERE = Path(__file__).parent
STEMMERS = {"fr": snowballstemmer.stemmer("french"), "en": snowballstemmer.stemmer("english")}


class PlainBm25:
    """BM25 over title, heading and text, stems only: the usual baseline."""

    def __init__(self, rows: list[Row], language: str) -> None:
        self.rows = [row for row in rows if row.language == language]
        self.stem = STEMMERS[language].stemWords
        texts = [
            f"{row.title} {' '.join(row.keywords)} {row.heading} {row.text}" for row in self.rows
        ]
        self.index = bm25s.BM25()
        tokens = bm25s.tokenize(texts, stopwords=language, stemmer=self.stem, show_progress=False)
        self.index.index(tokens, show_progress=False)

    def ask(self, question: str) -> list[tuple[str, float]]:
        """Give the ten best rows with their scores."""
        tokens = bm25s.tokenize([question], stemmer=self.stem, show_progress=False)
        found, scores = self.index.retrieve(tokens, k=10, show_progress=False)
        return [(self.rows[int(i)].id, float(s)) for i, s in zip(found[0], scores[0], strict=True)]


def baseline(rows: list[Row], queries: list[Query]) -> list[tuple[Query, list[tuple[str, float]]]]:
    engines = {language: PlainBm25(rows, language) for language in STEMMERS}
    return [(query, engines[query.language or "fr"].ask(query.question)) for query in queries]


def shown(asked: list[tuple[Query, list[tuple[str, float]]]], threshold: float) -> tuple[int, int]:
    """Count the answers shown above a threshold, and the right ones among them."""
    above = [(query, found[0]) for query, found in asked if found[0][1] >= threshold]
    return len(above), sum(first[0] in query.relevant for query, first in above)


def best_threshold(asked: list[tuple[Query, list[tuple[str, float]]]], precision: float) -> float:
    """Find the lowest threshold on «work» at which this share of shown answers is right."""
    for threshold in sorted({found[0][1] for _, found in asked}):
        count, right = shown(asked, threshold)
        if count and right / count >= precision:
            return threshold
    return float("inf")


def knowledge() -> None:
    rows = demo.rows()
    corpus = Corpus(rows)
    threshold = best_threshold(baseline(rows, demo.queries("work")), 0.9)
    print(f"\nKnowledge: {len(rows)} sections")
    print(
        f"{'':22}{'queries':>8}{'r@1':>7}{'r@5':>7}{'answered':>10}{'right':>7}{'AUROC':>7}{'wrong*':>8}"
    )
    for split in ("work", "held"):
        queries = demo.queries(split)
        predictions = [corpus.ask(query)[1] for query in queries]
        report = report_on(queries, predictions, passages=len(rows), index_seconds=corpus.seconds)
        open_ended = [q for q in queries if not q.relevant]
        answered = {p.id for p in predictions if p.decision == "answer"}
        wrong = sum(q.id in answered for q in open_ended) / len(open_ended)
        print(
            f"{'Limpide ' + split:22}{len(queries):>8}{report.recall_at_1:>7.2f}"
            f"{report.recall_at_5:>7.2f}{report.answered:>10.2f}{report.right_of_answered:>7.2f}"
            f"{report.auroc:>7.2f}{wrong:>8.2f}"
        )
        asked = baseline(rows, queries)
        real = [(q, f) for q, f in asked if q.relevant]
        at = [
            np.mean([bool({i for i, _ in f[:k]} & set(q.relevant)) for q, f in real])
            for k in (1, 5)
        ]
        count, right = shown(asked, threshold)
        wrong = sum(f[0][1] >= threshold for q, f in asked if not q.relevant) / len(open_ended)
        share = right / count if count else float("nan")
        print(
            f"{'BM25 alone ' + split:22}{len(queries):>8}{at[0]:>7.2f}{at[1]:>7.2f}"
            f"{count / len(queries):>10.2f}{share:>7.2f}{'':>7}{wrong:>8.2f}"
        )
    print("* share of unanswerable questions that were answered all the same")


def listening() -> None:
    print(f"\n{'Listening by rules':22}{'messages':>9}{'heard':>7}{'needless':>10}")
    tasks = (
        ("phrases", "wants_person", lambda t: assistant.requests_person(t) is not None),
        ("frustration", "frustrated", lambda t: bool(assistant.frustration(t))),
        ("sensitive", "sensitive", lambda t: assistant.sensitive_matter(t) is not None),
    )
    for name, field, hear in tasks:
        lines = (HERE / "handover" / f"{name}.jsonl").read_text().splitlines()
        values = [json.loads(line) for line in lines]
        for split in ("work", "held"):
            part = [v for v in values if v["split"] == split]
            meant = [hear(v["text"]) for v in part if v[field]]
            others = [hear(v["text"]) for v in part if not v[field]]
            print(
                f"{name + ' ' + split:22}{len(part):>9}"
                f"{np.mean(meant):>7.2f}{np.mean(others):>10.2f}"
            )


def wishes() -> None:
    """Print which flows are begun on sentences nobody taught."""
    folder = Path("sectors/retail")
    found = [read_flow(file.read_text()) for file in sorted((folder / "flows").glob("*.yaml"))]
    talk = read_talk((folder / "talk.yaml").read_text())
    known = assistant.learn(found, talk)
    print(f"\n{'Flows':22}{'messages':>9}{'begun':>7}{'right':>7}{'needless':>10}")
    for split in ("work", "held"):
        lines = (HERE / "flows" / f"{split}.jsonl").read_text().splitlines()
        values = [json.loads(line) for line in lines]
        begun = [assistant.flow_wished(v["text"], v["lang"], known) for v in values]
        pairs = list(zip(values, begun, strict=True))
        meant = [flow == v["flow"] for v, flow in pairs if v["flow"]]
        right = [flow == v["flow"] for v, flow in pairs if flow]
        others = [flow is not None for v, flow in pairs if not v["flow"]]
        print(
            f"{split:22}{len(values):>9}{np.mean(meant):>7.2f}{np.mean(right):>7.2f}"
            f"{np.mean(others):>10.2f}"
        )


def wording() -> None:
    """Print what the check of a model's sentences lets through, of faithful and hostile ones."""
    lines = (HERE / "wording" / "sentences.jsonl").read_text().splitlines()
    values = [json.loads(line) for line in lines]
    print(f"\n{'Wording':22}{'sentences':>10}{'dropped of unfaithful':>23}{'kept of faithful':>18}")
    for split in ("work", "held"):
        passes: dict[bool, list[bool]] = {True: [], False: []}
        for v in (v for v in values if v["split"] == split):
            quotation = Quotation(v["quote"], v["about"])
            fault = ground(v["sentence"], [quotation], v["language"]).fault
            passes[v["faithful"]].append(not fault)
        dropped, kept = 1 - np.mean(passes[False]), np.mean(passes[True])
        count = len(passes[True]) + len(passes[False])
        print(f"{split:22}{count:>10}{dropped:>23.2f}{kept:>18.2f}")


if __name__ == "__main__":
    knowledge()
    listening()
    wishes()
    wording()
