"""What Jessica may say, and what she was asked in vain."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from jessica.clinic.models import KnowledgeEntry, StaffMember
from jessica.reception.models import UnansweredQuestion

# Owners are reminded this long before an answer may no longer be given.
EXPIRING_WITHIN = timedelta(days=30)
MOST_QUESTIONS = 500


class State(StrEnum):
    """Which entries the list shows."""

    IN_USE = "in-use"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the list is narrowed to; empty texts narrow nothing."""

    state: State = State.IN_USE
    search: str = ""
    language: str = ""
    topic: str = ""


def entries(clinic_id: UUID, wish: Wish, today: date) -> QuerySet[KnowledgeEntry]:
    """The clinic's entries by topic, question and language, in one query."""
    found = KnowledgeEntry.objects.filter(clinic_id=clinic_id).select_related("owner", "service")
    found = found.filter(active=wish.state is not State.RETIRED)
    if wish.state is State.EXPIRED:
        found = found.filter(expires_on__lt=today)
    elif wish.state is State.EXPIRING:
        found = found.filter(expires_on__range=(today, today + EXPIRING_WITHIN))
    if wish.language:
        found = found.filter(language=wish.language)
    if wish.topic:
        found = found.filter(topic=wish.topic)
    for word in wish.search.split():
        found = found.filter(
            Q(questions__icontains=word) | Q(answer__icontains=word) | Q(key__icontains=word)
        )
    return found.order_by("topic", "key", "language")


def topics(clinic_id: UUID) -> list[str]:
    found = KnowledgeEntry.objects.filter(clinic_id=clinic_id).exclude(topic="").order_by("topic")
    return list(found.values_list("topic", flat=True).distinct())


def count_ending(clinic_id: UUID, today: date) -> dict[str, int]:
    """How many entries in use have expired, and how many will soon."""
    return {
        "expired": entries(clinic_id, Wish(State.EXPIRED), today).count(),
        "expiring": entries(clinic_id, Wish(State.EXPIRING), today).count(),
    }


def find_entry(staff: StaffMember, entry_id: UUID) -> KnowledgeEntry | None:
    found = KnowledgeEntry.objects.filter(clinic_id=staff.clinic_id, pk=entry_id)
    return found.select_related("owner", "service").first()


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question in the asker's words; `all_ids` are those of everybody who asked it in the same words."""

    question: UnansweredQuestion
    all_ids: list[UUID]

    @property
    def times(self) -> int:
        return len(self.all_ids)


def asked_questions(clinic_id: UUID) -> list[AskedQuestion]:
    """Open questions, most often asked first; the same words in the same language are one question."""
    found = (
        UnansweredQuestion.objects.filter(clinic_id=clinic_id, entry__isnull=True, dismissed_at__isnull=True)
        .select_related("conversation__person")
        .order_by("-created_at")[:MOST_QUESTIONS]
    )
    same: dict[tuple[str, str], list[UnansweredQuestion]] = defaultdict(list)
    for question in found:
        same[question.language, question.text.casefold()].append(question)
    asked = [AskedQuestion(group[0], [each.pk for each in group]) for group in same.values()]
    return sorted(asked, key=lambda each: -each.times)


def same_questions(question: UnansweredQuestion) -> list[UUID]:
    """The ids of everybody's open question in the same words, this one included."""
    return next(
        (asked.all_ids for asked in asked_questions(question.clinic_id) if question.pk in asked.all_ids),
        [question.pk],
    )


def find_question(staff: StaffMember, question_id: UUID) -> UnansweredQuestion | None:
    """The question, if it is of the clinic of `staff` and still open."""
    return UnansweredQuestion.objects.filter(
        clinic_id=staff.clinic_id, pk=question_id, entry__isnull=True, dismissed_at__isnull=True
    ).first()
