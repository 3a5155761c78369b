"""Visits that belong together: the return visit is offered once, and booked only after a yes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jessica.scheduling.models import Appointment

PERSON = ("Nora Whitfield", "June 9, 1984")
BOTOX = ("I've been before, I'd like botox", "the soonest", "the first one", *PERSON, "yes")
BOTOX_ES = (
    "ya he ido antes y quiero botox", "lo antes posible", "la primera", "Nora Whitfield",
    "9 de junio de 1984", "sí",
)  # fmt: skip


def visits():
    return list(Appointment.objects.order_by("starts_at").select_related("service", "person"))


@pytest.mark.parametrize(
    ("language", "lines", "offer"),
    [
        ("en", BOTOX, "A return visit belongs to this: Injectable follow-up, between"),
        ("es", BOTOX_ES, "A esta cita le sigue otra: Revisión de inyectables, entre"),
    ],
)
def test_the_return_visit_is_offered_and_not_booked_by_itself(talk, patient, language, lines, offer):
    t = talk(*lines, locale=language)
    assert offer in t.text
    assert t.reply["awaiting"] == "confirm"
    assert [visit.service.key for visit in visits()] == ["neurotoxin"]


def test_after_a_yes_it_is_a_visit_of_its_own_in_the_window(talk, patient):
    t = talk(*BOTOX, "yes please", "the first one")
    assert "Let me read it back" in t.text
    assert len(visits()) == 1
    t.say("yes, book it")
    first, second = visits()
    assert (first.service.key, second.service.key) == ("neurotoxin", "injectable-check")
    assert first.person == second.person == patient
    assert timedelta(days=10) < second.starts_at - first.starts_at < timedelta(days=18)
    assert t.actions == ["visit_booked", "visit_booked"]


def test_a_refusal_is_final(talk, patient):
    t = talk(*BOTOX, "no thanks")
    assert t.reply["awaiting"] is None
    t.say("I'd like another botox visit", "next month", "the first one", "yes")
    assert "return visit belongs" not in t.text
    assert "injectable-check" not in [visit.service.key for visit in visits()]


def test_a_return_visit_that_is_on_the_calendar_is_not_offered_again(talk, patient):
    talk(*BOTOX, "yes please", "the first one", "yes")
    t = talk("I've been before, I'd like botox in January", "the first one", *PERSON, "yes")
    assert t.actions == ["visit_booked"]
    assert "return visit belongs" not in t.text


def test_asking_again_for_what_was_booked_does_not_book_it_twice(talk, patient):
    t = talk("I'd like a facial", "the soonest", "first", *PERSON, "yes", "book me a facial please")
    assert "You already have this visit" in t.text
    t.say("no")
    assert len(visits()) == 1
    assert t.reply["awaiting"] is None


def test_one_more_of_the_same_is_booked_after_a_yes(talk, patient):
    t = talk("I'd like a facial", "the soonest", "first", *PERSON, "yes", "book me a facial please", "yes")
    t.say("next week", "the first one", "yes")
    assert len(visits()) == 2


def test_the_stay_afterwards_counts_and_the_preparation_is_said(talk, patient):
    t = talk("I've been before, I'd like a dermal filler visit", "the soonest", "first", *PERSON, "yes")
    visit = Appointment.objects.get()
    assert visit.ends_at - visit.starts_at == timedelta(minutes=75)
    assert "Plan 15 minutes to stay afterwards" in t.text
    assert "90 minutes" in talk("how long is a dermal filler visit?").text
