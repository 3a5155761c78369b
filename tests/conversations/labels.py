"""Read what Jessica shows, as a patient would: opening buttons and dates in English and Spanish."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from tests.conversations.wording import MONTHS

_EN = re.compile(r"^\w+, (?P<month>\w+) (?P<day>\d+)(?: at (?P<hour>\d+):(?P<minute>\d\d) (?P<half>[AP])M)?")
_ES = re.compile(
    r"^\w+ (?P<day>\d+) de (?P<month>\w+)(?: a las? (?P<hour>\d+):(?P<minute>\d\d) (?P<half>[ap])\. m\.)?"
)


@dataclass(frozen=True)
class Shown:
    day: date
    clock: time | None
    provider: str


def read_label(label: str, language: str, today: date) -> Shown | None:
    """The day, time and provider on a button; None for any other button."""
    match = (_ES if language == "es" else _EN).match(label)
    if match is None or match["month"] not in MONTHS[language]:
        return None
    month = MONTHS[language].index(match["month"]) + 1
    year = today.year + (month < today.month)
    clock = None
    if match["hour"]:
        hour = int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0)
        clock = time(hour, int(match["minute"]))
    parts = label.split(" · ")
    return Shown(date(year, month, int(match["day"])), clock, parts[1] if len(parts) > 1 else "")


def starts_at(shown: Shown) -> datetime:
    assert shown.clock is not None
    return datetime.combine(shown.day, shown.clock)
