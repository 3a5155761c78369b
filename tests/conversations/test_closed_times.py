"""A wish for a time at which nobody is there: she says so first, then what there is."""

from __future__ import annotations

import pytest

FACIAL = "I want a facial"


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("December 25th", "We are closed on Friday, December 25 (Christmas Day)."),
        ("on January 1st", "We are closed on Friday, January 1 (New Year's Day)."),
        ("December 24th", "We are closed on Thursday, December 24 (Winter closing days)."),
        ("this Sunday", "We are closed on Sunday, December 6."),
    ],
)
def test_a_closed_day_is_said_before_other_times(talk, wish, said):
    t = talk(FACIAL, wish)
    assert t.text.startswith(said)
    assert "The nearest free time" in t.text
    assert t.reply["awaiting"] == "choice"


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("el 25 de diciembre", "Estamos cerrados el viernes 25 de diciembre (Navidad)."),
        ("el domingo", "Estamos cerrados el domingo 6 de diciembre."),
    ],
)
def test_a_closed_day_is_said_in_spanish(talk, wish, said):
    t = talk("quiero un facial", wish, locale="es")
    assert t.text.startswith(said)
    assert "Lo más cercano que tengo libre" in t.text


def test_an_open_day_is_not_called_closed(talk):
    assert "closed" not in talk(FACIAL, "Friday").text
    assert "closed" not in talk(FACIAL, "the soonest").text


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (
            "Thursday at 9pm",
            "That is outside our hours: on Thursday, December 3 we are open 8:00 AM to 7:00 PM.",
        ),
        ("at 10pm", "That is outside our hours. Cherry Creek: "),
    ],
)
def test_an_hour_outside_the_hours_is_answered_with_the_hours(talk, wish, said):
    t = talk(FACIAL, wish)
    assert t.text.startswith(said)
    assert t.reply["awaiting"] == "choice"


def test_an_hour_outside_is_said_in_spanish(talk):
    t = talk("quiero un facial", "el jueves a las 9 de la noche", locale="es")
    assert t.text.startswith(
        "A esa hora no atendemos: el jueves 3 de diciembre abrimos de 8:00 a. m. a 7:00 p. m."
    )


def test_one_closed_place_is_not_the_whole_clinic(talk):
    t = talk(f"{FACIAL} at Lakewood", "this Saturday")
    assert t.text.startswith("Lakewood is closed on Saturday, December 5.")
    assert "Lakewood" in t.reply["choices"][0]["label"]


def test_a_provider_who_is_not_there_that_day(talk):
    t = talk("new patient, consultation for liposuction with Dr. Marlowe", "on Friday")
    assert t.text.startswith("Dr. Helen Marlowe does not see patients on Friday, December 4.")
    assert "Dr. Helen Marlowe" in t.reply["choices"][0]["label"]


def test_the_same_is_not_said_twice_in_a_row(talk):
    t = talk(FACIAL, "December 25th", "another time")
    assert "closed" not in t.text
    assert t.reply["awaiting"] == "choice"


def test_a_visit_cannot_move_to_a_closed_day(talk, patient):
    t = talk(FACIAL, "the soonest", "first", "Nora Whitfield", "June 9, 1984", "yes")
    t.say("can I move it to December 25th?")
    assert "We are closed on Friday, December 25 (Christmas Day)." in t.text
