"""People who come together: each has a visit of their own, and nobody is forgotten in silence."""

from __future__ import annotations

import pytest

from jessica.dialogue.understanding.grammars.text import fold
from jessica.dialogue.understanding.party import people_in
from jessica.scheduling.models import Appointment

MARIA = ("Maria Lopez", "March 4, 1985", "303 555 0142")
SAID = {
    "en": ("my sister and I want a facial at the same time", "the soonest", "the first one", *MARIA, "yes"),
    "es": (
        "mi hermana y yo queremos un facial", "lo antes posible", "la primera", "María López",
        "4 de marzo de 1985", "303 555 0142", "sí",
    ),
}  # fmt: skip
NEXT = {"en": "Now the visit for the next person.", "es": "Ahora la cita de la siguiente persona."}


def people():
    return [visit.person.full_name for visit in Appointment.objects.order_by("created_at", "starts_at")]


@pytest.mark.parametrize("language", SAID)
def test_it_is_said_at_once_that_each_has_a_visit_of_their_own(talk, language):
    t = talk(SAID[language][0], locale=language)
    assert {"en": "Each person gets a visit", "es": "Cada persona tiene su propia cita"}[language] in t.text


@pytest.mark.parametrize("language", SAID)
def test_after_the_first_comes_the_second_with_her_own_details(talk, language):
    t = talk(*SAID[language], locale=language)
    assert NEXT[language] in t.text
    first = {"en": "the first one", "es": "la primera"}[language]
    born = {"en": "May 8, 1990", "es": "8 de mayo de 1990"}[language]
    t.say(first)
    assert t.reply["awaiting"] == "name"
    t.say("Elena Lopez", born)
    assert t.reply["awaiting"] == "confirm"
    assert "Elena Lopez" in t.text
    assert "(303) 555-0142" in t.text
    t.say({"en": "yes", "es": "sí"}[language])
    assert sorted(people())[0] == "Elena Lopez"
    assert len(people()) == 2
    assert t.actions == ["visit_booked", "visit_booked"]


def test_the_second_visit_may_be_left_out(talk):
    t = talk(*SAID["en"], "never mind")
    assert len(people()) == 1
    t.say("no")
    assert "Take care" in t.text


@pytest.mark.parametrize(("language", "words"), [("en", "no, it's only me"), ("es", "no, solo yo")])
def test_whoever_comes_alone_after_all_books_nothing_more(talk, language, words):
    t = talk(*SAID[language], words, locale=language)
    assert len(people()) == 1
    assert t.reply["choices"] == []
    t.say({"en": "no", "es": "no"}[language])
    assert {"en": "Take care", "es": "Que esté muy bien"}[language] in t.text


def test_alone_after_all_is_heard_before_the_first_is_booked(talk):
    t = talk("a facial for me and my sister", "actually just me", "the soonest", "first", *MARIA, "yes")
    assert len(people()) == 1
    assert t.reply["awaiting"] is None


def test_three_people_have_three_visits(talk):
    t = talk("I want a facial for three people", "the soonest", "the first one", *MARIA, "yes")
    t.say("the first one", "Elena Lopez", "May 8, 1990", "yes")
    t.say("the first one", "Rosa Lopez", "May 9, 1991", "yes")
    assert len(people()) == 3
    assert t.reply["awaiting"] is None


def test_the_first_persons_return_visit_comes_before_the_next_person(talk, patient):
    t = talk("can you book botox for both of us? we've been before", "the soonest", "the first one")
    t.say("Nora Whitfield", "June 9, 1984", "yes")
    assert "A return visit belongs to this" in t.text
    t.say("yes", "the first one", "yes")
    assert NEXT["en"] in t.text
    t.say("I've been before", "the first one", "Rosa Whitfield", "June 10, 1986", "303 555 0143", "yes")
    services = Appointment.objects.order_by("created_at").values_list("person__given_name", "service__key")
    assert sorted(services) == [("Nora", "injectable-check"), ("Nora", "neurotoxin"), ("Rosa", "neurotoxin")]


def test_one_person_has_one_visit(talk):
    t = talk("I want a facial for my sister", "the soonest", "the first one", *MARIA, "yes")
    assert len(people()) == 1
    assert t.reply["awaiting"] is None


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("me and my daughter both", 2),
        ("My sister and I want a consult at the same time", 2),
        ("an appointment for both of us", 2),
        ("a facial for the three of us", 3),
        ("for 2 people please", 2),
        ("mi hija y yo", 2),
        ("somos tres", 3),
        ("para mí y mi mamá", 2),
        ("a facial for my sister", 1),
        ("can my husband come with me?", 1),
        ("both eyes", 1),
        ("I have two questions", 1),
        ("the second of March", 1),
    ],
)
def test_how_many_people_are_meant(words, count):
    assert people_in(fold(words)) == count
