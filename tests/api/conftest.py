"""A clinic whose clock stands still, and a conversation with it."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from jessica.clinic.models import Clinic, StaffMember
from jessica.platform.clock import FixedClock
from jessica.platform.ids import stable_id
from tests.api.caller import Talk, begin
from tests.factories import NOW, SmallClinic, make_small_clinic
from tests.support.browser import browser, live_site, open_page, site_server

__all__ = ["browser", "live_site", "open_page", "site_server"]


@pytest.fixture(autouse=True)
def standing_clock(settings: Settings) -> None:
    settings.JESSICA_CLOCK = FixedClock(NOW)
    settings.JESSICA_REPRODUCIBLE = True
    settings.RATE_LIMIT_EXEMPT_LOOPBACK = True


@pytest.fixture
def small(db: None) -> SmallClinic:
    small = make_small_clinic()
    small.clinic.website = "https://harbor.example.org/welcome"
    small.clinic.save()
    return small


@pytest.fixture
def clinic(small: SmallClinic) -> Clinic:
    return small.clinic


@pytest.fixture
def staff(clinic: Clinic) -> StaffMember:
    return StaffMember.objects.create(
        id=stable_id(clinic.slug, "staff", "noor"),
        clinic=clinic,
        key="noor",
        name="Noor Haddad",
        role="front_desk",
    )


@pytest.fixture
def talk(clinic: Clinic, client: Client) -> Talk:
    return begin(client)
