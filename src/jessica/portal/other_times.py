"""Times that a visit can be moved to, a few days at a look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from jessica.clinic.models import Location, Provider
from jessica.platform.local_writing import day_text
from jessica.portal.linked_visit import OpenedLink, TimeShown, time_shown
from jessica.scheduling.opening_query import PatientKind
from jessica.scheduling.openings import Opening, OpeningQuery, find_openings

# One look shows so many days that have openings, and searches so many dates for them.
_DAYS_SHOWN = 4
_DAYS_SEARCHED = 28


@dataclass(frozen=True, slots=True)
class Picked:
    """The three facts that find an opening again, as they travel in an address."""

    starts_at: datetime
    provider_id: UUID
    location_id: UUID

    def is_of(self, opening: Opening) -> bool:
        return self == Picked(opening.starts_at, opening.provider_id, opening.location_id)


@dataclass(frozen=True, slots=True)
class OfferedTime:
    """An opening in words."""

    picked: Picked
    shown: TimeShown


@dataclass(frozen=True, slots=True)
class OfferedDay:
    title: str
    times: list[OfferedTime]


@dataclass(frozen=True, slots=True)
class OtherTimes:
    """The days of one look; `later` is where the next one begins, None when nothing can follow."""

    days: list[OfferedDay]
    later: date | None


def other_times(link: OpenedLink, first: date, *, anyone: bool, language: str, at: datetime) -> OtherTimes:
    """Openings from the local date `first` on, with the same provider and place or, with `anyone`, all.

    The time that the visit has already is not among them.
    """
    zone = ZoneInfo(link.linked.time_zone)
    last = first + timedelta(days=_DAYS_SEARCHED - 1)
    found = find_openings(_query(link, first, last, anyone=anyone), at=at)
    offered = _in_words((opening for opening in found if not _is_current(link, opening)), language)
    days: list[OfferedDay] = []
    for day, times in groupby(offered, key=lambda time: time.picked.starts_at.astimezone(zone).date()):
        if len(days) == _DAYS_SHOWN:
            return OtherTimes(days, later=day)
        days.append(OfferedDay(day_text(day, language), list(times)))
    horizon = at.date() + timedelta(days=link.visit.service.horizon_days)
    return OtherTimes(days, later=last + timedelta(days=1) if last < horizon else None)


def picked_opening(
    link: OpenedLink, picked: Picked, *, language: str, at: datetime
) -> tuple[Opening, TimeShown] | None:
    """The opening that was picked, in words too; None when it is not free (any more)."""
    day = picked.starts_at.date()
    query = _query(link, day - timedelta(days=1), day + timedelta(days=1), anyone=True)
    opening = next((each for each in find_openings(query, at=at) if picked.is_of(each)), None)
    return (opening, _in_words([opening], language)[0].shown) if opening else None


def _is_current(link: OpenedLink, opening: Opening) -> bool:
    visit = link.visit
    return Picked(visit.starts_at, visit.provider_id, visit.location_id).is_of(opening)


def _in_words(openings: Iterable[Opening], language: str) -> list[OfferedTime]:
    """One line for each time, provider and place, whichever room it is in."""
    picked = list(
        dict.fromkeys(Picked(each.starts_at, each.provider_id, each.location_id) for each in openings)
    )
    providers = Provider.objects.in_bulk({each.provider_id for each in picked})
    places = Location.objects.in_bulk({each.location_id for each in picked})
    offered = []
    for each in picked:
        provider, place = providers[each.provider_id], places[each.location_id]
        shown = time_shown(each.starts_at, place.time_zone, provider.display_name, place.name, language)
        offered.append(OfferedTime(each, shown))
    return offered


def _query(link: OpenedLink, first: date, last: date, *, anyone: bool) -> OpeningQuery:
    visit = link.visit
    return OpeningQuery(
        clinic=link.clinic,
        service=visit.service,
        patient_kind=cast("PatientKind", visit.patient_kind or "existing"),
        first=first,
        last=last,
        location=None if anyone else visit.location,
        provider=None if anyone else visit.provider,
        topic=visit.topic,
        moving=visit.pk,
    )
