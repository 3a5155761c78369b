"""What an invented patient wants: each wish knows how it is said and whether a time fits it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from tests.conversations.labels import Shown
from tests.conversations.wording import MONTHS, WEEKDAYS


@dataclass(frozen=True)
class TimeWish:
    """`said` in the patient's language; `days` are the days meant; `fits` judges an opening."""

    said: str
    days: frozenset[date] | None
    fits: Callable[[Shown], bool]


_PARTS = {
    "en": {
        "": (0, 24),
        " in the morning": (0, 12),
        " in the afternoon": (12, 18),
        " after 2": (14, 24),
        " before noon": (0, 12),
    },
    "es": {"": (0, 24), " por la mañana": (0, 12), " por la tarde": (12, 20), " después de las 2": (14, 24)},
}


def _wish(said: str, days: list[date] | None, hours: tuple[int, int]) -> TimeWish:
    first, last = time(hours[0]), hours[1]
    kept = frozenset(days) if days is not None else None

    def fits(shown: Shown) -> bool:
        clock = shown.clock or time(12)
        return (kept is None or shown.day in kept) and first <= clock and clock.hour < last

    return TimeWish(said, kept, fits)


def random_wish(rng: random.Random, language: str, today: date) -> TimeWish:
    """A wish of one of the common forms."""
    part, hours = rng.choice(list(_PARTS[language].items()))
    form = rng.choice(["soonest", "weekday", "date", "next week", "tomorrow", "any"])
    if form == "soonest":
        return _wish({"en": "the soonest you have", "es": "lo antes posible"}[language], None, (0, 24))
    if form == "any":
        return _wish({"en": "any day is fine", "es": "cualquier día"}[language], None, (0, 24))
    if form == "tomorrow":
        said = {"en": "tomorrow", "es": "mañana"}[language]
        return _wish(said + part, [today + timedelta(days=1)], hours)
    if form == "next week":
        monday = today + timedelta(days=7 - today.weekday())
        said = {"en": "next week", "es": "la próxima semana"}[language]
        return _wish(said + part, [monday + timedelta(days=n) for n in range(7)], hours)
    day = today + timedelta(days=rng.randint(2, 20))
    if form == "weekday":
        day = today + timedelta(days=rng.randint(2, 6))
        name = WEEKDAYS[language][day.weekday()]
        return _wish({"en": f"on {name}", "es": f"el {name}"}[language] + part, [day], hours)
    return _wish(say_day(day, language) + part, [day], hours)


def say_day(day: date, language: str) -> str:
    if language == "es":
        return f"el {day.day} de {MONTHS['es'][day.month - 1]}"
    return f"{MONTHS['en'][day.month - 1]} {day.day}"


def day_wish(day: date, language: str) -> TimeWish:
    return _wish(say_day(day, language).removeprefix("el "), [day], (0, 24))
