"""Thresholds that guard a release: what was measured must not be worse than what was promised."""

from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "thresholds.yaml"


def broken(measured: dict[str, float]) -> list[str]:
    """Name each figure that misses its threshold; one without a threshold is not guarded."""
    bounds: dict[str, dict[str, float]] = yaml.safe_load(_FILE.read_text())
    found: list[str] = []
    for name, value in measured.items():
        bound = bounds.get(name, {})
        if value < bound.get("at_least", value):
            found.append(f"{name}: {value:.3f} is less than {bound['at_least']}")
        if value > bound.get("at_most", value):
            found.append(f"{name}: {value:.3f} is more than {bound['at_most']}")
    found += [f"{name}: was not measured" for name in bounds if name not in measured]
    return found
