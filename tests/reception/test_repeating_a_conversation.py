"""The same words at the same clock on the same records: the same replies, ids and export."""

from __future__ import annotations

import json

import pytest
from django.db import transaction

from jessica.people.models import Person
from jessica.reception.exporting import export
from jessica.reception.records import effect_records, visible_messages
from tests.reception.visitor import Visitor
from tests.support.demo_clinic import AT

pytestmark = pytest.mark.django_db

LINES = [
    "hi, do you do nose jobs?",
    "yes please, next thursday after 1",
    "first",
    "it's my first visit",
    "first",
    "Ida Becker",
    "May 2, 1990",
    "303 555 0162",
    "yes",
    "where can I park?",
    "do you allow emotional support parrots in the recovery lounge?",
    "I want to talk to a person",
]


class _RolledBack(Exception):
    pass


def once(clinic) -> str:
    """Two whole conversations, as text; afterwards the records are as they were."""
    told: list[object] = []
    try:
        with transaction.atomic():
            for _ in range(2):
                v = Visitor(clinic, AT)
                told += [v.id, *[v.say(line) for line in LINES]]
                told += [visible_messages(v.conversation), effect_records(v.conversation)]
                told.append(export(clinic, v.conversation))
            told.append(export(clinic))
            raise _RolledBack
    except _RolledBack:
        return json.dumps(told, default=str)


def test_a_repetition_gives_the_same_replies_ids_and_records(clinic, settings):
    settings.JESSICA_REPRODUCIBLE = True
    first = once(clinic)
    assert not Person.objects.exists()
    assert "visit_booked" in first
    assert "handed_over" in first
    assert once(clinic) == first


def test_under_a_clock_that_goes_every_conversation_has_an_id_of_its_own(clinic, settings):
    settings.JESSICA_REPRODUCIBLE = False
    assert Visitor(clinic, AT).id != Visitor(clinic, AT).id
    assert once(clinic) != once(clinic)
