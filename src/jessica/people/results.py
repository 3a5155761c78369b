"""Whether a person's results have come in. What they say is kept nowhere here."""

from __future__ import annotations

from typing import Literal, cast

from jessica.people.models import PatientResult, Person

Latest = Literal["none", "pending", "in", "released"]
Portal = Literal["active", "inactive", "none"]


def latest_result(person: Person) -> Latest:
    """The status of the person's latest test; `none` where there is no test."""
    latest = PatientResult.objects.filter(person=person).order_by("-created_at", "pk").first()
    return cast("Latest", latest.status) if latest is not None else "none"


def portal_of(person: Person) -> Portal:
    """Whether the person can read results in the clinic's portal; `none` where the clinic has no portal."""
    return cast("Portal", person.portal or "none")
