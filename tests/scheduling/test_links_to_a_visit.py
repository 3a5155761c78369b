from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

import pytest

from jessica.platform.errors import NotFound
from jessica.scheduling.cancellation import cancel
from jessica.scheduling.models import Appointment
from jessica.scheduling.rescheduling import reschedule
from jessica.scheduling.signed_links import make_link_token, read_link_token
from tests.factories import NOW, SmallClinic

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(small: SmallClinic) -> Appointment:
    return small.book(small.opening("10:00"), reason="crooked nose")


def test_a_link_opens_its_visit_and_no_other(small: SmallClinic, visit: Appointment):
    other = small.book(small.opening("14:00"))
    assert read_link_token(make_link_token(visit), NOW).appointment_id == visit.pk
    assert read_link_token(make_link_token(other), NOW).appointment_id == other.pk
    signature = make_link_token(visit).split(":")[1]
    with pytest.raises(NotFound):
        read_link_token(f"{other.pk.hex}:{signature}", NOW)


@pytest.mark.parametrize("token", ["", ":", "abc", "abc:def", "0" * 32])
def test_a_made_up_token_opens_nothing(visit: Appointment, token: str):
    with pytest.raises(NotFound):
        read_link_token(token, NOW)


def test_a_link_works_until_the_visit_is_over(visit: Appointment):
    token = make_link_token(visit)
    assert read_link_token(token, visit.ends_at - timedelta(seconds=1)).status == "booked"
    with pytest.raises(NotFound):
        read_link_token(token, visit.ends_at)


def test_the_link_follows_the_visit(small: SmallClinic, visit: Appointment):
    token = make_link_token(visit)
    moved = reschedule(visit.pk, small.opening("14:00"), by="patient-link", at=NOW)
    assert read_link_token(token, visit.ends_at).starts_at == moved.starts_at
    cancel(visit.pk, reason="", by="patient-link", at=NOW)
    assert read_link_token(token, NOW).status == "cancelled"


def test_a_link_shows_no_name_no_reason_and_no_procedure(visit: Appointment):
    shown = str(asdict(read_link_token(make_link_token(visit), NOW)))
    for secret in ("Rosa", "Delgado", "nose", "onsultation", str(visit.person_id)):
        assert secret not in shown
