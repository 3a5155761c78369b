"""A clinic's public directory, gathered from its records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from jessica.clinic.models import Clinic, Location, Provider
from jessica.reception.clinic_facts import facts_of

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def directory(clinic: Clinic, at: datetime) -> dict[str, Any]:
    """The directory as `jessica.api.schemas.clinic.ClinicDirectory` describes it.

    What can be booked where and with whom is read from the same facts that Jessica talks from.
    """
    facts = facts_of(clinic, at.astimezone(ZoneInfo(clinic.time_zone)).date().isoformat())
    works_at = {provider.key: list(provider.location_keys) for provider in facts.providers}
    return {
        "slug": clinic.slug,
        "name": clinic.name,
        "tagline": clinic.tagline,
        "time_zone": clinic.time_zone,
        "languages": clinic.languages,
        "phone": clinic.phone,
        "email": clinic.email,
        "website": clinic.website,
        "emergency_number": clinic.emergency_number,
        "country": clinic.country,
        "currency": clinic.currency,
        "locations": [_location(location) for location in clinic.locations.filter(active=True)],
        "providers": [_provider(provider, works_at) for provider in _providers(clinic)],
        "services": [_service(service, clinic.currency) for service in facts.services],
    }


def _location(location: Location) -> dict[str, Any]:
    return {
        "key": location.key,
        "name": location.name,
        "address": location.address,
        "city": location.city,
        "region": location.region,
        "postal_code": location.postal_code,
        "phone": location.phone,
        "time_zone": location.time_zone,
        "hours": list(_hours(location)),
        "directions": location.directions,
    }


def _hours(location: Location) -> Iterator[dict[str, str]]:
    for day, weekday in enumerate(_WEEKDAYS):
        for opens, closes in location.hours.get(str(day), []):
            yield {"weekday": weekday, "opens": _clock(opens), "closes": _clock(closes)}


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _providers(clinic: Clinic) -> Iterator[Provider]:
    found = Provider.objects.filter(resource__clinic=clinic, resource__active=True).select_related("resource")
    yield from found.order_by("resource__position", "resource__key")


def _provider(provider: Provider, works_at: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "key": provider.resource.key,
        "name": provider.display_name,
        "credential": provider.credential,
        "profession": provider.profession,
        "boards": provider.boards,
        "languages": provider.languages,
        "bio": provider.bio,
        "pronouns": provider.pronouns,
        "new_patients": provider.new_patients,
        "locations": works_at.get(provider.resource.key, []),
    }


def _service(service: Any, currency: str) -> dict[str, Any]:
    """`service` is one of the facts' services."""
    return {
        "key": service.key,
        "kind": service.kind,
        "category": service.category,
        "name": service.names,
        "description": service.description,
        "booked_as": service.booked_as,
        "mode": service.mode,
        "patient_kinds": list(service.patient_kinds),
        "minutes_new": service.minutes_new,
        "minutes_existing": service.minutes_existing,
        "providers": list(service.provider_keys),
        "locations": list(service.location_keys),
        "price": {
            "low": _money(service.price_low),
            "high": _money(service.price_high),
            "currency": currency,
            "unit": service.price_unit,
            "includes": service.price_includes,
            "caveat": service.price_caveat,
        },
        "fee": _money(service.fee),
        "deposit": _money(service.deposit),
        "minimum_age": service.minimum_age,
        "self_bookable": service.self_bookable,
    }


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
