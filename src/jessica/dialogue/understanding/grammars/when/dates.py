"""Builders of single calendar days: "December 3rd", 12/3, "the 5th", "tomorrow", "Christmas Eve".

A day already past rolls forward, but never silently by most of a year; a full date in the past is doubted.
"""

from __future__ import annotations

import re
from datetime import date

from jessica.dialogue.understanding.grammars.when.atoms import Day, Moment, Stream, single
from jessica.dialogue.understanding.grammars.when.calendar import (
    DAY,
    add_months,
    holiday,
    month_end,
    month_start,
    safe_date,
)
from jessica.dialogue.understanding.grammars.when.day_parts import (
    Match,
    closed_for_today,
    doubtful,
    said_weekday,
    void,
)
from jessica.dialogue.understanding.grammars.when.model import Window

_RECENT_DAYS = 62  # a date this little past is more likely a slip than a wish for next year
_ANCIENT_DAYS = 366  # a full date further back is a birth date or history, not a wish


def month_day(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "December 3rd", "3 de diciembre de 2026", with or without a weekday before it."""
    if index and stream.symbols[index - 1].code in ("at",) and not match.group().startswith("the"):
        return None
    year = int(match["y"]) if match["y"] else None
    return _calendar_day((year, int(match["m"]), int(match["d"])), said_weekday(match), moment)


def numeric_date(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """12/3, 3/12/2026, 2026-12-03: month first in English, day first in Spanish, if both fit."""
    parts = [int(part) for part in stream.symbols[stream.index_at(match.end()) - 1].value]
    if len(parts) == 3 and parts[0] > 99:
        year, month, day = parts
        return _calendar_day((year, month, day), said_weekday(match), moment)
    first, second = parts[0], parts[1]
    month, day = (second, first) if moment.language == "es" else (first, second)
    if month > 12 >= day:
        month, day = day, month
    full = parts[2] if len(parts) == 3 else None
    if full is not None and full < 100:
        full += 2000 if full <= (moment.today.year + 15) % 100 else 1900
    return _calendar_day((full, month, day), said_weekday(match), moment)


def _calendar_day(parts: tuple[int | None, int, int], weekday: int | None, moment: Moment) -> Day | None:
    year, month, day = parts
    today = moment.today
    note = f"date {year or ''}-{month}-{day}"
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return void("impossible_date", note)
    if year is not None:
        found = safe_date(year, month, day)
        if found is None:
            return void("impossible_date", note)
        if (today - found).days > _ANCIENT_DAYS:
            return None
        if found < today:
            rolled = _next_year_day(found, today)
            return void("past_date", note, *([single(rolled)] if rolled else []))
        return _checked(found, weekday, note)
    found = safe_date(today.year, month, day)
    ahead = safe_date(today.year + 1, month, day)
    if found is not None and found >= today:
        return _checked(found, weekday, note)
    if ahead is None or (found is None and (month, day) > (today.month, today.day)):
        return void("impossible_date", note)
    if found is not None and (today - found).days <= _RECENT_DAYS and ahead.weekday() != weekday:
        return void("past_date", note, single(ahead))
    return _checked(ahead, weekday, note)


def _next_year_day(found: date, today: date) -> date | None:
    rolled = safe_date(today.year, found.month, found.day)
    return rolled if rolled and rolled >= today else safe_date(today.year + 1, found.month, found.day)


def _checked(found: date, weekday: int | None, note: str) -> Day:
    """The date, doubtful when the weekday said with it is another."""
    if weekday is None or found.weekday() == weekday:
        return Day("date", single(found), note)
    nearest = min((found + DAY * step for step in range(-3, 4)), key=lambda day: day.weekday() != weekday)
    return doubtful("date", (single(found), single(nearest)), "weekday_mismatch", note + " weekday mismatch")


def day_number(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "the 5th", "el 5": the next such day. Small ordinal words ("the second") are choices, not days."""
    number = int(match["d"])
    symbol = stream.symbols[stream.index_at(match.end()) - 1]
    if not 1 <= number <= 31:
        return None
    typed = symbol.word[:1].isdigit()
    if match["k"] == "o":
        if not typed and number < 5 and not match.group().startswith("on the "):
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
    start = moment.today + DAY if closed_for_today(moment) else moment.today
    for step in range(4 if weekday is None else 3):
        found = safe_date(month_start(start, step).year, month_start(start, step).month, number)
        if found and found >= start and (weekday is None or found.weekday() == weekday):
            return Day("number", single(found), f"day {number}")
    if weekday is None:
        return void("impossible_date", f"day {number}")
    return _checked(_number_day(number, moment).window.first, weekday, f"day {number}")


def weekday_number(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "Thursday the 3rd", "jueves 3". A bare number after an English weekday may be an hour."""
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
    if match["any"]:
        return _number_day(int(match["d"]), moment) if 1 <= int(match["d"]) <= 31 else None
    start = month_start(moment.today, 0 if match["r"] == "this" else 1)
    found = safe_date(start.year, start.month, int(match["d"]))
    if found is None:
        return void("impossible_date", "day of next month")
    if found < moment.today:
        return void("past_date", "day of this month", single(add_months(found, 1)))
    return Day("date", single(found), f"day {match['d']} of {match['r'] or 'next'} month")


def special_day(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    name = match["name"]
    for year in (moment.today.year, moment.today.year + 1):
        found = holiday(name, year)
        end = (found + DAY * 8) if found and name == "holidays" else found
        if found and end and end >= moment.today:
            return Day("date", Window(max(found, moment.today), end), name)
    return None


def named_day(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    if match["word"] == "yesterday":
        return void("past_date", "narrative yesterday")
    ahead = 1 if match["word"] == "tomorrow" else 0
    return Day("date", single(moment.today + DAY * ahead), match["word"])


def day_after_tomorrow(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    return Day("date", single(moment.today + DAY * 2), "day after tomorrow")


def this_part(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    return Day("date", single(moment.today), "today")


def new_year_month(match: Match, stream: Stream, index: int, moment: Moment) -> Day | None:
    """ "in the new year": the January to come."""
    first = date(moment.today.year + 1, 1, 1)
    return Day("range", Window(first, month_end(first)), "the new year")
