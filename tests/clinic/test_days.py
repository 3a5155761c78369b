"""Days in a clinic file are dates, or count from the day of loading."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from jessica.clinic.file_reading import parse
from jessica.clinic.file_schema.fields import WEEKDAYS, Day, WeeklyHours, resolve_day
from tests.clinic.files import SMALL

DAY = TypeAdapter(Day)
MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-03-14", "2027-03-14"),
        ("today", "2026-11-23"),
        (0, "2026-11-23"),
        ("+3", "2026-11-26"),
        (-10, "2026-11-13"),
        ("next monday", "2026-11-30"),
        ("Next Friday", "2026-11-27"),
        ("last monday", "2026-11-16"),
        ("last sunday", "2026-11-22"),
        ("next monday +7", "2026-12-07"),
        ("next tuesday -1", "2026-11-23"),
    ],
)
def test_a_day_is_a_date_or_counts_from_today(text, day):
    assert resolve_day(DAY.validate_python(text), MONDAY).isoformat() == day


@pytest.mark.parametrize(
    "text", ["", "soon", "3", 3, "next", "monday", "2027-02-30", "+", None, True, ["+3"]]
)
def test_anything_else_is_not_a_day(text):
    with pytest.raises(ValidationError):
        DAY.validate_python(text)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.sampled_from(WEEKDAYS))
def test_next_and_last_weekday_lie_within_a_week_on_that_weekday(today, weekday):
    coming = resolve_day(f"next {weekday}", today)
    gone = resolve_day(f"last {weekday}", today)
    assert coming.weekday() == gone.weekday() == WEEKDAYS.index(weekday)
    assert 1 <= (coming - today).days <= 7
    assert 1 <= (today - gone).days <= 7


def test_today_is_the_day_at_the_clinic_and_not_in_utc():
    late_on_sunday_in_denver = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
    assert parse(SMALL, at=late_on_sunday_in_denver).file.openings["one"].day == "2026-11-29"


RANGES = st.lists(st.integers(0, 1440), min_size=2, max_size=6, unique=True).map(
    lambda minutes: list(zip(sorted(minutes)[::2], sorted(minutes)[1::2], strict=False))
)


@given(st.dictionaries(st.integers(0, 6), RANGES, max_size=7))
def test_weekly_hours_survive_being_written_and_read(week):
    assert WeeklyHours.from_minutes(week).minutes() == {day: ranges for day, ranges in week.items() if ranges}
