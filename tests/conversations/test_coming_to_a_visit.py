"""A visit is confirmed, or somebody will be late for it: for whoever proves whose it is, and staff see it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jessica.reception.models import StaffTask
from jessica.scheduling.models import Appointment
from tests.support.demo_clinic import AT

WHO = ("Nora Whitfield", "6/9/1984")
WHO_IN = {"en": WHO, "es": ("Nora Whitfield", "9 de junio de 1984")}


@pytest.fixture
def booked(talk, patient) -> Appointment:
    talk("I'd like a facial on December 9", "first", "Nora Whitfield", "June 9, 1984", "yes")
    return Appointment.objects.get()


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("en", "I want to confirm my appointment", "your visit is confirmed: Wednesday, December 9"),
        ("en", "just confirming my visit on December 9", "your visit is confirmed: Wednesday, December 9"),
        ("es", "quiero confirmar mi cita", "queda confirmada: miércoles 9 de diciembre"),
        ("es", "confirmo mi cita del 9 de diciembre", "queda confirmada: miércoles 9 de diciembre"),
    ],
)
def test_a_visit_is_confirmed_after_name_and_birth_date(talk, booked, language, words, said):
    t = talk(words, locale=language)
    assert t.reply["awaiting"] == "name"
    t.say(*WHO_IN[language])
    assert said in t.text
    booked.refresh_from_db()
    assert booked.confirmed_at == AT
    assert t.reply["did"][0]["action"] == "visit_confirmed"
    assert [record["id"] for record in t.records("visit_confirmed")] == [str(booked.pk)]


def test_nobody_else_confirms_it(talk, booked):
    t = talk("I want to confirm my appointment", "Nora Whitfield", "7/9/1984")
    assert t.actions == []
    booked.refresh_from_db()
    assert booked.confirmed_at is None


def test_a_visit_that_moves_is_confirmed_no_more(talk, booked):
    talk("I want to confirm my appointment", *WHO)
    talk("I need to move my appointment to December 10", *WHO, "first", "yes")
    booked.refresh_from_db()
    assert booked.sequence == 1
    assert booked.confirmed_at is None


def test_confirming_a_booking_that_is_read_back_books_it(talk):
    t = talk("I want a facial", "the soonest", "first", "Lena Quist", "7/8/1991", "303 555 0133")
    t.say("yes, confirm it please")
    assert t.actions == ["visit_booked"]


@pytest.mark.parametrize(
    ("language", "words", "rule", "told"),
    [
        (
            "en",
            "stuck in traffic, running 15 min late",
            "up to 15 minutes late",
            "I've told the team",
        ),
        ("es", "voy a llegar tarde, hay mucho tráfico", "hasta 15 minutos tarde", "Le avisé al equipo"),
    ],
)
def test_who_is_late_hears_the_rule_first_and_the_desk_knows(talk, booked, language, words, rule, told):
    t = talk(words, locale=language, at=booked.starts_at - timedelta(minutes=20))
    assert rule in t.text
    assert t.reply["awaiting"] == "name"
    t.say(*WHO_IN[language])
    assert told in t.text
    booked.refresh_from_db()
    assert booked.late_note == words
    task = StaffTask.objects.get(kind="late")
    assert (task.queue, task.person_id) == ("front-desk", booked.person_id)
    assert t.reply["did"][0]["visit_id"] == str(booked.pk)


def test_on_another_day_nobody_is_told(talk, booked):
    t = talk("I'm running late", *WHO)
    assert "don't see a visit for you today" in t.text
    assert t.actions == []


@pytest.mark.parametrize("words", ["what happens if I'm running late?", "¿qué pasa si llego tarde?"])
def test_asking_for_the_rule_tells_nobody(talk, words):
    t = talk(words, locale="es" if "¿" in words else "en")
    assert t.reply["awaiting"] is None
    assert t.actions in ([], ["question_filed"])


def test_being_late_breaks_into_a_booking_that_goes_on_afterwards(talk, booked):
    t = talk("I want a facial", "I'm new", at=booked.starts_at - timedelta(minutes=20))
    t.say("wait, I'm running late for my visit", *WHO)
    assert "I've told the team" in t.text
    assert t.reply["awaiting"] == "when"
