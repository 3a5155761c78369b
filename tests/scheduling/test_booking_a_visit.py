from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from jessica.events.models import Event
from jessica.scheduling.booking import book
from jessica.scheduling.holds import hold_opening
from jessica.scheduling.models import Appointment, Hold, Occupancy
from jessica.scheduling.problems import OpeningRefused, ProblemCode, SlotTaken
from tests.factories import MONDAY, NOW, SmallClinic

pytestmark = pytest.mark.django_db


def test_a_booked_time_is_offered_to_nobody_else(small: SmallClinic):
    opening = small.opening("10:00", small.checkup, provider=small.okafor)
    visit = small.book(opening)
    assert (visit.starts_at, visit.ends_at) == (opening.starts_at, opening.ends_at)
    assert "10:00" not in small.clocks(small.checkup, provider=small.okafor)
    assert "10:30" in small.clocks(small.checkup, provider=small.okafor)


def test_the_provider_the_room_and_the_device_are_taken_together(small: SmallClinic):
    small.book(small.opening("10:00", small.laser_visit))
    taken = set(Occupancy.objects.values_list("resource__key", flat=True))
    assert taken == {"okafor", "room-1", "laser"}


def test_a_second_booking_of_the_same_time_is_refused_and_changes_nothing(small: SmallClinic):
    opening = small.opening("10:00", small.checkup)
    small.book(opening)
    with pytest.raises(SlotTaken):
        small.book(opening)
    assert Appointment.objects.count() == 1


def test_an_offered_room_that_has_gone_is_replaced_by_a_free_one(small: SmallClinic):
    first = small.opening("10:00", provider=small.okafor)
    second = small.opening("10:00", provider=small.rivera)
    assert first.resource_ids[1] == second.resource_ids[1] == small.room.pk
    small.book(first)
    visit = small.book(second)
    rooms = visit.occupancy.exclude(resource=small.rivera.resource).values_list("resource_id", flat=True)
    assert list(rooms) == [small.second_room.pk]


def test_the_same_request_twice_is_one_visit(small: SmallClinic):
    request = small.request(small.opening("10:00"), idempotency_key="turn-7")
    first = book(request, at=NOW)
    again = book(replace(request, appointment_id=uuid4()), at=NOW + timedelta(minutes=1))
    assert again.pk == first.pk
    assert Appointment.objects.count() == 1
    assert Event.objects.filter(kind="appointment.booked").count() == 1


def test_the_same_appointment_id_without_a_key_is_one_visit(small: SmallClinic):
    request = small.request(small.opening("10:00"))
    assert book(request, at=NOW).pk == book(request, at=NOW).pk
    assert Occupancy.objects.filter(appointment_id=request.appointment_id).count() == 2


def test_booking_uses_up_the_hold_of_the_conversation(small: SmallClinic):
    opening, conversation = small.opening("10:00"), uuid4()
    hold_opening(opening, clinic=small.clinic, holder=str(conversation), at=NOW)
    small.book(opening, conversation_id=conversation)
    assert not Hold.objects.exists()
    assert not Occupancy.objects.filter(hold__isnull=False).exists()


def test_a_refused_booking_keeps_the_hold(small: SmallClinic):
    held, wanted, conversation = small.opening("10:00"), small.opening("11:00"), uuid4()
    hold_opening(held, clinic=small.clinic, holder=str(conversation), at=NOW)
    small.book(wanted)
    with pytest.raises(SlotTaken):
        small.book(wanted, conversation_id=conversation)
    assert Hold.objects.get().starts_at == held.starts_at


def test_the_event_tells_ids_and_never_words(small: SmallClinic):
    visit = small.book(small.opening("10:00"), reason="my nose, since the accident")
    event = Event.objects.get(kind="appointment.booked")
    assert event.subject_id == visit.pk
    assert event.payload["by"] == "jessica"
    assert "nose" not in str(event.payload)


def test_a_time_outside_the_hours_cannot_be_booked(small: SmallClinic):
    opening = small.opening("10:00")
    late = replace(opening, starts_at=small.instant("18:00", MONDAY), ends_at=small.instant("18:30", MONDAY))
    with pytest.raises(OpeningRefused) as refused:
        small.book(late)
    assert refused.value.problem.code == ProblemCode.OUTSIDE_HOURS
    assert small.book(opening).pk


def test_a_length_that_the_visit_does_not_have_cannot_be_booked(small: SmallClinic):
    opening = small.opening("10:00")
    with pytest.raises(OpeningRefused):
        small.book(replace(opening, ends_at=opening.ends_at + timedelta(minutes=5)))
    assert small.book(opening).ends_at == opening.ends_at
