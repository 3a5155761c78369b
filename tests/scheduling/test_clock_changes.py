"""Local hours and openings over the days on which clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jessica.clinic.models import ProviderHours
from jessica.scheduling.openings import OpeningQuery, find_openings
from jessica.scheduling.utc_minutes import offset_spans, to_instant, wall_spans
from tests.factories import EVERY_DAY, SmallClinic, works

ZONES = (
    "America/New_York",
    "America/Los_Angeles",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Africa/Casablanca",
    "America/Santiago",
    "America/Havana",
)


def days_of_change(zone: str, first_year: int = 2024, last_year: int = 2030) -> list[date]:
    """The local dates on which the zone's offset changes, and the days before and after them."""
    place, days = ZoneInfo(zone), []
    for number in range((date(last_year + 1, 1, 1) - date(first_year, 1, 1)).days):
        day = date(first_year, 1, 1) + timedelta(days=number)
        midnight, next_midnight = (
            datetime(each.year, each.month, each.day, 12, tzinfo=UTC).astimezone(place).utcoffset()
            for each in (day - timedelta(days=1), day)
        )
        if midnight != next_midnight:
            days += [day + timedelta(days=step) for step in (-1, 0, 1)]
    return days


CHANGES = {zone: days_of_change(zone) for zone in ZONES}

a_zone_and_day = st.sampled_from(ZONES).flatmap(
    lambda zone: st.tuples(st.just(zone), st.sampled_from(CHANGES[zone]))
)
a_range = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda pair: pair[0] < pair[1])


@given(a_zone_and_day, a_range)
def test_hours_are_exactly_the_instants_at_which_the_wall_clock_reads_them(zone_and_day, minutes):
    zone, day = zone_and_day
    start, end = minutes
    spans = wall_spans(offset_spans(zone, day, day), day, start, end)
    inside = {minute for since, until in spans for minute in range(since, until)}
    midnight = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) // 60
    place = ZoneInfo(zone)
    for minute in range(midnight - 15 * 60, midnight + 40 * 60, 7):
        local = to_instant(minute).astimezone(place)
        reads = local.date() == day and start <= local.hour * 60 + local.minute < end
        assert reads == (minute in inside), local


@given(a_zone_and_day)
def test_a_day_has_as_many_minutes_as_the_clock_shows(zone_and_day):
    zone, day = zone_and_day
    place, next_day = ZoneInfo(zone), day + timedelta(days=1)
    spans = wall_spans(offset_spans(zone, day, day), day, 0, 1440)
    # The first instant of a local date, also where midnight itself is skipped or comes twice.
    first, after = (
        datetime(each.year, each.month, each.day, tzinfo=place).astimezone(UTC) for each in (day, next_day)
    )
    assert sum(end - start for start, end in spans) == (after - first) // timedelta(minutes=1)


def test_a_skipped_hour_is_not_there_and_a_repeated_hour_is_there_twice():
    spring, autumn = date(2027, 3, 14), date(2027, 11, 7)
    zone = "America/New_York"
    assert wall_spans(offset_spans(zone, spring, spring), spring, 120, 180) == []
    twice = wall_spans(offset_spans(zone, autumn, autumn), autumn, 60, 120)
    assert sum(end - start for start, end in twice) == 120
    half_hour = wall_spans(offset_spans(zone, autumn, autumn), autumn, 60, 90)
    assert [end - start for start, end in half_hour] == [30, 30]


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    zone_and_day=a_zone_and_day,
    hours=a_range,
    minutes=st.sampled_from([20, 30, 45, 90]),
    slot=st.sampled_from([10, 15, 20, 30, 60]),
)
def test_openings_stay_inside_local_hours_on_the_grid_and_exactly_as_long(
    small: SmallClinic, zone_and_day, hours, minutes, slot
):
    zone, day = zone_and_day
    openings = openings_on(small, zone, day, hours, minutes, slot)
    place = ZoneInfo(zone)
    for opening in openings:
        starts, ends = opening.starts_at.astimezone(place), opening.ends_at.astimezone(place)
        last = (opening.ends_at - timedelta(minutes=1)).astimezone(place)
        assert opening.ends_at - opening.starts_at == timedelta(minutes=minutes)
        assert starts.date() == last.date() == day
        assert hours[0] <= starts.hour * 60 + starts.minute
        assert last.hour * 60 + last.minute < hours[1]
        assert (starts.hour * 60 + starts.minute) % slot == 0
        assert opening.starts_at.utcoffset() == ends.astimezone(UTC).utcoffset() == timedelta(0)
    assert {each.starts_at for each in openings} == every_start(zone, day, hours, minutes, slot)


def openings_on(small: SmallClinic, zone: str, day: date, hours, minutes: int, slot: int):
    """The openings of one provider with these hours every day, at a place in the zone."""
    small.place.time_zone = small.clinic.time_zone = zone
    small.clinic.slot_minutes, small.checkup.minutes_existing = slot, minutes
    for record in (small.place, small.clinic, small.checkup):
        record.save()
    ProviderHours.objects.all().delete()
    works(small.okafor, small.place, weekdays=EVERY_DAY, minutes=[hours])
    query = OpeningQuery(
        small.clinic, small.checkup, "existing", first=day, last=day, provider=small.okafor, staff=True
    )
    return find_openings(query, at=datetime(2023, 12, 1, tzinfo=UTC))


def every_start(zone: str, day: date, hours, minutes: int, slot: int) -> set[datetime]:
    """The same by brute force: each minute of two days, asked one by one."""
    place, found = ZoneInfo(zone), set()
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=15)

    def is_working(instant: datetime) -> bool:
        local = instant.astimezone(place)
        return local.date() == day and hours[0] <= local.hour * 60 + local.minute < hours[1]

    working = [is_working(begin + timedelta(minutes=n)) for n in range(56 * 60)]
    run = 0
    for n in range(len(working) - 1, -1, -1):
        run = run + 1 if working[n] else 0
        local = (begin + timedelta(minutes=n)).astimezone(place)
        if run >= minutes and (local.hour * 60 + local.minute) % slot == 0:
            found.add(begin + timedelta(minutes=n))
    return found
