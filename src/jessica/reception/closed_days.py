"""When the clinic is closed and its providers work, as the dialogue may say it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from jessica.clinic.models import Clinic, Provider
from jessica.dialogue.phrasing.holiday_names import holiday_name
from jessica.dialogue.ports import ClosureFact, WorkFact
from jessica.scheduling.holiday_calendar import closed_holidays

# Nobody wishes for a visit further ahead than a file may let it be booked (`horizon_days`).
_AHEAD = timedelta(days=1000)


def closures_from(clinic: Clinic, first: date) -> Iterator[ClosureFact]:
    """The clinic's own closures and its public holidays from the local date `first` on."""
    for closure in clinic.closures.filter(last_date__gte=first).select_related("location"):
        names = {clinic.languages[0]: closure.reason} if closure.reason and clinic.languages else {}
        place = closure.location.key if closure.location else None
        yield ClosureFact(closure.first_date, closure.last_date, names, place)
    for day, name in closed_holidays(clinic.holiday_calendar, first, first + _AHEAD).items():
        yield ClosureFact(day, day, {language: holiday_name(name, language) for language in clinic.languages})


def working_hours(provider: Provider) -> Iterator[WorkFact]:
    for hours in provider.hours.all():
        yield WorkFact(
            hours.location.key,
            hours.weekday,
            hours.start_minute,
            hours.end_minute,
            hours.first_date,
            hours.last_date,
        )
