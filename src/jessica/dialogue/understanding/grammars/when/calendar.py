"""Plain calendar arithmetic for date phrases; weeks run Monday to Sunday."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

DAY = timedelta(days=1)


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def monday_of(day: date) -> date:
    return day - DAY * day.weekday()


def coming(weekday: int, after: date) -> date:
    """The first `weekday` strictly after `after`."""
    return after + DAY * ((weekday - after.weekday() - 1) % 7 + 1)


def on_or_after(weekday: int, day: date) -> date:
    return day + DAY * ((weekday - day.weekday()) % 7)


def month_start(day: date, months: int = 0) -> date:
    """First day of the month `months` after that of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day when it is shorter."""
    start = month_start(day, months)
    return start.replace(day=min(day.day, monthrange(start.year, start.month)[1]))


def nth_weekday(month: date, weekday: int, number: int) -> date | None:
    """The `number`-th `weekday` (1 to 5, or -1 for the last) of the month of `month`."""
    if number == -1:
        end = month_end(month)
        return end - DAY * ((end.weekday() - weekday) % 7)
    found = on_or_after(weekday, month.replace(day=1)) + DAY * 7 * (number - 1)
    return found if found.month == month.month else None


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Gregorian computus, after Meeus, Astronomical Algorithms)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    moon_shift = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - moon_shift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


_FROM_EASTER = {"easter": 0, "goodfriday": -2, "eastermonday": 1}


def holiday(name: str, year: int) -> date | None:
    """Date of a widely known United States or Spanish-speaking holiday in `year`."""
    fixed = {
        "xmas": (12, 25), "xmaseve": (12, 24), "nye": (12, 31), "newyear": (1, 1), "halloween": (10, 31),
        "valentine": (2, 14), "july4": (7, 4), "reyes": (1, 6), "holidays": (12, 24), "veterans": (11, 11),
        "juneteenth": (6, 19),
    }  # fmt: skip
    if name in fixed:
        return date(year, *fixed[name])
    if name in _FROM_EASTER:
        return easter(year) + DAY * _FROM_EASTER[name]
    if name == "blackfriday":
        return (holiday("thanksgiving", year) or date(year, 11, 27)) + DAY
    floating = {
        "thanksgiving": (11, 3, 4), "labor": (9, 0, 1), "memorial": (5, 0, -1), "mlk": (1, 0, 3),
        "presidents": (2, 0, 3), "columbus": (10, 0, 2), "mothers": (5, 6, 2), "fathers": (6, 6, 3),
    }  # fmt: skip
    if name not in floating:
        return None
    month, weekday, number = floating[name]
    return nth_weekday(date(year, month, 1), weekday, number)
