"""Train the classifier: `python -m training.understanding.train`. The same corpus gives the same file."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from jessica.dialogue.understanding.classifier.features import features, hashed
from jessica.dialogue.understanding.classifier.model import KINDS, Weights, vector
from training.understanding.corpus import Example, Family, examples, families, pools, with_noise
from training.understanding.thresholds import best_threshold

WEIGHTS = Path(__file__).parents[2] / "src/jessica/dialogue/understanding/classifier/weights.npz"
SEED = 7
# A feature seen less often says more about one utterance than about a label.
_SEEN_AT_LEAST = 3
_GROUPS = (("c:",), ("k:", "kb:", "ks:"))
# Folds by family, for thresholds that hold on wording that training did not see.
_FOLDS = 3
_NEVER = -8.0
# Half of all messages ask something; rarer wishes must not drown.
_LIGHTEST, _HEAVIEST = 0.3, 4.0


def _group(name: str) -> int:
    return next((i for i, starts in enumerate(_GROUPS) if name.startswith(starts)), len(_GROUPS))


class Vocabulary:
    """The numbered features of a training set with their groups and rarities."""

    def __init__(self, texts: list[str]) -> None:
        seen: dict[int, tuple[int, int]] = {}
        for text in texts:
            names = set(features(text))
            for name, number in zip(names, hashed(iter(names)), strict=True):
                count, _ = seen.get(number, (0, 0))
                seen[number] = (count + 1, _group(name))
        kept = sorted((number, *found) for number, found in seen.items() if found[0] >= _SEEN_AT_LEAST)
        self.numbers = np.array([number for number, _, _ in kept], dtype=np.uint32)
        self.group = np.array([group for _, _, group in kept], dtype=np.uint8)
        counts = np.array([count for _, count, _ in kept], dtype=np.float32)
        self.rarity = (np.log((1 + len(texts)) / (1 + counts)) + 1).astype(np.float32)

    def matrix(self, texts: list[str]) -> csr_matrix:
        """(texts, features), a row as the classifier sees it."""
        starts, rows, values = [0], [], []
        for text in texts:
            found, value = vector(text, self.numbers, self.group, self.rarity)
            rows.append(found)
            values.append(value)
            starts.append(starts[-1] + len(found))
        return csr_matrix(
            (np.concatenate(values), np.concatenate(rows), starts), shape=(len(texts), len(self.numbers))
        )


def truth(found: list[Example], labels: list[str]) -> NDArray[np.bool_]:
    """(examples, labels)."""
    return np.array([[label in example.labels for label in labels] for example in found], dtype=bool)


def fit(found: list[Example], labels: list[str], strength: float) -> tuple[Vocabulary, NDArray, NDArray]:
    """The vocabulary, the weights (features, labels) and the biases of a training set with its noise."""
    noisy = list(with_noise(found, SEED))
    texts = [example.text for example in noisy]
    vocabulary = Vocabulary(texts)
    rows = vocabulary.matrix(texts)
    wanted = truth(noisy, labels)
    weight = by_rarity(wanted)
    coefficients, biases = [], []
    for column in range(len(labels)):
        model = LogisticRegression(
            solver="liblinear", dual=True, C=strength, random_state=SEED, tol=1e-2, max_iter=300
        )
        if not wanted[:, column].any():
            # A fold may hold every family of a rare label.
            coefficients.append(np.zeros(rows.shape[1]))
            biases.append(_NEVER)
            continue
        model.fit(rows, wanted[:, column], sample_weight=weight)
        coefficients.append(model.coef_[0])
        biases.append(model.intercept_[0])
    return vocabulary, np.array(coefficients).T.astype(np.float32), np.array(biases, dtype=np.float32)


def by_rarity(wanted: NDArray[np.bool_]) -> NDArray[np.float64]:
    """A weight an example, 1 on average: the rarer its labels, the heavier."""
    rarity = 1 / np.sqrt(np.maximum(1, wanted.sum(axis=0)))
    count = wanted.sum(axis=1)
    mean = np.where(count > 0, (wanted * rarity).sum(axis=1) / np.maximum(1, count), np.median(rarity))
    return np.clip(mean / mean.mean(), _LIGHTEST, _HEAVIEST)


def probabilities(
    vocabulary: Vocabulary, matrix: NDArray, bias: NDArray, texts: list[str]
) -> NDArray[np.float32]:
    scores: NDArray[np.float32] = vocabulary.matrix(texts) @ matrix + bias
    return 1 / (1 + np.exp(-scores))


def cross_validated(
    chosen: list[Family], labels: list[str], strength: float
) -> tuple[list[Example], NDArray[np.float32]]:
    """Each example with the probabilities of a model that did not see its family."""
    found: list[Example] = []
    sure: list[NDArray[np.float32]] = []
    for fold in range(_FOLDS):
        apart = examples(chosen[fold::_FOLDS], pools(), SEED)
        rest = [family for index, family in enumerate(chosen) if index % _FOLDS != fold]
        vocabulary, matrix, bias = fit(examples(rest, pools(), SEED), labels, strength)
        found.extend(apart)
        sure.append(probabilities(vocabulary, matrix, bias, [example.text for example in apart]))
    return found, np.concatenate(sure)


def quantised(matrix: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    scale = np.maximum(np.abs(matrix).max(axis=0) / 127, 1e-9).astype(np.float32)
    return np.round(matrix / scale).astype(np.int8), scale


def train(strength: float) -> Weights:
    """Weights from all families that are not held apart, thresholds from cross-validation among them."""
    chosen = [family for family in families() if not family.held_apart]
    labels = sorted(
        {label for family in chosen for label in family.labels},
        key=lambda label: (KINDS.index(label.split(":")[0]), label),  # type: ignore[arg-type]
    )
    apart, sure = cross_validated(chosen, labels, strength)
    wanted = truth(apart, labels)
    threshold = [best_threshold(sure[:, i], wanted[:, i]) for i in range(len(labels))]
    vocabulary, matrix, bias = fit(examples(chosen, pools(), SEED), labels, strength)
    small, scale = quantised(matrix)
    return Weights(
        labels=tuple(labels),
        numbers=vocabulary.numbers,
        group=vocabulary.group,
        rarity=vocabulary.rarity,
        matrix=small,
        scale=scale,
        bias=bias,
        threshold=np.array(threshold, dtype=np.float32),
    )


def save(weights: Weights, path: Path) -> None:
    """Write the weights; the same weights give the same bytes."""
    np.savez_compressed(
        path,
        labels=np.array(weights.labels),
        numbers=weights.numbers,
        group=weights.group,
        rarity=weights.rarity.astype(np.float16),
        matrix=weights.matrix,
        scale=weights.scale,
        bias=weights.bias,
        threshold=weights.threshold,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--strength", type=float, default=40.0, help="inverse regularisation")
    chosen = parser.parse_args()
    weights = train(chosen.strength)
    save(weights, chosen.out)
    print(
        f"{len(weights.labels)} labels, {len(weights.numbers):,} features, "
        f"{chosen.out.stat().st_size / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
