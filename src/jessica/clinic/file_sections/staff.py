"""People on staff, providers, rooms and devices: file parts and records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import BaseModel

from jessica.clinic.file_schema.clinic_file import ClinicFile
from jessica.clinic.file_schema.fields import WeeklyHours
from jessica.clinic.file_schema.staff import (
    AbsencePart,
    DatedHoursPart,
    ProviderPart,
    RoomPart,
    StaffPart,
)
from jessica.clinic.file_sections.section import (
    Loading,
    Removal,
    Section,
    Stored,
    arrange_rows,
    is_referenced,
)
from jessica.clinic.models import (
    Absence,
    Clinic,
    Provider,
    ProviderHours,
    Resource,
    ResourceKind,
    StaffMember,
)
from jessica.clinic.staff_log_in import give_log_in, take_log_in

_PROFILE_FIELDS = (
    "given_name",
    "family_name",
    "title",
    "credential",
    "boards",
    "pronouns",
    "languages",
    "new_patients",
    "daily_cap",
)


class StaffSection(Section):
    name = "staff"
    kind = "staff"

    def wanted(self, file: ClinicFile) -> Mapping[str, BaseModel]:
        return file.staff

    def stored(self, clinic: Clinic) -> dict[str, Stored]:
        return {
            row.key: Stored(
                StaffPart.model_validate(
                    {
                        "name": row.name,
                        "role": row.role,
                        "email": row.email or None,
                        "languages": row.languages,
                    }
                )
            )
            for row in clinic.staff.filter(active=True)
        }

    def write(self, loading: Loading, key: str, part: StaffPart) -> None:
        member, _ = StaffMember.objects.update_or_create(
            id=loading.id("staff", key),
            defaults={
                "clinic": loading.clinic,
                "key": key,
                "name": part.name,
                "role": part.role,
                "email": part.email or "",
                "languages": part.languages,
                "active": True,
            },
        )
        give_log_in(member)

    def remove(self, loading: Loading, key: str) -> Removal:
        member = StaffMember.objects.get(clinic=loading.clinic, key=key)
        take_log_in(member)
        if is_referenced(member):
            StaffMember.objects.filter(pk=member.pk).update(active=False)
            return "deactivated"
        member.delete()
        return "removed"


class ProvidersSection(Section):
    name = "providers"
    kind = "provider"

    def wanted(self, file: ClinicFile) -> Mapping[str, BaseModel]:
        return file.providers

    def stored(self, clinic: Clinic) -> dict[str, Stored]:
        rows = Provider.objects.filter(resource__clinic=clinic, resource__active=True)
        rows = rows.select_related("resource").prefetch_related("hours__location", "absences")
        return {row.resource.key: Stored(_provider_part(row)) for row in rows.order_by("resource__position")}

    def write(self, loading: Loading, key: str, part: ProviderPart) -> None:
        name = f"{part.title} {part.given_name} {part.family_name}".strip()
        resource = _write_resource(loading, key, ResourceKind.PROVIDER, name, None)
        profile = {field: getattr(part, field) for field in _PROFILE_FIELDS}
        provider, _ = Provider.objects.update_or_create(
            resource=resource,
            defaults={**profile, "profession": part.profession.model_dump(), "bio": part.bio.model_dump()},
        )
        provider.hours.all().delete()
        provider.absences.all().delete()
        ProviderHours.objects.bulk_create(_hours_rows(loading, provider, part))
        Absence.objects.bulk_create(
            Absence(
                provider=provider,
                first_date=date.fromisoformat(absence.first),
                last_date=date.fromisoformat(absence.last or absence.first),
                reason=absence.reason,
            )
            for absence in part.absences
        )

    def remove(self, loading: Loading, key: str) -> Removal:
        provider = Provider.objects.select_related("resource").get(
            resource__clinic=loading.clinic, resource__key=key
        )
        referenced = is_referenced(provider, ignoring={"hours", "absences"}) or is_referenced(
            provider.resource, ignoring={"provider"}
        )
        return _remove_resource(provider.resource, referenced)

    def arrange(self, loading: Loading, keys: Sequence[str]) -> None:
        arrange_rows(loading.clinic.resources.all(), keys)


def _provider_part(row: Provider) -> ProviderPart:
    usual: dict[str, dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    dated: dict[tuple[str, str, str], dict[int, list[tuple[int, int]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for hours in row.hours.all():
        key, span = hours.location.key, (hours.start_minute, hours.end_minute)
        if hours.first_date is None or hours.last_date is None:
            usual[key][hours.weekday].append(span)
        else:
            dates = hours.first_date.isoformat(), hours.last_date.isoformat()
            dated[key, *dates][hours.weekday].append(span)
    return ProviderPart(
        **{field: getattr(row, field) for field in _PROFILE_FIELDS},
        profession=row.profession,
        bio=row.bio,
        hours={key: WeeklyHours.from_minutes(week) for key, week in sorted(usual.items())},
        dated_hours=[
            DatedHoursPart(location=key, first=first, last=last, hours=WeeklyHours.from_minutes(week))
            for (key, first, last), week in sorted(dated.items())
        ],
        absences=sorted(
            (
                AbsencePart(
                    first=absence.first_date.isoformat(),
                    last=absence.last_date.isoformat(),
                    reason=absence.reason,
                )
                for absence in row.absences.all()
            ),
            key=lambda absence: (absence.first, absence.last or "", absence.reason),
        ),
    )


def _hours_rows(loading: Loading, provider: Provider, part: ProviderPart) -> list[ProviderHours]:
    weeks: list[tuple[str, date | None, date | None, WeeklyHours]] = [
        (key, None, None, hours) for key, hours in part.hours.items()
    ]
    weeks += [
        (d.location, date.fromisoformat(d.first), date.fromisoformat(d.last), d.hours)
        for d in part.dated_hours
    ]
    return [
        ProviderHours(
            provider=provider,
            location_id=loading.id("location", key),
            weekday=weekday,
            start_minute=start,
            end_minute=end,
            first_date=first,
            last_date=last,
        )
        for key, first, last, hours in weeks
        for weekday, ranges in hours.minutes().items()
        for start, end in ranges
    ]


class RoomsSection(Section):
    """Rooms or devices: both stand in one place and take part in one visit at a time."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.kind = name.removesuffix("s")

    def wanted(self, file: ClinicFile) -> Mapping[str, BaseModel]:
        section: Mapping[str, BaseModel] = getattr(file, self.name)
        return section

    def stored(self, clinic: Clinic) -> dict[str, Stored]:
        rows = clinic.resources.filter(kind=self.kind, active=True).select_related("location")
        return {
            row.key: Stored(RoomPart(name=row.name, location=row.location.key))
            for row in rows
            if row.location is not None
        }

    def write(self, loading: Loading, key: str, part: RoomPart) -> None:
        _write_resource(loading, key, ResourceKind(self.kind), part.name, part.location)

    def remove(self, loading: Loading, key: str) -> Removal:
        resource = loading.clinic.resources.get(key=key)
        return _remove_resource(resource, is_referenced(resource))

    def arrange(self, loading: Loading, keys: Sequence[str]) -> None:
        arrange_rows(loading.clinic.resources.all(), keys)


def _write_resource(
    loading: Loading, key: str, kind: ResourceKind, name: str, location: str | None
) -> Resource:
    resource, _ = Resource.objects.update_or_create(
        id=loading.id("resource", key),
        defaults={
            "clinic": loading.clinic,
            "key": key,
            "kind": kind,
            "name": name,
            "location_id": loading.optional_id("location", location),
            "active": True,
        },
    )
    return resource


def _remove_resource(resource: Resource, referenced: bool) -> Removal:
    if referenced:
        Resource.objects.filter(pk=resource.pk).update(active=False)
        return "deactivated"
    resource.delete()
    return "removed"
