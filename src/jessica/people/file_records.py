"""People whom a clinic file names, for a demonstration or a test: file parts and records."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from jessica.clinic.file_schema.clinic_file import ClinicFile
from jessica.clinic.file_schema.records import PersonPart
from jessica.clinic.file_sections.section import Loading, Removal, Section, Stored, is_referenced
from jessica.clinic.models import Clinic
from jessica.people.models import Person

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


def _person_part(row: Person) -> PersonPart:
    return PersonPart(
        **{name: getattr(row, name) for name in _FIELDS},
        email=row.email or None,
        guardian=row.guardian.key or None if row.guardian else None,
    )
