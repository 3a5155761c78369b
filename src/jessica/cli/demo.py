"""What `jessica demo` shows: an invented clinic, with log-ins for everybody who works there."""

from __future__ import annotations

from django.db.models import QuerySet

from jessica.clinic.models import Clinic, StaffMember

DEMO_SLUG = "demo"


def prepare_demo() -> None:
    """The demonstration clinic with weeks of visits and an inbox, made once for each database."""
    clinic = Clinic.objects.filter(slug=DEMO_SLUG).first()
    # The log-ins are opened last, so nothing is missing where they are open; a later start is quick.
    if clinic is None or not _all_can_log_in(clinic):
        _make_demo()


def _make_demo() -> None:
    from jessica.cli.demo_clinic import create_demo_records
    from jessica.cli.demo_conversations import create_demo_conversations
    from jessica.cli.load_clinic import load_clinic
    from jessica.clinic.demo import DEMO_CLINIC_FILE
    from jessica.platform.clock import clinic_clock

    at = clinic_clock().now()
    load_clinic(DEMO_CLINIC_FILE, at=at)
    clinic = Clinic.objects.get(slug=DEMO_SLUG)
    create_demo_records(clinic, at=at)
    create_demo_conversations(clinic, at=at)
    open_log_ins(clinic)


def open_log_ins(clinic: Clinic) -> None:
    """Let everybody on staff log in with the demonstration's password, where somebody cannot yet."""
    from jessica.cli.demo_clinic import set_demo_passwords
    from jessica.console.demo_logins import DEMO_PASSWORD

    if not _all_can_log_in(clinic):
        set_demo_passwords(clinic, DEMO_PASSWORD)


def log_ins_of(slug: str) -> list[tuple[str, str]]:
    """E-mail address and role of everybody on staff who can log in."""
    staff = _staff().filter(clinic__slug=slug).order_by("email")
    return [(member.email, member.get_role_display()) for member in staff]


def _all_can_log_in(clinic: Clinic) -> bool:
    staff = _staff().filter(clinic=clinic).select_related("user")
    return all(member.user is not None and member.user.has_usable_password() for member in staff)


def _staff() -> QuerySet[StaffMember]:
    return StaffMember.objects.filter(active=True, user__isnull=False)
