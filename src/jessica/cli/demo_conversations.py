"""The demonstration inbox: past conversations, one that waits for a person, and what people have to do."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.db import transaction

from jessica.cli.demo_transcripts import Transcript, read_transcripts
from jessica.clinic.models import Clinic, StaffMember
from jessica.dialogue.state import State
from jessica.people.models import Person
from jessica.platform.ids import derived_id, stable_id
from jessica.reception.desk_hours import desk_promise
from jessica.reception.models import (
    Author,
    Conversation,
    Handover,
    Message,
    Owner,
    StaffTask,
    UnansweredQuestion,
)
from jessica.scheduling.models import Appointment, AppointmentStatus

_AUTHORS = {"v": Author.VISITOR, "j": Author.JESSICA, "s": Author.STAFF, "n": Author.NOTE}
_BETWEEN_LINES = timedelta(seconds=40)
_DAYS_ES = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MONTHS_ES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"


@dataclass(frozen=True)
class _Context:
    """What a transcript is written with."""

    clinic: Clinic
    at: datetime
    visits: list[Appointment]
    people: list[Person]
    desk: StaffMember | None
    nurse: StaffMember | None


def create_demo_conversations(clinic: Clinic, *, at: datetime) -> int:
    """Write the demonstration's past conversations, ending before `at`; returns how many there are.

    Call it after `create_demo_records`, whose people and visits it uses. It writes them once only.
    """
    with transaction.atomic():
        context = _Context(
            clinic,
            at,
            list(_visits_for(clinic, at)),
            list(Person.objects.filter(clinic=clinic).order_by("created_at")[:40]),
            clinic.staff.filter(role="front_desk").first(),
            clinic.staff.filter(role="nurse").first(),
        )
        for place, transcript in enumerate(read_transcripts().transcripts):
            conversation_id = stable_id(clinic.slug, "demo-conversation", str(place))
            if not Conversation.objects.filter(pk=conversation_id).exists():
                _write(context, transcript, place)
    return Conversation.objects.filter(clinic=clinic).count()


def _visits_for(clinic: Clinic, at: datetime) -> list[Appointment]:
    """Coming consultations that Jessica booked, soonest first."""
    rows = Appointment.objects.filter(
        clinic=clinic,
        starts_at__gt=at + timedelta(hours=3),
        status=AppointmentStatus.BOOKED,
        booked_by="jessica",
        service__category="consultation",
        conversation_id__isnull=True,
    )
    return list(rows.select_related("person", "service", "topic", "provider", "location")[:60])


def _write(context: _Context, transcript: Transcript, place: int) -> None:
    begun = context.at - timedelta(hours=transcript.hours_ago)
    visit = _take_visit(context, transcript)
    known = context.people[place % len(context.people)] if transcript.known_person else None
    person = visit.person if visit else known
    conversation = Conversation.objects.create(
        id=stable_id(context.clinic.slug, "demo-conversation", str(place)),
        clinic=context.clinic,
        channel="web",
        locale=transcript.locale,
        source="demo",
        # Nobody holds the token of a past conversation.
        token_hash=sha256(secrets.token_bytes(32)).hexdigest(),
        owner=Owner.JESSICA,
        person=person,
        summary=transcript.summary,
        escalation=transcript.escalation,
        state=State(
            language=transcript.locale, disclosed=True, handed_over=transcript.handover == "open"
        ).model_dump(mode="json"),
        unread_by_staff=transcript.unread,
        created_at=begun,
        updated_at=begun,
    )
    ended = _write_messages(context, conversation, transcript, visit)
    conversation.last_ordinal = conversation.messages.count()
    conversation.updated_at = ended
    conversation.closed_at = ended if transcript.closed else None
    conversation.save()
    if visit is not None:
        booked_at = min(ended, visit.starts_at)
        Appointment.objects.filter(pk=visit.pk).update(
            conversation_id=conversation.pk, created_at=booked_at, updated_at=booked_at
        )
    _write_handover(context, conversation, transcript, ended)
    _write_work(context, conversation, transcript, ended)


def _take_visit(context: _Context, transcript: Transcript) -> Appointment | None:
    """A visit for a conversation that ended in one: about the same procedure, in the same language."""
    if not transcript.booked_about or not context.visits:
        return None

    def fit(visit: Appointment) -> tuple[bool, bool]:
        same_topic = visit.topic is not None and visit.topic.key == transcript.booked_about
        return same_topic, visit.person.language == transcript.locale

    visit = max(context.visits, key=fit)
    context.visits.remove(visit)
    return visit


def _write_messages(
    context: _Context, conversation: Conversation, transcript: Transcript, visit: Appointment | None
) -> datetime:
    """All lines, the greeting first; returns when the last one was said."""
    hello = read_transcripts().greeting[transcript.locale]
    lines = [("j", hello), *(item for line in transcript.lines for item in line.items())]
    facts = _facts(visit, transcript.locale)
    moment = conversation.created_at
    for ordinal, (who, text) in enumerate(lines, start=1):
        said = text.format(**facts)
        Message.objects.create(
            id=derived_id(conversation.pk, "message", ordinal),
            conversation=conversation,
            ordinal=ordinal,
            author=_AUTHORS[who],
            staff=(context.nurse if transcript.escalation else context.desk) if who in {"s", "n"} else None,
            text=said,
            reply=_reply(said) if who == "j" else None,
            created_at=moment,
        )
        moment += _BETWEEN_LINES
    return moment - _BETWEEN_LINES


def _reply(text: str) -> dict[str, object]:
    nothing: dict[str, object] = {"awaiting": None, "choices": [], "did": [], "escalation": None}
    return {"text": [text], **nothing, "handover": None, "sources": []}


def _facts(visit: Appointment | None, language: str) -> dict[str, str]:
    if visit is None:
        return dict.fromkeys(("called", "service", "when", "provider", "place"), "")
    local = visit.starts_at.astimezone(ZoneInfo(visit.location.time_zone))
    clock = f"{local:%I:%M}".lstrip("0")
    if language == "es":
        half = "a. m." if local.hour < 12 else "p. m."
        day = f"{_DAYS_ES[local.weekday()]} {local.day} de {_MONTHS_ES.split()[local.month - 1]}"
        when = f"{day} a las {clock} {half}"
    else:
        when = f"{local:%A, %B} {local.day} at {clock} {'am' if local.hour < 12 else 'pm'}"
    return {
        "called": visit.person.called,
        "service": visit.service.name(language),
        "when": when,
        "provider": visit.provider.display_name,
        "place": visit.location.name,
    }


def _write_handover(
    context: _Context, conversation: Conversation, transcript: Transcript, ended: datetime
) -> None:
    if not transcript.handover:
        return
    promise = desk_promise(context.clinic, ended)
    answered = transcript.handover == "answered"
    Handover.objects.create(
        id=derived_id(conversation.pk, "handover", 1),
        conversation=conversation,
        reason=transcript.reason,
        urgency="urgent" if transcript.escalation else "normal",
        requested_at=ended if not answered else conversation.created_at + 2 * _BETWEEN_LINES,
        promised_by=promise.due_at,
        staffed=promise.staffed,
        first_human_reply_at=conversation.created_at + 3 * _BETWEEN_LINES if answered else None,
        closed_at=ended if answered else None,
    )


def _write_work(
    context: _Context, conversation: Conversation, transcript: Transcript, ended: datetime
) -> None:
    """What people still have to do for it: a task, or a question to answer."""
    if transcript.task is not None:
        person = conversation.person
        StaffTask.objects.create(
            id=derived_id(conversation.pk, "task", 1),
            clinic=context.clinic,
            conversation=conversation,
            person=person,
            kind=transcript.task.kind,
            queue=transcript.task.queue,
            text=transcript.task.text,
            contact_name=person.full_name if person else "",
            contact=person.phone if person else "",
            due_at=desk_promise(
                context.clinic, max(ended, context.at - timedelta(hours=3)), transcript.task.queue
            ).due_at,
            created_at=ended,
        )
    if transcript.unanswered:
        UnansweredQuestion.objects.create(
            id=derived_id(conversation.pk, "unanswered", 1),
            clinic=context.clinic,
            conversation=conversation,
            language=transcript.locale,
            text=transcript.unanswered,
            due_at=desk_promise(context.clinic, max(ended, context.at - timedelta(hours=3))).due_at,
            created_at=ended,
        )
