"""When people will answer: staffed hours and the promise of a queue, as instants."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jessica.clinic.file_schema.fields import WeeklyHours, minute_of_day
from jessica.clinic.policies import Promise, Queue

# A queue that is not staffed on any day of a fortnight has no hours at all.
_DAYS_SEARCHED = 15


def _instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The UTC instant of a local wall time; 1440 is the next midnight."""
    moment = datetime.combine(day + timedelta(days=minute // 1440), time(minute % 1440 // 60, minute % 60))
    return moment.replace(tzinfo=zone).astimezone(UTC)


def is_staffed(hours: WeeklyHours, at: datetime, zone: ZoneInfo, closed: Collection[date] = ()) -> bool:
    """Whether people are there at the instant `at`. `closed` holds local dates without anybody."""
    local = at.astimezone(zone)
    if local.date() in closed:
        return False
    ranges = hours.minutes().get(local.weekday(), [])
    return any(_instant(local.date(), a, zone) <= at < _instant(local.date(), b, zone) for a, b in ranges)


def promised_by(queue: Queue, at: datetime, zone: ZoneInfo, closed: Collection[date] = ()) -> datetime:
    """The UTC instant by which `queue` answers a request made at `at`.

    While staffed: `at` plus the promised minutes, and never past the end of the shift unless the shift is
    too short for the promise; then, and while unstaffed, the promised time of the next staffed day (its
    opening plus the promised minutes when no time is promised). Without any staffed hours: a day later.
    """
    promise, week = queue.promise, queue.staffed_hours.minutes()
    if promise.minutes is not None and is_staffed(queue.staffed_hours, at, zone, closed):
        answered = at + timedelta(minutes=promise.minutes)
        if is_staffed(queue.staffed_hours, answered - timedelta(seconds=1), zone, closed):
            return answered
    today = at.astimezone(zone).date()
    for ahead in range(_DAYS_SEARCHED):
        day = today + timedelta(days=ahead)
        ranges = [] if day in closed else week.get(day.weekday(), [])
        for place, (start, _) in enumerate(ranges):
            due = _answer_after_opening(promise, day, start if place else None, zone) or (
                _instant(day, start, zone) + timedelta(minutes=promise.minutes or 0)
            )
            if _instant(day, start, zone) >= at and due > at:
                return due
    return at + timedelta(days=1)


def _answer_after_opening(promise: Promise, day: date, later: int | None, zone: ZoneInfo) -> datetime | None:
    """The promised time of `day`; none after a break in the day (`later`) or without one in the promise."""
    if promise.by is None or later is not None:
        return None
    return _instant(day, minute_of_day(promise.by), zone)
