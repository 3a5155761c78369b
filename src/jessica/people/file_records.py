"""People whom a clinic file names, for a demonstration or a test: file parts and records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from jessica.clinic.file_schema.clinic_file import ClinicFile
from jessica.clinic.file_schema.records import PersonPart, ResultPart
from jessica.clinic.file_sections.section import Loading, Removal, Section, Stored, is_referenced
from jessica.clinic.file_sections.services import local_instant
from jessica.clinic.models import Clinic
from jessica.people.models import PatientResult, Person

_FIELDS = (
    "kind",
    "given_name",
    "family_name",
    "preferred_name",
    "pronouns",
    "birth_date",
    "phone",
    "language",
    "source",
    "insurer",
    "portal",
)


class PeopleSection(Section):
    """Only people with a key belong to the file; everybody else is left alone."""

    name = "people"
    kind = "person"

    def wanted(self, file: ClinicFile) -> Mapping[str, BaseModel] | None:
        return file.people

    def stored(self, clinic: Clinic) -> dict[str, Stored]:
        rows = Person.objects.filter(clinic=clinic).exclude(key="").select_related("guardian")
        return {row.key: Stored(_person_part(row)) for row in rows.order_by("key")}

    def write(self, loading: Loading, key: str, part: PersonPart) -> None:
        values = {name: getattr(part, name) for name in _FIELDS}
        values |= {
            "clinic": loading.clinic,
            "key": key,
            "email": part.email or "",
            "unproved_contacts": [],
            "guardian_id": loading.optional_id("person", part.guardian),
            "updated_at": loading.at,
        }
        Person.objects.update_or_create(
            id=loading.id("person", key),
            defaults=values,
            create_defaults={**values, "created_at": loading.at},
        )

    def remove(self, loading: Loading, key: str) -> Removal:
        row = Person.objects.get(clinic=loading.clinic, key=key)
        if is_referenced(row):
            return "kept"
        row.delete()
        return "removed"


class ResultsSection(Section):
    """Tests of the file's people. Only those with a key belong to the file."""

    name = "results"
    kind = "result"

    def wanted(self, file: ClinicFile) -> Mapping[str, BaseModel] | None:
        return file.results

    def stored(self, clinic: Clinic) -> dict[str, Stored]:
        rows = PatientResult.objects.filter(clinic=clinic).exclude(key="").select_related("person")
        zone = ZoneInfo(clinic.time_zone)
        return {row.key: Stored(_result_part(row, zone)) for row in rows.order_by("created_at", "key")}

    def write(self, loading: Loading, key: str, part: ResultPart) -> None:
        PatientResult.objects.update_or_create(
            id=loading.id("result", key),
            defaults={
                "clinic": loading.clinic,
                "key": key,
                "person_id": loading.id("person", part.person),
                "label": part.label,
                "status": part.status,
                "created_at": local_instant(date.fromisoformat(part.day), "12:00", loading.clinic.time_zone),
            },
        )

    def remove(self, loading: Loading, key: str) -> Removal:
        PatientResult.objects.get(clinic=loading.clinic, key=key).delete()
        return "removed"


def _result_part(row: PatientResult, zone: ZoneInfo) -> ResultPart:
    return ResultPart.model_validate(
        {
            "person": row.person.key,
            "label": row.label,
            "status": row.status,
            "day": row.created_at.astimezone(zone).date(),
        }
    )


def _person_part(row: Person) -> PersonPart:
    return PersonPart(
        **{name: getattr(row, name) for name in _FIELDS},
        email=row.email or None,
        guardian=row.guardian.key or None if row.guardian else None,
    )
