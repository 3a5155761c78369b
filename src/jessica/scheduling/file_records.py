"""Visits and waitlist entries that a clinic file names, for a demonstration or a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from jessica.clinic.file_schema.clinic_file import ClinicFile
from jessica.clinic.file_schema.records import VisitPart, WaitlistPart
from jessica.clinic.file_sections.section import Loading, Removal, Section, Stored, is_referenced
from jessica.clinic.file_sections.services import local_instant
from jessica.clinic.models import Clinic, Resource, ResourceKind, Service
from jessica.platform.errors import Refused
from jessica.platform.ids import stable_id
from jessica.scheduling.calendar_locks import lock_resources
from jessica.scheduling.models import Appointment, AppointmentStatus, WaitlistEntry, WaitlistStatus
from jessica.scheduling.occupancy import Source, Taking, free, is_taken, take


class VisitsSection(Section):
    """Visits of the file, with the provider's, a room's and a device's time.

    They may lie in the past and outside hours. A visit that was moved or cancelled since it was loaded is
    kept as it is.
    """

    name = "visits"
    kind = "visit"

    def wanted(self, file: ClinicFile) -> Mapping[str, BaseModel] | None:
        if file.visits is None:
            return None
        return {
            key: part.model_copy(
                update={"minutes": part.minutes or file.services[part.service].visit_minutes(part.patient)}
            )
            for key, part in file.visits.items()
        }

    def stored(self, clinic: Clinic) -> dict[str, Stored]:
        rows = Appointment.objects.filter(clinic=clinic).exclude(key="")
        rows = rows.select_related("person", "service", "topic", "location", "provider__resource")
        return {
            row.key: Stored(_visit_part(row), "moved or cancelled since" if row.sequence else "")
            for row in rows.order_by("starts_at", "key")
        }

    def prepare(self, loading: Loading, keys: Sequence[str]) -> None:
        """Empty the old places first, so that visits may move into each other's."""
        for key in keys:
            free(appointment_id=loading.id("visit", key))

    def write(self, loading: Loading, key: str, part: VisitPart) -> None:
        zone = loading.file.locations[part.location].time_zone
        starts_at = local_instant(date.fromisoformat(part.day), part.time, zone)
        values = {
            "clinic": loading.clinic,
            "key": key,
            "person_id": loading.id("person", part.person),
            "service_id": loading.id("service", part.service),
            "topic_id": loading.optional_id("service", part.about),
            "location_id": loading.id("location", part.location),
            "provider_id": loading.id("resource", part.provider),
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(minutes=part.minutes or 0),
            "patient_kind": part.patient,
            "status": part.status,
            "reason": part.reason,
            "booked_by": "file",
            "cancelled_at": loading.at if part.status == "cancelled" else None,
            "updated_at": loading.at,
        }
        visit, _ = Appointment.objects.update_or_create(
            id=loading.id("visit", key),
            defaults=values,
            create_defaults={**values, "created_at": loading.at},
        )
        free(appointment_id=visit.pk)
        if visit.status != AppointmentStatus.CANCELLED:
            occupy(visit, at=loading.at)

    def remove(self, loading: Loading, key: str) -> Removal:
        visit = Appointment.objects.get(clinic=loading.clinic, key=key)
        if is_referenced(visit, ignoring={"occupancy"}):
            return "kept"
        visit.delete()
        return "removed"


def occupy(visit: Appointment, *, at: datetime) -> None:
    """Take the provider's time for `visit`, and a free room and device where its service needs them.

    Raises `Refused` where one of them has no time; the caller's transaction then ends.
    """
    service = Service.objects.get(pk=visit.service_id)
    places = service.resources.filter(active=True, location_id=visit.location_id)
    start = visit.starts_at - timedelta(minutes=service.buffer_before)
    end = visit.ends_at + timedelta(minutes=service.buffer_after)
    lock_resources(Resource.objects.filter(clinic_id=visit.clinic_id).values_list("id", flat=True))
    taken = [_free_one([visit.provider_id], start, end, visit, at)]
    for kind in (ResourceKind.ROOM, ResourceKind.DEVICE):
        candidates = [place.pk for place in places if place.kind == kind]
        if candidates:
            taken.append(_free_one(candidates, start, end, visit, at))
    take(Taking(taken, start, end), Source(visit.clinic_id, appointment_id=visit.pk), at=at)


def _free_one(
    candidates: list[UUID], start: datetime, end: datetime, visit: Appointment, at: datetime
) -> UUID:
    for candidate in candidates:
        if not is_taken(Taking([candidate], start, end), at=at):
            return candidate
    names = ", ".join(Resource.objects.filter(pk__in=candidates).values_list("name", flat=True))
    when = f"{visit.starts_at:%Y-%m-%d %H:%M} UTC"
    raise Refused(
        f"The visit {visit.key or visit.pk} at {when} finds no free time of {names}. "
        "Nothing was changed; give it another time in the file."
    )


def _visit_part(row: Appointment) -> VisitPart:
    local = row.starts_at.astimezone(ZoneInfo(row.location.time_zone))
    return VisitPart.model_validate(
        {
            "person": row.person.key,
            "service": row.service.key,
            "about": row.topic.key if row.topic else None,
            "location": row.location.key,
            "provider": row.provider.resource.key,
            "day": local.date().isoformat(),
            "time": f"{local:%H:%M}",
            "minutes": (row.ends_at - row.starts_at) // timedelta(minutes=1),
            "patient": row.patient_kind,
            "status": row.status,
            "reason": row.reason,
        }
    )


class WaitlistSection(Section):
    """Waitlist entries of the file. Person and service name one, since nobody waits twice for the same."""

    name = "waitlist"
    kind = "waitlist"

    def wanted(self, file: ClinicFile) -> Mapping[str, BaseModel] | None:
        if file.waitlist is None:
            return None
        return {f"{part.person}/{part.service}": part for part in file.waitlist.values()}

    def stored(self, clinic: Clinic) -> dict[str, Stored]:
        rows = WaitlistEntry.objects.filter(clinic=clinic).exclude(person__key="")
        found: dict[str, Stored] = {}
        for row in rows.select_related("person", "service", "provider__resource"):
            key = f"{row.person.key}/{row.service.key}"
            if row.pk == stable_id(clinic.slug, self.kind, key):
                ended = row.status != WaitlistStatus.WAITING
                found[key] = Stored(_waitlist_part(row), "no longer waiting" if ended else "")
        return found

    def write(self, loading: Loading, key: str, part: WaitlistPart) -> None:
        values = {
            "clinic": loading.clinic,
            "person_id": loading.id("person", part.person),
            "service_id": loading.id("service", part.service),
            "provider_id": loading.optional_id("resource", part.provider),
            "location_keys": part.locations,
            "earliest": date.fromisoformat(part.earliest),
            "latest": date.fromisoformat(part.latest) if part.latest else None,
        }
        WaitlistEntry.objects.update_or_create(
            id=loading.id(self.kind, key),
            defaults=values,
            create_defaults={**values, "created_at": loading.at},
        )

    def remove(self, loading: Loading, key: str) -> Removal:
        WaitlistEntry.objects.filter(pk=loading.id(self.kind, key)).delete()
        return "removed"

    def dumped(self, clinic: Clinic) -> dict[str, object] | None:
        return {
            key.replace("/", "-"): stored.part.model_dump(exclude_defaults=True)
            for key, stored in self.stored(clinic).items()
            if not stored.kept_because
        } or None


def _waitlist_part(row: WaitlistEntry) -> WaitlistPart:
    return WaitlistPart(
        person=row.person.key,
        service=row.service.key,
        provider=row.provider.resource.key if row.provider else None,
        locations=sorted(row.location_keys),
        earliest=row.earliest.isoformat(),
        latest=row.latest.isoformat() if row.latest else None,
    )
