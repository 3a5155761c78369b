"""Somebody's visits are told to whoever gives full name and birth date, and to nobody else."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from jessica.people.models import Person
from jessica.policy.models import Decision
from jessica.reception.models import Handover
from jessica.scheduling.models import Appointment
from tests.support.demo_clinic import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def booked(visitor, nora):
    visitor("I'd like a facial on December 9", "first", "Nora Whitfield", "June 9, 1984", "yes")
    return Appointment.objects.get()


def test_the_right_name_and_birth_date_open_the_visit(visitor, booked):
    v = visitor("cancel my appointment", "nora whitfield", "6/9/1984")
    assert "December 9" in v.text
    v.say("yes")
    assert v.actions == ["visit_cancelled"]
    assert Decision.objects.filter(action="visit.read", outcome="allowed").exists()


def test_failing_twice_hands_over_and_reveals_nothing(visitor, booked):
    v = visitor("cancel my appointment")
    said = [
        "\n".join(v.say(line)["text"])
        for line in ("Nora Whitfield", "June 8, 1984", "Nora Whitfield", "July 9, 1984")
    ]
    assert v.actions == ["handed_over"]
    assert Handover.objects.get().reason == "identity"
    for told in said:
        assert "December" not in told
        assert "facial" not in told.lower()
    assert Appointment.objects.get().status == "booked"


def test_after_failing_twice_even_the_right_answer_opens_nothing(visitor, booked):
    v = visitor("cancel my appointment", "Nora Whitfield", "June 8, 1984", "Nora Whitfield", "July 9, 1984")
    v.say("cancel my appointment", "Nora Whitfield", "June 9, 1984", "yes")
    assert "visit_cancelled" not in v.actions
    assert Appointment.objects.get().status == "booked"


def test_two_patients_of_one_name_and_birth_date_are_not_told_apart_by_guessing(visitor, booked, clinic):
    Person.objects.create(
        id=uuid4(), clinic=clinic, given_name="Nora", family_name="Whitfield", birth_date=date(1984, 6, 9),
        created_at=AT, updated_at=AT,
    )  # fmt: skip
    v = visitor("cancel my appointment", "Nora Whitfield", "6/9/1984")
    assert "December 9" not in v.text
    assert Appointment.objects.get().status == "booked"


def test_another_name_in_mid_conversation_loses_what_was_verified(visitor, booked, omar):
    v = visitor("cancel my appointment", "Omar Haddad", "Feb 3, 1979")
    v.say("sorry, my name is Nora Whitfield", "cancel my appointment")
    assert "December 9" not in v.text
    assert v.conversation.state["person"]["person_id"] in {None, str(omar.pk)}
