from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from jessica.events.models import Event
from jessica.platform.errors import NotFound
from jessica.scheduling.cancellation import cancel
from jessica.scheduling.holds import hold_opening
from jessica.scheduling.models import Appointment, Hold, Occupancy
from jessica.scheduling.problems import OpeningRefused, SlotTaken, VisitNotOpen
from jessica.scheduling.rescheduling import reschedule
from tests.factories import MONDAY, NOW, SmallClinic

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def visit(small: SmallClinic) -> Appointment:
    return small.book(small.opening("10:00", provider=small.okafor))


def test_a_moved_visit_is_the_same_record_at_another_time(small: SmallClinic, visit: Appointment):
    new = small.opening("14:00", day=TUESDAY, provider=small.rivera)
    moved = reschedule(visit.pk, new, by="jessica", at=NOW)
    assert moved.pk == visit.pk
    assert (moved.starts_at, moved.provider_id, moved.sequence) == (new.starts_at, small.rivera.pk, 1)
    assert Appointment.objects.count() == 1
    event = Event.objects.get(kind="appointment.rescheduled")
    assert event.payload["previous_starts_at"] == visit.starts_at.isoformat()


def test_the_old_time_is_free_and_the_new_one_taken(small: SmallClinic, visit: Appointment):
    reschedule(visit.pk, small.opening("14:00", provider=small.okafor), by="jessica", at=NOW)
    clocks = small.clocks(provider=small.okafor)
    assert "10:00" in clocks
    assert "14:00" not in clocks
    assert Occupancy.objects.count() == 2


def test_a_visit_can_move_by_less_than_its_length(small: SmallClinic, visit: Appointment):
    assert "10:15" not in small.clocks(provider=small.okafor)
    new = small.opening("10:15", provider=small.okafor, moving=visit.pk)
    assert reschedule(visit.pk, new, by="jessica", at=NOW).starts_at == small.instant("10:15")


def test_a_taken_time_leaves_the_visit_where_it_was(small: SmallClinic, visit: Appointment):
    wanted = small.opening("14:00", provider=small.okafor)
    small.book(wanted)
    with pytest.raises(SlotTaken):
        reschedule(visit.pk, wanted, by="jessica", at=NOW)
    visit.refresh_from_db()
    assert (visit.starts_at, visit.sequence) == (small.instant("10:00"), 0)
    assert "10:00" not in small.clocks(provider=small.okafor)


def test_moving_follows_the_rules_of_self_service(small: SmallClinic, visit: Appointment):
    wanted = small.opening("14:00", provider=small.okafor)
    small.consultation.minimum_notice = 240
    small.consultation.save()
    late = small.instant("09:59")
    visit_is_near = small.instant("10:01") - timedelta(minutes=10)
    with pytest.raises(OpeningRefused):
        reschedule(visit.pk, small_shift(wanted, small), by="patient-link", at=visit_is_near)
    assert reschedule(visit.pk, wanted, by="staff:kim", at=late).starts_at == wanted.starts_at


def small_shift(opening, small: SmallClinic):
    return type(opening)(
        opening.service_id,
        opening.location_id,
        opening.provider_id,
        opening.resource_ids,
        small.instant("13:00"),
        small.instant("13:30"),
    )


def test_moving_uses_up_the_hold_on_the_new_time(small: SmallClinic, visit: Appointment):
    holder = str(uuid4())
    new = small.opening("14:00", provider=small.okafor)
    hold_opening(new, clinic=small.clinic, holder=holder, at=NOW)
    with pytest.raises(SlotTaken):
        reschedule(visit.pk, new, by="jessica", at=NOW)
    reschedule(visit.pk, new, by="jessica", at=NOW, holder=holder)
    assert not Hold.objects.exists()


def test_moving_to_where_it_is_changes_nothing(small: SmallClinic, visit: Appointment):
    here = small.opening("10:00", provider=small.okafor, moving=visit.pk)
    assert reschedule(visit.pk, here, by="jessica", at=NOW).sequence == 0
    assert not Event.objects.filter(kind="appointment.rescheduled").exists()


def test_a_visit_that_changed_meanwhile_is_left_alone(small: SmallClinic, visit: Appointment):
    first, second = (small.opening(clock, provider=small.okafor) for clock in ("14:00", "15:00"))
    reschedule(visit.pk, first, by="jessica", at=NOW, expected_sequence=0)
    with pytest.raises(VisitNotOpen):
        reschedule(visit.pk, second, by="jessica", at=NOW, expected_sequence=0)
    assert reschedule(visit.pk, second, by="jessica", at=NOW, expected_sequence=1).sequence == 2


def test_a_cancelled_visit_cannot_be_moved(small: SmallClinic, visit: Appointment):
    new = small.opening("14:00")
    cancel(visit.pk, reason="", by="jessica", at=NOW)
    with pytest.raises(VisitNotOpen):
        reschedule(visit.pk, new, by="jessica", at=NOW)


def test_only_staff_move_a_visit_that_has_begun(small: SmallClinic, visit: Appointment):
    during = small.instant("10:10")
    new = small.opening("14:00", provider=small.okafor)
    with pytest.raises(VisitNotOpen):
        reschedule(visit.pk, new, by="patient-link", at=during)
    assert reschedule(visit.pk, new, by="staff:kim", at=during).sequence == 1


def test_an_unknown_visit_cannot_be_moved(small: SmallClinic):
    with pytest.raises(NotFound):
        reschedule(uuid4(), small.opening("14:00"), by="jessica", at=NOW)


def test_a_moved_visit_keeps_the_length_of_its_kind_of_patient(small: SmallClinic):
    small.consultation.minutes_new = 60
    small.consultation.save()
    visit = small.book(small.opening("10:00", patient_kind="new"), patient_kind="new")
    new = small.opening("14:00", patient_kind="new")
    moved = reschedule(visit.pk, new, by="jessica", at=NOW)
    assert moved.ends_at - moved.starts_at == timedelta(minutes=60)
