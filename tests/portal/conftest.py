"""A visit with a link, and a browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from pytest_django.fixtures import Settings

from jessica.platform.clock import FixedClock
from jessica.scheduling.models import Appointment
from jessica.scheduling.signed_links import make_link_token
from tests.factories import NOW, SmallClinic, make_small_clinic
from tests.support.browser import browser, live_site, open_page, site_server

__all__ = ["browser", "live_site", "open_page", "site_server"]

CANCELLATION = [
    {
        "categories": ["consultation"],
        "tiers": [{"notice_hours": 48, "fee": {"amount": "75"}}],
        "moving_counts": False,
        "text": {
            "en": "Inside two days of the visit we keep $75.",
            "es": "A menos de dos días de la cita se cobran $75.",
        },
    }
]


@pytest.fixture
def small(db: None) -> SmallClinic:
    small = make_small_clinic()
    small.clinic.policies = {"cancellation": CANCELLATION}
    small.clinic.save()
    return small


@pytest.fixture
def set_clock(settings: Settings) -> Callable[[datetime], None]:
    """Sets the clinic's clock, also for the running site."""

    def set_to(instant: datetime) -> None:
        settings.JESSICA_CLOCK = FixedClock(instant)

    return set_to


@pytest.fixture
def visit(small: SmallClinic, set_clock: Callable[[datetime], None]) -> Appointment:
    """Rosa's consultation on Monday at 9:30, a week ahead."""
    set_clock(NOW)
    small.consultation.fee = Decimal(150)
    small.consultation.save()
    return small.book(small.opening("09:30"), reason="a rhinoplasty after the accident")


@pytest.fixture
def link(visit: Appointment) -> str:
    return f"/v/{make_link_token(visit)}/"
