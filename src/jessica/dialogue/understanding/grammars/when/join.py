"""Which days, weeks and times of neighbouring clauses belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from jessica.dialogue.understanding.grammars.when.atoms import Day, Moment, single
from jessica.dialogue.understanding.grammars.when.calendar import DAY, month_start, on_or_after, safe_date
from jessica.dialogue.understanding.grammars.when.compose import Clause
from jessica.dialogue.understanding.grammars.when.model import OPEN_END, Window


def join_clauses(clauses: Sequence[Clause], moment: Moment) -> list[Clause]:
    """Fuse days inside clauses, spread weeks and months over weekdays, then spread times over days."""
    fused = [replace(clause, days=_fuse(clause.days)) for clause in clauses]
    _spread_kinds(fused)
    wanted = _spread_clocks(_spread_ranges([clause for clause in fused if not clause.negative]))
    refused = _spread_clocks(_spread_ranges([clause for clause in fused if clause.negative]))
    _place_refusals(refused, wanted, moment)
    return [*wanted, *refused]


def _spread_kinds(clauses: list[Clause]) -> None:
    """In a list a bare weekday is taken like its neighbour: "Mondays and Wednesday"."""
    for index, clause in enumerate(clauses):
        if not _bare(clause) or clause.joined not in ("or", "and", ",", ",or"):
            continue
        before = clauses[index - 1].days[-1] if index and clauses[index - 1].days else None
        if before is None or clauses[index - 1].negative != clause.negative:
            continue
        if before.kind == "recurring" and before.window.open_ended:
            clause.days = [_every(day, before.window.first) for day in clause.days]
        elif before.ambiguity == "weekday_which" and before.kind == "date" and before.weekday is not None:
            clause.days = [_same_weeks(day, before) for day in clause.days]


def _every(day: Day, first: date) -> Day:
    window = Window(first, OPEN_END, weekdays=frozenset({day.weekday or 0}))
    return Day("recurring", window, f"every weekday {day.weekday}")


def _same_weeks(day: Day, model: Day) -> Day:
    readings = tuple(single(on_or_after(day.weekday or 0, one.first)) for one in model.alternatives)
    return replace(day, kind="date", window=readings[0], ambiguity=model.ambiguity, alternatives=readings)


def _place_refusals(refused: list[Clause], wanted: list[Clause], moment: Moment) -> None:
    """ "next week except Tuesday" rules out that week's Tuesday; "any day but Monday" every Monday."""
    spans = [day for clause in wanted for day in clause.days if day.kind == "range" and not day.void]
    for clause in refused:
        for place, day in enumerate(clause.days):
            if day.kind != "weekday":
                continue
            if len(spans) == 1:
                inside = meet(day, spans[0])
                clause.days[place] = inside if inside and not inside.void else day
            elif clause.sweeping and not any(other.days for other in wanted):
                clause.days[place] = _every(day, moment.today)


def _fuse(days: Sequence[Day]) -> list[Day]:
    """Days said in one breath narrow each other ("next week Tuesday"); weekdays in a row are a list."""
    fused: list[Day] = []
    for day in days:
        met = meet(fused[-1], day) if fused else None
        if met:
            fused[-1] = met
        else:
            fused.append(day)
    return fused


def meet(first: Day, second: Day) -> Day | None:
    """Both day phrases at once, or None when they are two different wishes."""
    if first.void or second.void:
        return None
    pair = {first.kind, second.kind}
    if first.kind == "weekday" and second.kind == "weekday":
        return None
    for weekday, other in ((first, second), (second, first)):
        if weekday.kind == "weekday" and other.kind == "range":
            return _weekday_in(weekday, other)
        if weekday.kind == "recurring" and other.kind in ("range", "recurring"):
            return _recurring_in(weekday, other)
    if "range" not in pair and "recurring" not in pair:
        return _same_date(first, second)
    for span, day in ((first, second), (second, first)):
        if span.kind == "range" and day.kind in ("date", "number"):
            return _date_in(day, span)
    low, high = max(first.window.first, second.window.first), min(first.window.last, second.window.last)
    return first.moved(Window(low, high), f"{first.note} and {second.note}") if low <= high else None


def _weekday_in(weekday: Day, span: Day) -> Day:
    """The weekday inside a week; inside a longer stretch, every such weekday."""
    number = weekday.weekday or 0
    note = f"{weekday.note} in {span.note}"

    def place(window: Window) -> Window | None:
        found = on_or_after(number, window.first)
        if found > window.last:
            return None
        one = (window.last - window.first).days < 7
        return single(found) if one else Window(window.first, window.last, weekdays=frozenset({number}))

    window = place(span.window)
    if window is None:
        return Day("date", single(span.window.first - DAY), note, "past_date")
    places = (place(one) for one in span.alternatives)
    alternatives = tuple(one for one in places if one is not None)
    ambiguity = span.ambiguity if len(alternatives) > 1 else None
    return Day("date", window, note, ambiguity, alternatives if ambiguity else ())


def _date_in(day: Day, span: Day) -> Day | None:
    """The date when the stretch holds it; a bare day number is looked for inside the stretch."""
    if span.window.first <= day.window.first <= span.window.last:
        return day
    if day.kind == "number" and not span.window.open_ended:
        start = span.window.first
        for step in (0, 1):
            month = month_start(start, step)
            found = safe_date(month.year, month.month, day.window.first.day)
            if found and span.window.first <= found <= span.window.last:
                return Day("date", single(found), f"{day.note} in {span.note}")
    return None


def _recurring_in(weekdays: Day, span: Day) -> Day | None:
    if span.kind == "recurring":
        return None
    window = replace(span.window, weekdays=weekdays.window.weekdays)
    return span.moved(window, f"{weekdays.note} in {span.note}")


def _same_date(first: Day, second: Day) -> Day | None:
    """Two names of one date ("tomorrow, Tuesday"; "next Thursday the 3rd"); in doubt when they disagree."""
    for one, other in ((first, second), (second, first)):
        readings = (one.window, *one.alternatives)
        if other.ambiguity is None and other.window in readings:
            return replace(other, kind="date")
    weekday = first if first.weekday is not None else second if second.weekday is not None else None
    if weekday is None or (first.weekday is not None and second.weekday is not None):
        return None
    other = second if weekday is first else first
    if other.window.first.weekday() == weekday.weekday and other.ambiguity is None:
        return replace(other, kind="date")
    readings = (other.window, weekday.window)
    return Day("date", other.window, f"{first.note} or {second.note}", "weekday_mismatch", readings)


def _spread_ranges(clauses: list[Clause]) -> list[Clause]:
    """A week or month beside bare weekdays pins them all: "next week, Tuesday or Wednesday"."""
    kept: list[Clause] = []
    for index, clause in enumerate(clauses):
        span = clause.days[0] if len(clause.days) == 1 and clause.days[0].kind == "range" else None
        ahead = clauses[index + 1] if index + 1 < len(clauses) else None
        if span and ahead and ahead.joined == "," and _pinnable(ahead):
            _pin_forward(clauses, index, span)
            if clause.clocks:
                for later in clauses[index + 1 :]:
                    later.clocks = later.clocks or list(clause.clocks)
            continue
        if span and kept and clause.joined == "," and _bare(kept[-1]):
            _pin_back(kept, len(kept), span)
            kept[-1].clocks = kept[-1].clocks or clause.clocks
            continue
        kept.append(clause)
    for index, clause in enumerate(kept):
        origin = clause.days[0] if clause.days else None
        if (
            origin
            and origin.kind == "date"
            and " in " in origin.note
            and clause.joined in ("or", "and", ",", ",or")
        ):
            _pin_back(kept, index, _week_of(origin))
    return kept


def _week_of(day: Day) -> Day:
    """The stretch that pinned a weekday: the rest of its calendar week, or its whole month window."""
    if day.window.weekdays is not None:
        return Day("range", replace(day.window, weekdays=None), day.note)
    monday = day.window.first - DAY * day.window.first.weekday()
    return Day("range", Window(monday, monday + DAY * 6), day.note.partition(" in ")[2])


def _bare(clause: Clause) -> bool:
    return bool(clause.days) and all(day.kind == "weekday" for day in clause.days)


def _pinnable(clause: Clause) -> bool:
    return _bare(clause) or (
        bool(clause.days)
        and all(day.kind == "recurring" and len(day.window.weekdays or ()) == 1 for day in clause.days)
    )


def _narrow(day: Day) -> bool:
    return day.kind == "number" or (day.kind == "recurring" and len(day.window.weekdays or ()) == 1)


def _pin_forward(clauses: list[Clause], index: int, span: Day) -> None:
    for clause in clauses[index + 1 :]:
        if not _pinnable(clause):
            return
        clause.days = [meet(day, span) or day for day in clause.days]


def _pin_back(clauses: list[Clause], index: int, span: Day) -> None:
    for clause in reversed(clauses[:index]):
        if not _bare(clause):
            return
        clause.days = [_weekday_in(day, span) for day in clause.days]


def _spread_clocks(clauses: list[Clause]) -> list[Clause]:
    """Give clauses without a time the time that was said for the whole list, before or after it."""
    joined: list[Clause] = []
    carried: list[Clause] = []
    for clause in clauses:
        if clause.days and clause.clocks:
            separate = clause.joined == ",or" and len(carried) == 1
            for waiting in carried if not separate else ():
                waiting.clocks = list(clause.clocks)
            carried = []
            joined.append(clause)
        elif clause.days:
            leader = joined[-1] if joined else None
            if leader and leader.clock_first and clause.joined != ".":
                joined.append(replace(clause, clocks=list(leader.clocks), clock_first=True))
                continue
            carried.append(clause)
            joined.append(clause)
        elif carried:
            for waiting in carried:
                waiting.clocks = list(clause.clocks)
            carried = []
        elif joined and joined[-1].days and joined[-1].clocks and clause.joined not in (".", ";"):
            joined.append(replace(clause, days=list(joined[-1].days), clock_first=joined[-1].clock_first))
        else:
            joined.append(clause)
    return _merge_leading_clock(joined)


def _merge_leading_clock(clauses: list[Clause]) -> list[Clause]:
    """A leading time ("mornings, Tuesday or Wednesday") belongs to the days after it, not to every day."""
    merged: list[Clause] = []
    waiting: list[Clause] = []
    for clause in clauses:
        if not clause.days:
            waiting.append(clause)
            continue
        if waiting and clause.clocks and clause.clock_first:  # "10:30 or 11 tomorrow"
            merged.extend(replace(lead, days=list(clause.days), clock_first=True) for lead in waiting)
            waiting = []
        elif waiting and not clause.clocks:
            clocks = [clock for lead in waiting for clock in lead.clocks]
            merged.append(replace(clause, clocks=clocks, clock_first=True))
            continue
        merged.append(clause)
    return merged if merged else waiting
