"""A small clinic in working order: one place, two surgeons, two rooms, a laser, three visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from jessica.clinic.models import Clinic, Location, Provider, Resource, Service
from jessica.people.models import Person
from jessica.scheduling.booking import BookingRequest, book
from jessica.scheduling.models import Appointment
from jessica.scheduling.openings import Opening, OpeningQuery, find_openings
from tests.factories.clinic import make_clinic, make_location, make_provider, make_room, make_service, works
from tests.factories.people import make_person

MONDAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


@dataclass(frozen=True)
class SmallClinic:
    """The records, and short ways to ask for openings and to book them."""

    clinic: Clinic
    place: Location
    okafor: Provider
    rivera: Provider
    room: Resource
    second_room: Resource
    laser: Resource
    consultation: Service
    checkup: Service
    laser_visit: Service
    rosa: Person

    def query(self, service: Service | None = None, day: date = MONDAY, **fields: Any) -> OpeningQuery:
        defaults: dict[str, Any] = {"patient_kind": "existing", "first": day, "last": day}
        return OpeningQuery(self.clinic, service or self.consultation, **(defaults | fields))

    def openings(
        self, service: Service | None = None, day: date = MONDAY, *, at: datetime = NOW, **fields: Any
    ) -> list[Opening]:
        return find_openings(self.query(service, day, **fields), at=at)

    def opening(
        self, clock: str, service: Service | None = None, day: date = MONDAY, **fields: Any
    ) -> Opening:
        """The first opening at the local time `clock`, like "09:30"."""
        wanted = self.instant(clock, day)
        return next(each for each in self.openings(service, day, **fields) if each.starts_at == wanted)

    def clocks(self, service: Service | None = None, day: date = MONDAY, **fields: Any) -> list[str]:
        """The local start times that are offered, each once."""
        starts = (opening.starts_at for opening in self.openings(service, day, **fields))
        return list(dict.fromkeys(start.astimezone(self.zone).strftime("%H:%M") for start in starts))

    def request(self, opening: Opening, **fields: Any) -> BookingRequest:
        service = Service.objects.get(pk=opening.service_id)
        defaults: dict[str, Any] = {
            "person": self.rosa,
            "patient_kind": "existing",
            "booked_by": "jessica",
            "appointment_id": uuid4(),
            "conversation_id": uuid4(),
        }
        return BookingRequest(self.clinic, service=service, opening=opening, **(defaults | fields))

    def book(self, opening: Opening, *, at: datetime = NOW, **fields: Any) -> Appointment:
        return book(self.request(opening, **fields), at=at)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.place.time_zone)

    def instant(self, clock: str, day: date = MONDAY) -> datetime:
        """The instant at which a clock on the clinic's wall reads `clock` on `day`; "24:00" is allowed."""
        hours, minutes = map(int, clock.split(":"))
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
            hours=hours, minutes=minutes
        )
        return midnight.replace(tzinfo=self.zone).astimezone(UTC)


def make_small_clinic(slug: str = "harbor", *, time_zone: str = "America/New_York") -> SmallClinic:
    """Both surgeons work Monday to Friday from nine to five and do all three visits."""
    clinic = make_clinic(slug, time_zone=time_zone)
    place = make_location(clinic)
    okafor, rivera = make_provider(clinic, "okafor"), make_provider(clinic, "rivera", position=1)
    for provider in (okafor, rivera):
        works(provider, place)
    room, second_room = make_room(place, "room-1"), make_room(place, "room-2", position=1)
    laser = make_room(place, "laser", kind="device")
    return SmallClinic(
        clinic=clinic,
        place=place,
        okafor=okafor,
        rivera=rivera,
        room=room,
        second_room=second_room,
        laser=laser,
        consultation=make_service(clinic, "consultation", resources=[okafor, rivera, room, second_room]),
        checkup=make_service(clinic, "checkup", resources=[okafor, rivera]),
        laser_visit=make_service(
            clinic, "laser-visit", resources=[okafor, rivera, room, second_room, laser], category="laser"
        ),
        rosa=make_person(clinic),
    )
