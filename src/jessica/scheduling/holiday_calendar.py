"""Public holidays on which a clinic is closed."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import holidays


def closed_holidays(calendar: dict[str, Any], first: date, last: date) -> dict[date, str]:
    """The holidays from `first` to `last` on which the clinic is closed, by name.

    `calendar` is `Clinic.holiday_calendar`: `{"country": "US", "subdivision": "CA", "open_on": [names]}`. A
    name in `open_on` also covers its observed day. Without a country there are no holidays.
    """
    country = calendar.get("country")
    if not country:
        return {}
    open_on = {name.casefold() for name in calendar.get("open_on", [])}
    closed: dict[date, str] = {}
    for year in range(first.year, last.year + 1):
        for day, names in _holidays(country, calendar.get("subdivision") or None, year):
            if first <= day <= last and (kept := [name for name in names if _plain(name) not in open_on]):
                closed[day] = "; ".join(kept)
    return closed


def _plain(name: str) -> str:
    """The name as a clinic writes it: without the mark of a holiday that is observed on another day."""
    return name.casefold().replace("(observed)", "").strip()


@lru_cache(maxsize=64)
def _holidays(country: str, subdivision: str | None, year: int) -> tuple[tuple[date, tuple[str, ...]], ...]:
    """A pure function of the library's tables, hence remembered."""
    found = holidays.country_holidays(country, subdiv=subdivision, years=year)
    return tuple((day, tuple(found.get_list(day))) for day in sorted(found))
