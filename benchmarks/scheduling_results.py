"""What a benchmark found, as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `ratio` is how many times `baseline` it is, in the same run; `met` is the bar's."""

    measure: str
    value: float
    unit: str
    baseline: str = ""
    ratio: float | None = None
    bar: str = ""
    met: bool | None = None


def percentile(samples: Iterable[float], percent: float) -> float:
    """The smallest sample that at least `percent` of all do not exceed."""
    ordered = sorted(samples)
    return ordered[max(0, -(-len(ordered) * percent // 100).__int__() - 1)]


def as_text(rows: Iterable[Row]) -> str:
    """The rows as aligned lines."""
    lines = []
    for row in rows:
        ratio = f"{row.ratio:8.2f} x {row.baseline}" if row.ratio is not None else ""
        verdict = "" if row.met is None else ("met" if row.met else "MISSED")
        lines.append(f"{row.measure:62} {row.value:10.2f} {row.unit:10} {ratio:44} {row.bar:14} {verdict}")
    return "\n".join(line.rstrip() for line in lines)
