"""Instants as whole minutes since 1970-01-01T00:00Z, and spans of them.

Openings are computed on integers: a span is `(start, end)`, half-open, and a list of spans is sorted and
disjoint unless a function says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

Span = tuple[int, int]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTES_A_DAY = 1440
_MINUTE = timedelta(minutes=1)
_EPOCH_ORDINAL = EPOCH.toordinal()


def to_instant(minute: int) -> datetime:
    """The aware UTC datetime of a minute."""
    return EPOCH + timedelta(minutes=minute)


def floor_minute(instant: datetime) -> int:
    """The last minute that is not after `instant`."""
    return (instant - EPOCH) // _MINUTE


def ceil_minute(instant: datetime) -> int:
    """The first minute that is not before `instant`."""
    return -((EPOCH - instant) // _MINUTE)


def day_base(day: date) -> int:
    """Midnight of `day` read as if it were UTC: the minute that an offset is subtracted from."""
    return (day.toordinal() - _EPOCH_ORDINAL) * MINUTES_A_DAY


class OffsetSpan(NamedTuple):
    """A stretch of time during which a zone keeps one offset (minutes east of UTC)."""

    start: int
    end: int
    offset: int


@lru_cache(maxsize=512)
def offset_spans(zone: str, first: date, last: date) -> tuple[OffsetSpan, ...]:
    """The zone's offsets over the local dates `first` to `last`, in order, without a gap.

    A pure function of the time zone database, hence remembered.
    """
    # No zone is further than 14 hours from UTC, so these limits contain every instant of the local dates.
    limit = day_base(last) + 2 * MINUTES_A_DAY
    start = day_base(first) - MINUTES_A_DAY
    place = ZoneInfo(zone)
    spans: list[OffsetSpan] = []
    begun, here, offset = start, start, _offset_at(place, start)
    while here < limit:
        ahead = min(here + MINUTES_A_DAY, limit)
        if _offset_at(place, ahead) != offset:
            change = _first_minute_off(place, here, ahead, offset)
            spans.append(OffsetSpan(begun, change, offset))
            begun, ahead, offset = change, change, _offset_at(place, change)
        here = ahead
    spans.append(OffsetSpan(begun, limit, offset))
    return tuple(spans)


def _offset_at(place: ZoneInfo, minute: int) -> int:
    offset = to_instant(minute).astimezone(place).utcoffset()
    return offset // _MINUTE if offset is not None else 0


def _first_minute_off(place: ZoneInfo, low: int, high: int, offset: int) -> int:
    """The first minute in (low, high] at which the zone no longer keeps `offset`."""
    while high - low > 1:
        middle = (low + high) // 2
        if _offset_at(place, middle) == offset:
            low = middle
        else:
            high = middle
    return high


def wall_spans(offsets: tuple[OffsetSpan, ...], day: date, start: int, end: int) -> list[Span]:
    """The instants at which a clock on the wall reads from `start` to before `end` on `day`.

    `start` and `end` are minutes after local midnight, `end` may be 1440. An hour that the clock skips is
    not there; an hour that it repeats is there twice.
    """
    base = day_base(day)
    spans: list[Span] = []
    for since, until, offset in offsets:
        low, high = max(since, base + start - offset), min(until, base + end - offset)
        if low < high:
            if spans and spans[-1][1] == low:
                spans[-1] = (spans[-1][0], high)
            else:
                spans.append((low, high))
    return spans


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same time as a sorted list of spans that neither overlap nor touch."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        elif start < end:
            result.append((start, end))
    return result


def common(some: list[Span], others: list[Span]) -> list[Span]:
    """The time that is in both lists."""
    result: list[Span] = []
    i = j = 0
    while i < len(some) and j < len(others):
        low, high = max(some[i][0], others[j][0]), min(some[i][1], others[j][1])
        if low < high:
            result.append((low, high))
        if some[i][1] < others[j][1]:
            i += 1
        else:
            j += 1
    return result
