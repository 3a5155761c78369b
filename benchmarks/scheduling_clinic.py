"""A busy clinic of invented people: 8 providers, 6 rooms, 2 places and 27,000 appointments."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

ZONE = "America/Los_Angeles"
TODAY = date(2026, 9, 1)
NOW = datetime(2026, 9, 1, 15, 0, tzinfo=UTC)
APPOINTMENTS = 27_000
# Of 27,000 visits, weeks of the past and enough of the future for every search.
FIRST_DAY = TODAY - timedelta(days=300)


@dataclass(frozen=True, slots=True)
class BusyClinic:
    """The records that the benchmarks ask about."""

    clinic: Any
    consultation: Any
    places: list[Any]
    providers: list[Any]
    person: Any


def make_busy_clinic(appointments: int = APPOINTMENTS) -> BusyClinic:
    """Write the clinic into the current database; the same every time."""
    from jessica.clinic.models import Clinic, Location, Service
    from jessica.people.models import Person
    from jessica.platform.ids import stable_id

    def an_id(kind: str, key: object) -> UUID:
        return stable_id("bench", kind, str(key))

    clinic = Clinic.objects.create(
        id=an_id("clinic", "bench"), slug="bench", name="Bench Clinic", time_zone=ZONE
    )
    places = [
        Location.objects.create(
            id=an_id("location", n),
            clinic=clinic,
            key=f"place-{n}",
            name=f"Place {n}",
            time_zone=ZONE,
            position=n,
            hours={str(weekday): [[480, 1080]] for weekday in range(6)},
        )
        for n in range(2)
    ]
    consultation = Service.objects.create(
        id=an_id("service", "consultation"),
        clinic=clinic,
        key="consultation",
        category="consultation",
        minutes_existing=30,
        buffer_after=5,
        horizon_days=365,
    )
    person = Person.objects.create(
        id=an_id("person", 1), clinic=clinic, given_name="Sam", created_at=NOW, updated_at=NOW
    )
    providers, rooms = _resources(clinic, places, an_id)
    consultation.resources.set([*(provider.resource for provider in providers), *rooms])
    busy = BusyClinic(clinic, consultation, places, providers, person)
    _fill(busy, rooms, appointments)
    return busy


def _resources(clinic: Any, places: list[Any], an_id: Any) -> tuple[list[Any], list[Any]]:
    from jessica.clinic.models import Provider, ProviderHours, Resource

    providers = []
    for n in range(8):
        resource = Resource.objects.create(
            id=an_id("resource", f"provider-{n}"),
            clinic=clinic,
            key=f"provider-{n}",
            kind="provider",
            position=n,
        )
        provider = Provider.objects.create(
            resource=resource, given_name="Kim", family_name=f"Number {n}", credential="MD"
        )
        for weekday in range(5):
            ProviderHours.objects.create(
                provider=provider, location=places[n % 2], weekday=weekday, start_minute=540, end_minute=1020
            )
        providers.append(provider)
    rooms = [
        Resource.objects.create(
            id=an_id("resource", f"room-{n}"),
            clinic=clinic,
            key=f"room-{n}",
            kind="room",
            location=places[n % 2],
        )
        for n in range(6)
    ]
    return providers, rooms


@dataclass(slots=True)
class _Calendar:
    """Rows to be written: visits, and what they occupy."""

    busy: BusyClinic
    rooms: list[Any]
    seeded: random.Random
    visits: list[tuple[Any, ...]] = field(default_factory=list)
    taken: list[tuple[Any, ...]] = field(default_factory=list)

    def fill_half_hour(self, start: datetime) -> None:
        """Book about two thirds of the providers; rooms go to the first of them."""
        end = start + timedelta(minutes=25)
        span = f"[{start.isoformat()},{(end + timedelta(minutes=5)).isoformat()})"
        for number, place in enumerate(self.busy.places):
            free_rooms = list(self.rooms[number::2])
            for provider in self.busy.providers[number::2]:
                if self.seeded.random() >= 0.65:
                    continue
                visit_id = UUID(int=self.seeded.getrandbits(128), version=4)
                clinic_id, service_id = self.busy.clinic.pk, self.busy.consultation.pk
                ids = (clinic_id, self.busy.person.pk, service_id, place.pk, provider.pk)
                self.visits.append((visit_id, *ids, start, end, *_CONSTANTS))
                resources = [provider.pk] + [room.pk for room in free_rooms[:1]]
                del free_rooms[:1]
                self.taken += [(clinic_id, resource, span, visit_id, False) for resource in resources]


def _fill(busy: BusyClinic, rooms: list[Any], appointments: int) -> None:
    """Fill working days from `FIRST_DAY` on until there are enough visits."""
    from django.db import connection, connections

    seeded = random.Random(7)  # noqa: S311 (invents a calendar, keeps no secret)
    calendar = _Calendar(busy, rooms, seeded)
    day = FIRST_DAY
    while len(calendar.visits) < appointments:
        if day.weekday() < 5:
            nine = datetime(day.year, day.month, day.day, 9, 0, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)
            for half_hour in range(16):
                calendar.fill_half_hour(nine + timedelta(minutes=30 * half_hour))
        day += timedelta(days=1)
    kept = {row[0] for row in calendar.visits[:appointments]}
    with connection.cursor() as cursor:
        _copy(cursor, _COPY_VISITS, calendar.visits[:appointments])
        _copy(cursor, _COPY_OCCUPANCY, [row for row in calendar.taken if row[3] in kept])
    # As autovacuum does sooner or later. Only the owner of a table may.
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE scheduling_occupancy, scheduling_appointment")


def _copy(cursor: Any, statement: str, rows: list[tuple[Any, ...]]) -> None:
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


_CONSTANTS = ("", "existing", "booked", "", "file", 0, "", "", NOW, NOW)
_COPY_VISITS = """
COPY scheduling_appointment
    (id, clinic_id, person_id, service_id, location_id, provider_id, starts_at, ends_at, key, patient_kind,
     status, reason, booked_by, sequence, override_reason, cancel_reason, created_at, updated_at)
FROM STDIN
"""
_COPY_OCCUPANCY = """
COPY scheduling_occupancy (clinic_id, resource_id, during, appointment_id, override) FROM STDIN
"""
