"""Everything that decides which openings exist, read with one query a table."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.db import connection

from jessica.clinic.models import ListedOpening, ResourceKind, Service
from jessica.scheduling.opening_query import OpeningQuery, visit_minutes
from jessica.scheduling.utc_minutes import Span, floor_minute, to_instant, wall_spans
from jessica.scheduling.working_time import Place, WorkingCalendar


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
        """Read what the query needs; a query that nobody can serve costs one or two queries only."""
        resources = _resources_of(query)
        candidates = _candidates(query, resources)
        calendar = WorkingCalendar.load(query.clinic, query.first, query.last, [c.id for c in candidates])
        facts = cls(calendar=calendar, candidates=candidates)
        if not candidates:
            return facts
        facts._set_equipment(query, resources)
        facts.places = facts._places_for(query)
        if not facts.places:
            return facts
        window = facts._window(query)
        facts._load_listed(query, window)
        facts._load_busy(query, window, at)
        if query.service.daily_cap is not None or any(c.daily_cap is not None for c in candidates):
            facts._load_visit_counts(query, window, at)
        return facts

    def _set_equipment(self, query: OpeningQuery, resources: list[_ResourceRow]) -> None:
        kinds = {row.kind for row in resources if row.service_id == query.service.pk}
        self.needed_kinds = [kind for kind in (ResourceKind.ROOM, ResourceKind.DEVICE) if kind in kinds]
        for row in resources:
            if row.service_id == query.service.pk and row.location_id is not None and row.active:
                self.equipment[row.location_id, row.kind].append(row.id)

    def _places_for(self, query: OpeningQuery) -> list[Place]:
        allowed = set(query.service.locations.order_by().values_list("pk", flat=True))
        places = sorted(self.calendar.places.values(), key=lambda place: (place.position, place.key))
        return [
            place
            for place in places
            if (not allowed or place.id in allowed)
            and (query.location is None or query.location.pk == place.id)
            and all(self.equipment.get((place.id, kind)) for kind in self.needed_kinds)
        ]

    def _window(self, query: OpeningQuery) -> Span:
        """All minutes that a visit in the query's dates, with its buffers, can touch."""
        service = query.service
        reach = visit_minutes(service, query.patient_kind) + service.buffer_after
        starts = [wall_spans(place.offsets, query.first, 0, 1440)[0][0] for place in self.places]
        ends = [wall_spans(place.offsets, query.last, 0, 1440)[-1][1] for place in self.places]
        return min(starts) - service.buffer_before, max(ends) + reach

    def _load_listed(self, query: OpeningQuery, window: Span) -> None:
        rows = ListedOpening.objects.filter(
            clinic=query.clinic, starts_at__gte=to_instant(window[0]), starts_at__lt=to_instant(window[1])
        )
        columns = ("provider_id", "location_id", "starts_at", "minutes", "service_id")
        for provider_id, location_id, starts_at, minutes, service_id in rows.order_by().values_list(*columns):
            if service_id is None or service_id == query.service.pk:
                start = floor_minute(starts_at)
                self.listed.append(
                    ListedTime(provider_id, location_id, start, minutes, service_id is not None)
                )

    def _load_busy(self, query: OpeningQuery, window: Span, at: datetime) -> None:
        resource_ids = {candidate.id for candidate in self.candidates}
        resource_ids.update(id_ for ids in self.equipment.values() for id_ in ids)
        parameters: dict[str, Any] = {
            "resources": list(resource_ids),
            "start": to_instant(window[0]),
            "end": to_instant(window[1]),
            "at": at,
            "holder": query.holder or "",
            "moving": query.moving,
        }
        with connection.cursor() as cursor:
            cursor.execute(_BUSY, parameters)
            self.busy = {row[0]: Busy(row[1], row[2]) for row in cursor.fetchall()}

    def _load_visit_counts(self, query: OpeningQuery, window: Span, at: datetime) -> None:
        parameters: dict[str, Any] = {
            "clinic": query.clinic.pk,
            "service": query.service.pk,
            "providers": [c.id for c in self.candidates if c.daily_cap is not None],
            "start": to_instant(window[0]),
            "end": to_instant(window[1]),
            "at": at,
            "holder": query.holder or "",
            "moving": query.moving,
        }
        with connection.cursor() as cursor:
            cursor.execute(_VISIT_COUNTS, parameters)
            for provider_id, location_id, same_service, day, visits in cursor.fetchall():
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


def _resources_of(query: OpeningQuery) -> list[_ResourceRow]:
    """The resources of the service and of the topic, in the clinic's order."""
    services = [query.service.pk] + ([query.topic.pk] if query.topic else [])
    through: Any = Service.resources.through
    rows = through.objects.filter(service_id__in=services).order_by("resource__position", "resource__key")
    columns = ("id", "kind", "active", "location_id", "provider__credential", "provider__new_patients")
    names = [f"resource__{column}" for column in (*columns, "provider__daily_cap")]
    return [_ResourceRow(*row) for row in rows.values_list("service_id", *names)]


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
_BUSY = """
SELECT resource_id,
       array_agg(floor(date_part('epoch', lower(span)) / 60)::int ORDER BY span),
       array_agg(ceil(date_part('epoch', upper(span)) / 60)::int ORDER BY span)
FROM (
    SELECT resource_id, unnest(range_agg(during)) AS span
    FROM scheduling_occupancy
    WHERE resource_id = ANY(%(resources)s)
      AND during && tstzrange(%(start)s, %(end)s)
      AND (expires_at IS NULL OR expires_at > %(at)s)
      AND (hold_id IS NULL OR hold_id NOT IN (SELECT id FROM scheduling_hold WHERE holder = %(holder)s))
      AND appointment_id IS DISTINCT FROM %(moving)s
    GROUP BY resource_id
) merged
GROUP BY resource_id
"""

# A hold counts like a visit, or two people could both be promised the last one of a day.
_VISIT_COUNTS = """
SELECT provider_id, location_id, service_id = %(service)s,
       (starts_at AT TIME ZONE place.time_zone)::date, count(*)
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
WHERE starts_at >= %(start)s AND starts_at < %(end)s
  AND (provider_id = ANY(%(providers)s) OR service_id = %(service)s)
GROUP BY 1, 2, 3, 4
"""
