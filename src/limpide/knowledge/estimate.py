"""How sure we are: logistic models whose weights are made by evals/knowledge/train.py."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from .features import NAMES, Features, Match
from .question import Question

_CROWD = 10
_FILE = Path(__file__).parent / "calibration.json"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known when the candidates are ranked: the best one, and how it stands out."""

    covered: float
    covered_exactly: float
    in_sentences: float
    in_title: float
    title_used: float
    heading_used: float
    named: float
    echoes: float
    keyword_score: float
    together: float
    kind_fits: float
    kind_here: float
    heading_asks: float
    meant: float
    meant_here: float
    focus_here: float
    rarest_found: float
    has_heading: float
    rank_score: float
    margin: float
    """Distance to the best passage of another section, at most 3."""
    stands_out: float
    """How far BM25 prefers the best to the tenth best; in a crowd of equals, chance decides."""
    agrees: float
    """1 when BM25 alone prefers the same passage."""
    names_found: float
    """1 unless a proper name, figure or code of the question is missing."""
    headed: float
    """1 when these documents have headings; without them a question is harder to place."""
    least_missing: float
    """1 less the weight of the most telling missing word."""
    known: float
    """1 less the share of words no document uses: of many documents it tells more than of few."""
    mass: float
    """Weight of what was found: a long match is worth more than one word."""
    two_shown: float
    few: float
    """The fewer the documents, the less a match by chance: 4 less the logarithm of their number."""


EVIDENCE_NAMES = tuple(field.name for field in fields(Evidence))


@dataclass(frozen=True, slots=True)
class Calibration:
    """The numbers of calibration.json."""

    rank: Mapping[str, float]
    weights: Mapping[str, float]
    means: Mapping[str, float]
    bias: float
    answer_from: float
    """Estimates from here on are shown as an answer."""
    ask_from: float
    """Estimates from here on are worth a question back."""


@cache
def calibration() -> Calibration:
    """Read the shipped numbers."""
    return Calibration(**json.loads(_FILE.read_text(encoding="utf-8")))


def rank_score(features: Features, model: Calibration) -> float:
    """Weigh a candidate: only the order counts."""
    return sum(model.rank[name] * float(getattr(features, name)) for name in NAMES)


def evidence_of(
    question: Question,
    weights: Sequence[float],
    matches: Sequence[tuple[Match, float]],
    *,
    shown: int,
    size: int,
    is_headed: bool,
) -> Evidence:
    """Gather what speaks for the best of the ranked candidates (each with its rank score).

    `size`: how many passages there are; `is_headed`: whether any has a heading.
    """
    best, best_score = matches[0]
    features = best.features
    runner_up = matches[1][1] if len(matches) > 1 else -math.inf
    total = sum(weights) or 1.0
    missing = sum(weights[at] for at in best.missing)
    unknown = sum(
        weight for weight, term in zip(weights, question.terms, strict=True) if not term.options
    )
    return Evidence(
        covered=features.covered,
        covered_exactly=features.covered_exactly,
        in_sentences=features.in_sentences,
        in_title=features.in_title,
        title_used=features.title_used,
        heading_used=features.heading_used,
        named=features.named,
        echoes=features.echoes,
        keyword_score=features.keyword_score,
        together=features.together,
        kind_fits=features.kind_fits,
        kind_here=features.kind_here,
        heading_asks=features.heading_asks,
        meant=features.meant,
        meant_here=features.meant_here,
        focus_here=features.focus_here,
        rarest_found=features.rarest_found,
        has_heading=features.has_heading,
        rank_score=best_score,
        margin=min(best_score - runner_up, 3.0),
        stands_out=_stands_out(matches),
        agrees=float(features.relative_score >= 0.999),
        names_found=float(not any(question.terms[at].is_name for at in best.missing)),
        headed=float(is_headed),
        least_missing=1 - max((weights[at] for at in best.missing), default=0.0),
        known=1 - unknown / total * min(math.log10(max(size, 1)) / 3, 1.0),
        mass=min(total - missing, 4.0),
        two_shown=float(shown > 1),
        few=4 - min(math.log10(max(size, 1)), 4.0),
    )


def _stands_out(matches: Sequence[tuple[Match, float]]) -> float:
    scores = sorted((match.features.relative_score for match, _ in matches), reverse=True)
    tenth = scores[_CROWD - 1] if len(scores) >= _CROWD else 0.0
    return 1 - tenth / scores[0] if scores[0] else 0.0


def estimate(evidence: Evidence, model: Calibration) -> float:
    """Give the probability that what is shown answers the question."""
    logit = model.bias + sum(
        model.weights[name] * (float(getattr(evidence, name)) - model.means[name])
        for name in EVIDENCE_NAMES
    )
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
