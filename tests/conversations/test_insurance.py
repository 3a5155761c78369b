"""Whether an insurer is taken: yes, no or not to be confirmed, for a named place, in the clinic's words."""

from __future__ import annotations

import pytest

SAID = {
    ("en", "do you take Cigna at Lakewood?"): "Yes, we take Cigna in Lakewood, for operations",
    ("en", "do you take united healthcare in Lakewood?"): "We do not take UnitedHealthcare in Lakewood.",
    ("en", "do you take Humana at Cherry Creek?"): "I cannot confirm Humana in Cherry Creek.",
    ("es", "¿aceptan Cigna en Lakewood?"): "Sí, aceptamos Cigna en Lakewood",
    ("es", "¿aceptan UnitedHealthcare en Lakewood?"): "No aceptamos UnitedHealthcare en Lakewood.",
    ("es", "¿aceptan Humana en Cherry Creek?"): "No puedo confirmar Humana en Cherry Creek.",
}


@pytest.mark.parametrize(("language", "question"), SAID)
def test_each_answer_is_said_in_the_clinics_words_and_names_the_place(talk, language, question):
    t = talk(question, locale=language)
    assert SAID[language, question] in t.text
    assert "{" not in t.text


def test_places_that_answer_differently_are_each_named(talk):
    t = talk("do you take blue cross?")
    assert "Yes, we take Blue Cross Blue Shield in Cherry Creek" in t.text
    assert "I cannot confirm Blue Cross Blue Shield in Lakewood" in t.text


def test_without_the_clinics_wording_the_answer_still_names_the_place(talk, clinic):
    del clinic.policies["insurance_answers"]["no"]
    clinic.policies["insurance_answers"]["yes"] = {"en": "Please bring your card."}
    clinic.file_hash = "changed"
    clinic.save()
    assert "We don't take UnitedHealthcare at Lakewood" in talk("do you take uhc at Lakewood?").text
    yes = talk("do you take Cigna at Lakewood?").text
    assert "Yes, we take Cigna at Lakewood." in yes
    assert "Please bring your card." in yes
