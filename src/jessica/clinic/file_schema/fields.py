"""The small types that a clinic file is made of: texts by language, days, times and weekly hours."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, RootModel

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MINUTES_IN_A_DAY = 1440

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")
_RELATIVE_DAY = re.compile(rf"(?:(today)|(next|last) ({'|'.join(WEEKDAYS)}))?\s*([+-]\d{{1,4}})?")


class FilePart(BaseModel):
    """A part of the clinic file: unknown keys are errors, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


T = TypeVar("T")
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$", description="Language code: en, es.")]


class ByLanguage(RootModel[dict[Language, T]], Generic[T]):
    """One value for each language code."""

    model_config = ConfigDict(frozen=True)

    def in_language(self, language: str) -> T | None:
        """The value in `language`, else in English, else in any language, else nothing."""
        for code in (language, language.split("-", maxsplit=1)[0], "en", *self.root):
            if code in self.root:
                return self.root[code]
        return None


Line = Annotated[str, Field(min_length=1, max_length=300)]
Paragraph = Annotated[str, Field(min_length=1, max_length=4000)]


class Texts(ByLanguage[Paragraph]):
    """A text for each language: `{en: Nose surgery, es: Cirugía de nariz}`."""

    root: dict[Language, Paragraph] = {}

    def say(self, language: str) -> str:
        """The text in `language`, else in English, else in any; empty when there is none."""
        return self.in_language(language) or ""


class Words(ByLanguage[list[Line]]):
    """A list of words or short phrases for each language."""

    root: dict[Language, list[Line]] = {}


Key = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
        max_length=60,
        description="Stable name inside the file: small letters, digits and single hyphens.",
    ),
]
Money = Annotated[
    Decimal, Field(ge=0, max_digits=10, decimal_places=2, description="In the clinic's currency.")
]
Phone = Annotated[str, Field(max_length=30, description="In any usual writing; stored as E.164.")]
# Kept lax on purpose: example.org and a clinic's own domain both pass, a missing @ does not.
Email = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]


def _day(value: Any) -> str:
    """Accepts an ISO date or a relative day; see `resolve_day`."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool) and value <= 0:
        return f"{value:+d}" if value else "today"
    if not isinstance(value, str):
        raise ValueError("is not a day")
    text = " ".join(value.lower().split())
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text).isoformat()
    if text and _RELATIVE_DAY.fullmatch(text):
        return text
    raise ValueError("is not a day")


Day = Annotated[
    str,
    BeforeValidator(_day),
    Field(description="A date (2027-03-14) or a day counted from the day of loading: see Days."),
]


def resolve_day(text: str, today: date) -> date:
    """The date that a `Day` names when the file is loaded on the local date `today`.

    `2027-03-14` is itself; `+3`, `-10` and `today` count days; `next monday` is the first Monday after
    today, `last monday` the last one before it; both take a further count: `next monday +7`.
    """
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text)
    found = _RELATIVE_DAY.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not a day")
    direction, weekday, count = found[2], found[3], int(found[4] or 0)
    day = today
    if direction == "next":
        day += timedelta(days=(WEEKDAYS.index(weekday) - today.weekday() - 1) % 7 + 1)
    elif direction == "last":
        day -= timedelta(days=(today.weekday() - WEEKDAYS.index(weekday) - 1) % 7 + 1)
    return day + timedelta(days=count)


def _time(value: str) -> str:
    if not _TIME.fullmatch(value):
        raise ValueError("is not a time")
    return value


ClockTime = Annotated[
    str, AfterValidator(_time), Field(description="Local time on the 24-hour clock: 08:30, 17:00, 24:00.")
]


def minute_of_day(text: str) -> int:
    """`08:30` -> 510 minutes after local midnight; `24:00` -> 1440."""
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def time_of_day(minute: int) -> str:
    """510 -> `08:30`; 1440 -> `24:00`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _time_range(value: Any) -> str:
    parts = [part.strip() for part in str(value).replace("–", "-").split("-")]
    if len(parts) != 2 or not all(_TIME.fullmatch(part) for part in parts):
        raise ValueError("is not a time range")
    if minute_of_day(parts[0]) >= minute_of_day(parts[1]):
        raise ValueError("ends before it starts")
    return "-".join(parts)


TimeRange = Annotated[
    str, BeforeValidator(_time_range), Field(description="Local times, the end exclusive: 09:00-17:00.")
]


def _ranges(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class WeeklyHours(RootModel[dict[Weekday, Annotated[list[TimeRange], BeforeValidator(_ranges)]]]):
    """Hours for each weekday, a day that is not named being closed."""

    model_config = ConfigDict(frozen=True)

    root: dict[Weekday, Annotated[list[TimeRange], BeforeValidator(_ranges)]] = {}

    def minutes(self) -> dict[int, list[tuple[int, int]]]:
        """Weekday (0 = Monday) -> sorted ranges in minutes after local midnight, ends exclusive."""
        week: dict[int, list[tuple[int, int]]] = {}
        for day in WEEKDAYS:
            for text in self.root.get(day, ()):  # type: ignore[call-overload]
                start, end = text.split("-")
                week.setdefault(WEEKDAYS.index(day), []).append((minute_of_day(start), minute_of_day(end)))
        return {day: sorted(ranges) for day, ranges in week.items()}

    @classmethod
    def from_minutes(cls, week: dict[int, list[tuple[int, int]]]) -> WeeklyHours:
        """The inverse of `minutes`."""
        return cls.model_validate(
            {
                WEEKDAYS[day]: [f"{time_of_day(start)}-{time_of_day(end)}" for start, end in sorted(ranges)]
                for day, ranges in sorted(week.items())
                if ranges
            }
        )
