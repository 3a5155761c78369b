"""Builders of longer stretches: weeks (Monday to Sunday), months, parts of them, and counted distances."""

from __future__ import annotations

from datetime import date

from jessica.dialogue.understanding.grammars.when.atoms import Day, Moment, Stream, single
from jessica.dialogue.understanding.grammars.when.calendar import (
    DAY,
    monday_of,
    month_end,
    month_start,
)
from jessica.dialogue.understanding.grammars.when.day_parts import (
    Match,
    add_units,
    doubtful,
    month_first,
    month_place,
    quantity,
    void,
)
from jessica.dialogue.understanding.grammars.when.model import Window
from jessica.dialogue.understanding.grammars.when.weekdays import weekend

_ANCIENT_DAYS = 366  # a full date further back is a birth date or history, not a wish
_VAGUE_FEW = {"day": (2, 5), "week": (14, 28), "month": (61, 120), "year": (365, 1100)}


def nth_week_of_month(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "the first week of January": the Monday-to-Sunday week that holds that seventh of the month."""
    groups = match.groupdict()
    first = month_place(match, moment)
    last = "last" not in groups or bool(groups["last"])
    start = month_end(first) - DAY * 6 if last else first + DAY * 7 * (int(groups.get("nth") or 1) - 1)
    end = min(start + DAY * 6, month_end(first))
    if end < moment.today:
        return void("past_date", "week of month")
    if start > month_end(first):
        return void("impossible_date", "week of month")
    return Day("range", Window(max(start, moment.today), end), "week of month")


def within_quantity(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "in the next two weeks": from today on."""
    amount = 4 if match["few"] else quantity(match)
    return Day(
        "range", Window(moment.today, add_units(moment.today, amount, match["unit"])), f"within {amount}"
    )


def in_quantity(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "in two weeks" is that very day; "in a few weeks" a stretch; "en quince días" 14 or 15 days."""
    unit, amount, today = match["unit"], quantity(match), moment.today
    if match["few"]:
        low, high = _VAGUE_FEW[unit]
        return Day("range", Window(today + DAY * low, today + DAY * high), f"in a few {unit}s")
    if moment.language == "es" and unit == "day" and amount in (8, 15):
        return Day("range", Window(today + DAY * (amount - 1), today + DAY * amount), f"in {amount} days")
    return Day("date", single(add_units(today, amount, unit)), f"in {amount} {unit}s")


def in_from_to(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "in two or three weeks": from the one to the other."""
    low, high = int(match["low"]), int(match["n"])
    if low > high:
        return None
    window = Window(add_units(moment.today, low, match["unit"]), add_units(moment.today, high, match["unit"]))
    return Day("range", window, f"in {low} to {high} {match['unit']}s")


def one_or_two(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "in a week or two"."""
    unit = match["unit"]
    window = Window(add_units(moment.today, 1, unit), add_units(moment.today, 2, unit))
    return Day("range", window, f"in one or two {unit}s")


def week_after_next(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    monday = monday_of(moment.today) + DAY * 14
    return Day("range", Window(monday, monday + DAY * 6), "week after next")


def _relative_span(unit: str, relation: str, moment: Moment) -> tuple[date, date]:
    """Whole calendar week, month or year meant by "this" (or nothing) and "next"."""
    ahead = 1 if relation in ("next", "coming", "following") else 0
    today = moment.today
    if unit == "week":
        monday = monday_of(today) + DAY * 7 * ahead
        return monday, monday + DAY * 6
    if unit == "month":
        first = month_start(today, ahead)
        return first, month_end(first)
    return date(today.year + ahead, 1, 1), date(today.year + ahead, 12, 31)


def part_of_range(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "early next week", "end of the month", "mid December", "the rest of the week"."""
    part, unit = match["part"], match["unit"] or "month"
    relation = match["r"] or (match["ra"] or "").strip() or "this"
    if match["m"]:
        first = month_first(int(match["m"]), None, moment)
        span = first, month_end(first)
    else:
        span = _relative_span(unit, relation, moment)
    if part == "later" and relation == "this" and not match["m"]:
        return Day("range", Window(min(moment.today + DAY, span[1]), span[1]), f"later this {unit}")
    window = _part_of("late" if part == "later" else part, unit, span)
    if window.last < moment.today or (part == "startof" and window.first < moment.today and unit != "week"):
        if match["m"] or match["r"]:
            return void("past_date", f"{part} {unit}")
        window = _part_of(part, unit, _relative_span(unit, "next", moment))
    first = max(window.first, moment.today)
    return Day("range", Window(first, window.last), f"{part} of {relation} {unit}")


def _part_of(part: str, unit: str, span: tuple[date, date]) -> Window:
    first, last = span
    if part == "restof":
        return Window(first, last)
    if unit == "week":
        part = {"firsthalf": "early", "secondhalf": "late", "later": "late"}.get(part, part)
        cut = {"early": (0, 2), "startof": (0, 1), "middle": (1, 3), "late": (3, 4), "endof": (3, 4)}[part]
        return Window(first + DAY * cut[0], first + DAY * cut[1])
    if unit == "year":
        part = {"firsthalf": "early", "secondhalf": "late", "later": "late"}.get(part, part)
        months = {"early": (0, 2), "startof": (0, 0), "middle": (4, 7), "late": (9, 11), "endof": (11, 11)}[
            part
        ]
        return Window(month_start(first, months[0]), month_end(month_start(first, months[1])))
    if part in ("firsthalf", "secondhalf"):
        return Window(first, first + DAY * 14) if part == "firsthalf" else Window(first + DAY * 15, last)
    if part in ("early", "startof"):
        return Window(first, first + DAY * (9 if part == "early" else 6))
    if part == "middle":
        return Window(first + DAY * 10, first + DAY * 19)
    return Window(first + DAY * 20 if part == "late" else last - DAY * 6, last)


def middle_word(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "midweek", "mid-month"."""
    unit = "week" if match["mid"] == "midweek" else "month"
    window = _part_of("middle", unit, _relative_span(unit, match["r"] or "this", moment))
    if window.last < moment.today:
        window = _part_of("middle", unit, _relative_span(unit, "next", moment))
    return Day("range", Window(max(window.first, moment.today), window.last), match["mid"])


def relative_range(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "next week", "this month", "el mes que viene", "next weekend"."""
    unit, relation, today = match["unit"], match["r"], moment.today
    if relation in ("pastone", "dayafter"):
        return void("past_date", f"narrative last {unit}")
    if unit == "weekend":
        return weekend(relation, moment)
    first, last = _relative_span(unit, relation, moment)
    if unit == "week" and today.weekday() == 6:
        here = Window(today + DAY, today + DAY * 7)
        if relation == "this":
            return doubtful("range", (here, single(today)), "which_week", "this week said on Sunday")
        if relation != "coming":
            beyond = Window(today + DAY * 8, today + DAY * 14)
            return doubtful("range", (here, beyond), "which_week", "next week said on Sunday")
    return Day("range", Window(max(first, today), last), f"{relation} {unit}")


def month(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "in December", "next January", "March 2027"."""
    number = int(match["m"])
    year = int(match["y"]) if match["y"] else (moment.today.year + 1 if match["ny"] else None)
    first = month_first(number, year, moment)
    if month_end(first) < moment.today:
        return void("past_date", "month") if (moment.today - month_end(first)).days < _ANCIENT_DAYS else None
    window = Window(max(first, moment.today), month_end(first))
    if (
        match["r"] == "next"
        and year is None
        and first.year == moment.today.year
        and number >= moment.today.month
    ):
        later = date(first.year + 1, number, 1)
        readings = (window, Window(later, month_end(later)))
        readings = readings[::-1] if number == moment.today.month else readings
        return doubtful("range", readings, "which_month", f"next month {number}")
    return Day("range", window, f"month {number}")
