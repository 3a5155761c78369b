"""Times that are told again and again never become a wall: a person stands beside them."""

from __future__ import annotations

import pytest

PERSON = {"en": "Talk to a person", "es": "Hablar con una persona"}


def labels(t):
    return [choice["label"] for choice in t.reply["choices"]]


@pytest.mark.parametrize(
    ("locale", "wish", "lines"),
    [
        ("en", "I want a facial, the soonest", ("Marisol Vega-Thornton", "yes")),
        ("es", "quiero un facial, lo antes posible", ("Marisol Vega-Thornton", "sí")),
    ],
)
def test_told_twice_for_nothing_they_come_with_a_person(talk, locale, wish, lines):
    t = talk(wish, locale=locale)
    assert PERSON[locale] not in labels(t)
    t.say(*lines)
    assert t.reply["awaiting"] == "choice"
    assert PERSON[locale] in labels(t)
    t.say(PERSON[locale])
    assert t.reply["handover"] is not None


def test_after_that_a_time_can_still_be_picked(talk):
    t = talk("I want a facial, the soonest", "Marisol Vega-Thornton", "yes", "the second one")
    assert t.reply["awaiting"] != "choice"


def test_questions_in_between_are_answered_without_that_hint(talk):
    t = talk("I want a facial, the soonest", "what are your hours?", "where are you?", "what are your hours?")
    assert t.reply["awaiting"] == "choice"
    assert PERSON["en"] not in labels(t)
