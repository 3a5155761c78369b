"""A known patient gives a number that is not on file: people check it, the file stays, and she says so."""

from __future__ import annotations

import pytest

from jessica.reception.models import StaffTask

PERSON = "Nora Whitfield, born June 9, 1984"


@pytest.mark.parametrize(
    ("language", "lines", "said"),
    [
        (
            "en",
            (
                "I'd like a facial",
                "the soonest",
                "the first one",
                f"{PERSON}, my number is 303 555 0177",
                "yes",
            ),
            "I have not changed the file. The team will check it with you by",
        ),
        (
            "es",
            (
                "quiero un facial",
                "lo antes posible",
                "la primera",
                "me llamo Nora Whitfield",
                "9 de junio de 1984, mi número es 303 555 0177",
                "sí",
            ),
            "No cambié el expediente. El equipo lo revisa con usted a más tardar",
        ),
    ],
)
def test_another_number_goes_to_the_team(talk, patient, language, lines, said):
    t = talk(*lines, locale=language)
    assert t.actions == ["visit_booked", "other_number"]
    assert said in t.text
    patient.refresh_from_db()
    assert patient.phone == "+13035550161"
    task = StaffTask.objects.get()
    assert task.person == patient
    assert task.contact == "+13035550177"
    assert "Patient gave another number" in task.text


def test_it_is_reported_once(talk, patient):
    t = talk(f"when is my appointment? I'm {PERSON}, my number is 303 555 0177")
    assert t.actions == ["other_number"]
    t.say("when is my appointment?")
    assert t.actions == ["other_number"]
    t.say("when is my appointment? call me at 303 555 0178 from now on")
    assert len(t.records("other_number")) <= 2


def test_the_number_on_file_is_no_news(talk, patient):
    t = talk("I'd like a facial", "the soonest", "the first one", f"{PERSON}, 303 555 0161", "yes")
    assert t.actions == ["visit_booked"]
    assert "not the one on file" not in t.text


def test_a_new_patients_own_number_is_no_news(talk):
    t = talk("I'd like a facial", "the soonest", "first", "Ada Fenn", "March 4, 1985", "303 555 0142", "yes")
    assert t.actions == ["visit_booked"]
