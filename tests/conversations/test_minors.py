"""Who needs a parent or guardian is for the clinic's file to say."""

from __future__ import annotations

import pytest

CHOSEN = ("I'd like a yearly implant check", "the soonest", "the first one")
SAID = {"en": "Iris is under {age}", "es": "Iris es menor de {age} años"}
YOUNG = ("Iris Bell", "March 4, 2008")  # eighteen


def grown_at(clinic, age: int) -> None:
    clinic.policies["minors"]["adult_age"] = age
    clinic.file_hash = f"grown at {age}"
    clinic.save()


def test_the_clinics_age_decides_who_needs_a_guardian(talk, clinic):
    assert talk(*CHOSEN, *YOUNG).reply["awaiting"] == "phone"
    grown_at(clinic, 19)
    t = talk(*CHOSEN, *YOUNG)
    assert "Iris is under 19" in t.text
    t.say("Petra Bell", "303 555 0142")
    assert "Parent or guardian: Petra Bell" in t.text
    t.say("yes")
    assert t.actions == ["visit_booked"]


@pytest.mark.parametrize("language", SAID)
def test_the_age_is_said_in_the_visitors_language(talk, clinic, language):
    grown_at(clinic, 21)
    spanish = ("quiero una revisión de implantes", "lo antes posible", "la primera")
    words = {"en": CHOSEN, "es": spanish}[language]
    born = {"en": "March 4, 2008", "es": "4 de marzo de 2008"}[language]
    t = talk(*words, "Iris Bell", born, locale=language)
    assert SAID[language].format(age=21) in t.text
