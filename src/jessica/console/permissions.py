"""Which pages of the console each role may use."""

from __future__ import annotations

from enum import StrEnum

from jessica.clinic.models import StaffMember
from jessica.clinic.models.people import StaffRole


class Area(StrEnum):
    """A part of the console that a role may or may not enter."""

    TODAY = "today"
    CONVERSATIONS = "conversations"
    CALENDAR = "calendar"
    KNOWLEDGE = "knowledge"
    SETUP = "setup"


_EVERYTHING = frozenset(Area)
# They plan and check, and have no need to read what a patient wrote.
_NO_CONVERSATIONS = _EVERYTHING - {Area.CONVERSATIONS}

_AREAS: dict[str, frozenset[Area]] = {
    StaffRole.OWNER: _EVERYTHING,
    StaffRole.SURGEON: _EVERYTHING,
    StaffRole.NURSE: _EVERYTHING,
    StaffRole.COORDINATOR: _EVERYTHING,
    StaffRole.FRONT_DESK: _EVERYTHING,
    StaffRole.MARKETING: _NO_CONVERSATIONS,
    StaffRole.AUDITOR: _NO_CONVERSATIONS,
}


def may_enter(staff: StaffMember, area: Area) -> bool:
    """Whether the role of `staff` may use `area`. A role that is not listed may use nothing."""
    return area in _AREAS.get(staff.role, frozenset())
