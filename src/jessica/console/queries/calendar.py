"""The calendar as columns: providers of a day, days of a provider, rooms and devices of a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse

from jessica.clinic.models import Clinic, Location, Provider, Resource, ResourceKind
from jessica.console.calendar_grid import Column, Entry, Kind, split_by_hours
from jessica.scheduling.calendar_rows import Gap, ProviderDay, calendar_rows, day_bounds
from jessica.scheduling.models import Appointment, AppointmentStatus, Block, Occupancy

_KINDS: dict[str, Kind] = {
    AppointmentStatus.ARRIVED: "waiting",
    AppointmentStatus.FULFILLED: "done",
    AppointmentStatus.NO_SHOW: "done",
}
_SHORTEST_GAP = timedelta(minutes=10)


def columns_by_provider(
    clinic: Clinic, day: date, *, location: Location | None, at: datetime
) -> list[Column]:
    """One column for each provider who works or has visits on the local date."""
    rows = calendar_rows(clinic, day, day, location=location)
    return [
        _column(row, row.provider.display_name, _zone(clinic, location), at)
        for row in rows
        if row.working or row.visits or row.blocks
    ]


def columns_by_day(
    clinic: Clinic, monday: date, provider: Provider, *, location: Location | None, at: datetime
) -> list[Column]:
    """The seven days of the week that begins on `monday`, days off included."""
    rows = calendar_rows(clinic, monday, monday + timedelta(days=6), location=location, provider=provider)
    by_day = {row.day: row for row in rows}
    days = [monday + timedelta(days=n) for n in range(7)]
    return [
        _column(
            by_day.get(day) or ProviderDay(provider, day),
            f"{day:%a} {day.day}",
            _zone(clinic, location),
            at,
        )
        for day in days
    ]


def columns_by_room(clinic: Clinic, day: date, *, location: Location | None) -> list[Column]:
    """One column for each active room and device, with what occupies it on the local date."""
    rooms = Resource.objects.filter(clinic=clinic, active=True).exclude(kind=ResourceKind.PROVIDER)
    if location is not None:
        rooms = rooms.filter(location=location)
    columns = {
        room.pk: Column(room.name, day, note=room.location.name if room.location else "", key=room.pk)
        for room in rooms.select_related("location").order_by("location__position", "position", "key")
    }
    taken = Occupancy.objects.filter(
        resource_id__in=columns, during__overlap=day_bounds(clinic, day, day), hold__isnull=True
    ).select_related("appointment__person", "appointment__service", "appointment__provider", "block")
    for row in taken:
        if row.appointment is not None:
            columns[row.resource_id].entries.append(_visit(row.appointment))
        elif row.block is not None:
            columns[row.resource_id].entries.append(_block(row.block))
    return list(columns.values())


def _zone(clinic: Clinic, location: Location | None) -> ZoneInfo:
    return ZoneInfo(location.time_zone if location else clinic.time_zone)


def _column(row: ProviderDay, title: str, zone: ZoneInfo, at: datetime) -> Column:
    column = Column(title, row.day, note=row.closed or "", key=row.provider.pk, working=row.working)
    column.entries = [_visit(visit) for visit in row.visits] + [_block(block) for block in row.blocks]
    for gap in row.gaps:
        column.entries += _free(row, gap, zone, at)
    return column


def _visit(visit: Appointment) -> Entry:
    return Entry(
        kind=_KINDS.get(visit.status, "visit"),
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        title=visit.person.full_name,
        note=_visit_note(visit),
        address=reverse("console:visit", args=[visit.pk]),
        id=f"cell-{visit.pk}",
    )


def _visit_note(visit: Appointment) -> str:
    marks = "" if visit.status == AppointmentStatus.BOOKED else f" · {visit.get_status_display()}"
    over = " · over another" if visit.override_reason else ""
    return f"{visit.service}{marks}{over}"


def _block(block: Block) -> Entry:
    return Entry(
        kind="block",
        starts_at=block.starts_at,
        ends_at=block.ends_at,
        title=block.reason,
        note="Blocked",
        address=reverse("console:block", args=[block.pk]),
        id=f"block-{block.pk}",
    )


def _free(row: ProviderDay, gap: Gap, zone: ZoneInfo, at: datetime) -> list[Entry]:
    """Free time that has not passed, in pieces of an hour that lead to the booking."""
    return [
        Entry("open", start, end, title="Free", address=_book_at(row, gap, start), id=_free_id(row, start))
        for start, end in split_by_hours(max(gap.starts_at, _next_quarter(at)), gap.ends_at, zone)
        if end - start >= _SHORTEST_GAP
    ]


def _book_at(row: ProviderDay, gap: Gap, start: datetime) -> str:
    wish = {"provider": row.provider.pk, "location": gap.location_id, "starts": start.isoformat()}
    return f"{reverse('console:book')}?{urlencode(wish)}"


def _free_id(row: ProviderDay, start: datetime) -> str:
    return f"free-{row.provider.pk}-{start:%Y%m%d%H%M}"


def _next_quarter(at: datetime) -> datetime:
    """The first quarter hour that is not over."""
    return at + (datetime.min.replace(tzinfo=at.tzinfo) - at) % timedelta(minutes=15)
