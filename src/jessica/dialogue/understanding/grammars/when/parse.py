"""The door of the date grammar: a message in, the days and times it asks for out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from jessica.dialogue.understanding.grammars.when.atoms import Atom, Clock, Day, Moment, open_from
from jessica.dialogue.understanding.grammars.when.calendar import DAY
from jessica.dialogue.understanding.grammars.when.compose import Clause, bound_days, clauses_of
from jessica.dialogue.understanding.grammars.when.join import join_clauses
from jessica.dialogue.understanding.grammars.when.mask import mask_non_dates
from jessica.dialogue.understanding.grammars.when.model import OPEN_END, OpeningHours, When, Window
from jessica.dialogue.understanding.grammars.when.reading import read_atoms
from jessica.dialogue.understanding.grammars.when.repair import without_repaired
from jessica.dialogue.understanding.grammars.when.settle import Bounds, intersect, settle, with_bounds
from jessica.dialogue.understanding.grammars.when.symbols import read_symbols

_FLAGS = ("soonest", "anytime")
_MOST_WINDOWS = 24
_A_PAIR = 2
_OR = re.compile(r"\b(?:or|o|u|and then|also|tambien|también)\b")


def parse_when(
    text: str, *, today: date, now: time, language: str, hours: OpeningHours, asked: bool = False
) -> When | None:
    """What `text` says about days and times; None when it says nothing.

    `today` and `now` are clinic-local; `hours` settle "at 3"; `asked` (Jessica just asked for a time) lets a
    bare "3" count as a time. No returned window lies wholly before `today`.
    """
    moment = Moment(today, now, language, hours)
    symbols = read_symbols(mask_non_dates(text), language)
    said = without_repaired(read_atoms(symbols, moment, asked=asked), text)
    atoms = bound_days(said, moment)
    clauses, doubtful = clauses_of(atoms, moment)
    found = _Reading(moment, join_clauses(clauses, moment), doubtful)
    return found.when(atoms, text)


class _Reading:
    """Gathers windows, exclusions and doubts of the joined clauses."""

    def __init__(self, moment: Moment, clauses: Sequence[Clause], doubtful: bool) -> None:
        self.moment = moment
        self.windows: list[Window] = []
        self.excluded: list[Window] = []
        self.alternatives: list[Window] = []
        self.doubts: list[str] = []
        self.notes: list[str] = []
        self.narrative = False
        for clause in clauses:
            self._take(clause)
        if doubtful:
            self.doubts.insert(0, "negation_scope")
            self.alternatives = [*self.windows, *self.alternatives]
        self.named = [clause for clause in clauses if not clause.negative]

    def _take(self, clause: Clause) -> None:
        days: list[Day | None] = list(clause.days) or [None]
        for day in days:
            self.notes.append(
                "; ".join([day.note if day else "", *(clock.note for clock in clause.clocks)]).strip("; ")
            )
            if day is not None and day.note.startswith("narrative"):
                self.narrative = True
                continue
            if day is not None and day.void:
                if not clause.negative:
                    self.doubts.append(day.ambiguity or "")
                    self.alternatives.extend(self._timed(day.alternatives, clause.clocks)[0])
                continue
            bases = (
                day.alternatives
                if day and day.ambiguity
                else (day.window if day else open_from(self.moment.today),)
            )
            windows, unsure = self._timed(bases, clause.clocks)
            if clause.negative:
                self.excluded.extend(windows)
                continue
            doubt = (day.ambiguity if day and len(bases) > 1 else None) or (
                _clock_doubt(clause.clocks) if unsure else None
            )
            self._add(windows, doubt)

    def _add(self, windows: list[Window], doubt: str | None) -> None:
        ahead = [window for window in windows if not self._gone(window)]
        if not ahead:
            self.doubts.append("past_date")
            return
        self.windows.extend(ahead)
        if doubt and len(ahead) > 1:
            self.doubts.append(doubt)
            self.alternatives.extend(ahead)

    def _timed(self, bases: Sequence[Window], clocks: Sequence[Clock]) -> tuple[list[Window], bool]:
        timed: list[Window] = []
        unsure = False
        for base in bases:
            options: list[Bounds] = [Bounds()]
            for clock in clocks:
                settled = settle(clock, _weekdays(base), self.moment.hours).readings
                met = [both for one in options for other in settled if (both := intersect(one, other))]
                options = met or [*options, *settled] if options != [Bounds()] else list(settled)
            unsure = unsure or len(options) > 1
            timed.extend(with_bounds(base, bounds) for bounds in options)
        return timed, unsure

    def _gone(self, window: Window) -> bool:
        """True when every start time of the window is behind the present instant."""
        if window.last != self.moment.today:
            return window.last < self.moment.today
        end = window.exact or window.latest
        return end is not None and end <= self.moment.now

    def when(self, atoms: Sequence[Atom], text: str) -> When | None:
        soonest = any(atom.code == "soonest" for atom in atoms)
        any_time = _any_time(atoms)
        windows = _narrowed(tuple(dict.fromkeys(self.windows))[:_MOST_WINDOWS], text)
        excluded = tuple(
            dict.fromkeys(window for window in self.excluded if window.last >= self.moment.today)
        )
        if self.narrative and not windows and not any(atom.code in ("x", "past") for atom in atoms):
            self.doubts.append("past_date")
        if not (windows or excluded or soonest or any_time or self.doubts):
            return None
        ambiguity = self.doubts[0] if self.doubts else None
        alternatives = tuple(dict.fromkeys(window for window in self.alternatives if not self._gone(window)))
        used = [atom for atom in atoms if atom.day or atom.clock or atom.code in _FLAGS]
        return When(
            windows=windows,
            excluded=excluded,
            ambiguity=ambiguity,
            alternatives=alternatives[:_MOST_WINDOWS] if ambiguity else (),
            soonest=soonest,
            any_time=any_time,
            span=(min(atom.start for atom in used), max(atom.end for atom in used)),
            reason=" | ".join(note for note in self.notes if note) or ("soonest" if soonest else "any time"),
            names_day=any(clause.days for clause in self.named),
            names_time=any(clause.clocks for clause in self.named),
        )


def _narrowed(windows: tuple[Window, ...], text: str) -> tuple[Window, ...]:
    """ "After the 10th but before Christmas", "in February, weekdays only": both at once."""
    if len(windows) != _A_PAIR or _OR.search(text.lower()):
        return windows
    if any(window.exact or window.earliest or window.latest for window in windows):
        return windows
    early, late = sorted(windows, key=lambda window: window.last)
    every_week = late.weekdays is not None and early.weekdays is None
    bounds = late.weekdays == early.weekdays is None and early.first < late.first <= early.last
    if late.last != OPEN_END or early.last == OPEN_END or not (every_week or bounds):
        return windows
    return (replace(early, first=max(early.first, late.first), weekdays=late.weekdays),)


def _clock_doubt(clocks: Sequence[Clock]) -> str:
    return "range_or_time" if any(clock.part == "minutes_to" for clock in clocks) else "am_or_pm"


def _weekdays(window: Window) -> frozenset[int] | None:
    """Weekdays that the window covers, None for a whole week or more."""
    if window.weekdays is not None:
        return window.weekdays
    if window.last == OPEN_END or (window.last - window.first).days >= 6:
        return None
    return frozenset(
        (window.first + DAY * step).weekday() for step in range((window.last - window.first).days + 1)
    )


def _any_time(atoms: Sequence[Atom]) -> bool:
    """ "any" alone is too little: it needs a day or time beside it, or to be the whole message."""
    for index, atom in enumerate(atoms):
        if atom.code != "anytime":
            continue
        beside = atoms[index + 1 : index + 2]
        if atom.word != "any" or len(atoms) == 1 or any(one.day or one.clock for one in beside):
            return True
    return False
