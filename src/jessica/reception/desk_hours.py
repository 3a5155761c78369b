"""Whether people are at the desk, and by when they answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from jessica.clinic.models import Clinic
from jessica.clinic.policies import Policies, Queue
from jessica.clinic.promises import is_staffed, promised_by
from jessica.scheduling.holiday_calendar import closed_holidays

_FORTNIGHT = 15
# Where the clinic file names no queue: an answer within a day, and nobody is said to be there.
_WITHOUT_QUEUE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DeskPromise:
    """The queue's key, whether somebody is there now, and the time that may be promised."""

    queue: str
    staffed: bool
    due_at: datetime


def desk_promise(clinic: Clinic, at: datetime, queue_key: str | None = None) -> DeskPromise:
    """What may be promised at `at` for the queue called `queue_key`, or for hand-overs without one."""
    policies = Policies.of(clinic)
    queue: Queue | None = policies.queue(queue_key) if queue_key else policies.handover_queue()
    queue = queue or policies.handover_queue()
    if queue is None:
        return DeskPromise(queue_key or "front-desk", False, at + _WITHOUT_QUEUE)
    zone = ZoneInfo(clinic.time_zone)
    closed = _closed_days(clinic, at.astimezone(zone).date())
    return DeskPromise(
        queue.key, is_staffed(queue.staffed_hours, at, zone, closed), promised_by(queue, at, zone, closed)
    )


def _closed_days(clinic: Clinic, first: date) -> set[date]:
    last = first + timedelta(days=_FORTNIGHT)
    days = set(closed_holidays(clinic.holiday_calendar, first, last))
    for closure in clinic.closures.filter(location__isnull=True, first_date__lte=last, last_date__gte=first):
        span = (closure.last_date - closure.first_date).days
        days.update(closure.first_date + timedelta(days=offset) for offset in range(span + 1))
    return days
