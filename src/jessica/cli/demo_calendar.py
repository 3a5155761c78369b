"""A believable calendar for the demonstration clinic: legal visits with gaps between them.

Visits are planned in memory, provider by provider and day by day, inside working hours, with free rooms and
devices and within every cap; then they are written with their occupancy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from jessica.clinic.models import Clinic, Location, Provider, Resource, Service, ServiceKind
from jessica.people.models import Person
from jessica.platform.ids import stable_id
from jessica.scheduling.models import Appointment, AppointmentStatus, Occupancy
from jessica.scheduling.opening_query import PatientKind, visit_minutes
from jessica.scheduling.working_time import provider_hours

PAST_DAYS, COMING_DAYS = 35, 28
_GRID = timedelta(minutes=15)
# How often a visit is seen, relative to the others; services that are not named count once.
_WEIGHTS = {
    "surgical-consultation": 12,
    "virtual-consultation": 2,
    "revision-consultation": 2,
    "neurotoxin": 8,
    "dermal-filler": 5,
    "injectable-check": 3,
    "post-op": 7,
    "pre-op": 5,
    "suture-removal": 3,
    "laser-session": 5,
    "laser-patch-test": 3,
    "facial": 4,
    "chemical-peel": 3,
}
Span = tuple[datetime, datetime]


@dataclass
class _Offer:
    """A service with what the planning needs of it."""

    service: Service
    providers: set[UUID]
    places: dict[UUID, dict[str, list[UUID]]]
    topics: list[Service]


@dataclass
class CalendarPlan:
    """Visits planned so far, and everything that they take."""

    clinic: Clinic
    random: Random
    people: list[Person]
    at: datetime
    visits: list[Appointment] = field(default_factory=list)
    occupancy: list[Occupancy] = field(default_factory=list)
    _busy: dict[UUID, list[Span]] = field(default_factory=lambda: defaultdict(list))
    # (provider, day) and (service, location, day) -> visits so far.
    _caps: dict[tuple[UUID | str, ...], int] = field(default_factory=lambda: defaultdict(int))
    _seen: set[UUID] = field(default_factory=set)
    _days_of: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))

    def fill(self) -> None:
        """Plan the weeks before and after `at`."""
        offers = _offers(self.clinic)
        providers = {provider.pk: provider for provider in _providers(self.clinic)}
        zones = dict(Location.objects.filter(clinic=self.clinic).values_list("id", "time_zone"))
        today = self.at.astimezone(ZoneInfo(self.clinic.time_zone)).date()
        hours = provider_hours(
            self.clinic,
            today - timedelta(days=PAST_DAYS),
            today + timedelta(days=COMING_DAYS),
        )
        spans = [
            (start, end, providers[provider_id], location_id)
            for (provider_id, location_id), working in hours.items()
            for start, end in working
        ]
        for start, end, provider, location_id in sorted(spans, key=lambda span: (span[0], span[2].pk)):
            able = [o for o in offers if provider.pk in o.providers and location_id in o.places]
            if able:
                self._fill_span((start, end), provider, (location_id, zones[location_id]), able)

    def _fill_span(
        self, span: Span, provider: Provider, place: tuple[UUID, str], offers: list[_Offer]
    ) -> None:
        now, end = span
        while now < end:
            step = _GRID * self.random.choice((1, 1, 2, 3))
            if self.random.random() < self._density(now):
                offer = self._choose(offers)
                taken_until = self._place(offer, provider, place, (now, end))
                step = taken_until - now if taken_until else _GRID
            now = _on_grid(now + step)

    def _density(self, moment: datetime) -> float:
        """How full the calendar is: dense in the past and this week, thinner towards the horizon."""
        ahead = (moment - self.at) / timedelta(days=COMING_DAYS)
        return 0.4 if ahead <= 0 else 0.4 - 0.28 * ahead

    def _choose(self, offers: list[_Offer]) -> _Offer:
        weights = [_WEIGHTS.get(offer.service.key, 1) for offer in offers]
        return self.random.choices(offers, weights)[0]

    def _place(
        self, offer: _Offer, provider: Provider, place: tuple[UUID, str], within: Span
    ) -> datetime | None:
        """Put a visit at the start of `within` if everything allows it; the end of its buffer, or None."""
        service, (location_id, zone) = offer.service, place
        person, kind = self._patient(service, within[0], zone)
        if person is None:
            return None
        starts_at = _on_grid(within[0] + timedelta(minutes=service.buffer_before))
        ends_at = starts_at + timedelta(minutes=visit_minutes(service, kind))
        whole = (
            starts_at - timedelta(minutes=service.buffer_before),
            ends_at + timedelta(minutes=service.buffer_after),
        )
        day = starts_at.astimezone(ZoneInfo(zone)).date().isoformat()
        resources = self._resources(offer, provider, location_id, whole)
        if (
            whole[0] < within[0]
            or whole[1] > within[1]
            or resources is None
            or not self._below_caps(provider, service, location_id, day)
        ):
            return None
        visit = self._visit(offer, provider, person, (starts_at, ends_at))
        visit.location_id, visit.patient_kind = location_id, kind
        self._book(visit, resources, whole, day)
        return whole[1]

    def _patient(self, service: Service, moment: datetime, zone: str) -> tuple[Person | None, PatientKind]:
        """Somebody without another visit on that day, and what kind of patient that is here."""
        day = moment.astimezone(ZoneInfo(zone)).date().isoformat()
        for _ in range(12):
            person = self.random.choice(self.people)
            newcomer = person.pk not in self._seen and person.created_at > self.at - timedelta(days=60)
            kind: PatientKind = "new" if newcomer else "existing"
            if service.category == "post-op" and not newcomer:
                kind = "post_op"
            if day not in self._days_of[person.pk] and kind in service.patient_kinds:
                return person, kind
        return None, "existing"

    def _resources(
        self, offer: _Offer, provider: Provider, location_id: UUID, whole: Span
    ) -> list[UUID] | None:
        """The provider and a free one of each kind that the service needs there; None if one is taken."""
        chosen: list[UUID] = []
        for candidates in ([provider.pk], *offer.places[location_id].values()):
            free = next((c for c in candidates if self._is_free(c, whole)), None)
            if free is None:
                return None
            chosen.append(free)
        return chosen

    def _is_free(self, resource_id: UUID, whole: Span) -> bool:
        return all(end <= whole[0] or whole[1] <= start for start, end in self._busy[resource_id])

    def _below_caps(self, provider: Provider, service: Service, location_id: UUID, day: str) -> bool:
        limits: dict[tuple[UUID | str, ...], int | None] = {
            (provider.pk, day): provider.daily_cap,
            (service.pk, location_id, day): service.daily_cap,
        }
        if any(limit is not None and self._caps[key] >= limit for key, limit in limits.items()):
            return False
        for key in limits:
            self._caps[key] += 1
        return True

    def _visit(self, offer: _Offer, provider: Provider, person: Person, span: Span) -> Appointment:
        starts_at, ends_at = span
        topics = [t for t in offer.topics if provider.pk in {r.pk for r in t.resources.all()}]
        booked_at = min(self.at, starts_at - timedelta(days=self.random.randrange(3, 40)))
        booked_at = max(booked_at, person.created_at) if person.created_at < starts_at else booked_at
        return Appointment(
            id=stable_id(self.clinic.slug, "demo-visit", f"{provider.pk}/{starts_at.isoformat()}"),
            clinic=self.clinic,
            person=person,
            service=offer.service,
            topic=self.random.choice(topics) if topics else None,
            provider=provider,
            starts_at=starts_at,
            ends_at=ends_at,
            status=self._status(starts_at, ends_at),
            booked_by=self.random.choice(("jessica", "jessica", "staff:dana-whitlock", "staff:ines-valdez")),
            created_at=booked_at,
            updated_at=booked_at,
        )

    def _status(self, starts_at: datetime, ends_at: datetime) -> AppointmentStatus:
        chance = self.random.random()
        if ends_at <= self.at:
            if chance < 0.05:
                return AppointmentStatus.NO_SHOW
            return AppointmentStatus.CANCELLED if chance < 0.11 else AppointmentStatus.FULFILLED
        if starts_at <= self.at:
            return AppointmentStatus.ARRIVED
        return AppointmentStatus.CANCELLED if chance < 0.04 else AppointmentStatus.BOOKED

    def _book(self, visit: Appointment, resources: list[UUID], whole: Span, day: str) -> None:
        self._seen.add(visit.person_id)
        self._days_of[visit.person_id].add(day)
        self.visits.append(visit)
        if visit.status == AppointmentStatus.CANCELLED:
            visit.cancelled_at = visit.updated_at = min(self.at, visit.starts_at - timedelta(days=1))
            visit.sequence = 1
            return
        for resource_id in resources:
            self._busy[resource_id].append(whole)
            self.occupancy.append(
                Occupancy(
                    clinic=self.clinic,
                    resource_id=resource_id,
                    during=DateTimeTZRange(*whole),
                    appointment=visit,
                )
            )


def _on_grid(moment: datetime) -> datetime:
    """The first quarter of an hour that is not before `moment`."""
    past = moment.minute % 15
    return moment if past == 0 else moment + timedelta(minutes=15 - past)


def _providers(clinic: Clinic) -> list[Provider]:
    return list(Provider.objects.filter(resource__clinic=clinic, resource__active=True))


def _offers(clinic: Clinic) -> list[_Offer]:
    """The visits that patients book, with who does them, where and with what."""
    services = clinic.services.filter(active=True).prefetch_related(
        "resources", "locations", "procedures__resources"
    )
    offers = []
    for service in services.filter(kind=ServiceKind.VISIT).order_by("position"):
        able = [r for r in service.resources.all() if r.kind == "provider"]
        places: dict[UUID, dict[str, list[UUID]]] = {}
        for location in service.locations.all():
            places[location.pk] = _equipment(service.resources.all(), location.pk)
        offers.append(
            _Offer(service, {resource.pk for resource in able}, places, list(service.procedures.all()))
        )
    return offers


def _equipment(resources: Iterable[Resource], location_id: UUID) -> dict[str, list[UUID]]:
    """Rooms and devices of one location by kind, in the clinic's order."""
    found: dict[str, list[UUID]] = {}
    for resource in sorted(resources, key=lambda resource: resource.position):
        if resource.location_id == location_id:
            found.setdefault(resource.kind, []).append(resource.pk)
    return found
