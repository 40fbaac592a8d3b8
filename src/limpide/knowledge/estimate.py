"""How sure we are: models whose numbers are made by evals/knowledge/train.py."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from .features import NAMES, Features, Match
from .question import Question
from .words import known_stems

_CROWD = 10
_HEAVY = 0.4
_WORD_FOR_WORD = 0.9
_ASKED_BY_HEADING = 0.9
_NOT_TOLD = 0.5
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

    chance: float
    """The best one's share of chance among all, by their rank scores."""
    terms: float
    heavy_found: float
    """How many telling words of the question were found."""
    heaviest_found: float
    missing_known: float
    """Weight of missing words that these lists know and no document uses."""
    missing_unknown: float
    """The same of words nobody knows."""
    missing_elsewhere: float
    """Weight of missing words that other passages have."""
    loosely: float
    """Share of the question that is found only under other names."""
    over_second: tuple[float, ...]
    """By how much each of NAMES is higher than in the second best."""
    over_others: tuple[float, ...]
    """By how much each of NAMES is higher than in the best of all others for it."""
    is_asked_by_heading: bool = False
    """No figure of the trees: seldom seen, and it decides by itself."""


_SINGLE = tuple(f.name for f in fields(Evidence) if not f.name.startswith(("over_", "is_")))
EVIDENCE_NAMES = (
    *_SINGLE,
    *(f"over_second.{name}" for name in NAMES),
    *(f"over_others.{name}" for name in NAMES),
)
Node = Sequence[float]
"""A leaf: its value; else the place of a figure, a limit, where to go up to it, where beyond."""


def figures_of(evidence: Evidence) -> tuple[float, ...]:
    """Give the figures of an evidence in the order of EVIDENCE_NAMES."""
    single = (float(getattr(evidence, name)) for name in _SINGLE)
    return (*single, *evidence.over_second, *evidence.over_others)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The numbers of calibration.json."""

    rank: Mapping[str, float]
    trees: Sequence[Sequence[Node]]
    """Small trees over EVIDENCE_NAMES, each begun at its first node; their values add up."""
    base: float
    scale: float
    """How far the sum is trusted on trades not seen, with `shift`."""
    shift: float
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
    others = [match.features for match, _ in matches[1:]]
    total = sum(weights) or 1.0
    missing = sum(weights[at] for at in best.missing)
    found = [at for at in range(len(weights)) if at not in best.missing]
    unused = [at for at, term in enumerate(question.terms) if not term.options]
    known = known_stems(question.language)
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
        chance=1 / sum(math.exp(score - best_score) for _, score in matches),
        terms=float(len(weights)),
        heavy_found=float(sum(weights[at] > _HEAVY for at in found)),
        heaviest_found=max((weights[at] for at in found), default=0.0),
        missing_known=sum(weights[at] for at in unused if question.terms[at].stem in known),
        missing_unknown=sum(weights[at] for at in unused if question.terms[at].stem not in known),
        missing_elsewhere=sum(weights[at] for at in best.missing if question.terms[at].options),
        loosely=features.covered - features.covered_exactly,
        over_second=_ahead(features, others[:1]),
        over_others=_ahead(features, others),
        is_asked_by_heading=best.is_asked_by_heading or features.echoes >= _WORD_FOR_WORD,
    )


def _ahead(features: Features, others: Sequence[Features]) -> tuple[float, ...]:
    return tuple(
        float(getattr(features, name))
        - max((float(getattr(other, name)) for other in others), default=0.0)
        for name in NAMES
    )


def _stands_out(matches: Sequence[tuple[Match, float]]) -> float:
    scores = sorted((match.features.relative_score for match, _ in matches), reverse=True)
    tenth = scores[_CROWD - 1] if len(scores) >= _CROWD else 0.0
    return 1 - tenth / scores[0] if scores[0] else 0.0


def estimate(evidence: Evidence, model: Calibration) -> float:
    """Give the probability that what is shown answers the question."""
    figures = figures_of(evidence)
    total = model.base + sum(_value(tree, figures) for tree in model.trees)
    logit = model.scale * total + model.shift
    said = 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
    # «How much …» is not answered where no price stands, however well the rest fits: of those on
    # trades left out of learning, half were wrong.
    if evidence.kind_fits == 0.0:
        said = min(said, _NOT_TOLD)
    # Seldom seen, and always right where it was: trees of what is often seen cannot tell.
    return max(said, _ASKED_BY_HEADING) if evidence.is_asked_by_heading else said


def _value(tree: Sequence[Node], figures: Sequence[float]) -> float:
    node = tree[0]
    while len(node) > 1:
        place, limit, low, high = node
        node = tree[int(low if figures[int(place)] <= limit else high)]
    return node[0]
