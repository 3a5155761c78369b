"""What nothing approved answers is filed; what staff approve is said from the next turn on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jessica.clinic.knowledge import NewEntry, add_entry, retire
from jessica.platform.errors import Refused
from jessica.reception.models import UnansweredQuestion
from jessica.reception.unanswered import dismiss, turn_into_entry
from tests.console.records import make_question
from tests.support.demo_clinic import AT

pytestmark = pytest.mark.django_db

PARROT = "do you allow emotional support parrots in the recovery lounge?"


def approve(question, staff, **fields):
    defaults = {
        "questions": [question.text], "answer": "Parrots may come along in a closed cage.",
        "expires_on": None, "at": AT,
    }  # fmt: skip
    return turn_into_entry(question.pk, staff=staff, **(defaults | fields))


def test_a_question_becomes_knowledge_and_is_answered_from_it(visitor, dana):
    asked = visitor(PARROT)
    question = UnansweredQuestion.objects.get()
    assert question.text.rstrip("?") == PARROT.rstrip("?")
    assert (question.language, question.due_at > AT) == ("en", True)
    assert "question_filed" in asked.actions
    entry = approve(question, dana)
    asked.say(PARROT)
    assert "closed cage" in asked.text
    assert asked.reply["sources"] == [str(entry.pk)]
    assert "closed cage" in visitor(PARROT).text
    assert UnansweredQuestion.objects.count() == 1


def test_expired_knowledge_is_not_said(visitor, dana):
    visitor(PARROT)
    approve(UnansweredQuestion.objects.get(), dana, expires_on=date(2026, 12, 2))
    assert "closed cage" in visitor(PARROT, at=AT + timedelta(days=2)).text
    assert "closed cage" not in visitor(PARROT, at=AT + timedelta(days=3)).text


def test_what_is_retired_is_not_said_even_when_another_entry_comes_at_the_same_instant(visitor, dana):
    visitor(PARROT)
    entry = approve(UnansweredQuestion.objects.get(), dana)
    assert "closed cage" in visitor(PARROT).text
    retire(entry, staff=dana, at=AT)
    add_entry(NewEntry("en", ["Is there a piano?"], "There is a piano.", None), staff=dana, at=AT)
    assert "closed cage" not in visitor(PARROT).text


def test_approving_twice_gives_the_same_entry(clinic, dana):
    question = make_question(clinic, PARROT)
    assert approve(question, dana) == approve(question, dana, answer="Something else.")


def test_the_same_words_of_others_are_settled_too_unless_put_aside(clinic, dana):
    question, same = make_question(clinic, PARROT), make_question(clinic, PARROT.upper())
    aside = make_question(clinic, PARROT, dismissed_at=AT)
    spanish = make_question(clinic, PARROT, language="es")
    entry = approve(question, dana)
    found = [UnansweredQuestion.objects.get(pk=q.pk).entry for q in (question, same, aside, spanish)]
    assert found == [entry, entry, None, None]


def test_a_wording_that_cannot_be_approved_leaves_the_question_open(clinic, dana):
    question = make_question(clinic, PARROT)
    with pytest.raises(Refused):
        approve(question, dana, answer="  ")
    question.refresh_from_db()
    assert question.entry is None


def test_putting_aside_keeps_the_first_time(clinic, dana):
    question = make_question(clinic, PARROT)
    dismiss(question.pk, staff=dana, at=AT)
    assert dismiss(question.pk, staff=dana, at=AT + timedelta(hours=1)).dismissed_at == AT
