"""Say plainly that nobody is there at a wished time, before other times are offered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from jessica.dialogue.phrasing.calendar_words import join_words, say_every, say_on
from jessica.dialogue.ports import ClosureFact, ProviderFact
from jessica.dialogue.session import Session
from jessica.dialogue.state import VisitWish
from jessica.dialogue.tasks.opening_hours import say_hours, say_ranges
from jessica.dialogue.understanding.grammars.when import When, Window

Ranges = list[tuple[int, int]]  # minutes after midnight, the ends exclusive

_NAMED_AT_ONCE = 3
# A wish without an end is judged by its first fortnight: what is closed all through it, is closed.
_LOOKED_AT = timedelta(days=13)
_DAY = 24 * 60


def say_closed(wish: VisitWish, s: Session) -> bool:
    """Say that the clinic, the place or the provider is not there when it was wished for.

    True when it was said now; False when that is not why, or when it was the last thing said about times.
    """
    sentence = _Closed(wish, s).sentence()
    if not sentence or sentence == wish.told_closed:
        return False
    wish.told_closed = sentence
    s.reply.say(sentence)
    return True


@dataclass(frozen=True, slots=True)
class _Closed:
    """One wish against the hours of those whom it needs."""

    wish: VisitWish
    s: Session

    def sentence(self) -> str:
        """Why nobody is there, widest reason first; empty when somebody is."""
        when = self.wish.when
        if when is None or not when.windows or not (when.names_day or when.names_time):
            return ""
        days = _days(when, self.s.today)
        if not days or not any(place.hours for place in self.s.facts.locations):
            return ""
        for subject in ("clinic", "place", "provider"):
            hours = {day: self._hours(subject, day) for day in days}
            if any(_meets(when.windows, day, ranges) for day, ranges in hours.items()):
                continue
            if not any(hours.values()):
                return self._say(f"closed.{subject}", days=self._named(days))
            if when.names_time:
                return self._outside(subject, hours)
        return ""

    def _hours(self, subject: str, day: date) -> Ranges:
        if subject == "clinic":
            return self._open([place.key for place in self.s.facts.locations], day)
        if subject == "place":
            return self._open(self._places(), day)
        provider = self._provider()
        if provider is None:
            return [(0, _DAY)]
        if any(first <= day <= last for first, last in provider.away):
            return []
        return _merged(
            (work.start, work.end)
            for work in provider.hours
            if work.weekday == day.weekday()
            and work.location_key in self._places()
            and (work.first or day) <= day <= (work.last or day)
            and not self._closures(work.location_key, day)
        )

    def _open(self, places: Iterable[str], day: date) -> Ranges:
        return _merged(
            (start, end)
            for key in places
            if not self._closures(key, day)
            for start, end in self.s.facts.location(key).hours.get(day.weekday(), ())
        )

    def _closures(self, place: str, day: date) -> list[ClosureFact]:
        return [
            closure
            for closure in self.s.facts.closures
            if closure.first <= day <= closure.last and closure.location_key in {None, place}
        ]

    def _places(self) -> Sequence[str]:
        """Where the visit may be: the wished place, else every place; a service's places are not "closed"."""
        return [self.wish.location_key] if self.wish.location_key else [p.key for p in self.s.facts.locations]

    def _provider(self) -> ProviderFact | None:
        return self.s.facts.provider(self.wish.provider_key) if self.wish.provider_key else None

    def _say(self, key: str, **facts: str) -> str:
        place, provider = self.wish.location_key, self._provider()
        return self.s.text(
            key,
            place=self.s.facts.location(place).name if place else "",
            provider=provider.name_in(self.s.language) if provider else "",
            **facts,
        )

    def _named(self, days: list[date]) -> str:
        """The closed days as words, each with what the day is called: Friday, December 25 (Christmas Day)."""
        language = self.s.language
        if len(days) <= _NAMED_AT_ONCE:
            return join_words([f"{say_on(day, language)}{self._called(day)}" for day in days], language)
        every = sorted({day.weekday() for day in days})
        if len(every) <= _NAMED_AT_ONCE:
            return join_words([say_every(day, language) for day in every], language)
        return self.s.text("closed.those_days")

    def _called(self, day: date) -> str:
        names = (
            closure.names.get(self.s.language, "")
            for place in self._places()
            for closure in self._closures(place, day)
        )
        # A day off of the clinic's own may fall on a holiday: the holiday is the better known name.
        known = [name for name in names if name]
        return f" ({known[-1]})" if known else ""

    def _outside(self, subject: str, hours: dict[date, Ranges]) -> str:
        """The wished hour lies outside: say the hours of that day, or of the whole week."""
        open_days = [day for day, ranges in hours.items() if ranges]
        if len(open_days) <= _NAMED_AT_ONCE and len({tuple(hours[day]) for day in open_days}) == 1:
            named = join_words([say_on(day, self.s.language) for day in open_days], self.s.language)
            ranges = say_ranges(hours[open_days[0]], self.s.language)
            return self._say(f"closed.hour.{subject}", days=named, ranges=ranges)
        if subject == "provider":
            return ""
        places = [self.s.facts.location(key) for key in self._places()]
        week = [
            self.s.text("hours.place", place=place.name, hours=say_hours(place.hours, self.s.language))
            for place in places
            if place.hours
        ]
        return " ".join([self.s.text("closed.hour.always"), *week])


def _days(when: When, today: date) -> list[date]:
    """The wished days from today on, as far as they are looked at."""
    found: set[date] = set()
    for window in when.windows:
        first = max(window.first, today)
        last = min(window.last, first + _LOOKED_AT)
        found.update(
            day
            for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
            if window.weekdays is None or day.weekday() in window.weekdays
        )
    return sorted(found)


def _meets(windows: Sequence[Window], day: date, ranges: Ranges) -> bool:
    """Whether a visit could begin inside `ranges` at a time that a window of that day wishes for."""
    for window in windows:
        if not window.first <= day <= window.last:
            continue
        if window.exact is not None and window.earliest is None:
            first = last = _minute(window.exact)
        else:
            first = _minute(window.earliest) if window.earliest else 0
            last = _minute(window.latest) - 1 if window.latest else _DAY
        if any(start <= last and first < end for start, end in ranges):
            return True
    return False


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Ranges that touch or overlap become one."""
    merged: Ranges = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
