"""What `jessica demo` shows: an invented clinic, with log-ins for everybody who works there."""

from __future__ import annotations

from jessica.cli.demo_clinic import create_demo_records, set_demo_passwords
from jessica.cli.demo_conversations import create_demo_conversations
from jessica.cli.load_clinic import load_clinic
from jessica.clinic.demo import DEMO_CLINIC_FILE
from jessica.clinic.models import Clinic, StaffMember
from jessica.console.demo_logins import DEMO_PASSWORD
from jessica.platform.clock import clinic_clock

DEMO_SLUG = "demo"


def prepare_demo() -> None:
    """The demonstration clinic with weeks of visits, made once for each database."""
    at = clinic_clock().now()
    if not Clinic.objects.filter(slug=DEMO_SLUG).exists():
        load_clinic(DEMO_CLINIC_FILE, at=at)
    clinic = Clinic.objects.get(slug=DEMO_SLUG)
    create_demo_records(clinic, at=at)
    create_demo_conversations(clinic, at=at)
    open_log_ins(clinic)


def open_log_ins(clinic: Clinic) -> None:
    """Let everybody on staff log in with the demonstration's password, where somebody cannot yet."""
    staff = clinic.staff.filter(active=True, user__isnull=False).select_related("user")
    if not all(member.user and member.user.has_usable_password() for member in staff):
        set_demo_passwords(clinic, DEMO_PASSWORD)


def log_ins_of(slug: str) -> list[tuple[str, str]]:
    """E-mail address and role of everybody on staff who can log in."""
    staff = StaffMember.objects.filter(clinic__slug=slug, active=True, user__isnull=False)
    return [(member.email, member.get_role_display()) for member in staff.order_by("email")]
