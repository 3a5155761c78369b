"""Which times can be offered. The same function checks them again when they are written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from jessica.clinic.models import ServiceKind
from jessica.scheduling.opening_facts import OpeningFacts
from jessica.scheduling.opening_query import Opening, OpeningQuery, visit_minutes
from jessica.scheduling.opening_sweep import Found, Sweep
from jessica.scheduling.utc_minutes import to_instant

__all__ = ["Opening", "OpeningQuery", "find_openings", "first_openings", "is_offered", "visit_minutes"]


def find_openings(query: OpeningQuery, *, at: datetime) -> list[Opening]:
    """All openings that the query allows at the instant `at`, sorted by start, then by provider.

    Nothing is cached: each call reads every table that matters once.
    """
    query = _within_horizon(query, at)
    if not is_offered(query) or query.last < query.first:
        return []
    facts = OpeningFacts.load(query, at=at)
    return as_openings(query.service.pk, Sweep(facts, query, at).run())


def first_openings(
    query: OpeningQuery, *, at: datetime, count: int, per_day: int | None = None
) -> list[Opening]:
    """The earliest `count` openings, at most `per_day` of one date at the clinic, one for each start.

    Looks a week ahead first and further only when that is not enough.
    """
    chosen: list[Opening] = []
    first, days = query.first, 7
    while first <= query.last and len(chosen) < count:
        last = min(query.last, first + timedelta(days=days - 1))
        found = find_openings(replace(query, first=first, last=last), at=at)
        chosen += _earliest(found, count - len(chosen), per_day, ZoneInfo(query.clinic.time_zone))
        first, days = last + timedelta(days=1), days * 4
    return chosen


def _earliest(openings: list[Opening], count: int, per_day: int | None, zone: ZoneInfo) -> list[Opening]:
    chosen: list[Opening] = []
    seen: set[datetime] = set()
    a_day: dict[date, int] = defaultdict(int)
    for opening in openings:
        day = opening.starts_at.astimezone(zone).date()
        if opening.starts_at in seen or (per_day is not None and a_day[day] >= per_day):
            continue
        seen.add(opening.starts_at)
        a_day[day] += 1
        chosen.append(opening)
        if len(chosen) == count:
            break
    return chosen


def is_offered(query: OpeningQuery) -> bool:
    """Whether this visit can be booked for this kind of patient at all, and by whoever asks."""
    service = query.service
    return (
        service.active
        and service.kind == ServiceKind.VISIT
        and (query.staff or service.self_bookable)
        and (not service.patient_kinds or query.patient_kind in service.patient_kinds)
    )


def _within_horizon(query: OpeningQuery, at: datetime) -> OpeningQuery:
    """The query without days that are past, or too far ahead, in every time zone."""
    first = max(query.first, at.date() - timedelta(days=1))
    last = query.last
    if not query.staff:
        last = min(last, at.date() + timedelta(days=query.service.horizon_days + 1))
    return replace(query, first=first, last=last)


def as_openings(service_id: UUID, found: list[Found]) -> list[Opening]:
    """The same openings as records with instants."""
    instants: dict[int, datetime] = {}
    together: dict[tuple[UUID, tuple[UUID, ...]], tuple[UUID, ...]] = {}
    openings: list[Opening] = []
    for start, _, _, end, provider_id, location_id, equipment in found:
        starts_at = instants.get(start) or instants.setdefault(start, to_instant(start))
        ends_at = instants.get(end) or instants.setdefault(end, to_instant(end))
        key = (provider_id, equipment)
        resources = together.get(key) or together.setdefault(key, (provider_id, *equipment))
        openings.append(Opening(service_id, location_id, provider_id, resources, starts_at, ends_at))
    return openings
