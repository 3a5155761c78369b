"""Plain builders for a clinic's records. Every argument has a sensible default; names are invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from jessica.clinic.models import Clinic, Location, Provider, ProviderHours, Resource, Service
from jessica.platform.ids import stable_id

WEEKDAYS = range(5)
EVERY_DAY = range(7)
NINE_TO_FIVE = ((9 * 60, 17 * 60),)


def make_clinic(slug: str = "harbor", *, time_zone: str = "America/New_York", **fields: Any) -> Clinic:
    """A clinic without anybody in it."""
    defaults = {
        "name": "Harbor Plastic Surgery",
        "languages": ["en", "es"],
        "phone": "+12125550100",
        "email": "desk@example.org",
    }
    return Clinic.objects.create(
        id=stable_id(slug, "clinic", slug), slug=slug, time_zone=time_zone, **(defaults | fields)
    )


def make_location(clinic: Clinic, key: str = "downtown", **fields: Any) -> Location:
    """A place that is open around the clock, in the clinic's time zone."""
    defaults = {
        "name": key.capitalize(),
        "time_zone": clinic.time_zone,
        "street": "12 Example Street",
        "suite": "Suite 300",
        "city": "New York",
        "region": "NY",
        "postal_code": "10001",
        "hours": {str(weekday): [[0, 1440]] for weekday in EVERY_DAY},
    }
    return Location.objects.create(
        id=stable_id(clinic.slug, "location", key), clinic=clinic, key=key, **(defaults | fields)
    )


def make_room(location: Location, key: str = "room-1", *, kind: str = "room", **fields: Any) -> Resource:
    """A room (or, with `kind="device"`, a device) that stands in `location`."""
    return Resource.objects.create(
        id=stable_id(location.clinic.slug, "resource", key),
        clinic=location.clinic,
        key=key,
        kind=kind,
        name=key.replace("-", " ").capitalize(),
        location=location,
        **fields,
    )


def make_provider(
    clinic: Clinic, key: str = "okafor", *, credential: str = "MD", position: int = 0, **fields: Any
) -> Provider:
    """A provider without hours; see `works`."""
    resource = Resource.objects.create(
        id=stable_id(clinic.slug, "resource", key),
        clinic=clinic,
        key=key,
        kind="provider",
        name=key.capitalize(),
        position=position,
    )
    defaults = {"given_name": "Lena", "family_name": key.capitalize(), "title": "Dr."}
    return Provider.objects.create(resource=resource, credential=credential, **(defaults | fields))


def works(
    provider: Provider,
    location: Location,
    *,
    weekdays: Iterable[int] = WEEKDAYS,
    minutes: Sequence[tuple[int, int]] = NINE_TO_FIVE,
    **fields: Any,
) -> None:
    """Give the provider weekly hours at the location: `minutes` after local midnight on each weekday."""
    ProviderHours.objects.bulk_create(
        ProviderHours(
            provider=provider, location=location, weekday=day, start_minute=start, end_minute=end, **fields
        )
        for day in weekdays
        for start, end in minutes
    )


def make_service(
    clinic: Clinic,
    key: str = "consultation",
    *,
    resources: Iterable[Resource | Provider] = (),
    locations: Iterable[Location] = (),
    **fields: Any,
) -> Service:
    """A 30-minute visit for everybody that the given providers, rooms and devices can do."""
    defaults: dict[str, Any] = {
        "category": "consultation",
        "names": {"en": key.replace("-", " ").capitalize()},
        "minutes_existing": 30,
        "minimum_notice": 0,
        "horizon_days": 120,
    }
    service = Service.objects.create(
        id=stable_id(clinic.slug, "service", key), clinic=clinic, key=key, **(defaults | fields)
    )
    service.resources.set([getattr(resource, "resource", resource) for resource in resources])
    service.locations.set(locations)
    return service
