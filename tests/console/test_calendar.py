from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jessica.console.calendar_grid import Column, Entry, lay_out, split_by_hours
from tests.factories import MONDAY, NOW, make_location, make_person

pytestmark = pytest.mark.django_db

NEW_YORK = ZoneInfo("America/New_York")


def page(desk, **asked):
    return desk.get("/console/calendar/", asked).content.decode()


def test_the_day_shows_who_where_and_when(small, desk):
    visit = small.book(small.opening("10:00"))
    shown = page(desk, date="2026-11-30")
    assert "Monday, November 30, 2026" in shown
    assert f"/console/visits/{visit.pk}/" in shown
    assert "Rosa Delgado" in shown
    assert "Dr. Lena Okafor" in shown
    assert "Dr. Lena Rivera" in shown


def test_free_time_leads_to_the_booking_at_that_hour(small, desk):
    shown = page(desk, date="2026-11-30")
    start = small.instant("13:00").isoformat().replace(":", "%3A").replace("+", "%2B")
    assert f"provider={small.okafor.pk}&amp;location={small.place.pk}&amp;starts={start}" in shown


def test_time_that_has_passed_is_not_offered(small, desk):
    shown = page(desk, date="2026-11-23")
    early = (NOW - timedelta(hours=1)).strftime("%Y-%m-%dT%H")
    assert early not in shown
    assert "starts=2026-11-23T14" in shown


def test_a_cancelled_visit_leaves_its_time_free(small, desk):
    visit = small.book(small.opening("10:00"))
    desk.post(f"/console/visits/{visit.pk}/cancel/", {"reason": "Ill"})
    shown = page(desk, date="2026-11-30")
    assert f"/console/visits/{visit.pk}/" not in shown


def test_the_week_shows_seven_days_of_one_provider(small, desk):
    small.book(small.opening("10:00", day=MONDAY + timedelta(days=2), provider=small.rivera))
    shown = page(desk, view="week", date="2026-12-02", provider="rivera")
    for day in ("Mon 30", "Tue 1", "Wed 2", "Thu 3", "Fri 4", "Sat 5", "Sun 6"):
        assert day in shown
    assert "Rosa Delgado" in shown
    assert "Rosa Delgado" not in page(desk, view="week", date="2026-12-02", provider="okafor")


def test_rooms_and_devices_show_what_occupies_them(small, desk):
    small.book(small.opening("10:00", small.laser_visit))
    shown = page(desk, view="rooms", date="2026-11-30")
    assert "Laser" in shown
    assert shown.count("Rosa Delgado") == 2


def test_the_day_is_that_of_the_chosen_location(small, desk):
    make_location(small.clinic, "uptown", time_zone="America/Los_Angeles", position=1)
    small.book(small.opening("10:00"))
    assert "America/Los_Angeles" in page(desk, date="2026-11-30", location="uptown")
    assert "Rosa Delgado" not in page(desk, date="2026-11-30", location="uptown")
    assert "Rosa Delgado" in page(desk, date="2026-11-30", location="downtown")


def test_a_day_without_work_says_so(small, desk):
    assert "Nobody works on this day" in page(desk, date="2026-11-29")


@pytest.mark.parametrize(
    "asked", [{"date": "soon"}, {"view": "year"}, {"date": "9999-12-31"}, {"location": "x"}]
)
def test_a_wrong_address_shows_today(small, desk, asked):
    answer = desk.get("/console/calendar/", asked)
    assert answer.status_code == 200
    assert "Monday, November 23, 2026" in answer.content.decode()


def test_more_visits_need_no_more_queries(
    small, desk, django_assert_max_num_queries, django_assert_num_queries
):
    small.book(small.opening("10:00"))
    with django_assert_max_num_queries(18) as one:
        page(desk, date="2026-11-30")
    for clock in ("11:00", "12:00"):
        small.book(small.opening(clock), person=make_person(small.clinic))
    with django_assert_num_queries(len(one)):
        page(desk, date="2026-11-30")


def at(clock, day=date(2026, 11, 30)):
    hour, minute = map(int, clock.split(":"))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=NEW_YORK).astimezone(UTC)


def entry(start, end, kind="visit"):
    return Entry(kind, at(start), at(end), title=f"{start} to {end}")


def grid(*entries, working=()):
    column = Column("Dr. Okafor", date(2026, 11, 30), working=working, entries=list(entries))
    return lay_out([column], NEW_YORK, NOW)


def cells(*entries):
    return {
        cell.entry.title: (cell.first, cell.rows, cell.lane, cell.lanes)
        for cell in grid(*entries).columns[0].cells
    }


def test_quarter_hours_are_counted_from_the_first_hour_shown():
    assert cells(entry("9:30", "10:15")) == {"9:30 to 10:15": (2, 3, 1, 1)}


def test_the_calendar_grows_with_early_and_late_work():
    hours = [hour for _, hour in grid(entry("6:30", "7:00"), entry("19:10", "19:40")).hours]
    assert (hours[0], hours[-1]) == (6, 19)


def test_what_overlaps_stands_side_by_side():
    assert cells(entry("9:00", "10:00"), entry("9:30", "10:30"), entry("10:30", "11:00")) == {
        "9:00 to 10:00": (0, 4, 1, 2),
        "9:30 to 10:30": (2, 4, 2, 2),
        "10:30 to 11:00": (6, 2, 1, 1),
    }


def test_free_time_takes_only_whole_quarter_hours():
    assert cells(entry("9:20", "10:10", "open"), entry("11:05", "11:20", "open")) == {
        "9:20 to 10:10": (2, 2, 1, 1)
    }


def test_hours_without_work_are_closed():
    placed = grid(working=[(at("10:00"), at("12:00")), (at("13:00"), at("17:00"))]).columns[0]
    assert placed.closed == [(0, 4), (12, 4)]


def test_a_column_beyond_the_fourteenth_is_counted_not_lost():
    columns = [Column(str(number), date(2026, 11, 30)) for number in range(16)]
    laid = lay_out(columns, NEW_YORK, NOW)
    assert (len(laid.columns), laid.left_out) == (14, 2)


def test_the_present_hour_is_marked_on_its_own_day_only():
    today = Column("Dr. Okafor", date(2026, 11, 23))
    assert lay_out([today], NEW_YORK, at("10:30", date(2026, 11, 23))).now_row == 6
    assert grid().now_row is None


@pytest.mark.parametrize(("day", "clocks"), [(date(2026, 11, 1), ["0:30", "1:00", "1:00", "2:00"])])
def test_free_time_is_cut_at_every_wall_clock_hour_when_clocks_change(day, clocks):
    start = datetime(2026, 11, 1, 4, 30, tzinfo=UTC)
    pieces = split_by_hours(start, start + timedelta(hours=3), NEW_YORK)
    local = [piece[0].astimezone(NEW_YORK) for piece in pieces]
    assert [f"{moment.hour}:{moment:%M}" for moment in local] == clocks
