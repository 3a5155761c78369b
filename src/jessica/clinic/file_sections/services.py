"""Services and listed openings: file parts and records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from jessica.clinic.file_schema.clinic_file import ClinicFile
from jessica.clinic.file_schema.fields import minute_of_day
from jessica.clinic.file_schema.services import OpeningPart, ServicePart
from jessica.clinic.file_sections.section import (
    Loading,
    Removal,
    Section,
    Stored,
    arrange_rows,
    is_referenced,
)
from jessica.clinic.models import Clinic, ListedOpening, Location, Resource, Service

_PLAIN_FIELDS = (
    "kind",
    "category",
    "mode",
    "fee",
    "deposit",
    "minimum_age",
    "guardian_below",
    "horizon_days",
    "records_first",
    "daily_cap",
    "self_bookable",
)
_TEXT_FIELDS = ("names", "synonyms", "description", "preparation")


def local_instant(day: date, clock_time: str, zone: str) -> datetime:
    """The instant of a local wall time; in the hour that a clock change repeats, the first one."""
    minute = minute_of_day(clock_time)
    wall = datetime.combine(day + timedelta(days=minute // 1440), time(minute % 1440 // 60, minute % 60))
    return wall.replace(tzinfo=ZoneInfo(zone))


class ServicesSection(Section):
    name = "services"
    kind = "service"

    def wanted(self, file: ClinicFile) -> Mapping[str, BaseModel]:
        return file.services

    def stored(self, clinic: Clinic) -> dict[str, Stored]:
        rows = clinic.services.filter(active=True).select_related("booked_as", "return_visit")
        rows = rows.prefetch_related("resources", "locations")
        return {row.key: Stored(_service_part(row)) for row in rows}

    def write(self, loading: Loading, key: str, part: ServicePart) -> None:
        service, _ = Service.objects.update_or_create(
            id=loading.id("service", key), defaults=_service_values(loading, key, part)
        )
        taking_part = (*part.providers, *part.rooms, *part.devices)
        service.resources.set(
            Resource.objects.filter(id__in=[loading.id("resource", name) for name in taking_part])
        )
        service.locations.set(
            Location.objects.filter(id__in=[loading.id("location", name) for name in part.locations])
        )

    def remove(self, loading: Loading, key: str) -> Removal:
        service = Service.objects.get(clinic=loading.clinic, key=key)
        if is_referenced(service):
            Service.objects.filter(pk=service.pk).update(active=False)
            return "deactivated"
        service.delete()
        return "removed"

    def arrange(self, loading: Loading, keys: Sequence[str]) -> None:
        arrange_rows(loading.clinic.services.all(), keys)


def _service_values(loading: Loading, key: str, part: ServicePart) -> dict[str, Any]:
    price = part.price.model_dump() if part.price else {}
    values: dict[str, Any] = {name: getattr(part, name) for name in _PLAIN_FIELDS}
    values |= {name: getattr(part, name).model_dump() for name in _TEXT_FIELDS}
    follow: UUID | None = loading.optional_id(
        "service", part.return_visit.service if part.return_visit else None
    )
    return values | {
        "clinic": loading.clinic,
        "key": key,
        "active": True,
        "booked_as_id": loading.optional_id("service", part.booked_as),
        "patient_kinds": list(part.patients),
        "minutes_new": part.minutes.new,
        "minutes_existing": part.minutes.existing,
        "buffer_before": part.buffer_minutes.before,
        "buffer_after": part.buffer_minutes.after,
        "stay_after": part.stay_after_minutes,
        "required_credentials": part.credentials,
        "minimum_notice": part.minimum_notice_minutes,
        "currency": loading.file.clinic.currency,
        "price_low": price.get("low"),
        "price_high": price.get("high"),
        "price_unit": price.get("unit", {}),
        "price_includes": price.get("includes", {}),
        "price_caveat": price.get("caveat", {}),
        "return_visit_id": follow,
        "return_after_days": part.return_visit.after_days if part.return_visit else None,
        **({"return_window_days": part.return_visit.window_days} if part.return_visit else {}),
    }


def _service_part(row: Service) -> ServicePart:
    taking_part: dict[str, list[str]] = {"provider": [], "room": [], "device": []}
    for resource in row.resources.all():
        taking_part[resource.kind].append(resource.key)
    values: dict[str, Any] = {name: getattr(row, name) for name in (*_PLAIN_FIELDS, *_TEXT_FIELDS)}
    if row.price_low is not None:
        values["price"] = {
            "low": row.price_low,
            "high": row.price_high,
            "unit": row.price_unit,
            "includes": row.price_includes,
            "caveat": row.price_caveat,
        }
    if row.return_visit is not None:
        values["return_visit"] = {
            "service": row.return_visit.key,
            "after_days": row.return_after_days,
            "window_days": row.return_window_days,
        }
    return ServicePart(
        **values,
        booked_as=row.booked_as.key if row.booked_as else None,
        patients=row.patient_kinds,
        minutes={"new": row.minutes_new, "existing": row.minutes_existing},
        buffer_minutes={"before": row.buffer_before, "after": row.buffer_after},
        stay_after_minutes=row.stay_after,
        credentials=row.required_credentials,
        minimum_notice_minutes=row.minimum_notice,
        providers=sorted(taking_part["provider"]),
        rooms=sorted(taking_part["room"]),
        devices=sorted(taking_part["device"]),
        locations=sorted(location.key for location in row.locations.all()),
    )


class OpeningsSection(Section):
    name = "openings"
    kind = "opening"

    def wanted(self, file: ClinicFile) -> Mapping[str, BaseModel]:
        return file.openings

    def stored(self, clinic: Clinic) -> dict[str, Stored]:
        rows = clinic.listed_openings.select_related("provider__resource", "location", "service")
        return {row.key: Stored(_opening_part(row)) for row in rows}

    def write(self, loading: Loading, key: str, part: OpeningPart) -> None:
        zone = loading.file.locations[part.location].time_zone
        ListedOpening.objects.update_or_create(
            id=loading.id("opening", key),
            defaults={
                "clinic": loading.clinic,
                "key": key,
                "provider_id": loading.id("resource", part.provider),
                "location_id": loading.id("location", part.location),
                "service_id": loading.optional_id("service", part.service),
                "starts_at": local_instant(date.fromisoformat(part.day), part.time, zone),
                "minutes": part.minutes,
            },
        )

    def remove(self, loading: Loading, key: str) -> Removal:
        ListedOpening.objects.filter(clinic=loading.clinic, key=key).delete()
        return "removed"


def _opening_part(row: ListedOpening) -> OpeningPart:
    local = row.starts_at.astimezone(ZoneInfo(row.location.time_zone))
    return OpeningPart(
        provider=row.provider.resource.key,
        location=row.location.key,
        service=row.service.key if row.service else None,
        day=local.date().isoformat(),
        time=f"{local:%H:%M}",
        minutes=row.minutes,
    )
