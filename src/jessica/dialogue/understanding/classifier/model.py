"""The trained classifier: how sure it is of each intent, topic and conduct in a message.

One linear model a label over hashed words, letter groups and concepts, in one quantised matrix. Nothing but
NumPy is needed to run it. `training/understanding` makes the weights; `MODEL_CARD.md` says how good they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import IO, Literal

import numpy as np
from numpy.typing import NDArray

from jessica.dialogue.understanding.classifier.features import features, hashed

Kind = Literal["intent", "topic", "conduct"]
KINDS: tuple[Kind, ...] = ("intent", "topic", "conduct")


@dataclass(frozen=True, slots=True)
class Weights:
    """`numbers` (features,) sorted uint32; `matrix` (features, labels) int8; the rest one value a label.

    `group` (features,) says which group a feature belongs to; each group is brought to the same length.
    """

    labels: tuple[str, ...]  # "intent:book", "topic:price", "conduct:advice"
    numbers: NDArray[np.uint32]
    group: NDArray[np.uint8]
    rarity: NDArray[np.float32]
    matrix: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]
    threshold: NDArray[np.float32]

    @classmethod
    def load(cls, file: IO[bytes]) -> Weights:
        """Read what `save` wrote."""
        with np.load(file, allow_pickle=False) as stored:
            return cls(
                labels=tuple(str(label) for label in stored["labels"]),
                numbers=stored["numbers"],
                group=stored["group"],
                rarity=stored["rarity"].astype(np.float32),
                matrix=stored["matrix"],
                scale=stored["scale"],
                bias=stored["bias"],
                threshold=stored["threshold"],
            )


@dataclass(frozen=True, slots=True)
class Reading:
    """Probabilities from 0 to 1 by label, and from which on a label counts as meant."""

    intents: Mapping[str, float]
    topics: Mapping[str, float]
    conduct: Mapping[str, float]
    thresholds: Mapping[str, float]  # by "kind:label"

    def meant(self, kind: Kind) -> dict[str, float]:
        """The labels of `kind` that reach their threshold, the surest first."""
        found = {"intent": self.intents, "topic": self.topics, "conduct": self.conduct}[kind]
        kept = {name: sure for name, sure in found.items() if sure >= self.thresholds[f"{kind}:{name}"]}
        return dict(sorted(kept.items(), key=lambda item: -item[1]))


class Classifier:
    """Reads messages with one set of weights. Immutable; threads may share it."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._where = {
            kind: [
                (i, label.split(":", 1)[1])
                for i, label in enumerate(weights.labels)
                if label.startswith(kind)
            ]
            for kind in KINDS
        }
        self._thresholds = {
            label: float(value) for label, value in zip(weights.labels, weights.threshold, strict=True)
        }

    def read(self, text: str) -> Reading:
        """How sure each label is for `text`, by itself and without context."""
        sure = self.probabilities(text)
        by_kind = {kind: {name: float(sure[i]) for i, name in where} for kind, where in self._where.items()}
        return Reading(by_kind["intent"], by_kind["topic"], by_kind["conduct"], self._thresholds)

    def probabilities(self, text: str) -> NDArray[np.float32]:
        """One probability a label, in the order of the weights' labels."""
        w = self._weights
        rows, values = vector(text, w.numbers, w.group, w.rarity)
        score = (values @ w.matrix[rows].astype(np.float32)) * w.scale + w.bias
        sure: NDArray[np.float32] = (1.0 / (1.0 + np.exp(-np.clip(score, -30, 30)))).astype(np.float32)
        return sure


def vector(
    text: str, numbers: NDArray[np.uint32], group: NDArray[np.uint8], rarity: NDArray[np.float32]
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """The rows of `text`'s known features and their values; each feature group has length one."""
    found, counts = np.unique(np.array(hashed(features(text)), dtype=np.uint32), return_counts=True)
    rows = np.searchsorted(numbers, found)
    rows[rows == len(numbers)] = 0
    known = numbers[rows] == found
    rows, counts = rows[known], counts[known]
    values = (1.0 + np.log(counts)) * rarity[rows]
    groups = group[rows]
    for number in np.unique(groups):
        of_group = groups == number
        values[of_group] /= np.linalg.norm(values[of_group]) or 1.0
    return rows, values.astype(np.float32)


@lru_cache(maxsize=1)
def classifier() -> Classifier:
    """The classifier that ships with Jessica."""
    with resources.files(__package__).joinpath("weights.npz").open("rb") as file:
        return Classifier(Weights.load(file))
