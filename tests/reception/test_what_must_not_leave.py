"""A reply that Jessica must not send is replaced before it leaves, and staff are told of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jessica.clinic.knowledge import NewEntry, add_entry
from jessica.dialogue.phrasing.phrases import phrases
from jessica.reception.models import Message, StaffTask
from tests.support.demo_clinic import AT

pytestmark = pytest.mark.django_db

# Each entry is asked about on a day of its own: engines are kept by clinic and day.
PARROT = "do you allow emotional support parrots in the recovery lounge?"


def approve(staff, answer: str, question: str = PARROT, language: str = "en") -> None:
    add_entry(NewEntry(language, [question], answer, None), staff=staff, at=AT)


def trace_of(visitor) -> str:
    said = Message.objects.filter(conversation=visitor.id, author="jessica").order_by("ordinal").last()
    return "\n".join(said.trace)


@pytest.mark.parametrize(
    ("days", "answer", "rule"),
    [
        (7, "Yes, bring it. You will love your new nose.", "result_promise"),
        (8, "The surgeon will decide, but you are a perfect candidate.", "candidacy"),
        (9, "Parrots are welcome, and the surgery is risk free.", "safety_claim"),
    ],
)
def test_an_entry_with_a_promise_is_held_back_and_filed_for_staff(visitor, dana, days, answer, rule):
    approve(dana, answer)
    asked = visitor(PARROT, at=AT + timedelta(days=days))
    assert answer not in asked.text
    assert "asked them" in asked.text
    task = StaffTask.objects.get()
    assert task.kind == "blocked_reply"
    assert answer in task.text
    assert f"held back: {rule}" in trace_of(asked)
    assert "guard version 2" in trace_of(asked)
    assert "blocked_reply" in asked.actions


@pytest.mark.parametrize(
    ("days", "answer"),
    [
        (14, "Parrots may come along in a closed cage, for $5 a day."),
        (15, "I can't say whether you are a good candidate; the surgeon decides."),
    ],
)
def test_an_entry_that_may_be_said_leaves_with_its_own_figures(visitor, dana, days, answer):
    approve(dana, answer)
    assert answer in visitor(PARROT, at=AT + timedelta(days=days)).text
    assert not StaffTask.objects.exists()


def test_a_spanish_promise_is_replaced_in_spanish(visitor, dana):
    question = "¿permiten loros de apoyo emocional en la sala de recuperación?"
    approve(dana, "Sí, y le prometo que quedará hermosa.", question, "es")
    asked = visitor(question, locale="es", at=AT + timedelta(days=16))
    assert "hermosa" not in asked.text
    assert "Prefiero que eso se lo diga el equipo" in asked.text


def test_an_amount_that_a_template_invents_is_held_back(visitor, monkeypatch):
    assert "Take care" in visitor("bye").text
    monkeypatch.setitem(phrases("en"), "goodbye", "Take care. The consultation is $49 now.")
    asked = visitor("bye")
    assert "$49" not in asked.text
    assert "held back: money" in trace_of(asked)
    assert StaffTask.objects.get().kind == "blocked_reply"


def test_only_the_bad_paragraph_is_replaced(visitor, monkeypatch):
    monkeypatch.setitem(phrases("en"), "price.range", "{service} is $1, and {low} to {high}{unit} elsewhere.")
    asked = visitor("how much is a rhinoplasty?")
    assert "is $1," not in asked.text
    assert len(asked.reply["text"]) > 1


def test_emergency_words_always_leave(visitor, monkeypatch):
    monkeypatch.setitem(
        phrases("en"), "flag.E1", "Call {emergency} now. It costs $49, nothing to worry about."
    )
    asked = visitor("I can't breathe and my chest hurts")
    assert asked.reply["text"][0].startswith("Call 911 now")
    assert "held back: money" in trace_of(asked)
    assert StaffTask.objects.filter(kind="blocked_reply").count() == 1


def test_a_question_that_was_held_back_is_not_open(visitor, monkeypatch):
    monkeypatch.setitem(phrases("en"), "service.ask", "What would you like? It is 100% safe.")
    asked = visitor("I want to book a visit")
    assert "safe" not in asked.text
    assert asked.reply["awaiting"] is None
    assert asked.reply["choices"] == []


def test_a_poisoned_greeting_does_not_leave(visitor, monkeypatch):
    assert len(visitor().reply["text"]) == 2
    monkeypatch.setitem(phrases("en"), "hello.ask", "Everything is $49 today. What can I help you with?")
    assert "$49" not in visitor().text
