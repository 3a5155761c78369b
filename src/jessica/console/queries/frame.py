"""The two figures in the navigation."""

from __future__ import annotations

from uuid import UUID

from jessica.console.queries.inbox import Show, conversations
from jessica.reception.models import UnansweredQuestion


def count_waiting(clinic_id: UUID) -> int:
    """How many conversations wait for an answer by a person."""
    return conversations(clinic_id, Show.WAITING).count()


def count_open_questions(clinic_id: UUID) -> int:
    """How many questions have neither been answered by an entry nor dismissed."""
    return UnansweredQuestion.objects.filter(
        clinic_id=clinic_id, entry__isnull=True, dismissed_at__isnull=True
    ).count()
