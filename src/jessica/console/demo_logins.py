"""Log-ins of the invented clinic, printed on the log-in page of the demo. Never for a real one."""

from __future__ import annotations

from jessica.clinic.models import StaffMember

# Everybody on the demo clinic's staff logs in with it; `jessica demo` sets it.
DEMO_PASSWORD = "front-desk-demo"  # noqa: S105


def demo_staff() -> list[StaffMember]:
    """All who can log in."""
    found = StaffMember.objects.filter(active=True, user__is_active=True)
    return list(found.exclude(email=""))
