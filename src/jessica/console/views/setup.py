"""Clinic set-up, as the file says it. It is changed in the file, never here."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from jessica.clinic.models import (
    Clinic,
    Closure,
    Location,
    Provider,
    Resource,
    ResourceKind,
    Service,
    StaffMember,
)
from jessica.console.pages import page
from jessica.console.permissions import Area
from jessica.console.staff_only import StaffRequest, staff_only


@require_GET
@staff_only(Area.SETUP)
def setup(request: StaffRequest) -> HttpResponse:
    """Everything on one page, one query a table."""
    return page(request, "console/setup/page.html", _records(request.staff.clinic), place="setup")


def _records(clinic: Clinic) -> dict[str, Any]:
    resources = Resource.objects.filter(clinic=clinic)
    return {
        "locations": list(Location.objects.filter(clinic=clinic)),
        "closures": list(Closure.objects.filter(clinic=clinic).select_related("location")),
        "members": list(StaffMember.objects.filter(clinic=clinic)),
        "providers": list(
            Provider.objects.filter(resource__clinic=clinic)
            .select_related("resource")
            .prefetch_related("hours__location", "absences")
            .order_by("resource__position", "resource__key")
        ),
        "rooms": list(resources.exclude(kind=ResourceKind.PROVIDER).select_related("location")),
        "services": list(
            Service.objects.filter(clinic=clinic).select_related("booked_as").prefetch_related("locations")
        ),
        "policies": _policy_lines(clinic.policies),
    }


def _policy_lines(policies: dict[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The policies as sections of names and values, however deep they are in the file."""
    return [(section, list(_leaves(value))) for section, value in policies.items() if value]


def _leaves(value: Any, path: str = "") -> list[tuple[str, str]]:
    """Every single value below `value`, each with the way to it; empty ones are left out."""
    if isinstance(value, dict):
        return [
            leaf for name, inner in value.items() for leaf in _leaves(inner, f"{path} › {name}".strip(" ›"))
        ]
    if isinstance(value, list):
        if all(not isinstance(each, dict | list) for each in value):
            return [(path, ", ".join(str(each) for each in value))] if value else []
        return [
            leaf
            for number, inner in enumerate(value, 1)
            for leaf in _leaves(inner, f"{path} {number}".strip())
        ]
    return [] if value in (None, "") else [(path, _plain(value))]


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
