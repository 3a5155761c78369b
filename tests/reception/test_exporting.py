"""The export holds what conversations led to: complete, sorted, plain data."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from jessica.reception.exporting import FORMAT, export
from jessica.scheduling.models import Appointment
from tests.factories import make_clinic, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def v(visitor, nora):
    """Books, cancels late, asks what nobody knows, leaves a wish to be called."""
    one = visitor("I'd like a facial on December 9", "first", "Nora Whitfield", "June 9, 1984", "yes")
    one.at = Appointment.objects.get().starts_at - timedelta(hours=20)
    one.say("cancel my appointment", "yes, cancel it")
    one.say("do you allow emotional support parrots in the recovery lounge?", "please call me back")
    one.say("about my refund", "303 555 0161")
    return one


def test_everything_a_conversation_did_is_in_it(clinic, v, nora):
    document = export(clinic, v.conversation)
    visit = Appointment.objects.get()
    assert (document["format"], document["clinic"]) == (FORMAT, "demo")
    assert [p["id"] for p in document["patients"]] == [str(nora.pk)]
    assert [(r["id"], r["status"], r["patient"]) for r in document["visits"]] == [
        (str(visit.pk), "cancelled", str(nora.pk))
    ]
    assert [(c["amount"], c["currency"], c["visit"]) for c in document["charges"]] == [
        ("50.00", "USD", str(visit.pk))
    ]
    actions = [action["action"] for action in document["actions"]]
    assert actions[:3] == ["visit_booked", "visit_cancelled", "fee_posted"]
    assert {action["conversation"] for action in document["actions"]} == {str(v.id)}
    assert [q["conversation"] for q in document["questions"]] == [str(v.id)]
    assert [t["kind"] for t in document["tasks"]] == ["callback"]


def test_it_is_plain_data_in_one_order(clinic, v, visitor):
    visitor("I want a facial on December 10", "first", "Ida Becker", "May 2, 1990", "303 555 0162", "yes")
    document = export(clinic)
    assert json.loads(json.dumps(document)) == document == export(clinic)
    starts = [visit["starts_at"] for visit in document["visits"]]
    assert starts == sorted(starts)
    assert all(start.endswith("Z") for start in starts)
    assert [p["family_name"] for p in document["patients"]] == ["Becker", "Whitfield"]


def test_one_conversation_does_not_show_another(clinic, v, visitor, omar):
    other = visitor("I want to talk to a person")
    document = export(clinic, other.conversation)
    assert [action["action"] for action in document["actions"]] == ["handed_over"]
    for part in ("patients", "visits", "waitlist", "charges", "tasks", "questions"):
        assert document[part] == []
    assert len(export(clinic)["patients"]) == 2


def test_another_clinic_has_its_own(clinic, v):
    elsewhere = make_clinic("elsewhere")
    make_person(elsewhere, "Rosa")
    document = export(elsewhere)
    assert [p["given_name"] for p in document["patients"]] == ["Rosa"]
    assert document["actions"] == document["visits"] == []
