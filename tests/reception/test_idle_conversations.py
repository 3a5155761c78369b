"""What has been still for a day is put away; whoever waits for a person is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jessica.events.models import Event
from jessica.platform.clock import FixedClock
from jessica.reception.idle import IDLE_AFTER, close_idle
from jessica.reception.staff_side import answer, take_over
from jessica.reception.tasks import close_idle_conversations
from jessica.scheduling.models import Hold
from tests.support.demo_clinic import AT

pytestmark = pytest.mark.django_db


def test_after_a_day_it_is_closed_and_its_time_given_back(visitor):
    v = visitor("I want a facial on December 9", "first")
    assert Hold.objects.count() == 1
    assert close_idle(AT + IDLE_AFTER) == 1
    assert v.conversation.closed_at == AT + IDLE_AFTER
    assert not Hold.objects.exists()
    assert Event.objects.filter(kind="conversation.closed", subject_id=v.id).count() == 1
    assert close_idle(AT + IDLE_AFTER * 2) == 0


def test_a_minute_earlier_it_stays_open(visitor):
    v = visitor("hello")
    assert close_idle(AT + IDLE_AFTER - timedelta(minutes=1)) == 0
    assert v.conversation.closed_at is None


def test_whoever_waits_for_a_person_is_not_put_away(visitor, dana):
    asked = visitor("I want to talk to a person")
    unanswered = visitor("hello")
    take_over(unanswered.id, staff=dana, at=AT)
    unanswered.say("are you there?")
    assert close_idle(AT + IDLE_AFTER) == 0
    assert (asked.conversation.closed_at, unanswered.conversation.closed_at) == (None, None)


def test_where_a_person_had_the_last_word_it_is_put_away(visitor, dana):
    v = visitor("hello")
    answer(v.id, staff=dana, text="Anything else?", at=AT)
    assert close_idle(AT + IDLE_AFTER) == 1
    assert v.conversation.owner == "jessica"


def test_the_next_message_opens_it_again(visitor):
    v = visitor("hello")
    close_idle(AT + IDLE_AFTER)
    v.at = AT + IDLE_AFTER * 2
    assert v.say("where can I park?")["text"]
    assert v.conversation.closed_at is None


def test_the_job_reads_the_clock(visitor, settings):
    v = visitor("hello")
    settings.JESSICA_CLOCK = FixedClock(AT)
    close_idle_conversations(0)
    assert v.conversation.closed_at is None
    settings.JESSICA_CLOCK = FixedClock(AT + IDLE_AFTER)
    close_idle_conversations(0)
    assert v.conversation.closed_at == AT + IDLE_AFTER
