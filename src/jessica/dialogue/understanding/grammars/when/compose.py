"""From atoms to clauses: bounds on days, what is wanted and what is ruled out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jessica.dialogue.understanding.grammars.when.atoms import Atom, Clock, Day, Moment, open_from
from jessica.dialogue.understanding.grammars.when.calendar import DAY
from jessica.dialogue.understanding.grammars.when.model import OPEN_END, Window

_INCLUSIVE = ("no ", "not ", "nothing ", "nada ", "earliest", "only ")


@dataclass(slots=True)
class Clause:
    """Days and times that belong together; `joined` tells how the clause hangs on the one before it."""

    joined: str
    negative: bool
    days: list[Day] = field(default_factory=list)
    clocks: list[Clock] = field(default_factory=list)
    clock_first: bool = False
    sweeping: bool = False

    def __bool__(self) -> bool:
        return bool(self.days or self.clocks)


def bound_days(atoms: Sequence[Atom], moment: Moment) -> list[Atom]:
    """Apply "after", "before", "from ... to" and the like to the days they govern."""
    atoms = _without_moved(atoms)
    bound: list[Atom] = []
    index = 0
    while index < len(atoms):
        back = _bound_back(atoms, index, bound, moment)
        if back:
            bound[back[0]] = back[1]
            _lift_refusal(bound, back[0])
            index += 2
            continue
        span = _day_span(atoms, index, moment)
        if span:
            bound.append(span[0])
            index = span[1]
            continue
        bound.append(atoms[index])
        index += 1
    return bound


def _without_moved(atoms: Sequence[Atom]) -> Sequence[Atom]:
    """ "Move it from Tuesday to Thursday" asks for Thursday: what stands before the "to" is the old visit."""
    codes = [atom.code for atom in atoms]
    if "moving" not in codes:
        return atoms
    start = codes.index("moving")
    for index in range(len(atoms) - 2, start, -1):
        following = atoms[index + 1 : index + 3]
        target = any(atom.day or atom.clock for atom in following)
        if codes[index] == "to" and target:
            kept = [atom for atom in atoms[start:index] if atom.day is None and atom.clock is None]
            kept = [atom for atom in kept if atom.code != "from"]
            return [*atoms[:start], *kept, *atoms[index + 1 :]]
    return atoms


def _lift_refusal(bound: list[Atom], place: int) -> None:
    """ "I'm away until the 8th, any time after that": what follows the refused day is wanted."""
    for index in range(place - 1, max(-1, place - 4), -1):
        if bound[index].code in ("cannot", "not"):
            bound[index] = replace(bound[index], code="x")


def _bound_back(
    atoms: Sequence[Atom], index: int, bound: Sequence[Atom], moment: Moment
) -> tuple[int, Atom] | None:
    """ "I have a wedding December 12, so before that": the bound governs the day named before it."""
    if atoms[index].code not in ("before", "after") or index + 1 >= len(atoms):
        return None
    if atoms[index + 1].word not in ("that", "then", "eso", "esa"):
        return None
    for place in range(len(bound) - 1, -1, -1):
        day = bound[place].day
        if day is not None and not day.void:
            return place, replace(bound[place], day=_bounded(day, atoms[index].code, "", moment))
    return None


def _day_span(atoms: Sequence[Atom], index: int, moment: Moment) -> tuple[Atom, int] | None:
    codes = [atom.code for atom in atoms[index : index + 6]]
    lead = codes[0]
    at = index + (
        1 if lead in ("from", "of", "between", "after", "before", "by", "until", "around", "since") else 0
    )
    while at < len(atoms) and at > index and atoms[at].code in ("the", "on", "of", "around"):
        at += 1
    if at >= len(atoms) or atoms[at].day is None:
        return None
    first = atoms[at].day
    if first is None or first.void:
        return None
    joiners = ("to", "until", "and") if lead == "between" else ("to", "until")
    if lead in ("from", "of", "between", "D") and at + 1 < len(atoms) and atoms[at + 1].code in joiners:
        other = at + 2
        while other < len(atoms) and atoms[other].code in ("the", "on", "of"):
            other += 1
        second = atoms[other].day if other < len(atoms) else None
        if second is not None and not second.void:
            return _made(atoms, index, other, _stretch(first, second))
    if (
        at + 1 < len(atoms)
        and atoms[at + 1].code in ("onwards", "orbefore")
        and lead not in ("before", "by", "until")
    ):
        code = "from" if atoms[at + 1].code == "onwards" else "by"
        return _made(atoms, index, at + 1, _bounded(first, code, "", moment))
    if lead in ("after", "before", "by", "until", "from", "around", "since"):
        return _made(atoms, index, at, _bounded(first, lead, atoms[index].word, moment))
    return None


def _made(atoms: Sequence[Atom], index: int, last: int, day: Day) -> tuple[Atom, int]:
    return Atom("D", atoms[index].start, atoms[last].end, day=day), last + 1


def _in_week_of(last: Day, weekday: Day) -> Day:
    """ "Monday through Wednesday next week": the reading of the weekday that lies in the last day's week."""
    for window in (weekday.window, *weekday.alternatives):
        if window.first <= last.window.last < window.first + DAY * 7:
            return replace(weekday, window=window, ambiguity=None, alternatives=())
    return weekday


def _stretch(first: Day, second: Day) -> Day:
    """From one day to another; weekdays wrap over the week's end."""
    if first.kind == "recurring" and second.kind == "recurring":
        low, high = min(first.window.weekdays or {0}), max(second.window.weekdays or {6})
        weekdays = (
            frozenset(range(low, high + 1)) if low <= high else frozenset({*range(low, 7), *range(high + 1)})
        )
        return first.moved(replace(first.window, weekdays=weekdays), f"{first.note} to {second.note}")
    if (first.kind, first.weekday, second.kind, second.weekday) == ("weekday", 0, "weekday", 4):
        start = min(window.first for window in (first.window, *first.alternatives))
        return Day("recurring", Window(start, OPEN_END, weekdays=frozenset(range(5))), "Monday to Friday")
    if first.kind == "weekday" and second.kind == "date" and not second.ambiguity:
        first = _in_week_of(second, first)
    start, end = first.window.first, second.window.last
    if end < start and second.weekday is not None:
        end += DAY * 7
    note = f"{first.note} to {second.note}"
    if end < start:
        return Day("range", first.window, note, "impossible_date")
    alternatives = tuple(Window(window.first, max(end, window.first)) for window in first.alternatives)
    ends = [window.last for window in second.alternatives if window.last >= start]
    alternatives = alternatives or tuple(Window(start, one) for one in ends)
    return Day("range", Window(start, end), note, first.ambiguity or second.ambiguity, alternatives)


def _bounded(day: Day, lead: str, word: str, moment: Moment) -> Day:
    def change(window: Window) -> Window:
        inclusive = word.startswith(_INCLUSIVE) or (lead == "before" and day.note.startswith("endof"))
        if lead == "after" and window.open_ended:
            return window  # "back on the 11th, after that": already open
        if lead == "after":
            return open_from(window.first if inclusive else min(window.last, OPEN_END - DAY) + DAY)
        if lead in ("from", "since"):
            return open_from(window.first)
        if lead == "around":
            return Window(
                max(moment.today, window.first - 2 * DAY), min(window.last, OPEN_END - 2 * DAY) + 2 * DAY
            )
        ends_before = (lead == "before" and not inclusive) or (
            lead == "until" and day.note.startswith("month")
        )
        last = window.first - DAY if ends_before else window.last
        return Window(moment.today, last)

    if day.kind == "recurring":
        return day
    window = change(day.window)
    if window.last < window.first:
        return Day("range", window, f"{lead} {day.note}", "past_date")
    alternatives = tuple(change(one) for one in day.alternatives)
    return replace(
        day, kind="range", window=window, alternatives=alternatives, note=f"{lead} {day.note}", weekday=None
    )


def clauses_of(atoms: Sequence[Atom], moment: Moment) -> tuple[list[Clause], bool]:
    """Clauses in order, wanted and ruled out; and whether the reach of a negation is in doubt."""
    polarity = _Polarity(atoms)
    clauses: list[Clause] = [Clause("", negative=False)]
    joined = ""
    for index, atom in enumerate(atoms):
        if atom.day is None and atom.clock is None:
            if atom.code == "or" and joined == ",":
                joined = ",or"
            elif atom.code in ("or", "and", ",", ".", ";", "but", "?", "instead", "/"):
                joined = atom.code if joined in ("", ",", ",or") or atom.code in (".", ";") else joined
            elif atom.code in ("not", "cannot", "except", "insteadof"):
                joined = joined or ","
            continue
        negative = polarity.negative[index]
        current = clauses[-1]
        if current and (joined or current.negative != negative):
            clauses.append(Clause(joined or ",", negative=negative))
            current = clauses[-1]
        current.negative = negative
        current.sweeping = current.sweeping or polarity.sweeping[index]
        joined = ""
        if atom.day is not None:
            current.days.append(atom.day)
        elif atom.clock is not None:
            current.clock_first = current.clock_first or not current.days
            current.clocks.append(atom.clock)
    return [clause for clause in clauses if clause], polarity.doubtful


class _Polarity:
    """Which days and times of a message are ruled out.

    "not Tuesday, Wednesday" rules out Tuesday only: the comma means "instead". "Can't do Monday, Tuesday or
    Wednesday" rules out all three; without the "or" the reach is in doubt.
    """

    def __init__(self, atoms: Sequence[Atom]) -> None:
        self.atoms = atoms
        self.negative = [False] * len(atoms)
        self.sweeping = [False] * len(atoms)
        self.doubtful = False
        self._mark()

    def _mark(self) -> None:
        state, strayed = "", 0
        for index, atom in enumerate(self.atoms):
            if atom.code in ("not", "cannot", "except", "insteadof", "negpost"):
                state, strayed = self._enter(index, atom), 0
            elif atom.code in (".", ";", "but", "instead", "prefer", "soonest", "anytime"):
                state = ""
            elif atom.code == ",":
                state = self._after_comma(index, state)
            elif atom.code in ("x", "past"):
                strayed += 1
                state = "" if strayed > 5 and state != "stray" else state
                if state == "not":
                    state = "stray"
            elif state and (atom.day is not None or atom.clock is not None):
                if self._affirmed(index) and state not in ("not", "except"):
                    state = ""
                elif state == "stray":
                    self.doubtful, state = True, ""
                else:
                    self.negative[index] = True
                    self.sweeping[index] = state == "except"
                    state = "" if state == "insteadof" else state

    def _enter(self, index: int, atom: Atom) -> str:
        ahead = self._ahead(index)
        if atom.code == "negpost" or (atom.code in ("not", "cannot") and not ahead):
            self._mark_back(index)
            return ""
        following = self.atoms[index + 1] if index + 1 < len(self.atoms) else atom
        if index == 0 and atom.word.split()[0] in ("no", "nope"):
            if following.code in (",", ".", "!", ";"):
                return ""
            day = following.day
            only = sum(atom.day is not None for atom in self.atoms) == 1
            if only and day is not None and day.kind != "recurring" and not self._affirmed(index + 1):
                self.doubtful = True  # "no tuesday" may be "no: Tuesday"
                return ""
        return atom.code

    def _ahead(self, index: int) -> bool:
        """True when a day or time follows before the clause ends."""
        for atom in self.atoms[index + 1 :]:
            if atom.day is not None or atom.clock is not None:
                return True
            if atom.code in (".", ";", "but", "?"):
                return False
            if atom.code == "," and index > 0:
                return False
        return False

    def _mark_back(self, index: int) -> None:
        """Rule out the days named just before, back through "or" and "and"."""
        marked = False
        for back in range(index - 1, -1, -1):
            atom = self.atoms[back]
            if atom.day is not None or atom.clock is not None:
                self.negative[back] = marked = True
            elif atom.code in (".", ";", "but", ",") or (
                marked and atom.code not in ("or", "and", "the", "on")
            ):
                return

    def _after_comma(self, index: int, state: str) -> str:
        behind = any(self.negative[max(0, index - 3) : index])
        if not state or not behind:
            return state
        if state in ("not", "insteadof"):
            return self._instead_or_list(index, state)
        following = self.atoms[index + 1] if index + 1 < len(self.atoms) else None
        if state == "except":
            return state if following and (following.day or following.code in ("or", "and", "the")) else ""
        if self._list_goes_on(index):
            return state
        if following and following.day and not self._affirmed(index + 1):
            self.doubtful = True
        return ""

    def _instead_or_list(self, index: int, state: str) -> str:
        if self._list_goes_on(index):
            self.doubtful = True
        return ""

    def _list_goes_on(self, index: int) -> bool:
        """True when days separated by commas end in "or" or "and" and a last day, none of them affirmed."""
        joined = False
        for place in range(index + 1, len(self.atoms)):
            atom = self.atoms[place]
            if atom.code in ("or", "and"):
                joined = True
            elif atom.day is not None or atom.clock is not None:
                if self._affirmed(place):
                    return False
            elif atom.code not in (",", "the", "on"):
                return joined
        return joined

    def _affirmed(self, index: int) -> bool:
        following = self.atoms[index + 1] if index + 1 < len(self.atoms) else None
        return following is not None and following.code in ("prefer", "instead")
