"""Moving and cancelling: who may, what it costs, and that it is the same record."""

from __future__ import annotations

from datetime import UTC, date, timedelta

import pytest

from jessica.billing.models import Charge
from jessica.scheduling.models import Appointment


@pytest.fixture
def booked(talk, patient):
    """A visit of the existing patient, a good week ahead."""
    talk("I'd like a facial on December 9", "first", "Nora Whitfield", "June 9, 1984", "yes")
    return Appointment.objects.get()


def test_moving_keeps_the_record_and_says_what_it_costs(talk, booked):
    t = talk("I need to move my appointment to December 10", "Nora Whitfield", "6/9/1984", "first")
    assert "Moving it costs nothing" in t.text
    t.say("yes")
    moved = Appointment.objects.get()
    assert (moved.pk, moved.sequence) == (booked.pk, 1)
    assert moved.starts_at.date() == date(2026, 12, 10)
    assert t.actions == ["visit_moved"]


def test_cancelling_in_time_is_free(talk, booked):
    t = talk("cancel my appointment please", "Nora Whitfield", "6/9/1984")
    assert "costs nothing" in t.text
    t.say("yes")
    assert Appointment.objects.get().status == "cancelled"
    assert not Charge.objects.exists()


def test_cancelling_late_tells_the_fee_first_and_posts_it_only_after_a_yes(talk, booked):
    late = booked.starts_at - timedelta(hours=20)
    t = talk("I want to cancel my appointment", "Nora Whitfield", "6/9/1984", at=late)
    assert "$50" in t.text
    assert Appointment.objects.get().status == "booked"
    t.say("yes, cancel it")
    assert Appointment.objects.get().status == "cancelled"
    assert Charge.objects.get().amount == 50
    assert t.actions == ["visit_cancelled", "fee_posted"]


def test_moving_is_the_way_out_of_a_cancellation(talk, booked):
    t = talk("cancel my appointment", "Nora Whitfield", "6/9/1984", "move it instead")
    assert t.reply["awaiting"] == "when"
    t.say("December 11", "first", "yes")
    assert Appointment.objects.get().status == "booked"
    assert t.actions == ["visit_moved"]


def test_keeping_it_changes_nothing(talk, booked):
    t = talk("cancel my appointment", "Nora Whitfield", "6/9/1984", "no, keep it")
    assert "stays as it is" in t.text
    assert t.actions == []


def test_a_wrong_birth_date_opens_nothing_and_the_right_one_does(talk, booked):
    t = talk("when is my appointment?", "Nora Whitfield", "June 10, 1984")
    assert "can't match" in t.text
    assert "December 9" not in t.text
    t.say("Nora Whitfield", "June 9, 1984")
    assert "December 9" in t.text


def test_two_failed_matches_go_to_a_person(talk, booked):
    t = talk("when is my appointment?", "Nora Whitfield", "June 10, 1984", "Nora Whitfield", "July 9, 1984")
    assert "handed_over" in t.actions
    assert "December" not in t.text


def test_the_visit_booked_a_moment_ago_needs_no_new_identity(talk):
    t = talk("I want a facial", "December 9", "first", "Maria Lopez", "March 4, 1985", "303 555 0142", "yes")
    t.say("actually I need to cancel my appointment")
    assert t.reply["awaiting"] == "confirm"
    t.say("yes")
    assert t.actions == ["visit_booked", "visit_cancelled"]


def test_another_visit_leaves_the_existing_one_alone(talk, booked):
    t = talk("I'd like to book another facial on December 16", "first", "Nora Whitfield", "6/9/1984", "yes")
    assert t.actions == ["visit_booked"]
    assert Appointment.objects.filter(status="booked").count() == 2
    booked.refresh_from_db()
    assert booked.sequence == 0


def test_from_one_day_to_another_finds_the_visit_meant(talk, booked):
    talk("I'd like a facial on December 16", "first", "Nora Whitfield", "6/9/1984", "yes")
    t = talk("move my visit from December 16 to December 17", "Nora Whitfield", "6/9/1984", "first")
    assert "Wednesday, December 16" in t.text
    t.say("yes")
    booked.refresh_from_db()
    assert booked.starts_at.astimezone(UTC).date().day == 9


def test_nothing_upcoming_is_said_plainly(talk, patient):
    t = talk("when is my next appointment?", "Nora Whitfield", "6/9/1984")
    assert "don't see an upcoming visit" in t.text


def test_birth_dates_cannot_be_tried_one_after_another(talk, booked):
    t = talk("I want a facial on December 9", "first", "Nora Whitfield", "June 1, 1984")
    t.say("my birthday is June 5, 1984", "my birthday is June 9, 1984")
    t.say("never mind", "when is my appointment?")
    assert "December 9" not in t.text
    assert "handed_over" in t.actions


def test_after_a_red_flag_nothing_new_is_sold(talk):
    t = talk("my incision opened up and there is pus", "I want to book a facial")
    assert "help you with that first" in t.text
    assert t.actions == ["handed_over", "paged"]
