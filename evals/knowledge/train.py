"""Make calibration.json: how to weigh what is seen of a passage, and how sure that is.

    python -m evals.knowledge.train [--write]

Learns from the demo's questions of the «work» split and from those of four other trades, each asked
in several worlds: all documents; the answer taken away (what remains must not answer); without
headings; without titles; half of the documents; so that the numbers hold for other companies'
documents too. Figures printed are of questions, and of whole trades, that the model has not seen.
"""

import argparse
import dataclasses
import json
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

import limpide.knowledge
from limpide.knowledge.answering import assess
from limpide.knowledge.estimate import EVIDENCE_NAMES, Calibration
from limpide.knowledge.evaluation import Corpus, Query, Row, auroc
from limpide.knowledge.features import NAMES
from limpide.knowledge.index import top
from limpide.knowledge.question import understand
from limpide.knowledge.ranking import Matcher

from . import demo, trades

TARGET = Path(limpide.knowledge.__file__).parent / "calibration.json"
Array = NDArray[np.float64]

# Where learning starts, and what it is pulled back to when there is little evidence.
PRIOR = {
    "covered": 1.5,
    "covered_exactly": 0.8,
    "in_sentences": 1.6,
    "in_heading": 1.2,
    "in_title": 1.4,
    "heading_used": 1.1,
    "title_used": 1.0,
    "named": 1.0,
    "keyword_score": 1.5,
    "relative_score": 3.7,
    "together": 1.0,
    "kind_fits": 0.3,
    "heading_asks": 0.3,
    "has_heading": 1.5,
    "rarest_found": 0.3,
}
ANSWER_FROM = 0.65
ASK_FROM = 0.2


@dataclasses.dataclass(frozen=True)
class World:
    """A set of documents with the questions asked in it."""

    corpus: Corpus
    queries: tuple[Query, ...]
    weight: float


def worlds(rows: Sequence[Row], queries: Sequence[Query]) -> list[World]:
    """Build the worlds."""
    answerable = [query for query in queries if query.relevant]
    made = [World(Corpus(rows), tuple(queries), 1.0)]
    made.append(_changed(rows, queries, 0.5, lambda r: dataclasses.replace(r, heading="")))
    made.append(
        _changed(rows, queries, 0.3, lambda r: dataclasses.replace(r, title="", keywords=()))
    )
    made.append(_changed(rows, queries, 0.3, _bare))
    dice = random.Random(7)
    documents = sorted({_document(row) for row in rows})
    for share in (0.5, 0.5, 0.15, 0.15, 0.15):
        kept = set(dice.sample(documents, round(len(documents) * share)))
        world = _without(rows, queries, lambda r, kept=kept: _document(r) in kept)
        yes = [query for query in world.queries if query.relevant]
        no = [query for query in world.queries if not query.relevant]
        few = tuple(yes + dice.sample(no, min(len(no), len(yes) // 2)))
        made.append(dataclasses.replace(world, queries=few))
    # The answers taken away, a fifth of the questions at a time so that the world stays whole.
    for part in range(5):
        hidden = answerable[part::5]
        gone = {id for query in hidden for id in query.relevant}
        world = _without(rows, hidden, lambda r, gone=gone: r.id not in gone)
        made.append(dataclasses.replace(world, weight=0.35))
    return made


def _bare(row: Row) -> Row:
    return dataclasses.replace(row, title="", heading="", keywords=())


def _document(row: Row) -> str:
    return row.id.rpartition("#")[0] or row.id


def _changed(
    rows: Sequence[Row], queries: Sequence[Query], weight: float, change: Callable[[Row], Row]
) -> World:
    return World(Corpus([change(row) for row in rows]), tuple(queries), weight)


def _without(rows: Sequence[Row], queries: Iterable[Query], keep: Callable[[Row], bool]) -> World:
    kept = [row for row in rows if keep(row)]
    ids = {row.id for row in kept}
    remaining = tuple(
        dataclasses.replace(q, relevant=tuple(id for id in q.relevant if id in ids))
        for q in queries
    )
    return World(Corpus(kept), remaining, 0.4)


@dataclasses.dataclass(frozen=True)
class Case:
    """Candidates of one question in one world: figures per candidate, and which are right."""

    query: str
    features: Array
    right: NDArray[np.bool_]
    weight: float


def cases(world: World) -> list[Case]:
    """Collect the candidates of every answerable question."""
    found: list[Case] = []
    for query in world.queries:
        index = world.corpus.indexes.get(query.language or "en")
        if index is None:
            continue
        question = understand(query.question, query.language or "en", index.lexicon)
        scores = index.scores(question)
        places = top(scores, 40)
        matcher = Matcher(question, index)
        best = float(scores[places[0]]) if len(places) else 1.0
        matches = [matcher.match(int(p), float(scores[p]), best) for p in places]
        right = np.array([index.entries[m.place].section in query.relevant for m in matches])
        if matches and right.any() and not right.all():
            rows = [[getattr(m.features, name) for name in NAMES] for m in matches]
            found.append(Case(query.id, np.array(rows, dtype=float), right, world.weight))
    return found


def fit_ranking(cases: Sequence[Case], *, pull: float = 0.02) -> Array:
    """Maximise the chance that a right candidate comes first; every figure may only help."""
    prior = np.array([PRIOR[name] for name in NAMES])
    total = sum(case.weight for case in cases)

    def loss(w: Array) -> tuple[float, Array]:
        value, slope = 0.0, np.zeros_like(w)
        for case in cases:
            z = case.features @ w
            e = np.exp(z - z.max())
            p, q = e / e.sum(), np.where(case.right, e, 0) / e[case.right].sum()
            value -= case.weight * np.log(e[case.right].sum() / e.sum())
            slope += case.weight * (case.features.T @ (p - q))
        gap = w - prior
        return value / total + pull * gap @ gap / 2, slope / total + pull * gap

    bounds = [(0.0, None)] * len(prior)
    return minimize(loss, prior, jac=True, bounds=bounds, method="L-BFGS-B").x


@dataclasses.dataclass(frozen=True)
class Shown:
    """What would be shown for one question in one world, and whether that is right."""

    query: str
    evidence: Array
    right: float
    weight: float
    is_plain: bool


def shown(world: World, model: Calibration, *, is_plain: bool) -> list[Shown]:
    """Ask every question and see what would be quoted."""
    found: list[Shown] = []
    for query in world.queries:
        language = query.language or "en"
        seen = assess(world.corpus.indexes.get(language), query.question, language, model)
        if seen is None or seen.evidence is None:
            continue
        right = any(c.entry.section in query.relevant for c in seen.shown)
        figures = np.array([getattr(seen.evidence, name) for name in EVIDENCE_NAMES], dtype=float)
        found.append(Shown(query.id, figures, float(right), world.weight, is_plain))
    return found


def fit_estimate(data: Sequence[Shown], *, pull: float = 0.02) -> tuple[Array, Array, float]:
    """Fit a logistic model in which every figure may only raise the estimate."""
    x = np.array([case.evidence for case in data])
    y = np.array([case.right for case in data])
    weight = np.array([case.weight for case in data])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    z = (x - mean) / spread

    def loss(p: Array) -> tuple[float, Array]:
        s = z @ p[:-1] + p[-1]
        value = (weight * np.logaddexp(0, -s * (2 * y - 1))).sum() / weight.sum()
        gap = weight * (1 / (1 + np.exp(-s)) - y) / weight.sum()
        slope = np.append(z.T @ gap + pull * p[:-1], gap.sum())
        return value + pull * p[:-1] @ p[:-1] / 2, slope

    free = {"two_shown"}
    bounds = [(None, None) if name in free else (0.0, None) for name in EVIDENCE_NAMES]
    bounds.append((None, None))
    found = minimize(loss, np.zeros(len(bounds)), jac=True, bounds=bounds, method="L-BFGS-B").x
    return found[:-1] / spread, mean, float(found[-1])


def model_of(rank: Array, estimate: tuple[Array, Array, float] | None) -> Calibration:
    """Put fitted numbers into the form the product reads."""
    weights, means, bias = estimate or (
        np.zeros(len(EVIDENCE_NAMES)),
        np.zeros(len(EVIDENCE_NAMES)),
        0.0,
    )
    return Calibration(
        rank=_named(NAMES, rank),
        weights=_named(EVIDENCE_NAMES, weights),
        means=_named(EVIDENCE_NAMES, means),
        bias=round(bias, 4),
        answer_from=ANSWER_FROM,
        ask_from=ASK_FROM,
    )


def _named(names: Sequence[str], values: Array) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}


def learn(made: Sequence[World], *, without: frozenset[str] = frozenset()) -> Calibration:
    """Fit both models on all questions but some."""
    seen = [case for world in made for case in cases(world) if case.query not in without]
    ranking = fit_ranking(seen)
    model = model_of(ranking, None)
    data = [
        item
        for number, world in enumerate(made)
        for item in shown(world, model, is_plain=number == 0)
        if item.query not in without
    ]
    return model_of(ranking, fit_estimate(data))


@dataclasses.dataclass(frozen=True)
class Judged:
    """One question asked of a model that has not seen it."""

    estimate: float
    is_right: bool
    is_first: bool | None


def judge(world: World, model: Calibration, ids: frozenset[str]) -> list[Judged]:
    """Ask some questions of a world."""
    found: list[Judged] = []
    for query in world.queries:
        if query.id not in ids:
            continue
        language = query.language or "en"
        seen = assess(world.corpus.indexes.get(language), query.question, language, model)
        right = bool(seen) and any(c.entry.section in query.relevant for c in seen.shown)
        best = seen.ranking.candidates[:1] if seen else ()
        first = any(c.entry.section in query.relevant for c in best) if query.relevant else None
        found.append(Judged(seen.confidence if seen else 0.0, right, first))
    return found


def tell(name: str, judged: Sequence[Judged]) -> None:
    """Print what the estimates were worth."""
    estimates = [case.estimate for case in judged]
    rights = [case.is_right for case in judged]
    firsts = [case.is_first for case in judged if case.is_first is not None]
    print(
        f"{name}: {len(judged)} questions, recall@1 {np.mean(firsts):.3f}, "
        f"auroc {auroc(estimates, rights):.3f}"
    )
    for low in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        taken = [case.is_right for case in judged if case.estimate >= low]
        right = f"{np.mean(taken):.2f}" if taken else "none"
        print(f"  from {low}: answered {len(taken) / len(judged):.2f}, right {right}")
    bands = [
        (f"{np.mean(p):.2f}->{np.mean(r):.2f} ({len(p)})")
        for low in np.arange(0, 1, 0.1)
        if (band := [c for c in judged if low <= c.estimate < low + 0.1])
        for p, r in [([c.estimate for c in band], [c.is_right for c in band])]
    ]
    print("  said->true: " + "  ".join(bands))


def cross_check(sets: dict[str, list[World]], folds: int = 5) -> None:
    """Print figures for unseen questions of the demo, and for each trade when it is unseen."""
    home = sets["retail"]
    ids = sorted({query.id for query in home[0].queries})
    random.Random(3).shuffle(ids)
    everything = [world for made in sets.values() for world in made]
    judged: list[Judged] = []
    for fold in range(folds):
        out = frozenset(ids[fold::folds])
        judged += judge(home[0], learn(everything, without=out), out)
    tell("retail, unseen questions", judged)
    abroad: list[Judged] = []
    for name, made in sets.items():
        out = frozenset(query.id for query in made[0].queries)
        one = judge(made[0], learn(everything, without=out), out)
        tell(f"{name}, unseen trade", one)
        abroad += one if name != "retail" else []
    tell("all four trades, each unseen", abroad)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="replace calibration.json")
    parser.add_argument("--quick", action="store_true", help="skip the figures")
    arguments = parser.parse_args()
    sets = {"retail": worlds(demo.rows(), demo.queries("work"))}
    for name, rows, queries in trades.all_trades():
        sets[name] = worlds(rows, queries)
    if not arguments.quick:
        cross_check(sets)
    model = learn([world for made in sets.values() for world in made])
    print(json.dumps(dataclasses.asdict(model), indent=1))
    if arguments.write:
        TARGET.write_text(json.dumps(dataclasses.asdict(model), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
