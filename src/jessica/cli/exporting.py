"""Records as canonical JSON: sorted keys, UTF-8, a stable order. The same records give the same bytes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Q

from jessica.clinic.models import Clinic
from jessica.people.models import Person
from jessica.platform.errors import NotFound
from jessica.reception.models import Conversation, EffectRecord
from jessica.scheduling.models import Appointment, WaitlistEntry

FORMAT = "jessica-export/1"

Row = dict[str, Any]


def export_records(*, clinic_slug: str | None = None, conversation: str | None = None) -> Row:
    """Patients, visits, waitlist and action log of all clinics, of one, or of one conversation.

    A conversation's patients are those whom it is about or whose records it made or changed. Instants are
    UTC, ISO 8601; services, providers and locations are named by their keys in the clinic file. Raises
    `NotFound` for a slug or an id that is not there.
    """
    clinics = Clinic.objects.all()
    if clinic_slug is not None:
        clinics = clinics.filter(slug=clinic_slug)
        if not clinics:
            raise NotFound(f"There is no clinic {clinic_slug!r}, so nothing was exported.")
    here = Q(clinic__in=clinics)
    actions = EffectRecord.objects.filter(conversation__clinic__in=clinics)
    if conversation is None:
        return _document(
            Person.objects.filter(here),
            Appointment.objects.filter(here),
            WaitlistEntry.objects.filter(here),
            actions,
        )
    found = _conversation(conversation, clinics)
    actions = actions.filter(conversation=found)
    touched = set(actions.values_list("record_id", flat=True))
    visits = Appointment.objects.filter(Q(conversation_id=found.pk) | Q(pk__in=touched))
    waitlist = WaitlistEntry.objects.filter(Q(conversation_id=found.pk) | Q(pk__in=touched))
    about = Q(conversations=found) | Q(appointments__in=visits) | Q(waitlist__in=waitlist)
    return _document(Person.objects.filter(about).distinct(), visits, waitlist, actions)


def canonical_json(document: Row) -> str:
    """The one text of a document, ending with a line feed."""
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_export(document: Row, output: Path | None) -> None:
    """Print the document, or write it to a file that only this user may read; a file is replaced whole."""
    data = canonical_json(document).encode("utf-8")
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    staging = output.with_name(f"{output.name}.part")
    staging.unlink(missing_ok=True)
    with os.fdopen(os.open(staging, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    staging.replace(output)


def _conversation(text: str, clinics: Iterable[Clinic]) -> Conversation:
    try:
        found = Conversation.objects.filter(pk=UUID(text), clinic__in=clinics).first()
    except ValueError:
        found = None
    if found is None:
        raise NotFound(f"There is no conversation {text!r}, so nothing was exported.")
    return found


def _document(
    people: Iterable[Person],
    visits: Iterable[Appointment],
    waitlist: Iterable[WaitlistEntry],
    actions: Iterable[EffectRecord],
) -> Row:
    return {
        "format": FORMAT,
        "patients": sorted(map(_patient, _with(people, "clinic")), key=_patient_order),
        "visits": sorted(
            map(_visit, _with(visits, *_VISIT_PARTS)), key=lambda row: (row["starts_at"], row["id"])
        ),
        "waitlist": sorted(
            map(_waiting, _with(waitlist, *_WAITLIST_PARTS)), key=lambda row: (row["created_at"], row["id"])
        ),
        "actions": sorted(
            map(_action, _with(actions, "conversation__clinic")),
            key=lambda row: (row["at"], row["conversation"], row["ordinal"]),
        ),
    }


_VISIT_PARTS = ("clinic", "service", "topic", "location", "provider__resource")
_WAITLIST_PARTS = ("clinic", "service", "provider__resource")


def _with(records: Any, *parts: str) -> Any:
    return records.select_related(*parts)


def _patient_order(row: Row) -> tuple[str, ...]:
    return row["family_name"], row["given_name"], row["birth_date"] or "", row["id"]


def _patient(person: Person) -> Row:
    return {
        "id": str(person.pk),
        "clinic": person.clinic.slug,
        "key": person.key or None,
        "kind": person.kind,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "preferred_name": person.preferred_name,
        "pronouns": person.pronouns,
        "birth_date": person.birth_date.isoformat() if person.birth_date else None,
        "phone": person.phone,
        "email": person.email,
        "language": person.language,
        "source": person.source,
        "insurer": person.insurer,
        "guardian": str(person.guardian_id) if person.guardian_id else None,
        "created_at": _instant(person.created_at),
    }


def _visit(visit: Appointment) -> Row:
    return {
        "id": str(visit.pk),
        "clinic": visit.clinic.slug,
        "key": visit.key or None,
        "patient": str(visit.person_id),
        "service": visit.service.key,
        "topic": visit.topic.key if visit.topic else None,
        "location": visit.location.key,
        "provider": visit.provider.resource.key,
        "starts_at": _instant(visit.starts_at),
        "ends_at": _instant(visit.ends_at),
        "patient_kind": visit.patient_kind,
        "status": visit.status,
        "reason": visit.reason,
        "booked_by": visit.booked_by,
        "conversation": str(visit.conversation_id) if visit.conversation_id else None,
        "changes": visit.sequence,
        "override_reason": visit.override_reason,
        "cancel_reason": visit.cancel_reason,
        "cancelled_at": _instant(visit.cancelled_at) if visit.cancelled_at else None,
        "created_at": _instant(visit.created_at),
    }


def _waiting(entry: WaitlistEntry) -> Row:
    return {
        "id": str(entry.pk),
        "clinic": entry.clinic.slug,
        "patient": str(entry.person_id),
        "service": entry.service.key,
        "provider": entry.provider.resource.key if entry.provider else None,
        "locations": sorted(entry.location_keys),
        "earliest": entry.earliest.isoformat(),
        "latest": entry.latest.isoformat() if entry.latest else None,
        "status": entry.status,
        "conversation": str(entry.conversation_id) if entry.conversation_id else None,
        "created_at": _instant(entry.created_at),
    }


def _action(effect: EffectRecord) -> Row:
    return {
        "clinic": effect.conversation.clinic.slug,
        "conversation": str(effect.conversation_id),
        "ordinal": effect.ordinal,
        "action": effect.action,
        "record": str(effect.record_id),
        "facts": effect.payload,
        "at": _instant(effect.created_at),
    }


def _instant(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
