"""The list of call-backs and messages that people work off."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from jessica.clinic.models import StaffMember
from jessica.events.publish import publish
from jessica.platform.errors import NotFound
from jessica.reception.models import StaffTask


def complete_task(task_id: UUID, *, staff: StaffMember, at: datetime) -> StaffTask:
    """Mark a task of the clinic as done; doing so twice keeps the first time. Raises `NotFound`."""
    with transaction.atomic():
        task = (
            StaffTask.objects.select_for_update(of=("self",))
            .filter(pk=task_id, clinic_id=staff.clinic_id)
            .first()
        )
        if task is None:
            raise NotFound("There is no such task.")
        if task.done_at is None:
            task.done_at, task.done_by = at, staff
            task.save(update_fields=["done_at", "done_by"])
            publish("task.done", clinic_id=task.clinic_id, subject_id=task.pk, at=at)
    return task
