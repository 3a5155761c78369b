"""Who wants no more messages gets none, whichever way the system writes."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import override_settings

from jessica.people.contact_preferences import (
    Stopping,
    allow_contact_again,
    may_be_sent,
    opt_outs_of,
    stop_contact,
)
from jessica.people.models import OptOutScope, Person
from jessica.people.reaching import contact_for_codes
from tests.factories import make_clinic, make_person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
PHONE, EMAIL = "+13035550161", "nora@example.org"


@pytest.fixture
def nora() -> Person:
    person = make_person(make_clinic("north"), "Nora", family_name="Whitfield")
    person.phone, person.email = PHONE, EMAIL
    person.save()
    return person


def _may(person: Person, *, marketing: bool = False) -> dict[str, bool]:
    return {
        "sms": may_be_sent(person, "sms", PHONE, marketing=marketing),
        "calls": may_be_sent(person, "calls", PHONE, marketing=marketing),
        "email": may_be_sent(person, "email", EMAIL, marketing=marketing),
    }


@pytest.mark.parametrize(
    ("scope", "left"),
    [
        ("all", {"sms": False, "calls": False, "email": False}),
        ("sms", {"sms": False, "calls": True, "email": True}),
        ("calls", {"sms": True, "calls": False, "email": True}),
        ("email", {"sms": True, "calls": True, "email": False}),
        ("marketing", {"sms": True, "calls": True, "email": True}),
    ],
)
def test_each_wish_ends_what_it_names(nora, scope, left):
    assert all(_may(nora).values())
    stop_contact(Stopping(nora.clinic, OptOutScope(scope), nora), at=AT)
    assert _may(nora) == left


def test_marketing_ends_with_every_wish_about_marketing(nora):
    stop_contact(Stopping(nora.clinic, OptOutScope.MARKETING, nora), at=AT)
    assert not any(_may(nora, marketing=True).values())


def test_the_wish_of_a_number_holds_for_whoever_has_it_and_for_no_other_clinic(nora):
    stop_contact(Stopping(nora.clinic, OptOutScope.SMS, address=PHONE), at=AT)
    assert not may_be_sent(nora, "sms", PHONE)
    assert may_be_sent(nora, "sms", "+13035550199")
    elsewhere = make_person(make_clinic("south"), "Nora", family_name="Whitfield")
    assert may_be_sent(elsewhere, "sms", PHONE)
    assert [row.scope for row in opt_outs_of(nora)] == ["sms"]


def test_an_address_in_capitals_is_the_same(nora):
    stop_contact(Stopping(nora.clinic, OptOutScope.EMAIL, address="NORA@Example.org"), at=AT)
    assert not may_be_sent(nora, "email", EMAIL)


def test_said_twice_it_is_one_record_and_it_can_be_taken_back(nora):
    first = stop_contact(Stopping(nora.clinic, OptOutScope.SMS, nora), at=AT)
    assert stop_contact(Stopping(nora.clinic, OptOutScope.SMS, nora), at=AT) == first
    assert allow_contact_again(nora, OptOutScope.SMS, at=AT) == 1
    assert may_be_sent(nora, "sms", PHONE)
    assert stop_contact(Stopping(nora.clinic, OptOutScope.SMS, nora), at=AT).pk != first.pk
    assert not may_be_sent(nora, "sms", PHONE)


@override_settings(
    JESSICA_SENDERS={
        "phone": "jessica.people.simulated_phone.SimulatedPhone",
        "email": "jessica.people.simulated_phone.SimulatedPhone",
    }
)
def test_a_code_goes_where_it_may(nora):
    def kind() -> str | None:
        point = contact_for_codes(nora, conversation_id=uuid4())
        return point.kind if point else None

    assert kind() == "phone"
    stop_contact(Stopping(nora.clinic, OptOutScope.SMS, nora), at=AT)
    assert kind() == "email"
    stop_contact(Stopping(nora.clinic, OptOutScope.EMAIL, nora), at=AT)
    assert kind() is None
