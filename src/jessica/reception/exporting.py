"""Everything that conversations led to, as one canonical structure.

The same records give the same structure: every list is sorted, ids are texts, instants are UTC in ISO 8601,
amounts are decimal texts; services, providers and places are named by their keys in the clinic file.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from jessica.billing.models import Charge
from jessica.clinic.models import Clinic
from jessica.people.models import ContactOptOut, Person
from jessica.reception.models import Conversation, EffectRecord, StaffTask, UnansweredQuestion
from jessica.scheduling.models import Appointment, WaitlistEntry

FORMAT = "jessica-export/1"

Row = dict[str, Any]


def export(clinic: Clinic, conversation: Conversation | None = None) -> Row:
    """Patients, visits, waitlist, charges, opt-outs, actions, tasks and open questions of a clinic.

    With `conversation`, what that conversation made or changed, and the people whom it is about.
    """
    actions = EffectRecord.objects.filter(conversation__clinic=clinic)
    visits = Appointment.objects.filter(clinic=clinic)
    waitlist = WaitlistEntry.objects.filter(clinic=clinic)
    charges = Charge.objects.filter(clinic=clinic)
    people = Person.objects.filter(clinic=clinic)
    tasks = StaffTask.objects.filter(clinic=clinic)
    questions = UnansweredQuestion.objects.filter(clinic=clinic)
    opt_outs = ContactOptOut.objects.filter(clinic=clinic)
    if conversation is not None:
        opt_outs = opt_outs.filter(conversation_id=conversation.pk)
        actions = actions.filter(conversation=conversation)
        touched = set(actions.values_list("record_id", flat=True))
        own = Q(conversation_id=conversation.pk) | Q(pk__in=touched)
        visits, waitlist = visits.filter(own), waitlist.filter(own)
        charges = charges.filter(pk__in=touched)
        tasks, questions = (
            tasks.filter(conversation=conversation),
            questions.filter(conversation=conversation),
        )
        people = people.filter(pk__in=_about(conversation, visits, waitlist))
    return {
        "format": FORMAT,
        "clinic": clinic.slug,
        "patients": _rows(map(_patient, people), "family_name", "given_name"),
        "visits": _rows(map(_visit, visits.select_related(*_VISIT_PARTS)), "starts_at"),
        "waitlist": _rows(map(_waiting, waitlist.select_related(*_WAITLIST_PARTS)), "created_at"),
        "charges": _rows(map(_charge, charges), "created_at"),
        "actions": _rows(map(_action, actions), "at", "conversation", "ordinal"),
        "opt_outs": _rows(map(_opt_out, opt_outs), "said_at"),
        "tasks": _rows(map(_task, tasks), "created_at"),
        "questions": _rows(map(_question, questions), "created_at"),
    }


_VISIT_PARTS = ("service", "topic", "location", "provider__resource")
_WAITLIST_PARTS = ("service", "provider__resource")


def _about(
    conversation: Conversation, visits: QuerySet[Appointment], waitlist: QuerySet[WaitlistEntry]
) -> set[UUID]:
    found = set(visits.values_list("person_id", flat=True))
    found.update(waitlist.values_list("person_id", flat=True))
    return found | ({conversation.person_id} if conversation.person_id else set())


def _rows(rows: Iterable[Row], *order: str) -> list[Row]:
    """Sorted by `order`, and by id where that is the same."""
    return sorted(rows, key=lambda row: (*(row[name] for name in order), row["id"]))


def _patient(person: Person) -> Row:
    return {
        "id": str(person.pk),
        "key": person.key or None,
        "kind": person.kind,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "preferred_name": person.preferred_name,
        "pronouns": person.pronouns,
        "birth_date": _day(person.birth_date),
        "phone": person.phone,
        "email": person.email,
        "language": person.language,
        "source": person.source,
        "insurer": person.insurer,
        "guardian": _id(person.guardian_id),
        "created_at": _instant(person.created_at),
    }


def _visit(visit: Appointment) -> Row:
    return {
        "id": str(visit.pk),
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
        "conversation": _id(visit.conversation_id),
        "changes": visit.sequence,
        "override_reason": visit.override_reason,
        "cancel_reason": visit.cancel_reason,
        "cancelled_at": _instant(visit.cancelled_at),
        "confirmed_at": _instant(visit.confirmed_at),
        "late_note": visit.late_note,
        "created_at": _instant(visit.created_at),
    }


def _waiting(entry: WaitlistEntry) -> Row:
    return {
        "id": str(entry.pk),
        "patient": str(entry.person_id),
        "service": entry.service.key,
        "provider": entry.provider.resource.key if entry.provider else None,
        "locations": sorted(entry.location_keys),
        "earliest": _day(entry.earliest),
        "latest": _day(entry.latest),
        "status": entry.status,
        "conversation": _id(entry.conversation_id),
        "created_at": _instant(entry.created_at),
    }


def _charge(charge: Charge) -> Row:
    return {
        "id": str(charge.pk),
        "key": charge.key or None,
        "patient": str(charge.person_id),
        "visit": _id(charge.appointment_id),
        "kind": charge.kind,
        "label": charge.label,
        "amount": f"{charge.amount:.2f}",
        "currency": charge.currency,
        "status": charge.status,
        "created_at": _instant(charge.created_at),
    }


def _action(effect: EffectRecord) -> Row:
    return {
        "id": str(effect.pk),
        "conversation": str(effect.conversation_id),
        "ordinal": effect.ordinal,
        "action": effect.action,
        "record": str(effect.record_id),
        "facts": effect.payload,
        "at": _instant(effect.created_at),
    }


def _opt_out(row: ContactOptOut) -> Row:
    return {
        "id": str(row.pk),
        "patient": _id(row.person_id),
        "address": row.address,
        "scope": row.scope,
        "conversation": _id(row.conversation_id),
        "said_at": _instant(row.said_at),
        "withdrawn_at": _instant(row.withdrawn_at),
    }


def _task(task: StaffTask) -> Row:
    return {
        "id": str(task.pk),
        "conversation": _id(task.conversation_id),
        "patient": _id(task.person_id),
        "kind": task.kind,
        "queue": task.queue,
        "priority": task.priority,
        "text": task.text,
        "contact_name": task.contact_name,
        "contact": task.contact,
        "due_at": _instant(task.due_at),
        "done_at": _instant(task.done_at),
        "created_at": _instant(task.created_at),
    }


def _question(question: UnansweredQuestion) -> Row:
    return {
        "id": str(question.pk),
        "conversation": _id(question.conversation_id),
        "language": question.language,
        "text": question.text,
        "entry": _id(question.entry_id),
        "due_at": _instant(question.due_at),
        "dismissed_at": _instant(question.dismissed_at),
        "created_at": _instant(question.created_at),
    }


def _id(value: object | None) -> str | None:
    return str(value) if value else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _instant(instant: datetime | None) -> str | None:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z") if instant else None
