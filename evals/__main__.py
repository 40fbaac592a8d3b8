"""`make evals`: the quality of answers and of listening, on data written for it.

«work» may be looked at while tuning; «held» is only measured. Beside ours stands BM25 alone, with
the score threshold that does best on «work».
"""

import json
import sys
from datetime import date
from itertools import product
from pathlib import Path

import bm25s
import numpy as np
import snowballstemmer

from evals import guards
from evals.conversations import conversations
from evals.knowledge import demo
from evals.knowledge.trades import KINDS, trades
from evals.understanding import learning
from limpide import assistant
from limpide.assistant.models.grounding import Quotation, ground
from limpide.assistant.understanding import entities
from limpide.flows import read_flow, read_talk
from limpide.knowledge.evaluation import Corpus, Prediction, Query, Row, curve, report_on

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
        found, scores = self.index.retrieve(tokens, k=min(10, len(self.rows)), show_progress=False)
        return [(self.rows[int(i)].id, float(s)) for i, s in zip(found[0], scores[0], strict=True)]


def baseline(rows: list[Row], queries: list[Query]) -> list[tuple[Query, list[tuple[str, float]]]]:
    spoken = {row.language for row in rows}
    engines = {language: PlainBm25(rows, language) for language in spoken}
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


COLUMNS = ("queries", "r@1", "r@5", "answered", "right", "at 0.9", "right", "AUROC", "wrong*")


def knowledge() -> dict[str, float]:
    """Print how well questions are answered, beside BM25 alone."""
    rows = demo.rows()
    threshold = best_threshold(baseline(rows, demo.queries("work")), 0.9)
    print(f"\nKnowledge: {len(rows)} sections of the demo; trades {len(list(trades('held')))} held")
    print(f"{'':22}" + "".join(f"{column:>9}" for column in COLUMNS))
    held: list[tuple[Query, Prediction]] = []
    measured: dict[str, float] = {}
    for split, kind in product(("work", "held"), KINDS):
        name = f"{split} ordinary" if kind == "ordinary" else split
        pairs, plain = _both(rows, demo.queries(split, kind))
        measured |= _tell("demo " + name, pairs, plain, threshold)
        sets = [_both(rows, queries) for _, rows, queries in trades(split, kind)]
        abroad = [pair for found, _ in sets for pair in found]
        asked = [one for _, found in sets for one in found]
        measured |= _tell("trades " + name, abroad, asked, threshold)
        held += [*pairs, *abroad] if split == "held" else []
    print("* share of unanswerable questions that were answered all the same")
    bands = report_on(*zip(*held, strict=True), passages=0, index_seconds=0).reliability
    print("Reliability on held, said->true (of how many): " + curve(bands))
    return measured


Ranked = list[tuple[Query, list[tuple[str, float]]]]


def _both(rows: list[Row], queries: list[Query]) -> tuple[list[tuple[Query, Prediction]], Ranked]:
    corpus = Corpus(rows)
    return [(query, corpus.ask(query)[1]) for query in queries], baseline(rows, queries)


def _tell(
    name: str, pairs: list[tuple[Query, Prediction]], asked: Ranked, threshold: float
) -> dict[str, float]:
    queries, predictions = [q for q, _ in pairs], [p for _, p in pairs]
    report = report_on(queries, predictions, passages=0, index_seconds=0)
    sure = [(q, p) for q, p in pairs if p.confidence >= 0.9 and p.decision == "answer"]
    right = [any(c["id"] in q.relevant for c in p.citations) for q, p in sure]
    unanswerable = [p.decision == "answer" for q, p in pairs if not q.relevant]
    figures = (report.recall_at_1, report.recall_at_5, report.answered, report.right_of_answered)
    values = (*figures, len(sure) / len(pairs), _mean(right), report.auroc, _mean(unanswerable))
    print(f"{name:22}{len(pairs):>9}" + "".join(f"{_two(value):>9}" for value in values))
    real = [(q, f) for q, f in asked if q.relevant]
    at = [_mean([bool({i for i, _ in f[:k]} & set(q.relevant)) for q, f in real]) for k in (1, 5)]
    count, good = shown(asked, threshold)
    wrong = _mean([f[0][1] >= threshold for q, f in asked if not q.relevant])
    values = (*at, count / len(asked), good / count if count else None, None, None, None, wrong)
    print(f"{'  BM25 alone':22}{len(asked):>9}" + "".join(f"{_two(value):>9}" for value in values))
    names = ("recall_at_1", "recall_at_5", "answered", "right")
    found = dict(zip(names, figures, strict=True)) | {
        "auroc": report.auroc,
        "answered_unanswerable": _mean(unanswerable),
        "ahead_of_bm25": (report.recall_at_1 or 0.0) - (at[0] or 0.0),
    }
    told = "knowledge." + name.replace(" ", ".")
    return {f"{told}.{figure}": value for figure, value in found.items() if value is not None}


def _mean(values: list[bool]) -> float | None:
    return float(np.mean(values)) if values else None


def _two(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def understanding() -> dict[str, float]:
    """Print how well intents are learnt from ten examples each."""
    print(
        f"\n{'Understanding':22}{'texts':>8}{'right':>8}{'macro F1':>10}{'outside':>9}"
        f"{'of those':>10}{'AUROC':>8}{'handled*':>10}"
    )
    measured: dict[str, float] = {}
    for part, sets in learning.SETS.items():
        rows = [_tell_learnt(trial) for name in sets for trial in learning.trials(name)]
        mean = [float(value) for value in np.mean(rows, axis=0)]
        print(f"{part + ' mean':30}" + _figures(mean))
        measured |= {
            f"understanding.{part}.{name}": v for name, v in zip(LEARNT, mean, strict=True)
        }
    print("* share handled when 95 % must be right")
    return measured


LEARNT = ("accuracy", "macro_f1", "outside_recall", "outside_precision", "auroc", "handled")


def _tell_learnt(trial: learning.Trial) -> list[float]:
    found = learning.figures_of(trial)
    outside = (found.outside_recall, found.outside_precision, found.auroc)
    values = [found.accuracy, found.macro_f1, *(each or 0.0 for each in outside), found.handled]
    print(f"{trial.name:22}{found.texts:>8}" + _figures(values))
    return values


def _figures(values: list[float]) -> str:
    widths = (8, 10, 9, 10, 8, 10)
    return "".join(f"{value:>{width}.2f}" for value, width in zip(values, widths, strict=True))


def listening() -> dict[str, float]:
    measured: dict[str, float] = {}
    print(f"\n{'Listening':22}{'messages':>9}{'heard':>7}{'needless':>10}")
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
            # What is only implied is heard by luck as much as by rules: it has a row of its own.
            plain = [v for v in part if not v.get("implicit")]
            implied = [hear(v["text"]) for v in part if v.get("implicit")]
            meant = [hear(v["text"]) for v in plain if v[field]]
            others = [hear(v["text"]) for v in plain if not v[field]]
            heard, needless = float(np.mean(meant)), float(np.mean(others))
            print(f"{name + ' ' + split:22}{len(plain):>9}{heard:>7.2f}{needless:>10.2f}")
            measured[f"{name}.{split}.heard"] = heard
            measured[f"{name}.{split}.needless"] = needless
            if implied:
                print(f"{'  implied only':22}{len(implied):>9}{np.mean(implied):>7.2f}")
                measured[f"{name}.{split}.implied"] = float(np.mean(implied))
    return measured


def values() -> dict[str, float]:
    """Print how many values are read right, as people type and say them."""
    measured: dict[str, float] = {}
    print(f"\n{'Values':22}{'messages':>9}{'right':>7}")
    for split in ("work", "held"):
        lines = (HERE / "values" / f"{split}.jsonl").read_text().splitlines()
        right = [_is_read(json.loads(line)) for line in lines]
        print(f"{split:22}{len(right):>9}{np.mean(right):>7.2f}")
        measured[f"values.{split}.right"] = float(np.mean(right))
    return measured


def _is_read(asked: dict[str, str | None]) -> bool:
    """Say whether the value is read, and no other one of its kind; of kind None, no address."""
    found = entities(str(asked["text"]), str(asked["lang"]), date(2026, 11, 21))
    kind = asked["kind"] or "email"
    read = [(each.value, each.until) for each in found if each.kind.value == kind]
    return read == ([(asked["value"], asked.get("until"))] if asked["kind"] else [])


def wishes() -> dict[str, float]:
    """Print which flows are begun on sentences nobody taught."""
    measured: dict[str, float] = {}
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
        measured[f"flows.{split}.begun"] = float(np.mean(meant))
        measured[f"flows.{split}.right"] = float(np.mean(right))
        measured[f"flows.{split}.needless"] = float(np.mean(others))
    return measured


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
    measured = knowledge() | understanding() | listening() | values() | wishes()
    measured |= conversations()
    wording()
    if faults := guards.broken(measured):
        sys.exit("\nWorse than promised (evals/thresholds.yaml):\n" + "\n".join(faults))
