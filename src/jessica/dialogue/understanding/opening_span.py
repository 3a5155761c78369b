"""The clinic's widest opening times by weekday, by which "at 3" is read as the afternoon."""

from __future__ import annotations

from datetime import time

from jessica.dialogue.ports import ClinicFacts
from jessica.dialogue.understanding.grammars.when import OpeningHours

_LAST_MINUTE = time(23, 59)


def opening_span(facts: ClinicFacts) -> OpeningHours:
    """Earliest opening and latest closing over all locations; nine to five where the file is silent."""
    spans: dict[int, tuple[int, int]] = {}
    for place in facts.locations:
        for day, ranges in place.hours.items():
            for start, end in ranges:
                known = spans.get(day, (start, end))
                spans[day] = (min(known[0], start), max(known[1], end))
    if not spans:
        spans = dict.fromkeys(range(5), (9 * 60, 17 * 60))
    return OpeningHours({day: (_clock(start), _clock(end)) for day, (start, end) in spans.items()})


def _clock(minute: int) -> time:
    return _LAST_MINUTE if minute >= 1440 else time(minute // 60, minute % 60)
