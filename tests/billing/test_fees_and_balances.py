from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from jessica.billing.balances import balance_of
from jessica.billing.fees import post_fee, waive_fee
from jessica.billing.models import Charge, ChargeKind, ChargeStatus
from jessica.events.models import Event
from jessica.platform.errors import Refused
from jessica.scheduling.models import Appointment
from tests.factories import NOW, SmallClinic, make_person, make_small_clinic

pytestmark = pytest.mark.django_db

LATE = ChargeKind.LATE_CANCELLATION


@pytest.fixture
def small(db: None) -> SmallClinic:
    return make_small_clinic()


@pytest.fixture
def visit(small: SmallClinic) -> Appointment:
    return small.book(small.opening("10:00"))


def test_a_fee_is_posted_once(visit: Appointment):
    first = post_fee(visit, LATE, Decimal("50.00"), "Late cancellation", NOW)
    again = post_fee(visit, LATE, Decimal("75.00"), "Late cancellation", NOW + timedelta(hours=1))
    assert (again.pk, again.amount) == (first.pk, Decimal("50.00"))
    assert Event.objects.filter(kind="charge.posted").count() == 1


def test_fees_of_two_kinds_are_two_charges(visit: Appointment):
    post_fee(visit, LATE, Decimal(50), "Late cancellation", NOW)
    post_fee(visit, ChargeKind.VISIT, Decimal(125), "Consultation", NOW)
    assert Charge.objects.count() == 2


def test_a_fee_is_in_the_currency_of_the_visit(visit: Appointment):
    visit.service.currency = "EUR"
    assert post_fee(visit, LATE, Decimal(50), "Late cancellation", NOW).currency == "EUR"


def test_a_fee_below_nothing_is_refused_and_nothing_is_fine(visit: Appointment):
    with pytest.raises(Refused):
        post_fee(visit, LATE, Decimal("-0.01"), "Late cancellation", NOW)
    assert post_fee(visit, LATE, Decimal(0), "Late cancellation", NOW).amount == 0


def test_the_balance_is_the_sum_of_the_open_charges(small: SmallClinic, visit: Appointment):
    other = small.book(small.opening("14:00"), person=make_person(small.clinic, "Ben"))
    post_fee(visit, LATE, Decimal("50.00"), "Late cancellation", NOW)
    post_fee(visit, ChargeKind.VISIT, Decimal("125.50"), "Consultation", NOW + timedelta(hours=1))
    post_fee(other, LATE, Decimal("50.00"), "Late cancellation", NOW)
    balance = balance_of(small.rosa)
    assert [line.label for line in balance.lines] == ["Late cancellation", "Consultation"]
    assert balance.totals == {"USD": Decimal("175.50")}
    assert not balance.settled


def test_paid_and_waived_charges_do_not_count(small: SmallClinic, visit: Appointment):
    paid = post_fee(visit, ChargeKind.VISIT, Decimal(125), "Consultation", NOW)
    Charge.objects.filter(pk=paid.pk).update(status=ChargeStatus.PAID)
    fee = post_fee(visit, LATE, Decimal(50), "Late cancellation", NOW)
    assert waive_fee(fee, by="staff:kim", at=NOW).status == ChargeStatus.WAIVED
    assert balance_of(small.rosa).settled
    assert balance_of(small.rosa).lines == ()


def test_a_paid_charge_cannot_be_waived(visit: Appointment):
    fee = post_fee(visit, LATE, Decimal(50), "Late cancellation", NOW)
    Charge.objects.filter(pk=fee.pk).update(status=ChargeStatus.PAID)
    with pytest.raises(Refused):
        waive_fee(fee, by="staff:kim", at=NOW)
    assert Charge.objects.get().status == ChargeStatus.PAID


def test_reading_a_balance_is_one_query(small: SmallClinic, visit: Appointment, django_assert_num_queries):
    post_fee(visit, LATE, Decimal(50), "Late cancellation", NOW)
    post_fee(visit, ChargeKind.VISIT, Decimal(125), "Consultation", NOW)
    with django_assert_num_queries(1):
        assert len([line.appointment for line in balance_of(small.rosa).lines]) == 2
