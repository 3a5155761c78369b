"""Everything that decides which openings exist, read with one statement a table in one round trip."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple, Self
from uuid import UUID

from jessica.clinic.models import ResourceKind
from jessica.scheduling.opening_query import OpeningQuery
from jessica.scheduling.round_trip import read_results
from jessica.scheduling.utc_minutes import MINUTES_A_DAY, day_base, to_instant
from jessica.scheduling.working_time import CALENDAR_TABLES, Place, WorkingCalendar


class Candidate(NamedTuple):
    """A provider who may do the visit. `rank` orders providers as the clinic does."""

    id: UUID
    rank: int
    daily_cap: int | None


class Busy(NamedTuple):
    """The taken spans of one resource, disjoint, as two sorted columns of UTC minutes."""

    starts: list[int]
    ends: list[int]


class ListedTime(NamedTuple):
    """An opening that the clinic file names."""

    provider_id: UUID
    location_id: UUID
    start: int
    minutes: int
    for_service: bool


NOT_BUSY = Busy([], [])


@dataclass(slots=True)
class OpeningFacts:
    """The clinic's side of an `OpeningQuery`: who, where, with what, when, and what is taken already."""

    calendar: WorkingCalendar
    candidates: list[Candidate] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    # Kinds of resources beside the provider that the visit needs, and which of them stand in a place.
    needed_kinds: list[str] = field(default_factory=list)
    equipment: dict[tuple[UUID, str], list[UUID]] = field(default_factory=lambda: defaultdict(list))
    listed: list[ListedTime] = field(default_factory=list)
    busy: dict[UUID, Busy] = field(default_factory=dict)
    visits_of_provider: dict[tuple[UUID, date], int] = field(default_factory=lambda: defaultdict(int))
    visits_of_service: dict[tuple[UUID, date], int] = field(default_factory=lambda: defaultdict(int))

    @classmethod
    def load(cls, query: OpeningQuery, *, at: datetime) -> Self:
        """Read what the query needs: one statement a table, all in one round trip."""
        service, clinic = query.service, query.clinic
        # No place is further than 14 hours from UTC: a day on either side holds every visit and its buffers.
        window = day_base(query.first) - MINUTES_A_DAY, day_base(query.last) + 3 * MINUTES_A_DAY
        parameters = {
            "clinic": clinic.pk,
            "first": query.first,
            "last": query.last,
            "start": to_instant(window[0]),
            "end": to_instant(window[1]),
            "service": service.pk,
            "services": [service.pk] + ([query.topic.pk] if query.topic else []),
            "capped_service": service.pk if service.daily_cap is not None else None,
            "at": at,
            "holder": query.holder or "",
            "moving": query.moving,
        }
        results = read_results(CALENDAR_TABLES + _OPENING_TABLES, parameters)
        facts = cls(WorkingCalendar.from_results(clinic, query.first, query.last, results))
        resources = [_ResourceRow(*row) for row in next(results)]
        facts.candidates = _candidates(query, resources)
        facts._set_equipment(query, resources)
        facts._set_places(query, {row[0] for row in next(results)})
        facts.listed = [ListedTime(*row) for row in next(results)]
        facts.busy = {row[0]: Busy(row[1], row[2]) for row in next(results)}
        facts._set_visit_counts(next(results))
        return facts

    def _set_equipment(self, query: OpeningQuery, resources: list[_ResourceRow]) -> None:
        kinds = {row.kind for row in resources if row.service_id == query.service.pk}
        self.needed_kinds = [kind for kind in (ResourceKind.ROOM, ResourceKind.DEVICE) if kind in kinds]
        for row in resources:
            if row.service_id == query.service.pk and row.location_id is not None and row.active:
                self.equipment[row.location_id, row.kind].append(row.id)

    def _set_places(self, query: OpeningQuery, allowed: set[UUID]) -> None:
        places = sorted(self.calendar.places.values(), key=lambda place: (place.position, place.key))
        self.places = [
            place
            for place in places
            if (not allowed or place.id in allowed)
            and (query.location is None or query.location.pk == place.id)
            and all(self.equipment.get((place.id, kind)) for kind in self.needed_kinds)
        ]

    def _set_visit_counts(self, rows: list[Any]) -> None:
        for provider_id, location_id, same_service, day, visits in rows:
            self.visits_of_provider[provider_id, day] += visits
            if same_service:
                self.visits_of_service[location_id, day] += visits


class _ResourceRow(NamedTuple):
    service_id: UUID
    id: UUID
    kind: str
    active: bool
    location_id: UUID | None
    credential: str | None
    new_patients: bool | None
    daily_cap: int | None


def _candidates(query: OpeningQuery, resources: list[_ResourceRow]) -> list[Candidate]:
    """The providers who may see this person for this visit and topic."""
    topic_providers = {
        row.id
        for row in resources
        if query.topic and row.service_id == query.topic.pk and row.kind == ResourceKind.PROVIDER
    }
    required = [
        set(service.required_credentials)
        for service in (query.service, query.topic)
        if service is not None and service.required_credentials
    ]
    able = [
        row
        for row in resources
        if row.service_id == query.service.pk
        and row.kind == ResourceKind.PROVIDER
        and row.active
        and (query.provider is None or row.id == query.provider.pk)
        and (not topic_providers or row.id in topic_providers)
        and all(row.credential in credentials for credentials in required)
        and (row.new_patients or query.patient_kind != "new")
    ]
    return [Candidate(row.id, rank, row.daily_cap) for rank, row in enumerate(able)]


# Expired holds are over although their rows are still there; one's own hold and the visit that is being moved
# do not stand in the way. Overlapping rows (buffers, overrides, long blocks) are merged by the database.
# A hold counts like a visit towards a cap, or two people could both be promised the last one of a day.
_OPENING_TABLES = """
SELECT able.service_id, resource.id, resource.kind, resource.active, resource.location_id,
       provider.credential, provider.new_patients, provider.daily_cap
FROM clinic_service_resources able
JOIN clinic_resource resource ON resource.id = able.resource_id
LEFT JOIN clinic_provider provider ON provider.resource_id = resource.id
WHERE able.service_id = ANY(%(services)s)
ORDER BY resource.position, resource.key;

SELECT location_id FROM clinic_service_locations WHERE service_id = %(service)s;

SELECT provider_id, location_id, floor(date_part('epoch', starts_at) / 60)::int, minutes,
       service_id IS NOT NULL
FROM clinic_listedopening
WHERE clinic_id = %(clinic)s AND starts_at >= %(start)s AND starts_at < %(end)s
  AND (service_id IS NULL OR service_id = %(service)s);

SELECT resource_id,
       array_agg(floor(date_part('epoch', lower(span)) / 60)::int ORDER BY span),
       array_agg(ceil(date_part('epoch', upper(span)) / 60)::int ORDER BY span)
FROM (
    SELECT resource_id, unnest(range_agg(during)) AS span
    FROM scheduling_occupancy
    WHERE resource_id = ANY(ARRAY(
            SELECT resource_id FROM clinic_service_resources WHERE service_id = %(service)s
          ))
      AND during && tstzrange(%(start)s, %(end)s)
      AND (expires_at IS NULL OR expires_at > %(at)s)
      AND (hold_id IS NULL OR hold_id NOT IN (SELECT id FROM scheduling_hold WHERE holder = %(holder)s))
      AND (appointment_id IS NULL OR appointment_id IS DISTINCT FROM %(moving)s)
    GROUP BY resource_id
) merged
GROUP BY resource_id;

SELECT visit.provider_id, visit.location_id, visit.service_id = %(service)s,
       (visit.starts_at AT TIME ZONE place.time_zone)::date, count(*)
FROM (
    SELECT provider_id, location_id, service_id, starts_at
    FROM scheduling_appointment
    WHERE clinic_id = %(clinic)s AND status <> 'cancelled' AND id IS DISTINCT FROM %(moving)s
    UNION ALL
    SELECT provider_id, location_id, service_id, starts_at
    FROM scheduling_hold
    WHERE clinic_id = %(clinic)s AND expires_at > %(at)s AND holder <> %(holder)s
) visit
JOIN clinic_location place ON place.id = visit.location_id
WHERE visit.starts_at >= %(start)s AND visit.starts_at < %(end)s
  AND (visit.service_id = %(capped_service)s OR visit.provider_id = ANY(ARRAY(
        SELECT provider.resource_id
        FROM clinic_provider provider
        JOIN clinic_service_resources able ON able.resource_id = provider.resource_id
        WHERE able.service_id = %(service)s AND provider.daily_cap IS NOT NULL
      )))
GROUP BY 1, 2, 3, 4
"""
