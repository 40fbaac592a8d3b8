"""Fit the numbers of calibration.json to cases: how to weigh what is seen, and how sure that is."""

import dataclasses
from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from limpide.knowledge.answering import weighed
from limpide.knowledge.estimate import EVIDENCE_NAMES, Calibration, figures_of
from limpide.knowledge.features import NAMES
from limpide.knowledge.ranking import ordered

from .worlds import Case

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
    "echoes": 1.0,
    "keyword_score": 1.5,
    "relative_score": 3.7,
    "together": 1.0,
    "kind_fits": 0.3,
    "kind_here": 0.3,
    "heading_asks": 0.3,
    "has_heading": 1.5,
    "meant": 1.0,
    "meant_here": 1.0,
    "focus_here": 0.5,
    "rarest_found": 0.3,
}
_PULL = 0.02
# May count for or against; what is missing may only speak against, all else only for an answer.
_FREE = {"two_shown", "terms", "few", "mass", "loosely"}
_AGAINST = {"missing_known", "missing_unknown", "missing_elsewhere"}
_GROWTH: dict[str, Any] = {
    "max_iter": 120,
    "learning_rate": 0.06,
    "max_leaf_nodes": 6,
    "min_samples_leaf": 60,
    "l2_regularization": 5.0,
    "max_features": 0.3,
}


@dataclasses.dataclass(frozen=True)
class Judged:
    """What one case came to."""

    case: Case
    evidence: Array | None
    estimate: float
    is_right: bool
    """Something shown is a right section."""
    is_first: bool
    """The best section is a right one."""


def learn(cases: Sequence[Case]) -> Calibration:
    """Fit both models: the ranking first, then how sure the best of it is."""
    ranking = model_of(fit_ranking(cases), None)
    judged = [one for case in cases if (one := judge(case, ranking)).evidence is not None]
    return model_of(
        np.array([ranking.rank[name] for name in NAMES]),
        fit_estimate(judged),
    )


def fit_ranking(cases: Sequence[Case]) -> Array:
    """Maximise the chance that a right candidate comes first; every figure may only help."""
    prior = np.array([PRIOR[name] for name in NAMES])
    seen = [(figures, right, case.weight) for case in cases for figures, right in _candidates(case)]
    total = sum(weight for _, _, weight in seen)

    def loss(w: Array) -> tuple[float, Array]:
        value, slope = 0.0, np.zeros_like(w)
        for figures, right, weight in seen:
            z = figures @ w
            e = np.exp(z - z.max())
            p, q = e / e.sum(), np.where(right, e, 0) / e[right].sum()
            value -= weight * np.log(e[right].sum() / e.sum())
            slope += weight * (figures.T @ (p - q))
        gap = w - prior
        return float(value / total + _PULL * gap @ gap / 2), slope / total + _PULL * gap

    bounds = [(0.0, None)] * len(prior)
    return minimize(loss, prior, jac=True, bounds=bounds, method="L-BFGS-B").x


def _candidates(case: Case) -> list[tuple[Array, NDArray[np.bool_]]]:
    matches = case.found.matches
    right = np.array([entry.section in case.query.relevant for entry, _ in matches], dtype=bool)
    if not right.any() or right.all():
        return []
    rows = [[getattr(match.features, name) for name in NAMES] for _, match in matches]
    return [(np.array(rows, dtype=float), right)]


def judge(case: Case, model: Calibration) -> Judged:
    """Decide a case with a model."""
    seen = weighed(ordered(case.found, model), model)
    relevant = case.query.relevant
    figures = None
    if seen.evidence is not None:
        figures = np.array(figures_of(seen.evidence))
    best = seen.ranking.candidates[:1]
    return Judged(
        case,
        figures,
        seen.confidence,
        any(candidate.entry.section in relevant for candidate in seen.shown),
        any(candidate.entry.section in relevant for candidate in best),
    )


def fit_estimate(judged: Sequence[Judged]) -> tuple[list[list[list[float]]], float]:
    """Grow small trees; a figure may only speak for an answer, or only against it, or freely."""
    x = np.array([one.evidence for one in judged])
    y = np.array([one.is_right for one in judged], dtype=float)
    weight = np.array([one.case.weight for one in judged])
    model = HistGradientBoostingClassifier(
        monotonic_cst=[_direction(name) for name in EVIDENCE_NAMES], random_state=1, **_GROWTH
    )
    model.fit(x, y, sample_weight=weight)
    # The trees have no public form; `Calibration` keeps what is needed of them.
    grown = cast("Any", model)
    trees = [_nodes(each[0].nodes) for each in grown._predictors]
    return trees, float(np.ravel(grown._baseline_prediction)[0])


def _direction(name: str) -> int:
    name = name.rpartition(".")[2]
    return 0 if name in _FREE else -1 if name in _AGAINST else 1


def _nodes(nodes: Any) -> list[list[float]]:
    return [
        [round(float(node["value"]), 5)]
        if node["is_leaf"]
        else [
            int(node["feature_idx"]),
            round(float(node["num_threshold"]), 6),
            int(node["left"]),
            int(node["right"]),
        ]
        for node in nodes
    ]


def fit_trust(logits: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """Say how far estimates made on trades not seen are to be trusted (Platt 1999)."""
    fitted = LogisticRegression(C=1e6).fit(np.array(logits)[:, None], np.array(right))
    return round(float(fitted.coef_[0, 0]), 4), round(float(fitted.intercept_[0]), 4)


def model_of(
    rank: Array,
    grown: tuple[list[list[list[float]]], float] | None,
    *,
    trust: tuple[float, float] = (1.0, 0.0),
    answer_from: float = 1.0,
    ask_from: float = 1.0,
) -> Calibration:
    """Put fitted numbers into the form the product reads."""
    trees, base = grown or ([], 0.0)
    return Calibration(
        rank={n: round(float(v), 4) for n, v in zip(NAMES, rank, strict=True)},
        trees=trees,
        base=round(base, 5),
        scale=trust[0],
        shift=trust[1],
        answer_from=answer_from,
        ask_from=ask_from,
    )
