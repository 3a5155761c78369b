from __future__ import annotations

from datetime import timedelta

import pytest
from procrastinate.contrib.django import app

from jessica.platform.clock import SystemClock
from jessica.scheduling.holds import hold_opening
from jessica.scheduling.models import Hold
from jessica.scheduling.tasks import sweep_expired_holds
from tests.factories import SmallClinic

pytestmark = pytest.mark.django_db


def test_the_job_deletes_holds_that_are_over_and_keeps_the_others(small: SmallClinic):
    now = SystemClock().now()
    today = now.date() + timedelta(days=2)
    week = [today + timedelta(days=n) for n in range(4)]
    day = next(each for each in week if small.openings(day=each, at=now))
    first, second = small.openings(small.checkup, day, at=now)[:2]
    hold_opening(first, clinic=small.clinic, holder="over", at=now - timedelta(minutes=11))
    hold_opening(second, clinic=small.clinic, holder="still", at=now)
    sweep_expired_holds(0)
    assert Hold.objects.get().holder == "still"


def test_the_job_runs_every_minute():
    assert "scheduling.sweep_expired_holds" in app.tasks
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert periodic["scheduling.sweep_expired_holds"] == "* * * * *"
