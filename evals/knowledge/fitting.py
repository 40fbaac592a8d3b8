"""Fit the numbers of calibration.json to cases: how to weigh what is seen, and how sure that is."""

import dataclasses
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from limpide.knowledge.answering import weighed
from limpide.knowledge.estimate import EVIDENCE_NAMES, Calibration
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
# May count for or against; everything else may only speak for an answer.
_FREE = {"two_shown"}


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
        figures = np.array([getattr(seen.evidence, name) for name in EVIDENCE_NAMES], dtype=float)
    best = seen.ranking.candidates[:1]
    return Judged(
        case,
        figures,
        seen.confidence,
        any(candidate.entry.section in relevant for candidate in seen.shown),
        any(candidate.entry.section in relevant for candidate in best),
    )


def fit_estimate(judged: Sequence[Judged]) -> tuple[Array, Array, float]:
    """Fit a logistic model in which every figure may only raise the estimate."""
    x = np.array([one.evidence for one in judged])
    y = np.array([one.is_right for one in judged], dtype=float)
    weight = np.array([one.case.weight for one in judged])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    z = (x - mean) / spread

    def loss(p: Array) -> tuple[float, Array]:
        s = z @ p[:-1] + p[-1]
        value = (weight * np.logaddexp(0, -s * (2 * y - 1))).sum() / weight.sum()
        gap = weight * (1 / (1 + np.exp(-s)) - y) / weight.sum()
        slope = np.append(z.T @ gap + _PULL * p[:-1], gap.sum())
        return float(value + _PULL * p[:-1] @ p[:-1] / 2), slope

    bounds = [(None, None) if name in _FREE else (0.0, None) for name in EVIDENCE_NAMES]
    bounds.append((None, None))
    found = minimize(loss, np.zeros(len(bounds)), jac=True, bounds=bounds, method="L-BFGS-B").x
    return found[:-1] / spread, mean, float(found[-1])


def model_of(
    rank: Array,
    estimate: tuple[Array, Array, float] | None,
    *,
    answer_from: float = 1.0,
    ask_from: float = 1.0,
) -> Calibration:
    """Put fitted numbers into the form the product reads."""
    nothing = np.zeros(len(EVIDENCE_NAMES))
    weights, means, bias = estimate or (nothing, nothing, 0.0)
    return Calibration(
        rank=_named(NAMES, rank),
        weights=_named(EVIDENCE_NAMES, weights),
        means=_named(EVIDENCE_NAMES, means),
        bias=round(bias, 4),
        answer_from=answer_from,
        ask_from=ask_from,
    )


def _named(names: Sequence[str], values: Array) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}
