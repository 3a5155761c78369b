"""Times that can be booked, as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar, get_args
from zoneinfo import ZoneInfo

from django.db.models import Model, QuerySet
from rich.console import Console
from rich.table import Table

from jessica.clinic.models import Clinic, Provider
from jessica.platform.clock import clinic_clock
from jessica.platform.errors import NotFound, Refused
from jessica.scheduling.opening_query import PatientKind
from jessica.scheduling.openings import Opening, OpeningQuery, find_openings

_Record = TypeVar("_Record", bound=Model)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for, in the keys of the clinic file. `first` None means today at the clinic."""

    service: str
    kind: str
    first: date | None
    days: int
    provider: str | None
    location: str | None


def print_openings(clinic: Clinic, wish: Wish, console: Console) -> None:
    """Print every opening, in the time of its location. Raises `NotFound` and `Refused` for wrong wishes."""
    at = clinic_clock().now()
    query = _query(clinic, wish, today=at.astimezone(ZoneInfo(clinic.time_zone)).date())
    openings = find_openings(query, at=at)
    if not openings:
        console.print(f"No time is open for {query.service.name('en')} from {query.first} to {query.last}.")
        return
    console.print(_table(clinic, openings))
    console.print(f"{len(openings)} openings")


def _query(clinic: Clinic, wish: Wish, *, today: date) -> OpeningQuery:
    if wish.kind not in get_args(PatientKind):
        raise Refused(
            f"{wish.kind!r} is no kind of patient. Choose one of {', '.join(get_args(PatientKind))}."
        )
    first = wish.first or today
    providers = Provider.objects.filter(resource__clinic=clinic, resource__active=True)
    return OpeningQuery(
        clinic,
        _named(clinic.services.filter(active=True, kind="visit"), "key", wish.service, "service to book"),
        wish.kind,  # type: ignore[arg-type]
        first=first,
        last=first + timedelta(days=wish.days - 1),
        location=_named(clinic.locations.all(), "key", wish.location, "location") if wish.location else None,
        provider=_named(providers, "resource__key", wish.provider, "provider") if wish.provider else None,
    )


def _named(records: QuerySet[_Record], field: str, key: str, what: str) -> _Record:
    found = records.filter(**{field: key}).first()
    if found is None:
        keys = ", ".join(sorted(records.values_list(field, flat=True)))
        raise NotFound(f"There is no {what} {key!r}. There are: {keys}.")
    return found


def _table(clinic: Clinic, openings: list[Opening]) -> Table:
    locations = {location.pk: location for location in clinic.locations.all()}
    providers = {
        provider.pk: provider.display_name
        for provider in Provider.objects.filter(resource__clinic=clinic).select_related("resource")
    }
    table = Table("Day", "Time", "With", "At", box=None, pad_edge=False)
    shown: date | None = None
    for opening in openings:
        location = locations[opening.location_id]
        starts, ends = (
            instant.astimezone(ZoneInfo(location.time_zone))
            for instant in (opening.starts_at, opening.ends_at)
        )
        day = f"{starts:%a %Y-%m-%d}" if starts.date() != shown else ""
        shown = starts.date()
        table.add_row(day, f"{starts:%H:%M}–{ends:%H:%M}", providers[opening.provider_id], location.name)
    return table
