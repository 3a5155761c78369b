"""When places are open and when providers work there, from local hours to UTC spans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple, Self
from uuid import UUID

from django.db.models import Q

from jessica.clinic.models import Absence, Clinic, Closure, Location, ProviderHours
from jessica.scheduling.holiday_calendar import closed_holidays
from jessica.scheduling.utc_minutes import (
    OffsetSpan,
    Span,
    common,
    merged,
    offset_spans,
    to_instant,
    wall_spans,
)


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

    Rows are read once, one query a table; the methods are arithmetic.
    """

    places: dict[UUID, Place]
    hours: dict[tuple[UUID, UUID], list[WeeklyHours]] = field(default_factory=lambda: defaultdict(list))
    absences: dict[UUID, list[tuple[date, date]]] = field(default_factory=lambda: defaultdict(list))
    closures: dict[UUID | None, list[tuple[date, date, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    holidays: dict[date, str] = field(default_factory=dict)

    @classmethod
    def load(cls, clinic: Clinic, first: date, last: date, providers: Collection[UUID] = ()) -> Self:
        """The calendar for the local dates `first` to `last`, with the weeks of `providers`."""
        rows = Location.objects.filter(clinic=clinic).values_list(
            "id", "key", "position", "time_zone", "hours"
        )
        calendar = cls(
            places={
                row[0]: Place(*row, offsets=offset_spans(row[3], first, last)) for row in rows.order_by()
            },
            holidays=closed_holidays(clinic.holiday_calendar, first, last),
        )
        closed = Closure.objects.filter(clinic=clinic, first_date__lte=last, last_date__gte=first)
        for location_id, start, end, reason in closed.values_list(
            "location_id", "first_date", "last_date", "reason"
        ):
            calendar.closures[location_id].append((start, end, reason))
        if providers:
            calendar._load_providers(first, last, providers)
        return calendar

    def _load_providers(self, first: date, last: date, providers: Collection[UUID]) -> None:
        valid = Q(first_date__isnull=True) | Q(first_date__lte=last)
        valid &= Q(last_date__isnull=True) | Q(last_date__gte=first)
        weeks = ProviderHours.objects.filter(valid, provider_id__in=providers).order_by()
        columns = ("weekday", "start_minute", "end_minute", "first_date", "last_date")
        for row in weeks.values_list("provider_id", "location_id", *columns):
            self.hours[row[0], row[1]].append(WeeklyHours(*row[2:]))
        away = Absence.objects.filter(provider_id__in=providers, first_date__lte=last, last_date__gte=first)
        for provider_id, start, end in away.values_list("provider_id", "first_date", "last_date"):
            self.absences[provider_id].append((start, end))

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
    clinic: Clinic, providers: Collection[UUID], first: date, last: date
) -> dict[tuple[UUID, UUID], list[tuple[datetime, datetime]]]:
    """When each provider works at each location on the local dates, in UTC: {(provider, location): spans}."""
    calendar = WorkingCalendar.load(clinic, first, last, providers)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    result: dict[tuple[UUID, UUID], list[tuple[datetime, datetime]]] = {}
    for provider_id, location_id in calendar.hours:
        open_days = (day for day in days if calendar.closed_because(location_id, day) is None)
        spans = merged(
            span for day in open_days for span in calendar.working_spans(provider_id, location_id, day)
        )
        result[provider_id, location_id] = [(to_instant(start), to_instant(end)) for start, end in spans]
    return result
