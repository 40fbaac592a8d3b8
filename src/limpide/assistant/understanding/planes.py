"""Planes between texts: a linear model per label, learnt the same on every machine."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final

import numpy as np

# Beyond so many examples a label is learnt against the texts most like its own.
MANY: Final = 4000
_RIVALS: Final = 4000
_THREADS: Final = 2


def learn(rows: Any, labels: Any, present: Any) -> tuple[Any, Any]:
    """Learn a plane per label, laid out so that one text costs one pass."""
    if len(labels) <= MANY:
        return _columns(_model().fit(rows, labels))
    near = rows @ middles(rows, labels, present)
    with ThreadPoolExecutor(_THREADS) as pool:
        learnt = list(pool.map(partial(_rivals, rows, labels, present, near), range(len(present))))
    return np.column_stack([plane for plane, _ in learnt]), np.array([bias for _, bias in learnt])


def learn_one(rows: Any, is_own: Any) -> tuple[Any, float]:
    """Learn one plane, between what is own and all the rest."""
    model = _model().fit(rows, is_own)
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def middles(rows: Any, labels: Any, present: Any) -> Any:
    """Give the middle of each label's texts, of length 1, a column each."""
    ones = np.zeros((len(present), len(labels)), dtype=np.float32)
    ones[np.searchsorted(present, labels), np.arange(len(labels))] = 1
    sums = rows.T.dot(ones.T)
    lengths = np.linalg.norm(sums, axis=0, keepdims=True)
    return np.ascontiguousarray(sums / np.where(lengths == 0, 1, lengths), dtype=np.float32)


def _rivals(rows: Any, labels: Any, present: Any, near: Any, place: int) -> tuple[Any, float]:
    """Learn one label against the texts most like it; the others it tells apart anyway."""
    is_own = labels == present[place]
    likeness = np.where(is_own, np.inf, near[:, place])
    size = min(len(labels), int(is_own.sum()) + _RIVALS)
    chosen = np.sort(np.argpartition(-likeness, size - 1)[:size])
    return learn_one(rows[chosen], is_own[chosen])


def _columns(model: Any) -> tuple[Any, Any]:
    """Lay weights out by columns; two labels share one plane."""
    weights, bias = model.coef_, model.intercept_
    if len(weights) == 1:
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    return np.ascontiguousarray(weights.T, dtype=np.float32), bias.astype(np.float32)


def _model() -> Any:
    from sklearn.svm import LinearSVC  # noqa: PLC0415 (a second to import; only who learns needs it)

    return LinearSVC(C=1.0, tol=1e-3, random_state=0)
