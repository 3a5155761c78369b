"""The demonstration clinic on a real server, at a fixed instant, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

from jessica.clinic.models import Clinic, StaffMember
from jessica.platform.clock import FixedClock
from tests.support.browser import browser, live_site, open_page, site_server
from tests.support.demo_clinic import AT

__all__ = ["browser", "live_site", "open_page", "site_server"]

PASSWORD = "a long enough phrase"


@pytest.fixture
def open_clinic(live_site: str, demo_clinic: Clinic, settings: Any) -> Clinic:
    """The clinic is there and it is Monday, nine o'clock."""
    settings.JESSICA_CLOCK = FixedClock(AT)
    return demo_clinic


@pytest.fixture
def front_desk(open_clinic: Clinic) -> StaffMember:
    """Somebody at the front desk who can log in with `PASSWORD`."""
    staff = StaffMember.objects.filter(clinic=open_clinic, role="front_desk").select_related("user").first()
    assert staff is not None
    assert staff.user is not None
    staff.user.set_password(PASSWORD)
    staff.user.save()
    return staff
