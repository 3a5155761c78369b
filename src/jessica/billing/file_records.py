"""Charges that a clinic file names, for a demonstration or a test: file parts and records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from jessica.billing.models import Charge
from jessica.clinic.file_schema.clinic_file import ClinicFile
from jessica.clinic.file_schema.records import ChargePart
from jessica.clinic.file_sections.section import Loading, Removal, Section, Stored, is_referenced
from jessica.clinic.file_sections.services import local_instant
from jessica.clinic.models import Clinic

_FIELDS = ("kind", "label", "explanation", "amount", "status")


class ChargesSection(Section):
    """Lines of people's accounts. Only charges with a key belong to the file."""

    name = "charges"
    kind = "charge"

    def wanted(self, file: ClinicFile) -> Mapping[str, BaseModel] | None:
        return file.charges

    def stored(self, clinic: Clinic) -> dict[str, Stored]:
        rows = Charge.objects.filter(clinic=clinic).exclude(key="").select_related("person", "appointment")
        zone = ZoneInfo(clinic.time_zone)
        return {row.key: Stored(_charge_part(row, zone)) for row in rows.order_by("created_at", "key")}

    def write(self, loading: Loading, key: str, part: ChargePart) -> None:
        clinic = loading.clinic
        Charge.objects.update_or_create(
            id=loading.id("charge", key),
            defaults={
                **{name: getattr(part, name) for name in _FIELDS},
                "clinic": clinic,
                "key": key,
                "person_id": loading.id("person", part.person),
                "appointment_id": loading.optional_id("visit", part.visit),
                "currency": clinic.currency,
                "created_at": local_instant(date.fromisoformat(part.day), "12:00", clinic.time_zone),
            },
        )

    def remove(self, loading: Loading, key: str) -> Removal:
        charge = Charge.objects.get(clinic=loading.clinic, key=key)
        if is_referenced(charge):
            return "kept"
        charge.delete()
        return "removed"


def _charge_part(row: Charge, zone: ZoneInfo) -> ChargePart:
    return ChargePart.model_validate(
        {name: getattr(row, name) for name in _FIELDS}
        | {
            "person": row.person.key,
            "visit": row.appointment.key or None if row.appointment else None,
            "day": row.created_at.astimezone(zone).date(),
        }
    )
