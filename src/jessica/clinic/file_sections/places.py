"""The clinic, its locations, closures and policies: file parts and records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from jessica.clinic.file_schema.clinic_file import ClinicFile
from jessica.clinic.file_schema.fields import WeeklyHours
from jessica.clinic.file_schema.places import AddressPart, ClinicPart, ClosurePart, LocationPart
from jessica.clinic.file_sections.section import (
    Loading,
    Removal,
    Section,
    Stored,
    arrange_rows,
    is_referenced,
)
from jessica.clinic.models import Clinic, Closure, Location
from jessica.clinic.policies import Policies

_CLINIC_FIELDS = (
    "slug",
    "name",
    "time_zone",
    "languages",
    "phone",
    "emergency_number",
    "country",
    "currency",
    "slot_minutes",
    "hold_minutes",
    "listed_openings_only",
)


class ClinicSection(Section):
    name = "clinic"
    kind = "clinic"

    def wanted(self, file: ClinicFile) -> Mapping[str, BaseModel]:
        return {file.clinic.slug: file.clinic}

    def stored(self, clinic: Clinic) -> dict[str, Stored]:
        values = {name: getattr(clinic, name) for name in _CLINIC_FIELDS}
        part = ClinicPart(
            **values,
            tagline=clinic.tagline,
            email=clinic.email or None,
            website=clinic.website or None,
            holidays=clinic.holiday_calendar or None,
        )
        return {clinic.slug: Stored(part)}

    def write(self, loading: Loading, key: str, part: ClinicPart) -> None:
        clinic = loading.clinic
        for name in _CLINIC_FIELDS:
            setattr(clinic, name, getattr(part, name))
        clinic.tagline = part.tagline.model_dump()
        clinic.email, clinic.website = part.email or "", part.website or ""
        clinic.holiday_calendar = part.holidays.model_dump() if part.holidays else {}
        clinic.save()

    def remove(self, loading: Loading, key: str) -> Removal:
        return "kept"

    def dumped(self, clinic: Clinic) -> Any:
        return self.stored(clinic)[clinic.slug].part.model_dump(exclude_defaults=True)


class LocationsSection(Section):
    name = "locations"
    kind = "location"

    def wanted(self, file: ClinicFile) -> Mapping[str, BaseModel]:
        return file.locations

    def stored(self, clinic: Clinic) -> dict[str, Stored]:
        return {row.key: Stored(_location_part(row)) for row in clinic.locations.filter(active=True)}

    def write(self, loading: Loading, key: str, part: LocationPart) -> None:
        week = part.hours.minutes()
        Location.objects.update_or_create(
            id=loading.id("location", key),
            defaults={
                "clinic": loading.clinic,
                "key": key,
                "name": part.name,
                "synonyms": part.synonyms,
                "time_zone": part.time_zone,
                **part.address.model_dump(),
                "phone": part.phone,
                "directions": part.directions.model_dump(),
                "hours": {str(day): [list(span) for span in ranges] for day, ranges in week.items()},
                "active": True,
            },
        )

    def remove(self, loading: Loading, key: str) -> Removal:
        row = Location.objects.get(clinic=loading.clinic, key=key)
        if is_referenced(row, ignoring={"closures", "provider_hours"}):
            Location.objects.filter(pk=row.pk).update(active=False)
            return "deactivated"
        row.delete()
        return "removed"

    def arrange(self, loading: Loading, keys: Sequence[str]) -> None:
        arrange_rows(loading.clinic.locations.all(), keys)


def _location_part(row: Location) -> LocationPart:
    return LocationPart(
        name=row.name,
        synonyms=row.synonyms,
        time_zone=row.time_zone,
        address=AddressPart(**{name: getattr(row, name) for name in AddressPart.model_fields}),
        phone=row.phone,
        directions=row.directions,
        hours=WeeklyHours.from_minutes(
            {int(day): [(start, end) for start, end in ranges] for day, ranges in row.hours.items()}
        ),
    )


class ClosuresSection(Section):
    """Closures have no key of their own: first day, last day and location name one."""

    name = "closures"
    kind = "closure"

    def wanted(self, file: ClinicFile) -> Mapping[str, BaseModel]:
        return {_closure_key(part): part for part in file.closures}

    def stored(self, clinic: Clinic) -> dict[str, Stored]:
        parts = [
            ClosurePart(
                first=row.first_date.isoformat(),
                last=row.last_date.isoformat(),
                location=row.location.key if row.location else None,
                reason=row.reason,
            )
            for row in clinic.closures.select_related("location")
        ]
        return {_closure_key(part): Stored(part) for part in parts}

    def write(self, loading: Loading, key: str, part: ClosurePart) -> None:
        self.remove(loading, key)
        Closure.objects.create(
            clinic=loading.clinic,
            location_id=loading.optional_id("location", part.location),
            first_date=date.fromisoformat(part.first),
            last_date=date.fromisoformat(part.last or part.first),
            reason=part.reason,
        )

    def remove(self, loading: Loading, key: str) -> Removal:
        first, last, location = key.split("/")
        rows = Closure.objects.filter(clinic=loading.clinic, first_date=first, last_date=last)
        if location == "all":
            rows.filter(location__isnull=True).delete()
        else:
            rows.filter(location_id=loading.id("location", location)).delete()
        return "removed"

    def dumped(self, clinic: Clinic) -> Any:
        return [stored.part.model_dump(exclude_defaults=True) for stored in self.stored(clinic).values()]


def _closure_key(part: ClosurePart) -> str:
    return f"{part.first}/{part.last}/{part.location or 'all'}"


class PoliciesSection(Section):
    name = "policies"
    kind = "policies"

    def wanted(self, file: ClinicFile) -> Mapping[str, BaseModel]:
        return {"policies": file.policies}

    def stored(self, clinic: Clinic) -> dict[str, Stored]:
        return {"policies": Stored(Policies.of(clinic))}

    def write(self, loading: Loading, key: str, part: Policies) -> None:
        loading.clinic.policies = part.model_dump(mode="json")
        loading.clinic.save(update_fields=["policies"])

    def remove(self, loading: Loading, key: str) -> Removal:
        return "kept"

    def dumped(self, clinic: Clinic) -> Any:
        return Policies.of(clinic).model_dump(exclude_defaults=True)
