"""What needs somebody now. Every list is one query, whatever its length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from jessica.clinic.models import Clinic, Location, Provider
from jessica.clinic.policies import Policies
from jessica.console.queries.inbox import Show, conversations
from jessica.reception.models import Conversation, Handover, Page, StaffTask
from jessica.scheduling.calendar_rows import calendar_rows, day_bounds
from jessica.scheduling.models import Appointment, AppointmentStatus

SHORTEST_HOLE = timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class Hole:
    """Time in which a provider works and nobody is booked; UTC."""

    provider: Provider
    location: Location
    starts_at: datetime
    ends_at: datetime

    @property
    def minutes(self) -> int:
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)


def safety_conversations(clinic_id: UUID) -> QuerySet[Conversation]:
    """Open conversations in which a red flag was raised, latest first."""
    return conversations(clinic_id, Show.ALL).exclude(escalation="")


def open_pages(clinic_id: UUID) -> QuerySet[Page]:
    """Pages that nobody has acknowledged, with everybody who was paged."""
    found = Page.objects.filter(conversation__clinic_id=clinic_id, acknowledged_at__isnull=True)
    return found.select_related("conversation__person").prefetch_related("attempts")


def waiting_handovers(clinic_id: UUID) -> QuerySet[Handover]:
    """Hand-overs that no person has answered yet and that are not about safety, most pressing first."""
    return (
        Handover.objects.filter(
            conversation__clinic_id=clinic_id,
            conversation__closed_at__isnull=True,
            conversation__escalation="",
            closed_at__isnull=True,
            first_human_reply_at__isnull=True,
        )
        .select_related("conversation__person", "conversation__assignee")
        .order_by("promised_by")
    )


def open_tasks(clinic_id: UUID) -> QuerySet[StaffTask]:
    """Call-backs, messages and requests that nobody has dealt with, most pressing first."""
    return StaffTask.objects.filter(clinic_id=clinic_id, done_at__isnull=True).select_related(
        "person", "conversation"
    )


def queue_names(clinic: Clinic) -> dict[str, str]:
    """What the clinic calls its queues, in the console's language, by key."""
    return {queue.key: queue.name.root.get("en", queue.key) for queue in Policies.of(clinic).queues}


def find_task(clinic_id: UUID, task_id: UUID) -> StaffTask | None:
    return StaffTask.objects.filter(clinic_id=clinic_id, pk=task_id).first()


def visits_to_receive(clinic: Clinic, at: datetime) -> QuerySet[Appointment]:
    """Visits of the local day that are booked and not marked yet, and those who have arrived."""
    today = at.astimezone(ZoneInfo(clinic.time_zone)).date()
    start, end = day_bounds(clinic, today, today)
    return (
        Appointment.objects.filter(clinic=clinic, starts_at__gte=start, starts_at__lt=end)
        .filter(Q(status=AppointmentStatus.BOOKED) | Q(status=AppointmentStatus.ARRIVED))
        .select_related("person", "service", "provider", "location")
        .order_by("starts_at", "provider")
    )


def holes(clinic: Clinic, at: datetime) -> list[Hole]:
    """Free time of `SHORTEST_HOLE` and more, from now to the end of the clinic's tomorrow."""
    today = at.astimezone(ZoneInfo(clinic.time_zone)).date()
    places = {place.pk: place for place in Location.objects.filter(clinic=clinic)}
    found = [
        Hole(row.provider, places[gap.location_id], max(gap.starts_at, at), gap.ends_at)
        for row in calendar_rows(clinic, today, today + timedelta(days=1))
        for gap in row.gaps
    ]
    long_enough = (hole for hole in found if hole.ends_at - hole.starts_at >= SHORTEST_HOLE)
    return sorted(long_enough, key=lambda hole: (hole.starts_at, hole.ends_at))
