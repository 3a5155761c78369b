"""Say weekly hours, days with the same hours together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from jessica.dialogue.phrasing.calendar_words import join_words, say_minutes_of_day, weekday
from jessica.dialogue.phrasing.phrases import phrase

_A_MONDAY = date(2024, 1, 1)


def say_hours(hours: Mapping[int, Sequence[tuple[int, int]]], language: str) -> str:
    """Monday to Thursday 9:00 AM to 5:00 PM; Friday 9:00 AM to 3:00 PM; closed Saturday and Sunday."""
    groups: list[tuple[list[int], tuple[tuple[int, int], ...]]] = []
    for day in range(7):
        ranges = tuple((start, end) for start, end in hours.get(day, ()))
        if groups and groups[-1][1] == ranges:
            groups[-1][0].append(day)
        else:
            groups.append(([day], ranges))
    parts = [
        phrase("hours.days", language, days=_days(days, language), ranges=say_ranges(ranges, language))
        for days, ranges in groups
        if ranges
    ]
    closed = [day for days, ranges in groups if not ranges for day in days]
    if closed and len(closed) < 7:
        parts.append(
            phrase(
                "hours.closed", language, days=join_words([_name(day, language) for day in closed], language)
            )
        )
    return "; ".join(parts)


def _name(day: int, language: str) -> str:
    return weekday(_A_MONDAY + timedelta(days=day), language)


def _days(days: Sequence[int], language: str) -> str:
    if len(days) == 1:
        return _name(days[0], language)
    return phrase("hours.span", language, first=_name(days[0], language), last=_name(days[-1], language))


def say_ranges(ranges: Sequence[tuple[int, int]], language: str) -> str:
    """8:30 AM to 12:00 PM and 1:00 PM to 5:00 PM, from minutes after midnight."""
    said = [
        phrase(
            "hours.range",
            language,
            start=say_minutes_of_day(start, language),
            end=say_minutes_of_day(end, language),
        )
        for start, end in ranges
    ]
    return join_words(said, language)
