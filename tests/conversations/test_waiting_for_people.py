"""While people are awaited, Jessica keeps to the time that she gave."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jessica.reception.models import Handover
from jessica.reception.staff_side import hand_back
from tests.console.records import make_staff

WAITS = {"en": "has your message and will answer here by 9:15 AM today",
         "es": "tiene su mensaje y le responde por aquí a más tardar hoy a las 9:15 a. m."}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "ask", "lines"),
    [
        ("en", "a person please", ["hello?", "do you have a fish tank in the waiting room?", "flurb znag"]),
        ("es", "una persona por favor", ["¿hola?", "¿tienen una pecera en la sala?"]),
    ],
)
def test_the_promised_time_is_said_again_and_stays_the_same(talk, language, ask, lines):
    t = talk(ask, locale=language)
    for line in lines:
        t.at += timedelta(minutes=3)
        t.say(line)
        assert WAITS[language] in t.text, line
    assert t.actions == ["handed_over"]
    assert Handover.objects.count() == 1


def test_a_promise_that_has_passed_is_not_repeated(talk):
    t = talk("a person please")
    t.at += timedelta(minutes=40)
    t.say("hello?")
    assert "9:15" not in t.text
    assert "by 9:55 AM today" in t.text
    assert Handover.objects.get().promised_by == t.at + timedelta(minutes=15)


def test_after_people_have_handed_back_a_greeting_is_a_greeting(talk, clinic):
    t = talk("a person please")
    hand_back(t.opened.conversation.pk, staff=make_staff(clinic), at=t.at)
    t.say("hello")
    assert "What can I help you with?" in t.text
