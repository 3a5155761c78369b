"""A date phrase's reading as plain data: ISO dates, clinic-local HH:MM, weekdays as MO to SU (RFC 5545)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from jessica.dialogue.understanding.grammars.when.model import When, Window

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# A day that is excluded for good ("never on Mondays") is written out for four weeks.
_DAYS_WRITTEN_OUT = 28


def when_as_data(when: When) -> dict[str, Any]:
    """`candidates` are together what the person offers; with `ambiguous` they are readings to choose from."""
    windows = when.alternatives or when.windows
    candidates = [_candidate(window, names_day=when.names_day) for window in windows]
    return {
        # Whoever only rules days out offers all others.
        "candidates": candidates or [{"date": None}],
        "exclude": sorted({day.isoformat() for window in when.excluded for day in _days(window)}),
        "ambiguous": when.ambiguity is not None,
    }


def _candidate(window: Window, *, names_day: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"date": window.first.isoformat() if names_day else None}
    if names_day and window.open_ended:
        found["open"] = True
    elif names_day and window.last != window.first:
        found["to_date"] = window.last.isoformat()
    start, end = (window.exact, window.exact) if window.exact else (window.earliest, window.latest)
    if start is not None:
        found["from"] = f"{start:%H:%M}"
    if end is not None:
        found["to"] = f"{end:%H:%M}"
    if window.weekdays and window.last != window.first:
        found["weekdays"] = [_WEEKDAYS[day] for day in sorted(window.weekdays)]
    return found


def _days(window: Window) -> list[date]:
    count = min((window.last - window.first).days + 1, _DAYS_WRITTEN_OUT)
    days = (window.first + timedelta(days=offset) for offset in range(count))
    return [day for day in days if window.weekdays is None or day.weekday() in window.weekdays]
