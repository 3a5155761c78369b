"""From which probability on a label counts as meant."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Outside these a threshold would answer to chance in a small sample.
_LOWEST, _HIGHEST = 0.15, 0.75


def best_threshold(sure: NDArray[np.float32], wanted: NDArray[np.bool_]) -> float:
    """The threshold with the best F1 on examples that the model did not see; the middle of a plateau."""
    grid = np.arange(_LOWEST, _HIGHEST + 0.001, 0.025)
    scores = np.array([f1(sure >= at, wanted) for at in grid])
    best = grid[scores >= scores.max() - 0.002]
    return float(np.median(best))


def f1(found: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> float:
    """Harmonic mean of precision and recall; 0 when nothing is found and something was wanted."""
    right = int((found & wanted).sum())
    return 2 * right / max(1, int(found.sum()) + int(wanted.sum()))
