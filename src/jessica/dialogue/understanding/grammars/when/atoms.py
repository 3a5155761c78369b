"""What the date rules produce before composition: days, clock spans and words, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Literal

from jessica.dialogue.understanding.grammars.when.model import OPEN_END, OpeningHours, Window
from jessica.dialogue.understanding.grammars.when.symbols import Symbol


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant and place a phrase is read at: clinic-local date and time, language, opening hours."""

    today: date
    now: time
    language: str
    hours: OpeningHours


@dataclass(frozen=True, slots=True)
class Day:
    """One day phrase: its window (no times), readings when doubtful, and how it may combine with others.

    `kind`: "date" one calendar day; "number" a day of an unnamed month; "weekday" a bare weekday, which a
    week or month beside it may pin down; "range" a stretch of days; "recurring" weekdays without end.
    """

    kind: Literal["date", "number", "weekday", "range", "recurring"]
    window: Window
    note: str
    ambiguity: str | None = None
    alternatives: tuple[Window, ...] = ()
    weekday: int | None = None

    @property
    def void(self) -> bool:
        """True for a date that was named but cannot be offered (past or impossible)."""
        return self.ambiguity in ("past_date", "impossible_date")

    def moved(self, window: Window, note: str) -> Day:
        return replace(self, kind="range", window=window, note=note)


@dataclass(frozen=True, slots=True)
class ClockTime:
    """One time of day as said: `half` is "am", "pm", "24" (sure) or "" (for opening hours to settle)."""

    hour: int
    minute: int
    half: str


@dataclass(frozen=True, slots=True)
class Clock:
    """One time phrase: exactly, around, after or before `start`, between `start` and `end`, or a part."""

    kind: Literal["exact", "around", "after", "before", "between", "part"]
    note: str
    start: ClockTime | None = None
    end: ClockTime | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Atom:
    """A day, a clock span, or (neither) the symbol `code` itself, with its span in the original text."""

    code: str
    start: int
    end: int
    day: Day | None = None
    clock: Clock | None = None
    word: str = ""


@dataclass(slots=True)
class Stream:
    """Symbols with their codes joined into one string, so that rules are plain regular expressions."""

    symbols: list[Symbol]
    codes: str = ""
    places: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        for symbol in self.symbols:
            self.places.append(len(self.codes))
            self.codes += symbol.code + " "
        self.places.append(len(self.codes))

    def index_at(self, place: int) -> int:
        """Index of the symbol that starts at `place` in `codes` (the count of symbols at the end)."""
        return self.places.index(place)


def single(day: date) -> Window:
    return Window(day, day)


def open_from(day: date) -> Window:
    return Window(day, OPEN_END)
