"""Builders of days from matched symbols: every resolution of a day phrase against today, in one place each.

Conventions: weeks run Monday to Sunday. A bare weekday is the coming one. "Next Thursday" is the Thursday of
next week; while this week's Thursday is still ahead the other reading is common, so it is ambiguous
("weekday_which"). A day already past rolls forward, but never silently by most of a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from jessica.dialogue.understanding.grammars.when.atoms import Day, Moment, Stream, open_from, single
from jessica.dialogue.understanding.grammars.when.calendar import (
    DAY,
    add_months,
    coming,
    holiday,
    monday_of,
    month_end,
    month_start,
    nth_weekday,
    on_or_after,
    safe_date,
)
from jessica.dialogue.understanding.grammars.when.model import OPEN_END, Window

_RECENT_DAYS = 62  # a date this little past is more likely a slip than a wish for next year
_ANCIENT_DAYS = 366  # a full date further back is a birth date or history, not a wish
_VAGUE_FEW = {"day": (2, 5), "week": (14, 28), "month": (61, 120), "year": (365, 1100)}

Match = re.Match[str]


def quantity(match: Match) -> int:
    groups = match.groupdict()
    if groups.get("n"):
        return int(groups["n"].lstrip("n"))
    return 2 if groups.get("couple") else 1


def shifted(window: Window, amount: int, unit: str) -> Window:
    return Window(_add(window.first, amount, unit), _add(window.last, amount, unit))


def _add(day: date, amount: int, unit: str) -> date:
    if day == OPEN_END:
        return day
    if unit in ("month", "year"):
        return add_months(day, min(amount, 600) * (12 if unit == "year" else 1))
    return day + DAY * (min(amount, 5000) * (7 if unit == "week" else 1))


def _void(code: str, note: str, *alternatives: Window) -> Day:
    return Day("date", Window(date.min, date.min), note, code, alternatives)


def _doubtful(kind: str, readings: Iterable[Window], code: str, note: str, weekday: int | None = None) -> Day:
    choices = tuple(dict.fromkeys(readings))
    if len(choices) == 1:
        return Day("date" if kind == "date" else "range", choices[0], note, weekday=weekday)
    return Day("date" if kind == "date" else "range", choices[0], note, code, choices, weekday)


def _closed_for_today(moment: Moment) -> bool:
    return moment.now >= moment.hours.over(frozenset({moment.today.weekday()}))[1]


def month_day(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "December 3rd", "3 de diciembre de 2026", with or without a weekday before it."""
    if index and stream.symbols[index - 1].code in ("at",) and not match.group().startswith("the"):
        return None
    year = int(match["y"]) if match["y"] else None
    return _calendar_day((year, int(match["m"]), int(match["d"])), _weekday(match), moment)


def numeric_date(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """12/3, 3/12/2026, 2026-12-03: month first in English, day first in Spanish, unless only one order fits."""
    parts = [int(part) for part in stream.symbols[stream.index_at(match.end()) - 1].value]
    if len(parts) == 3 and parts[0] > 99:
        year, month, day = parts
        return _calendar_day((year, month, day), _weekday(match), moment)
    first, second = parts[0], parts[1]
    month, day = (second, first) if moment.language == "es" else (first, second)
    if month > 12 >= day:
        month, day = day, month
    full = parts[2] if len(parts) == 3 else None
    if full is not None and full < 100:
        full += 2000 if full <= (moment.today.year + 15) % 100 else 1900
    return _calendar_day((full, month, day), _weekday(match), moment)


def _weekday(match: Match) -> int | None:
    return int(match["w"]) if match["w"] else None


def _calendar_day(parts: tuple[int | None, int, int], weekday: int | None, moment: Moment) -> Day | None:
    year, month, day = parts
    today = moment.today
    note = f"date {year or ''}-{month}-{day}"
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return _void("impossible_date", note)
    if year is not None:
        found = safe_date(year, month, day)
        if found is None:
            return _void("impossible_date", note)
        if (today - found).days > _ANCIENT_DAYS:
            return None
        if found < today:
            rolled = _next_year_day(found, today)
            return _void("past_date", note, *([single(rolled)] if rolled else []))
        return _checked(found, weekday, note)
    found = safe_date(today.year, month, day)
    ahead = safe_date(today.year + 1, month, day)
    if found is not None and found >= today:
        return _checked(found, weekday, note)
    if ahead is None:
        return _void("impossible_date", note)
    if found is not None and (today - found).days <= _RECENT_DAYS and ahead.weekday() != weekday:
        return _void("past_date", note, single(ahead))
    return _checked(ahead, weekday, note)


def _next_year_day(found: date, today: date) -> date | None:
    rolled = safe_date(today.year, found.month, found.day)
    return rolled if rolled and rolled >= today else safe_date(today.year + 1, found.month, found.day)


def _checked(found: date, weekday: int | None, note: str) -> Day:
    """The date, doubtful when the weekday said with it is another."""
    if weekday is None or found.weekday() == weekday:
        return Day("date", single(found), note)
    nearest = min((found + DAY * step for step in range(-3, 4)), key=lambda day: day.weekday() != weekday)
    return _doubtful("date", (single(found), single(nearest)), "weekday_mismatch", note + " weekday mismatch")


def day_number(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "the 5th", "el 5": the next such day. Small ordinal words ("the second") are choices, not days."""
    number = int(match["d"])
    symbol = stream.symbols[stream.index_at(match.end()) - 1]
    if not 1 <= number <= 31:
        return None
    typed = symbol.word[:1].isdigit()
    if match["k"] == "o":
        if not typed and number < 5:
            return None
    elif not _article_makes_day(match, stream, index, moment):
        return None
    return _number_day(number, moment)


def _article_makes_day(match: Match, stream: Stream, index: int, moment: Moment) -> bool:
    """A bare number is a day after "on the" in English, after a masculine article in Spanish."""
    article = stream.symbols[index + 1 if match.group().startswith("on ") else index].word.split()[-1]
    if not match["the"]:
        return False
    if article in ("el", "del", "al", "dia"):
        return True
    return match.group().startswith("on ") or int(match["d"]) > 12


def _number_day(number: int, moment: Moment, weekday: int | None = None) -> Day:
    start = moment.today + DAY if _closed_for_today(moment) else moment.today
    for step in range(0, 4 if weekday is None else 3):
        found = safe_date(month_start(start, step).year, month_start(start, step).month, number)
        if found and found >= start and (weekday is None or found.weekday() == weekday):
            return Day("number", single(found), f"day {number}")
    if weekday is None:
        return _void("impossible_date", f"day {number}")
    return _checked(_number_day(number, moment).window.first, weekday, f"day {number}")


def weekday_number(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "Thursday the 3rd", "jueves 3". A bare number after an English weekday may be an hour: left to the clock."""
    number, weekday = int(match["d"]), int(match["w"])
    rest = stream.codes[match.end() :]
    if not 1 <= number <= 31:
        return None
    if match["k"] == "n" and not match["the"]:
        part_follows = re.match(r"(?:in )?(?:the )?(?:morning|afternoon|evening) ", rest) is not None
        if number <= 12 and (moment.language != "es" or (part_follows and stream.symbols[index].word == "")):
            return None
        if re.match(r"(?:[nq]\d+|clk|to|at least) ", rest) and number <= 12:
            return None
        day = _number_day(number, moment, weekday)
        return day if day.ambiguity is None else (None if number <= 12 else day)
    return _number_day(number, moment, weekday)


def day_of_relative_month(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "the 5th of next month", "el 5 del mes que viene"."""
    start = month_start(moment.today, 0 if match["r"] == "this" else 1)
    found = safe_date(start.year, start.month, int(match["d"]))
    if found is None:
        return _void("impossible_date", "day of next month")
    if found < moment.today:
        return _void("past_date", "day of this month", single(add_months(found, 1)))
    return Day("date", single(found), f"day {match['d']} of {match['r'] or 'next'} month")


def _month_place(match: Match, moment: Moment) -> date:
    """First day of the month that `_MONTH_PLACE` names."""
    if match["m"]:
        return _month_first(int(match["m"]), int(match["y"]) if match["y"] else None, moment)
    ahead = bool(match["r"] in ("next", "coming", "following") or match["ra"])
    return month_start(moment.today, 1 if ahead else 0)


def _month_first(month: int, year: int | None, moment: Moment) -> date:
    first = date(year or moment.today.year, month, 1)
    if year is None and month < moment.today.month:
        first = date(moment.today.year + 1, month, 1)
    return first


def nth_weekday_of_month(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "the second Tuesday of December", "last Friday of the month"."""
    number = -1 if match["last"] else int(match.groupdict().get("nth") or 1)
    first = _month_place(match, moment)
    found = nth_weekday(first, int(match["w"]), number)
    if found and found < moment.today and not match["m"] and not match["r"]:
        found = nth_weekday(month_start(first, 1), int(match["w"]), number)
    if found is None or found < moment.today:
        return _void("impossible_date" if found is None else "past_date", "nth weekday")
    return Day("date", single(found), f"weekday {match['w']} number {number} of month")


def nth_week_of_month(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "the first week of January": the Monday-to-Sunday week that holds that seventh of the month."""
    groups = match.groupdict()
    first = _month_place(match, moment)
    last = "last" not in groups or bool(groups["last"])
    start = month_end(first) - DAY * 6 if last else first + DAY * 7 * (int(groups.get("nth") or 1) - 1)
    end = min(start + DAY * 6, month_end(first))
    if end < moment.today:
        return _void("past_date", "week of month")
    if start > month_end(first):
        return _void("impossible_date", "week of month")
    return Day("range", Window(max(start, moment.today), end), "week of month")


def spanish_in_eight(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "de mañana en ocho" is a week from tomorrow, "el lunes en quince" two weeks from Monday."""
    if match["n"] == "week" and moment.language != "en":
        return None
    if match["w"]:
        base = coming(int(match["w"]), moment.today)
    else:
        base = moment.today + DAY if match["tomorrow"] else moment.today
    return Day("date", single(base + DAY * (14 if match["n"] == "n15" else 7)), "week(s) after day")


def within_quantity(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "in the next two weeks": from today on."""
    amount = 4 if match["few"] else quantity(match)
    return Day("range", Window(moment.today, _add(moment.today, amount, match["unit"])), f"within {amount}")


def in_quantity(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "in two weeks" is that very day; "in a few weeks" a stretch; "en quince días" two weeks or a day more."""
    unit, amount, today = match["unit"], quantity(match), moment.today
    if match["few"]:
        low, high = _VAGUE_FEW[unit]
        return Day("range", Window(today + DAY * low, today + DAY * high), f"in a few {unit}s")
    if moment.language == "es" and unit == "day" and amount in (8, 15):
        return Day("range", Window(today + DAY * (amount - 1), today + DAY * amount), f"in {amount} days")
    return Day("date", single(_add(today, amount, unit)), f"in {amount} {unit}s")


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
        first = _month_first(int(match["m"]), None, moment)
        span = first, month_end(first)
    else:
        span = _relative_span(unit, relation, moment)
    window = _part_of(part, unit, span)
    if window.last < moment.today or (part == "startof" and window.first < moment.today and unit != "week"):
        if match["m"] or match["r"]:
            return _void("past_date", f"{part} {unit}")
        window = _part_of(part, unit, _relative_span(unit, "next", moment))
    first = max(window.first, moment.today)
    return Day("range", Window(first, window.last), f"{part} of {relation} {unit}")


def _part_of(part: str, unit: str, span: tuple[date, date]) -> Window:
    first, last = span
    if part == "restof":
        return Window(first, last)
    if unit == "week":
        cut = {"early": (0, 2), "startof": (0, 1), "middle": (1, 3), "late": (3, 4), "endof": (3, 4)}[part]
        return Window(first + DAY * cut[0], first + DAY * cut[1])
    if unit == "year":
        months = {"early": (0, 2), "startof": (0, 0), "middle": (4, 7), "late": (9, 11), "endof": (11, 11)}[
            part
        ]
        return Window(month_start(first, months[0]), month_end(month_start(first, months[1])))
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
        return _void("past_date", f"last {unit}")
    if unit == "weekend":
        return _weekend(relation, moment)
    first, last = _relative_span(unit, relation, moment)
    if unit == "week" and today.weekday() == 6:
        here = Window(today + DAY, today + DAY * 7)
        if relation == "this":
            return _doubtful("range", (here, single(today)), "which_week", "this week said on Sunday")
        if relation != "coming":
            beyond = Window(today + DAY * 8, today + DAY * 14)
            return _doubtful("range", (here, beyond), "which_week", "next week said on Sunday")
    return Day("range", Window(max(first, today), last), f"{relation} {unit}")


def _weekend(relation: str, moment: Moment) -> Day:
    saturday = monday_of(moment.today) + DAY * 5
    here = Window(max(saturday, moment.today), saturday + DAY)
    there = Window(saturday + DAY * 7, saturday + DAY * 8)
    if relation == "next" and moment.today.weekday() < 5:
        return _doubtful("range", (there, here), "weekday_which", "next weekend")
    if relation in ("next", "following"):
        return Day("range", there, f"{relation} weekend")
    return Day("range", here, f"{relation} weekend")


def related_weekday(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "next Thursday", "this Friday", "el jueves que viene", "Tuesday after next", "last Monday"."""
    weekday, relation, today = int(match["w"]), match["r"], moment.today
    said = stream.symbols[stream.index_at(match.end()) - 1].word + " " + stream.symbols[index].word
    soon = coming(weekday, today)
    in_next_week = monday_of(today) + DAY * (7 + weekday)
    note = f"weekday {weekday} + {relation}"
    if relation in ("pastone", "dayafter"):
        return _void("past_date", note)
    if relation == "afternext":
        readings = (single(in_next_week + DAY * 7), single(soon + DAY * 7))
        return _doubtful("date", readings, "weekday_which", note, weekday)
    if relation == "this":
        same = weekday == today.weekday() and not _closed_for_today(moment)
        return Day("date", single(today if same else soon), note, weekday=weekday)
    if relation == "coming" or "viene" in said:
        return Day("date", single(soon), note, weekday=weekday)
    if today.weekday() == 6:
        readings = (single(soon), single(soon + DAY * 7)) if weekday != 6 else (single(soon),)
        return _doubtful("date", readings, "weekday_which", note, weekday)
    readings = (single(soon), single(in_next_week))
    if moment.language != "es" and relation != "following":
        readings = (single(in_next_week), single(soon))
    return _doubtful("date", readings, "weekday_which", note, weekday)


def weekday_week(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """British "Thursday week": a week after the coming Thursday."""
    if moment.language == "es":
        return None
    weekday = int(match["w"])
    return Day("date", single(coming(weekday, moment.today) + DAY * 7), "weekday week", weekday=weekday)


def day_after_tomorrow(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    return Day("date", single(moment.today + DAY * 2), "day after tomorrow")


def named_day(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    if match["word"] == "yesterday":
        return _void("past_date", "yesterday")
    ahead = 1 if match["word"] == "tomorrow" else 0
    return Day("date", single(moment.today + DAY * ahead), match["word"])


def this_part(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    return Day("date", single(moment.today), "today")


def week_of_day(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """Marker rule: `day_rules` reads the day that follows."""
    return None


def offset_from_day(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """Marker rule: `day_rules` reads the day that follows."""
    return None


def beside_day(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """Marker rule: `day_rules` reads the day that follows."""
    return None


def plain_weekday(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "Thursday": the coming one. Said on a Thursday while the clinic is still open it may mean today."""
    weekday = int(match["w"])
    lead = stream.symbols[index].word if match["lead"] else ""
    if lead in ("any", "a", "un", "cualquier"):
        return _recurring(frozenset({weekday}), moment, f"any weekday {weekday}")
    soon = coming(weekday, moment.today)
    if weekday != moment.today.weekday() or _closed_for_today(moment):
        return Day("weekday", single(soon), f"weekday {weekday}", weekday=weekday)
    readings = (single(soon), single(moment.today))
    return Day("weekday", readings[0], f"weekday {weekday} said that day", "weekday_which", readings, weekday)


def _recurring(weekdays: frozenset[int], moment: Moment, note: str) -> Day:
    window = Window(moment.today, OPEN_END, weekdays=weekdays)
    return Day("recurring", window, note)


def recurring_weekday(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    return _recurring(frozenset({int(match["w"])}), moment, f"every weekday {match['w']}")


def recurring_group(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    weekdays = frozenset({5, 6}) if match["word"] == "weekends" else frozenset(range(5))
    return _recurring(weekdays, moment, match["word"])


def plain_weekend(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    if match["lead"] == "a ":
        return _recurring(frozenset({5, 6}), moment, "a weekend")
    return _weekend("this", moment)


def month(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "in December", "next January", "March 2027"."""
    number = int(match["m"])
    year = int(match["y"]) if match["y"] else (moment.today.year + 1 if match["ny"] else None)
    first = _month_first(number, year, moment)
    if month_end(first) < moment.today:
        return _void("past_date", "month") if (moment.today - month_end(first)).days < _ANCIENT_DAYS else None
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
        return _doubtful("range", readings, "which_month", f"next month {number}")
    return Day("range", window, f"month {number}")


def special_day(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    name = match["name"]
    for year in (moment.today.year, moment.today.year + 1):
        found = holiday(name, year)
        end = (found + DAY * 8) if found and name == "holidays" else found
        if found and end and end >= moment.today:
            return Day("date", Window(max(found, moment.today), end), name)
    return None


def anytime_from(moment: Moment) -> Window:
    """Any day at all, from today on."""
    return open_from(moment.today)
