"""Write an event with the change that it tells of; listeners hear it when that change commits."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from jessica.events.models import Event

# PostgreSQL delivers a notification to listeners when, and only when, its transaction commits.
CHANNEL = "jessica_events"


def publish(
    kind: str, *, clinic_id: UUID, at: datetime, subject_id: UUID | None = None, **payload: Any
) -> Event:
    """Record the event `kind` (dotted, past tense: `appointment.booked`) and notify listeners on commit.

    Raises `TransactionManagementError` outside a transaction: an event without its change must not exist.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"event {kind} must be published inside a transaction")
    event = Event.objects.create(
        clinic_id=clinic_id, kind=kind, subject_id=subject_id, payload=payload, at=at
    )
    notice = {"id": event.pk, "kind": kind, "clinic": str(clinic_id), "subject": str(subject_id or "")}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps(notice)])
    return event
