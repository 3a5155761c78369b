"""Questions that nothing approved answers: staff turn them into knowledge, or put them aside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from jessica.clinic.knowledge import NewEntry, add_entry
from jessica.clinic.models import KnowledgeEntry, StaffMember
from jessica.events.publish import publish
from jessica.platform.errors import NotFound
from jessica.reception.models import UnansweredQuestion


def turn_into_entry(
    question_id: UUID,
    *,
    staff: StaffMember,
    questions: Sequence[str],
    answer: str,
    expires_on: date | None,
    at: datetime,
) -> KnowledgeEntry:
    """Approve an answer to a question; the same question asked by others is answered with it.

    Raises `NotFound` for a question of another clinic and `Refused` for a wording that cannot be approved.
    """
    with transaction.atomic():
        question = _locked_with_the_same(question_id, staff)
        if question.entry is not None:
            return question.entry
        new = NewEntry(
            questions=list(questions), answer=answer, language=question.language, expires_on=expires_on
        )
        entry = add_entry(new, staff=staff, at=at)
        _same(question).filter(entry=None).update(entry=entry)
        publish("question.answered", clinic_id=staff.clinic_id, subject_id=question.pk, at=at)
    return entry


def dismiss(question_id: UUID, *, staff: StaffMember, at: datetime) -> UnansweredQuestion:
    """Put a question aside. Raises `NotFound` for a question of another clinic."""
    with transaction.atomic():
        question = _locked(question_id, staff)
        if question.dismissed_at is None:
            question.dismissed_at = at
            question.save(update_fields=["dismissed_at"])
            publish("question.dismissed", clinic_id=staff.clinic_id, subject_id=question.pk, at=at)
    return question


def _same(question: UnansweredQuestion) -> QuerySet[UnansweredQuestion]:
    """Everybody's question in these words, those put aside excepted; `question` itself in every case."""
    asked = UnansweredQuestion.objects.filter(
        clinic_id=question.clinic_id, language=question.language, text__iexact=question.text
    )
    return asked.filter(Q(dismissed_at=None) | Q(pk=question.pk))


def _locked_with_the_same(question_id: UUID, staff: StaffMember) -> UnansweredQuestion:
    """All in one order, so that two people who answer the same words become one after the other."""
    question = _of_clinic(question_id, staff)
    locked = list(_same(question).select_for_update(of=("self",)).order_by("pk"))
    return next(each for each in locked if each.pk == question_id)


def _of_clinic(question_id: UUID, staff: StaffMember) -> UnansweredQuestion:
    question = UnansweredQuestion.objects.filter(pk=question_id, clinic_id=staff.clinic_id).first()
    if question is None:
        raise NotFound("There is no such question.")
    return question


def _locked(question_id: UUID, staff: StaffMember) -> UnansweredQuestion:
    questions = UnansweredQuestion.objects.select_for_update(of=("self",)).filter(clinic_id=staff.clinic_id)
    question = questions.filter(pk=question_id).first()
    if question is None:
        raise NotFound("There is no such question.")
    return question
