"""The calendar by day and week: what each provider's day is made of. Holds are shown to nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from jessica.clinic.models import Clinic, Location, Provider
from jessica.scheduling.models import Appointment, Block
from jessica.scheduling.queries import appointments_between, blocks_between
from jessica.scheduling.utc_minutes import (
    Span,
    ceil_minute,
    floor_minute,
    merged,
    offset_spans,
    to_instant,
    wall_spans,
)
from jessica.scheduling.working_time import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Gap:
    """Working time in which nothing is booked or blocked."""

    location_id: UUID
    starts_at: datetime
    ends_at: datetime


@dataclass(slots=True)
class ProviderDay:
    """One column of the calendar: a provider on a local date of the clinic."""

    provider: Provider
    day: date
    visits: list[Appointment] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    working: list[tuple[datetime, datetime]] = field(default_factory=list)
    closed: str | None = None


def day_bounds(clinic: Clinic, first: date, last: date) -> tuple[datetime, datetime]:
    """The instants at which the local dates `first` to `last` of the clinic begin and end."""
    offsets = offset_spans(clinic.time_zone, first, last)
    start, end = wall_spans(offsets, first, 0, 1440)[0][0], wall_spans(offsets, last, 0, 1440)[-1][1]
    return to_instant(start), to_instant(end)


def calendar_rows(
    clinic: Clinic,
    first: date,
    last: date,
    *,
    location: Location | None = None,
    provider: Provider | None = None,
) -> list[ProviderDay]:
    """A row for each local date `first` to `last` and each provider who works or has visits then.

    Ordered by date, then as the clinic orders its providers. The number of queries does not depend on how
    many visits there are.
    """
    start, end = day_bounds(clinic, first, last)
    providers = _providers(clinic, provider)
    calendar = WorkingCalendar.load(clinic, first, last)
    places = [location.pk] if location else list(calendar.places)
    visits, blocks = _by_provider(clinic, start, end, location)
    rows: list[ProviderDay] = []
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        bounds = day_bounds(clinic, day, day)
        for each in providers:
            row = ProviderDay(each, day)
            row.visits = [visit for visit in visits[each.pk] if bounds[0] <= visit.starts_at < bounds[1]]
            row.blocks = [b for b in blocks[each.pk] if b.starts_at < bounds[1] and b.ends_at > bounds[0]]
            _add_working_time(row, calendar, places)
            if row.visits or row.blocks or row.working or row.closed:
                rows.append(row)
    return rows


def _providers(clinic: Clinic, provider: Provider | None) -> list[Provider]:
    providers = Provider.objects.filter(resource__clinic=clinic, resource__active=True)
    if provider is not None:
        providers = providers.filter(pk=provider.pk)
    return list(providers.select_related("resource").order_by("resource__position", "resource__key"))


def _by_provider(
    clinic: Clinic, start: datetime, end: datetime, location: Location | None
) -> tuple[dict[UUID, list[Appointment]], dict[UUID, list[Block]]]:
    visits: dict[UUID, list[Appointment]] = defaultdict(list)
    blocks: dict[UUID, list[Block]] = defaultdict(list)
    for visit in appointments_between(clinic, start, end, location=location):
        visits[visit.provider_id].append(visit)
    for block in blocks_between(clinic, start, end):
        blocks[block.resource_id].append(block)
    return visits, blocks


def _add_working_time(row: ProviderDay, calendar: WorkingCalendar, places: Collection[UUID]) -> None:
    """Fill in hours, closure and gaps: what is left of the hours after visits and blocks."""
    taken = [(floor_minute(visit.starts_at), ceil_minute(visit.ends_at)) for visit in row.visits]
    taken += [(floor_minute(block.starts_at), ceil_minute(block.ends_at)) for block in row.blocks]
    taken = merged(taken)
    for location_id in places:
        spans = calendar.working_spans(row.provider.pk, location_id, row.day)
        if spans and (closed := calendar.closed_because(location_id, row.day)):
            row.closed = closed
            continue
        row.working += [(to_instant(start), to_instant(end)) for start, end in spans]
        row.gaps += [
            Gap(location_id, to_instant(start), to_instant(end)) for start, end in _without(spans, taken)
        ]
    row.working.sort()
    row.gaps.sort(key=lambda gap: gap.starts_at)


def _without(spans: Iterable[Span], taken: list[Span]) -> list[Span]:
    """The time that is in `spans` and not in `taken`."""
    left: list[Span] = []
    for start, end in spans:
        here = start
        for since, until in taken:
            if until > here and since < end:
                if since > here:
                    left.append((here, since))
                here = max(here, until)
        if here < end:
            left.append((here, end))
    return left
