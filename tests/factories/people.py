"""Plain builders for the people whom a clinic knows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from jessica.clinic.models import Clinic
from jessica.people.models import Person


def make_person(clinic: Clinic, given_name: str = "Rosa", **fields: Any) -> Person:
    """A patient of the clinic."""
    created = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)
    defaults = {
        "kind": "patient",
        "family_name": "Delgado",
        "phone": "+12125550142",
        "email": f"{given_name.lower()}@example.com",
        "created_at": created,
        "updated_at": created,
    }
    return Person.objects.create(id=uuid4(), clinic=clinic, given_name=given_name, **(defaults | fields))
