"""Make calibration.json, and print what it is worth on trades it has not seen.

    python -m evals.knowledge.train [--write] [--quick]

Learns from the «work» questions of the demo and of the other trades. Each trade in turn is left
out, learnt without, and asked: from there come the figures, the reliability and the threshold.
"""

import argparse
import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.special import expit, logit

import limpide.knowledge
from limpide.knowledge.estimate import Calibration
from limpide.knowledge.evaluation import auroc, curve, reliability

from .fitting import Judged, fit_trust, judge, learn
from .worlds import Case, all_cases

TARGET = Path(limpide.knowledge.__file__).parent / "calibration.json"
ERROR = 0.125  # docs/decisions/0262
ENOUGH = 50  # docs/decisions/0210
ASK_FROM = 0.2


def leave_one_out(cases: Sequence[Case]) -> dict[str, list[Judged]]:
    """Ask each trade of a model that has not seen it, in the world as it is."""
    found: dict[str, list[Judged]] = {}
    for trade in dict.fromkeys(case.trade for case in cases):
        model = learn([case for case in cases if case.trade != trade])
        asked = [case for case in cases if case.trade == trade and case.is_plain]
        found[trade] = [judge(case, model) for case in asked]
    return found


def trusted(unseen: dict[str, list[Judged]]) -> tuple[dict[str, list[Judged]], tuple[float, float]]:
    """Correct estimates by what became of them on trades that were not seen."""
    everyone = [one for judged in unseen.values() for one in judged if one.evidence is not None]
    logits = [logit(one.estimate) for one in everyone]
    scale, shift = fit_trust(logits, [one.is_right for one in everyone])

    def corrected(one: Judged) -> Judged:
        if one.evidence is None:
            return one
        return dataclasses.replace(one, estimate=expit(scale * logit(one.estimate) + shift))

    return {name: list(map(corrected, judged)) for name, judged in unseen.items()}, (scale, shift)


def threshold(judged: Sequence[Judged]) -> float:
    """Find the smallest estimate from which, of all shown, at most one in eight is wrong."""
    best = 1.0
    for start in np.arange(0.99, 0.3, -0.01):
        shown = [one.is_right for one in judged if one.estimate >= start]
        if len(shown) >= ENOUGH and np.mean(shown) >= 1 - ERROR:
            best = float(start)
    return round(best, 2)


def tell(name: str, judged: Sequence[Judged], answer_from: float) -> None:
    """Print a line of figures."""
    meant = [one for one in judged if one.case.query.relevant]
    shown = [one.is_right for one in judged if one.estimate >= answer_from]
    right = f"{np.mean(shown):.2f}" if shown else "none"
    said = [one.estimate for one in judged]
    answerable = [bool(one.case.query.relevant) for one in judged]
    print(
        f"{name:12}{len(judged):>6}{np.mean([one.is_first for one in meant]):>7.2f}"
        f"{len(shown) / len(judged):>10.2f}{right:>7}"
        f"{auroc(said, [one.is_right for one in judged]) or 0:>8.2f}"
        f"{auroc(said, answerable) or 0:>8.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="replace calibration.json")
    parser.add_argument("--quick", action="store_true", help="keep the threshold")
    arguments = parser.parse_args()
    cases = all_cases()
    before = json.loads(TARGET.read_text(encoding="utf-8"))
    answer_from = float(before["answer_from"])
    trust = (float(before.get("scale", 1)), float(before.get("shift", 0)))
    if not arguments.quick:
        unseen, trust = trusted(leave_one_out(cases))
        everyone = [one for judged in unseen.values() for one in judged]
        answer_from = threshold(everyone)
        print(f"Each trade unseen, answered from {answer_from}")
        print(
            f"{'':12}{'asked':>6}{'r@1':>7}{'answered':>10}{'right':>7}{'AUROC':>8}{'answer.':>8}"
        )
        for trade, judged in unseen.items():
            tell(trade, judged, answer_from)
        tell("all", everyone, answer_from)
        print(
            "said->true "
            + curve(reliability([j.estimate for j in everyone], [j.is_right for j in everyone]))
        )
    model = dataclasses.replace(
        learn(cases), scale=trust[0], shift=trust[1], answer_from=answer_from, ask_from=ASK_FROM
    )
    if arguments.write:
        write(model)


def written(model: Calibration) -> str:
    """Write a model as JSON, a tree on a line."""
    values = dataclasses.asdict(model)
    trees = ",\n  ".join(json.dumps(tree) for tree in values.pop("trees"))
    rest = json.dumps(values, indent=1).removesuffix("\n}")
    return f'{rest},\n "trees": [\n  {trees}\n ]\n}}\n'


def write(model: Calibration) -> None:
    """Replace the numbers the product reads."""
    TARGET.write_text(written(model), encoding="utf-8")


if __name__ == "__main__":
    main()
