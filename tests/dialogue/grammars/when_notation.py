"""The notation of `tests/corpora/when` (see its README) and how a reading is judged against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from jessica.dialogue.understanding.grammars.when import OpeningHours, When, Window, parse_when

CORPORA = Path(__file__).parents[2] / "corpora"
HOURS = OpeningHours({**{day: (time(9), time(17)) for day in range(5)}, 5: (time(9), time(13))})
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PARTS = {"AM": "-12:00", "PM": "12:00-17:00", "EVE": "17:00-"}
HORIZON = 420
WHOLE_DAY = (1 << 96) - 1


@dataclass(frozen=True)
class Case:
    at: datetime
    say: str
    golds: tuple[str, ...]


@dataclass
class Offer:
    """Start times by day: quarter hours as a bit mask, and single times (`@` exactly, `~` around)."""

    ranges: dict[date, int] = field(default_factory=dict)
    points: dict[date, set[tuple[str, time]]] = field(default_factory=dict)
    vague: bool = False

    def add(self, days: Iterator[date], times: int | tuple[str, time]) -> None:
        for day in days:
            if isinstance(times, int):
                self.ranges[day] = self.ranges.get(day, 0) | times
            else:
                self.points.setdefault(day, set()).add(times)

    def without(self, other: Offer) -> Offer:
        left = {day: mask & ~other.ranges.get(day, 0) for day, mask in self.ranges.items()}
        points = {
            day: said
            for day, all_said in self.points.items()
            if (said := {s for s in all_said if not other.ranges.get(day, 0) & _bit(s[1])})
        }
        return Offer({day: mask for day, mask in left.items() if mask}, points, self.vague)

    def canonical(
        self, today: date, *, wide: bool
    ) -> tuple[dict[date, int], dict[date, set[tuple[str, time]]]]:
        """Without Sundays and, in wide offers, without today: neither tells readings apart."""
        days = set(self.ranges) | set(self.points)
        kept = {day for day in days if day.weekday() != 6} or days
        if wide:
            kept = {day for day in kept if day != today} or kept
        return (
            {day: mask for day, mask in self.ranges.items() if day in kept},
            {day: said for day, said in self.points.items() if day in kept},
        )


def cases_of(name: str) -> list[Case]:
    cases: list[Case] = []
    at = datetime(2026, 11, 23, 10, 30)  # noqa: DTZ001 - clinic-local wall time
    for line in (CORPORA / "when" / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            at = datetime.fromisoformat(line[2:])
        elif " => " in line:
            say, _, gold = line.rpartition(" => ")
            cases.append(Case(at, say, tuple(part.strip() for part in gold.split("||"))))
    return cases


def read(case: Case, language: str) -> When | None:
    return parse_when(case.say, today=case.at.date(), now=case.at.time(), language=language, hours=HOURS)


def verdict(case: Case, language: str) -> str:
    """Right, asked (a doubt raised where none is), missed (nothing read) or wrong (silently)."""
    reading = read(case, language)
    if any(_fits(gold, reading, case.at.date()) for gold in case.golds):
        return "right"
    if reading is None:
        return "missed"
    return "asked" if reading.ambiguity else "wrong"


def _fits(gold: str, reading: When | None, today: date) -> bool:
    if gold == "none" or reading is None:
        return reading is None and gold == "none"
    if gold == "ask":
        return reading.ambiguity is not None
    if gold in ("soon", "any"):
        return reading.ambiguity is None and (reading.soonest if gold == "soon" else reading.any_time)
    asks = gold.endswith("?")
    if asks != (reading.ambiguity is not None):
        return False
    return _same(
        offer_of(gold.removesuffix("?").strip(), today), told(reading, today), today, wide=_wide(gold)
    )


def _wide(gold: str) -> bool:
    return ".." in gold or "*" in gold


def _same(gold: Offer, told_offer: Offer, today: date, *, wide: bool) -> bool:
    ranges, points = told_offer.canonical(today, wide=wide)
    gold_ranges, gold_points = gold.canonical(today, wide=wide)
    if not gold.vague:
        return (ranges, points) == (gold_ranges, gold_points)
    inside = all(not mask & ~gold_ranges.get(day, 0) for day, mask in ranges.items())
    at = all(gold_ranges.get(day, 0) & _bit(when) for day, said in points.items() for _, when in said)
    return bool(ranges or points) and inside and at


def told(reading: When, today: date) -> Offer:
    offer = Offer()
    for window in reading.windows or (Window(today, date.max),):
        offer.add(_days(window.first, window.last, window.weekdays, today), _times(window))
    refused = Offer()
    for window in reading.excluded:
        refused.add(_days(window.first, window.last, window.weekdays, today), _refused_times(window))
    return offer.without(refused)


def _times(window: Window) -> int | tuple[str, time]:
    if window.exact:
        return ("~" if window.earliest or window.latest else "@", window.exact)
    return _mask(window.earliest, window.latest)


def _refused_times(window: Window) -> int:
    return _bit(window.exact) if window.exact else _mask(window.earliest, window.latest)


def _mask(start: time | None, end: time | None) -> int:
    low = _slot(start) if start else 0
    high = _slot(end) if end else 96
    return WHOLE_DAY & ((1 << high) - 1) & ~((1 << low) - 1)


def _slot(at: time) -> int:
    return at.hour * 4 + at.minute // 15


def _bit(at: time) -> int:
    return 1 << _slot(at)


def _days(first: date, last: date, weekdays: frozenset[int] | None, today: date) -> Iterator[date]:
    end = min(last, today + timedelta(days=HORIZON))
    for offset in range((end - first).days + 1):
        day = first + timedelta(days=offset)
        if weekdays is None or day.weekday() in weekdays:
            yield day


def offer_of(gold: str, today: date) -> Offer:
    words, refusals = re.split(r"\s!", gold, maxsplit=1)[0], re.findall(r"!(\S+)", gold)
    offer = Offer(vague="<" in words)
    for part in words.split("|"):
        _add_part(offer, part.replace("<", "").split(), today)
    refused = Offer()
    for refusal in refusals:
        tokens = [token for token in re.split(r"(?=@)|(?=PM$)", refusal) if token]
        for token in tokens:
            if token.startswith("@"):
                refused.ranges = {day: _bit(time.fromisoformat(token[1:])) for day in refused.ranges}
            elif token in PARTS:
                refused.ranges = {day: _span(PARTS[token]) for day in refused.ranges}
            else:
                _add_part(refused, ["*", token] if token in WEEKDAYS else [token], today)
    return offer.without(refused)


def _add_part(offer: Offer, tokens: list[str], today: date) -> None:
    first, last = _bounds(tokens[0], today)
    weekdays: frozenset[int] | None = None
    times: int | tuple[str, time] = WHOLE_DAY
    for token in tokens[1:]:
        if token[:2] in WEEKDAYS:
            weekdays = frozenset(WEEKDAYS.index(name) for name in token.split(","))
        elif token[0] in "@~":
            times = (token[0], time.fromisoformat(token[1:]))
        else:
            times = _span(PARTS.get(token, token))
    offer.add(_days(first, last, weekdays, today), times)


def _span(text: str) -> int:
    start, _, end = text.partition("-")
    return _mask(
        time.fromisoformat(start) if start else None,
        time.fromisoformat(end) if end and end != "24:00" else None,
    )


def _bounds(text: str, today: date) -> tuple[date, date]:
    if text == "*":
        return today, date.max
    first, dots, last = text.partition("..")
    start = _day(first, today)
    if not dots:
        return start, start
    return start, _day(last, start) if last else date.max


def _day(text: str, not_before: date) -> date:
    if len(text) > 5:
        return date.fromisoformat(text)
    day = date.fromisoformat(f"{not_before.year}-{text}")
    return day if day >= not_before else date.fromisoformat(f"{not_before.year + 1}-{text}")
