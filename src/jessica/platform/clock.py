"""The one source of the present moment.

Verbs take an instant (`at`) and never look at a clock; doors (HTTP views, jobs, commands) read
`clinic_clock()` once and pass the instant down.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the present moment as an aware UTC datetime."""

    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, so that a conversation can be repeated exactly.

    Raises `ValueError` when `instant` has no time zone.
    """

    instant: datetime

    def __post_init__(self) -> None:
        if self.instant.tzinfo is None:
            raise ValueError(
                "a fixed clock needs an instant with a time zone, for example 2026-11-23T09:00-05:00"
            )

    def now(self) -> datetime:
        return self.instant.astimezone(UTC)


def clock_from_text(text: str | None) -> Clock:
    """The clock that `JESSICA_NOW` or `--now` asks for (ISO 8601 with an offset); empty: the real time."""
    if not text:
        return SystemClock()
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(
            f"cannot read {text!r} as an ISO 8601 instant like 2026-11-23T09:00-05:00"
        ) from error
    return FixedClock(instant)


def clinic_clock() -> Clock:
    """The clock of this process, chosen by the settings."""
    from django.conf import settings

    clock: Clock = settings.JESSICA_CLOCK
    return clock
