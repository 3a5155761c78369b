"""From time phrases to start-time bounds: opening hours decide between morning and afternoon."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time

from jessica.dialogue.understanding.grammars.when.atoms import Clock, ClockTime
from jessica.dialogue.understanding.grammars.when.model import OpeningHours, Window

NOON = time(12)
EVENING = time(17)
_AROUND_MINUTES = 30
_PARTS: dict[str, tuple[time | None, time | None]] = {
    "morning": (None, NOON),
    "early_morning": (None, time(10)),
    "late_morning": (time(10), NOON),
    "middle_morning": (time(9), time(11)),
    "afternoon": (NOON, EVENING),
    "early_afternoon": (NOON, time(14, 30)),
    "late_afternoon": (time(15), EVENING),
    "middle_afternoon": (time(13, 30), time(15, 30)),
    "evening": (EVENING, None),
    "early_evening": (EVENING, time(19)),
    "late_evening": (time(19), None),
    "lunch": (time(11, 30), time(14)),
    "late_lunch": (time(13), time(15)),
    "early_lunch": (time(11), time(13)),
    "after_lunch": (time(13), None),
    "before_lunch": (None, NOON),
    "before_afternoon": (None, NOON),
    "before_evening": (None, EVENING),
    "after_morning": (NOON, None),
    "daytime": (None, EVENING),
    "afterwork": (EVENING, None),
    "beforework": (None, time(9)),
    "early": (None, time(10)),
    "late": (time(15), None),
    "earlytime": (None, time(10)),
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Start-time bounds of one time phrase."""

    earliest: time | None = None
    latest: time | None = None
    exact: time | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """The readings of a time phrase, likeliest first; more than one means "am_or_pm" must be asked."""

    readings: tuple[Bounds, ...]


def settle(clock: Clock, weekdays: frozenset[int] | None, hours: OpeningHours) -> Settled:
    """Resolve `clock` on days that fall on `weekdays` (None: any day)."""
    opening, closing = hours.over(weekdays)
    if clock.kind == "part":
        return Settled((_part(clock.part, opening, closing),))
    if clock.start is None:
        return Settled((Bounds(),))
    if clock.kind == "between" and clock.end is not None:
        spans = _between(clock.start, clock.end, opening, closing)
        if clock.part == "minutes_to":  # "ten to four" is 3:50 or a span of hours
            ends = _readings(clock.end, opening, closing, bound=True)
            return Settled((*(Bounds(exact=_plus(end, -clock.start.hour)) for end in ends[:1]), *spans))
        return Settled(spans)
    starts = _readings(clock.start, opening, closing, bound=clock.kind in ("after", "before"))
    return Settled(tuple(_single(clock.kind, start) for start in starts))


def _part(part: str, opening: time, closing: time) -> Bounds:
    if part.endswith("firstthing"):
        return Bounds(None, _plus(opening, 120))
    if part.endswith("lastthing"):
        return Bounds(_plus(closing, -120), None)
    earliest, latest = _PARTS.get(part) or _PARTS.get(part.rsplit("_", maxsplit=1)[-1], (None, None))
    return Bounds(earliest, latest)


def _single(kind: str, start: time) -> Bounds:
    if kind == "after":
        return Bounds(earliest=start)
    if kind == "before":
        return Bounds(latest=start)
    if kind == "around":
        return Bounds(_plus(start, -_AROUND_MINUTES), _plus(start, _AROUND_MINUTES + 1), start)
    return Bounds(exact=start)


def _plus(moment: time, minutes: int) -> time:
    total = min(max(moment.hour * 60 + moment.minute + minutes, 0), 23 * 60 + 59)
    return time(total // 60, total % 60)


def _both(said: ClockTime) -> tuple[time, ...]:
    """Every time of day the words allow."""
    if said.half == "24" or said.hour > 12 or said.hour == 0:
        return (time(said.hour, said.minute),)
    morning = time(said.hour % 12, said.minute)
    afternoon = time(said.hour % 12 + 12, said.minute)
    if said.half:
        return (morning if said.half == "am" else afternoon,)
    return (morning, afternoon)


def _readings(said: ClockTime, opening: time, closing: time, *, bound: bool) -> tuple[time, ...]:
    """The reading that falls into opening hours, or both when none or both do."""
    both = _both(said)
    if len(both) == 1:
        return both
    fit = [at for at in both if opening <= at < closing or (bound and at == closing)]
    if len(fit) == 1:
        return tuple(fit)
    if said.hour == 12:
        return (NOON.replace(minute=said.minute),)
    if not fit and said.hour < 7 and both[1] >= closing:
        return (both[1],)
    return both if said.hour >= 7 else both[::-1]


def _between(start: ClockTime, end: ClockTime, opening: time, closing: time) -> tuple[Bounds, ...]:
    """Pair the two ends so that they are in order, inside opening hours and as close as can be."""
    pairs = [(low, high) for low in _both(start) for high in _both(end) if low < high]
    if not pairs:
        return (Bounds(_both(start)[0], None),)
    inside = [pair for pair in pairs if opening <= pair[0] < closing and pair[1] <= _plus(closing, 60)]
    if not start.half and end.half in ("am", "pm") and not inside:
        inside = pairs
    choices = inside or [pair for pair in pairs if pair[0] < closing and pair[1] > opening] or pairs
    shortest = min(_length(pair) for pair in choices)
    best = [pair for pair in choices if _length(pair) == shortest]
    return tuple(Bounds(low, high) for low, high in best[:2])


def _length(pair: tuple[time, time]) -> int:
    return (pair[1].hour - pair[0].hour) * 60 + pair[1].minute - pair[0].minute


def intersect(first: Bounds, second: Bounds) -> Bounds | None:
    """Both bounds at once; None when nothing is left."""
    lows = [at for at in (first.earliest, second.earliest) if at]
    highs = [at for at in (first.latest, second.latest) if at]
    exact = first.exact or second.exact
    low, high = max(lows, default=None), min(highs, default=None)
    if first.exact and second.exact and first.exact != second.exact:
        return None
    if exact and ((low and exact < low) or (high and exact >= high)):
        return None
    if low and high and low >= high:
        return None
    around = [bounds for bounds in (first, second) if bounds.exact and bounds.earliest]
    return Bounds(low, high, exact) if not exact or around else Bounds(exact=exact)


def with_bounds(window: Window, bounds: Bounds) -> Window:
    return replace(window, earliest=bounds.earliest, latest=bounds.latest, exact=bounds.exact)
