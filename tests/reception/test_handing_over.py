"""A person within one turn: with a time that can be kept, told to staff, timed until somebody answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jessica.events.models import Event
from jessica.reception.handing_over import open_handover
from jessica.reception.models import Handover
from jessica.reception.staff_side import answer, hand_back, take_over
from tests.support.demo_clinic import AT

pytestmark = pytest.mark.django_db

PERSON = "I want to talk to a person"
SATURDAY_NIGHT = datetime(2026, 12, 6, 5, 0, tzinfo=UTC)
CHRISTMAS_EVE = datetime(2026, 12, 24, 18, 0, tzinfo=UTC)
LATE_MONDAY = datetime(2026, 12, 1, 0, 55, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "locale", "staffed", "due", "told"),
    [
        (AT, "en", True, datetime(2026, 11, 30, 16, 15, tzinfo=UTC), "by 9:15 AM today"),
        (AT, "es", True, datetime(2026, 11, 30, 16, 15, tzinfo=UTC), "hoy a las 9:15 a. m."),
        (LATE_MONDAY, "en", True, datetime(2026, 12, 1, 17, 0, tzinfo=UTC), "by 10:00 AM tomorrow"),
        (
            SATURDAY_NIGHT,
            "en",
            False,
            datetime(2026, 12, 7, 17, 0, tzinfo=UTC),
            "10:00 AM on Monday, December 7",
        ),
        (CHRISTMAS_EVE, "en", False, datetime(2026, 12, 28, 17, 0, tzinfo=UTC), "Monday, December 28"),
    ],
)
def test_the_patient_is_told_a_time_that_fits_the_hour(visitor, at, locale, staffed, due, told):
    v = visitor("quiero hablar con una persona" if locale == "es" else PERSON, at=at, locale=locale)
    handover = Handover.objects.get()
    assert (handover.staffed, handover.promised_by, handover.requested_at) == (staffed, due, at)
    assert told in v.text
    assert v.reply["handover"]["promised_by"] == due.isoformat()


def test_staff_hear_of_it_and_the_inbox_marks_it(visitor):
    v = visitor(PERSON)
    event = Event.objects.get(kind="handover.opened")
    assert (event.subject_id, event.payload) == (v.id, {"reason": "asked", "urgency": "normal"})
    assert v.conversation.unread_by_staff


def test_asking_again_opens_no_second_one_and_is_not_news(visitor):
    v = visitor(PERSON, PERSON, "human please")
    assert Handover.objects.count() == 1
    assert v.actions == ["handed_over"]
    assert Event.objects.filter(kind="handover.opened").count() == 1


def test_a_graver_reason_makes_the_open_one_more_urgent(visitor):
    v = visitor(PERSON, "I can't breathe and my chest hurts")
    handover = Handover.objects.get()
    assert (handover.urgency, handover.reason) == ("emergency", "red_flag")
    assert handover.promised_by == AT + timedelta(minutes=5)
    assert v.conversation.escalation == "E1"
    assert Event.objects.get(kind="handover.made_urgent").payload["urgency"] == "emergency"
    assert v.actions == ["handed_over", "handed_over", "paged"]


def test_a_lesser_reason_leaves_the_open_one_as_urgent_as_it_was(visitor):
    v = visitor("I can't breathe and my chest hurts", PERSON)
    assert (Handover.objects.get().urgency, v.conversation.escalation) == ("emergency", "E1")
    assert v.actions == ["handed_over", "paged"]


@pytest.mark.parametrize(("urgency", "minutes"), [("emergency", 5), ("urgent", 15)])
def test_at_night_nobody_is_promised_within_minutes(visitor, urgency, minutes):
    day, night = visitor().conversation, visitor().conversation
    by_day = open_handover(day, reason="red_flag", urgency=urgency, tier="E1", at=AT).handover
    by_night = open_handover(night, reason="red_flag", urgency=urgency, tier="E1", at=SATURDAY_NIGHT).handover
    assert by_day.promised_by == AT + timedelta(minutes=minutes)
    assert by_night.promised_by == datetime(2026, 12, 7, 17, 0, tzinfo=UTC)
    assert not by_night.staffed


def test_a_promise_that_has_passed_is_not_repeated(visitor):
    v = visitor(PERSON)
    v.at = AT + timedelta(hours=2)
    v.say(PERSON)
    assert Handover.objects.get().promised_by == v.at + timedelta(minutes=15)
    assert "11:15 AM" in v.text


def test_the_timer_stops_at_the_first_human_answer(visitor, dana):
    v = visitor(PERSON)
    take_over(v.id, staff=dana, at=AT + timedelta(minutes=1))
    assert Handover.objects.get().first_human_reply_at is None
    for minutes in (3, 9):
        answer(v.id, staff=dana, text="Hello", at=AT + timedelta(minutes=minutes))
    assert Handover.objects.get().first_human_reply_at == AT + timedelta(minutes=3)


def test_an_emergency_while_a_person_answers_is_a_new_request_with_its_own_clock(visitor, dana):
    v = visitor(PERSON)
    answer(v.id, staff=dana, text="Hello", at=AT)
    v.say("I can't breathe and my chest hurts")
    first, second = Handover.objects.order_by("requested_at", "urgency")[::-1]
    assert first.closed_at == AT
    assert (second.urgency, second.first_human_reply_at, second.closed_at) == ("emergency", None, None)
    assert "911" in v.text


def test_handing_back_closes_it_and_the_next_request_opens_another(visitor, dana):
    v = visitor(PERSON)
    hand_back(v.id, staff=dana, at=AT)
    assert Handover.objects.get().closed_at == AT
    v.say(PERSON)
    assert Handover.objects.filter(closed_at=None).count() == 1
    assert v.actions == ["handed_over", "handed_over"]
