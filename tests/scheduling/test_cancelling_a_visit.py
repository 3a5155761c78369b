from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from jessica.clinic.policies import CancellationRule, CancellationTier, FeeRule, Policies
from jessica.events.models import Event
from jessica.platform.errors import NotFound
from jessica.scheduling.cancellation import cancel
from jessica.scheduling.models import Appointment, AppointmentStatus, Occupancy
from jessica.scheduling.notice import cancellation_terms
from jessica.scheduling.problems import VisitNotOpen
from tests.factories import NOW, SmallClinic

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(small: SmallClinic) -> Appointment:
    return small.book(small.opening("10:00", provider=small.okafor))


def policies(*tiers: CancellationTier, moving_counts: bool = False) -> Policies:
    rule = CancellationRule(categories=["consultation"], tiers=list(tiers), moving_counts=moving_counts)
    return Policies(cancellation=[rule])


def tier(hours: int, **fee) -> CancellationTier:
    return CancellationTier(notice_hours=hours, fee=FeeRule(**fee))


def test_a_cancelled_visit_frees_its_time_and_stays_on_record(small: SmallClinic, visit: Appointment):
    cancelled = cancel(visit.pk, reason="feeling better", by="jessica", at=NOW)
    assert (cancelled.status, cancelled.cancel_reason) == (AppointmentStatus.CANCELLED, "feeling better")
    assert (cancelled.cancelled_at, cancelled.sequence) == (NOW, 1)
    assert "10:00" in small.clocks(provider=small.okafor)
    assert not Occupancy.objects.exists()


def test_cancelling_twice_is_cancelling_once(small: SmallClinic, visit: Appointment):
    cancel(visit.pk, reason="first", by="jessica", at=NOW)
    again = cancel(visit.pk, reason="second", by="jessica", at=NOW + timedelta(hours=1))
    assert (again.cancel_reason, again.sequence) == ("first", 1)
    assert Event.objects.filter(kind="appointment.cancelled").count() == 1


def test_a_visit_that_is_over_cannot_be_cancelled(visit: Appointment):
    visit.status = AppointmentStatus.FULFILLED
    visit.save()
    with pytest.raises(VisitNotOpen):
        cancel(visit.pk, reason="", by="staff:kim", at=NOW)


def test_only_staff_cancel_a_visit_that_has_begun(visit: Appointment):
    with pytest.raises(VisitNotOpen):
        cancel(visit.pk, reason="", by="patient-link", at=visit.starts_at)
    assert cancel(visit.pk, reason="", by="staff:kim", at=visit.starts_at).cancelled_at == visit.starts_at


def test_an_unknown_visit_cannot_be_cancelled(small: SmallClinic):
    with pytest.raises(NotFound):
        cancel(uuid4(), reason="", by="jessica", at=NOW)


def test_enough_notice_costs_nothing(visit: Appointment):
    rules = policies(tier(48, amount=Decimal(50)), tier(24, amount=Decimal(100)))
    terms = cancellation_terms(visit, visit.starts_at - timedelta(hours=48), policies=rules)
    assert terms.free
    assert (terms.fee, terms.tier, terms.minutes_before) == (None, "", 2880)


@pytest.mark.parametrize(
    ("minutes", "fee", "label"),
    [
        (48 * 60 - 1, Decimal(50), "less than 48 hours"),
        (24 * 60, Decimal(50), "less than 48 hours"),
        (24 * 60 - 1, Decimal(100), "less than 24 hours"),
        (1, Decimal(100), "less than 24 hours"),
    ],
)
def test_short_notice_costs_what_its_tier_says(visit: Appointment, minutes: int, fee: Decimal, label: str):
    rules = policies(tier(48, amount=Decimal(50)), tier(24, amount=Decimal(100)))
    terms = cancellation_terms(visit, visit.starts_at - timedelta(minutes=minutes), policies=rules)
    assert (terms.fee, terms.tier, terms.minutes_before, terms.free) == (fee, label, minutes, False)


def test_moving_costs_only_where_the_clinic_says_so(visit: Appointment):
    late = visit.starts_at - timedelta(hours=1)
    assert cancellation_terms(visit, late, moving=True, policies=policies(tier(24, amount=Decimal(50)))).free
    counts = policies(tier(24, amount=Decimal(50)), moving_counts=True)
    assert cancellation_terms(visit, late, moving=True, policies=counts).fee == Decimal(50)


def test_a_category_without_a_rule_is_left_freely(small: SmallClinic):
    visit = small.book(small.opening("10:00", small.laser_visit))
    rules = policies(tier(24, amount=Decimal(50)))
    assert cancellation_terms(visit, visit.starts_at - timedelta(hours=1), policies=rules).free


def test_a_percentage_is_of_the_fixed_price_and_else_for_staff_to_say(visit: Appointment):
    late, rules = visit.starts_at - timedelta(hours=1), policies(tier(24, percent=Decimal(50)))
    unknown = cancellation_terms(visit, late, policies=rules)
    assert (unknown.fee, unknown.percent, unknown.free) == (None, Decimal(50), False)
    visit.service.fee = Decimal("125.50")
    assert cancellation_terms(visit, late, policies=rules).fee == Decimal("62.75")


def test_a_lost_deposit_is_told_with_its_amount(visit: Appointment):
    visit.service.deposit = Decimal(300)
    rules = policies(tier(72, deposit_lost=True))
    terms = cancellation_terms(visit, visit.starts_at - timedelta(hours=10), policies=rules)
    assert (terms.deposit_lost, terms.deposit, terms.fee, terms.free) == (True, Decimal(300), None, False)


def test_the_rules_that_the_clinic_was_loaded_with_are_used(small: SmallClinic, visit: Appointment):
    small.clinic.policies = policies(tier(24, amount=Decimal(75))).model_dump(mode="json")
    small.clinic.save()
    visit.refresh_from_db()
    assert cancellation_terms(visit, visit.starts_at - timedelta(hours=2)).fee == Decimal(75)
