"""Figures of the classifier alone, on the families held apart."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from jessica.dialogue.understanding.classifier.model import KINDS, Classifier, Weights
from training.understanding.corpus import CORPUS, Example, examples, families, pools, unseen
from training.understanding.train import SEED, WEIGHTS


def report(found: list[Example], classifier: Classifier, show: int) -> None:
    for language in ("en", "es"):
        chosen = [example for example in found if example.language == language]
        if chosen:
            _report_language(language, chosen, classifier, show)


def _report_language(language: str, found: list[Example], classifier: Classifier, show: int) -> None:
    readings = [classifier.read(example.text) for example in found]
    for kind in KINDS:
        right = wanted = given = exact = top = of_any = 0
        wrong: list[str] = []
        confused: Counter[str] = Counter()
        for example, reading in zip(found, readings, strict=True):
            expected = {label.split(":")[1] for label in example.labels if label.startswith(kind)}
            meant = reading.meant(kind)
            right += len(expected & set(meant))
            wanted += len(expected)
            given += len(meant)
            exact += expected == set(meant)
            if expected:
                of_any += 1
                surest = max(vars_of(reading, kind).items(), key=lambda x: x[1])[0]
                top += surest in expected
            if expected != set(meant):
                wrong.append(
                    f"{sorted(expected)} -> { ({k: round(v, 2) for k, v in meant.items()}) }: {example.text}"
                )
                for missed in expected - set(meant):
                    confused[f"-{missed}"] += 1
                for extra in set(meant) - expected:
                    confused[f"+{extra}"] += 1
        f1 = 2 * right / max(1, wanted + given)
        print(
            f"{language} {kind:8} n={len(found)} exact {exact / len(found):.1%}  F1 {f1:.1%}  "
            f"surest right {top / max(1, of_any):.1%}"
        )
        print("   ", dict(confused.most_common(14)))
        for line in wrong[:show]:
            print("     ", line)


def vars_of(reading: object, kind: str) -> dict[str, float]:
    return dict(getattr(reading, {"intent": "intents", "topic": "topics", "conduct": "conduct"}[kind]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--all", action="store_true", help="every family, not only those held apart")
    parser.add_argument("--show", type=int, default=0, help="how many wrong readings to print a kind")
    chosen = parser.parse_args()
    with chosen.weights.open("rb") as file:
        classifier = Classifier(Weights.load(file))
    every = families(chosen.corpus)
    kept = every if chosen.all else unseen(every)
    report(examples(kept, pools(), SEED), classifier, chosen.show)


if __name__ == "__main__":
    main()
