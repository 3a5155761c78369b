"""A turn costs a bounded number of queries, however long the conversation is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jessica.reception.staff_side import take_over

pytestmark = pytest.mark.django_db


def queries(v, line):
    with CaptureQueriesContext(connection) as captured:
        v.say(line)
    return len(captured)


@pytest.mark.parametrize("line", ["where can I park?", "how much is botox?", "hello"])
def test_a_simple_question_costs_few_queries(visitor, line):
    v = visitor("hello")
    first = queries(v, line)
    assert first < 15
    for _ in range(5):
        v.say(line)
    assert queries(v, line) <= first


def test_a_silent_turn_costs_fewer(visitor, dana):
    v = visitor("hello")
    spoken = queries(v, "where can I park?")
    take_over(v.id, staff=dana, at=v.at)
    assert queries(v, "and on Saturdays?") < spoken


def test_a_repeated_message_costs_next_to_nothing(visitor):
    v = visitor()
    v.say("where can I park?", key="k")
    with CaptureQueriesContext(connection) as captured:
        v.say("where can I park?", key="k")
    assert len(captured) <= 4
