"""The one form in which a checked file is compared and stored: dates, E.164 phones, sorted keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers

from jessica.clinic.file_schema.clinic_file import ClinicFile
from jessica.clinic.file_schema.fields import FilePart, resolve_day


def is_time_zone(name: str) -> bool:
    """Whether the IANA database has a zone called `name`."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def e164(phone: str, country: str) -> str | None:
    """`(303) 555-0142` in US -> `+13035550142`; None where it cannot be a number. Empty stays empty.

    Numbers need only be possible, not assigned: demonstrations use ranges that are never assigned.
    """
    if not phone:
        return ""
    try:
        number = phonenumbers.parse(phone, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def resolve(file: ClinicFile, today: date) -> ClinicFile:
    """`file` with every day a date, every phone in E.164 and every list of keys in order.

    Expects a file without errors; resolving a resolved file changes nothing.
    """
    country, zone = file.clinic.country, file.clinic.time_zone

    def day(text: str | None) -> str | None:
        return None if text is None else resolve_day(text, today).isoformat()

    def span(part: Any) -> Any:
        return part.model_copy(update={"first": day(part.first), "last": day(part.last or part.first)})

    def phone(part: Any) -> dict[str, Any]:
        return {"phone": e164(part.phone, country) or ""}

    def days(*names: str) -> Callable[[Any], dict[str, Any]]:
        return lambda part: {name: day(getattr(part, name)) for name in names}

    def keys(*names: str) -> Callable[[Any], dict[str, Any]]:
        return lambda part: {name: sorted(set(getattr(part, name))) for name in names}

    def provider(part: Any) -> dict[str, Any]:
        return {
            "hours": {key: hours for key, hours in sorted(part.hours.items()) if hours.minutes()},
            "absences": sorted((span(a) for a in part.absences), key=lambda a: (a.first, a.last, a.reason)),
            "dated_hours": sorted(
                (span(d) for d in part.dated_hours), key=lambda d: (d.location, d.first, d.last)
            ),
        }

    changes: dict[str, Any] = {
        "clinic": file.clinic.model_copy(update=phone(file.clinic)),
        "closures": sorted(
            (span(c) for c in file.closures), key=lambda c: (c.first, c.last, c.location or "", c.reason)
        ),
        "locations": _each(
            file.locations, lambda p: {**phone(p), "time_zone": zone if not p.time_zone else p.time_zone}
        ),
        "providers": _each(file.providers, provider),
        "services": _each(file.services, keys("providers", "rooms", "devices", "locations")),
        "knowledge": _each(file.knowledge, days("expires")),
        "openings": _each(file.openings, days("day")),
        "people": _each(file.people, phone),
        "visits": _each(file.visits, days("day")),
        "charges": _each(file.charges, days("day")),
        "results": _each(file.results, days("day")),
        "waitlist": _each(file.waitlist, lambda p: {**days("earliest", "latest")(p), **keys("locations")(p)}),
    }
    return file.model_copy(update=changes)


def _each(section: Any, update: Callable[[Any], dict[str, Any]]) -> Any:
    if section is None:
        return None
    parts: dict[str, FilePart] = section
    return {key: part.model_copy(update=update(part)) for key, part in parts.items()}
