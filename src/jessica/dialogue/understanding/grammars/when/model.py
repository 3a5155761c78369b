"""What a date phrase means: windows of days and start times in the clinic's local calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

OPEN_END = date.max
"""`Window.last` when no last day was said ("after the 10th"); the caller cuts it at its booking horizon."""

ShiftKind = Literal[
    "later_same_day", "earlier_same_day", "later_days", "earlier_days", "other_day", "other_time", "next_week"
]


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Earliest opening and latest closing time by weekday (0 = Monday); a missing weekday is closed."""

    by_weekday: Mapping[int, tuple[time, time]]

    def over(self, weekdays: frozenset[int] | None) -> tuple[time, time]:
        """Widest opening over `weekdays`; over the whole week when none of them is open or none is named."""
        named = [self.by_weekday[day] for day in (weekdays or ()) if day in self.by_weekday]
        spans = named or list(self.by_weekday.values()) or [(time(8), time(18))]
        return min(span[0] for span in spans), max(span[1] for span in spans)


@dataclass(frozen=True, slots=True)
class Window:
    """One candidate span of days and start times.

    `first` and `last` are inclusive days (`last` may be OPEN_END). A start time fits when
    `earliest <= start < latest`, None being open. `exact` is the one time that was named; with "around 10"
    `earliest` and `latest` tell how far from it is still welcome. `weekdays` (0 = Monday) narrows the days.
    """

    first: date
    last: date
    earliest: time | None = None
    latest: time | None = None
    exact: time | None = None
    weekdays: frozenset[int] | None = None

    @property
    def open_ended(self) -> bool:
        return self.last == OPEN_END


@dataclass(frozen=True, slots=True)
class When:
    """The reading of a date phrase.

    `windows` together are what the person offers, best first; `excluded` is what the person ruled out.
    With an `ambiguity` the person must be asked: `alternatives` holds the readings, likeliest first, and
    `windows` repeats them, except for "past_date" and "impossible_date", where it is empty.
    `names_day` and `names_time` tell whether a day and a time of day were said at all.
    """

    windows: tuple[Window, ...]
    excluded: tuple[Window, ...]
    ambiguity: str | None
    alternatives: tuple[Window, ...]
    soonest: bool
    any_time: bool
    span: tuple[int, int]
    reason: str
    names_day: bool = False
    names_time: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """A wish to move away from what is on offer, without naming a day or time."""

    kind: ShiftKind
    span: tuple[int, int]
