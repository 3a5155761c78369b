"""Pieces that every builder of days shares: doubt, counting and the months that phrases name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from jessica.dialogue.understanding.grammars.when.atoms import Day, Moment
from jessica.dialogue.understanding.grammars.when.calendar import DAY, add_months, month_start
from jessica.dialogue.understanding.grammars.when.model import Window

Match = re.Match[str]


def quantity(match: Match) -> int:
    groups = match.groupdict()
    if groups.get("n"):
        return int(groups["n"].lstrip("n"))
    return 2 if groups.get("couple") else 1


def shifted(window: Window, amount: int, unit: str) -> Window:
    return Window(add_units(window.first, amount, unit), add_units(window.last, amount, unit))


def add_units(day: date, amount: int, unit: str) -> date:
    if day.year > 9000:
        return day
    if unit in ("month", "year"):
        return add_months(day, min(amount, 600) * (12 if unit == "year" else 1))
    return day + DAY * (min(amount, 5000) * (7 if unit == "week" else 1))


def void(code: str, note: str, *alternatives: Window) -> Day:
    return Day("date", Window(date.min, date.min), note, code, alternatives)


def doubtful(kind: str, readings: Iterable[Window], code: str, note: str, weekday: int | None = None) -> Day:
    choices = tuple(dict.fromkeys(readings))
    if len(choices) == 1:
        return Day("date" if kind == "date" else "range", choices[0], note, weekday=weekday)
    return Day("date" if kind == "date" else "range", choices[0], note, code, choices, weekday)


def closed_for_today(moment: Moment) -> bool:
    return moment.now >= moment.hours.over(frozenset({moment.today.weekday()}))[1]


def said_weekday(match: Match) -> int | None:
    return int(match["w"]) if match["w"] else None


def month_place(match: Match, moment: Moment) -> date:
    """First day of the month that `_MONTH_PLACE` names."""
    if match["m"]:
        return month_first(int(match["m"]), int(match["y"]) if match["y"] else None, moment)
    ahead = bool(match["r"] in ("next", "coming", "following") or match["ra"])
    return month_start(moment.today, 1 if ahead else 0)


def month_first(month: int, year: int | None, moment: Moment) -> date:
    first = date(year or moment.today.year, month, 1)
    if year is None and month < moment.today.month:
        first = date(moment.today.year + 1, month, 1)
    return first
