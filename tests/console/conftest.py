"""A clinic with somebody at the front desk, on a Monday at nine in the morning, and a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from jessica.clinic.models import StaffMember
from jessica.platform.clock import FixedClock
from tests.console.records import PASSWORD, make_staff
from tests.factories import NOW, SmallClinic, make_small_clinic
from tests.support.browser import OpenPage, browser, live_site, open_page, site_server

__all__ = ["browser", "live_site", "open_page", "site_server"]


@pytest.fixture
def small(db: None, settings: Any) -> SmallClinic:
    """The small clinic; its console reads `NOW` from the clock."""
    settings.JESSICA_CLOCK = FixedClock(NOW)
    return make_small_clinic()


@pytest.fixture
def dana(small: SmallClinic) -> StaffMember:
    """Front desk."""
    return make_staff(small.clinic)


@pytest.fixture
def desk(dana: StaffMember) -> Client:
    """A browser in which Dana is logged in."""
    return logged_in(dana)


def logged_in(staff: StaffMember) -> Client:
    client = Client()
    assert staff.user is not None
    client.force_login(staff.user)
    return client


@pytest.fixture
def open_console(open_page: OpenPage, small: SmallClinic, dana: StaffMember) -> Callable[..., Page]:
    """`open_console("/console/inbox/", phone=True)`: the page after Dana's log-in."""

    def open_one(path: str, **options: Any) -> Page:
        page = open_page(f"/console/login/?next={path}", **options)
        page.get_by_label("E-mail").fill(dana.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(f"**{path}")
        return page

    return open_one
