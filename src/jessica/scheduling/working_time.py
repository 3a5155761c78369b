"""When places are open and when providers work there, from local hours to UTC spans."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, Self
from uuid import UUID

from jessica.clinic.models import Clinic, Location
from jessica.scheduling.holiday_calendar import closed_holidays
from jessica.scheduling.round_trip import read_results
from jessica.scheduling.utc_minutes import (
    OffsetSpan,
    Span,
    common,
    merged,
    offset_spans,
    to_instant,
    wall_spans,
)

# One statement a table, written out because a search runs them for every question that a patient asks: the
# ORM takes several times as long to build them as the database to answer.
CALENDAR_TABLES = """
SELECT id, key, position, time_zone, hours FROM clinic_location WHERE clinic_id = %(clinic)s;
SELECT location_id, first_date, last_date, reason
FROM clinic_closure
WHERE clinic_id = %(clinic)s AND first_date <= %(last)s AND last_date >= %(first)s;
SELECT provider_id, location_id, weekday, start_minute, end_minute, first_date, last_date
FROM clinic_providerhours
WHERE location_id IN (SELECT id FROM clinic_location WHERE clinic_id = %(clinic)s)
  AND (first_date IS NULL OR first_date <= %(last)s) AND (last_date IS NULL OR last_date >= %(first)s);
SELECT provider_id, first_date, last_date
FROM clinic_absence
WHERE provider_id IN (SELECT id FROM clinic_resource WHERE clinic_id = %(clinic)s AND kind = 'provider')
  AND first_date <= %(last)s AND last_date >= %(first)s;
"""


class WeeklyHours(NamedTuple):
    """One row of a provider's week: minutes after local midnight, valid on the dates given."""

    weekday: int
    start: int
    end: int
    first_date: date | None
    last_date: date | None

    def apply_on(self, day: date) -> bool:
        return (
            self.weekday == day.weekday()
            and (self.first_date is None or self.first_date <= day)
            and (self.last_date is None or day <= self.last_date)
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A location's clock and opening hours."""

    id: UUID
    key: str
    position: int
    zone: str
    hours: dict[str, list[list[int]]]
    offsets: tuple[OffsetSpan, ...]

    def open_minutes(self, day: date) -> list[Span]:
        """Opening hours on an ordinary such weekday, in minutes after local midnight."""
        return merged((start, end) for start, end in self.hours.get(str(day.weekday()), []))


@dataclass(slots=True)
class WorkingCalendar:
    """Everything that says when a clinic's providers work, over a range of local dates.

    Rows are read once, one query a table in one round trip; the methods are arithmetic.
    """

    places: dict[UUID, Place]
    hours: dict[tuple[UUID, UUID], list[WeeklyHours]] = field(default_factory=lambda: defaultdict(list))
    absences: dict[UUID, list[tuple[date, date]]] = field(default_factory=lambda: defaultdict(list))
    closures: dict[UUID | None, list[tuple[date, date, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    holidays: dict[date, str] = field(default_factory=dict)

    @classmethod
    def load(cls, clinic: Clinic, first: date, last: date) -> Self:
        """The calendar for the local dates `first` to `last`."""
        parameters = {"clinic": clinic.pk, "first": first, "last": last}
        return cls.from_results(clinic, first, last, read_results(CALENDAR_TABLES, parameters))

    @classmethod
    def from_results(cls, clinic: Clinic, first: date, last: date, results: Iterator[list[Any]]) -> Self:
        """The calendar from the results of `CALENDAR_TABLES`, which come first in `results`."""
        calendar = cls(places={}, holidays=closed_holidays(clinic.holiday_calendar, first, last))
        for id_, key, position, zone, hours in next(results):
            offsets = offset_spans(zone, first, last)
            calendar.places[id_] = Place(id_, key, position, zone, json.loads(hours), offsets)
        for location_id, start, end, reason in next(results):
            calendar.closures[location_id].append((start, end, reason))
        for provider_id, location_id, *row in next(results):
            calendar.hours[provider_id, location_id].append(WeeklyHours(*row))
        for provider_id, start, end in next(results):
            calendar.absences[provider_id].append((start, end))
        return calendar

    def closed_because(self, location_id: UUID, day: date) -> str | None:
        """Why the location is closed all day, or None. Weekdays without hours are not told here."""
        if day in self.holidays:
            return self.holidays[day]
        for key in (None, location_id):
            for start, end, reason in self.closures.get(key, ()):
                if start <= day <= end:
                    return reason or "Closed"
        return None

    def is_away(self, provider_id: UUID, day: date) -> bool:
        return any(start <= day <= end for start, end in self.absences.get(provider_id, ()))

    def open_spans(self, location_id: UUID, day: date) -> list[Span]:
        """When the location is open on the local date, in UTC minutes."""
        if self.closed_because(location_id, day) is not None:
            return []
        place = self.places[location_id]
        return self._instants(place, day, place.open_minutes(day))

    def working_spans(self, provider_id: UUID, location_id: UUID, day: date) -> list[Span]:
        """When the provider works at the open location on the local date, in UTC minutes.

        Closures and holidays are not looked at: `closed_because` tells of them.
        """
        if self.is_away(provider_id, day):
            return []
        week = self.hours.get((provider_id, location_id), ())
        working = merged((row.start, row.end) for row in week if row.apply_on(day))
        place = self.places[location_id]
        return self._instants(place, day, common(working, place.open_minutes(day))) if working else []

    @staticmethod
    def _instants(place: Place, day: date, minutes: list[Span]) -> list[Span]:
        return merged(span for start, end in minutes for span in wall_spans(place.offsets, day, start, end))


def opening_hours(location: Location, first: date, last: date) -> list[tuple[datetime, datetime]]:
    """When `location` is open on the local dates `first` to `last` (inclusive), closures left out, in UTC."""
    calendar = WorkingCalendar.load(location.clinic, first, last)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    spans = merged(span for day in days for span in calendar.open_spans(location.pk, day))
    return [(to_instant(start), to_instant(end)) for start, end in spans]


def provider_hours(
    clinic: Clinic, first: date, last: date
) -> dict[tuple[UUID, UUID], list[tuple[datetime, datetime]]]:
    """When each provider works at each location on the local dates, in UTC: {(provider, location): spans}."""
    calendar = WorkingCalendar.load(clinic, first, last)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    result: dict[tuple[UUID, UUID], list[tuple[datetime, datetime]]] = {}
    for provider_id, location_id in calendar.hours:
        open_days = (day for day in days if calendar.closed_because(location_id, day) is None)
        spans = merged(
            span for day in open_days for span in calendar.working_spans(provider_id, location_id, day)
        )
        result[provider_id, location_id] = [(to_instant(start), to_instant(end)) for start, end in spans]
    return result
