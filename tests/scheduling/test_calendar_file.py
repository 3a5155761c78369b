from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar, Component

from jessica.scheduling.calendar_file import calendar_file
from jessica.scheduling.cancellation import cancel
from jessica.scheduling.models import Appointment
from jessica.scheduling.rescheduling import reschedule
from tests.factories import NOW, SmallClinic, make_service, make_small_clinic

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(small: SmallClinic) -> Appointment:
    nose = make_service(small.clinic, "rhinoplasty", kind="procedure", minutes_existing=None)
    return small.book(small.opening("10:00"), topic=nose, reason="crooked nose")


def read(visit: Appointment, **fields) -> tuple[Component, Component]:
    calendar = Calendar.from_ical(calendar_file(visit, **fields))
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_the_file_says_when_and_where_in_local_time(small: SmallClinic, visit: Appointment):
    calendar, event = read(visit)
    assert calendar["METHOD"] == "PUBLISH"
    assert event["DTSTART"].params["TZID"] == "America/New_York"
    assert event["DTSTART"].dt == visit.starts_at
    assert event["DTSTART"].dt.strftime("%H:%M") == "10:00"
    assert event["DTEND"].dt == visit.ends_at
    assert event["LOCATION"] == "12 Example Street, Suite 300, New York, NY 10001"


def test_the_file_gives_nothing_away(visit: Appointment):
    text = calendar_file(visit, link="https://example.org/v/abc").decode().lower()
    _, event = read(visit)
    assert event["SUMMARY"] == "Appointment at Harbor Plastic Surgery"
    for secret in ("rhinoplasty", "nose", "consultation", "rosa", "delgado", "okafor"):
        assert secret not in text


def test_a_change_updates_the_event_that_is_in_the_calendar(small: SmallClinic, visit: Appointment):
    _, before = read(visit)
    moved = reschedule(visit.pk, small.opening("14:00"), by="jessica", at=NOW + timedelta(minutes=1))
    _, after = read(moved)
    assert before["UID"] == after["UID"] == f"{visit.pk}@harbor"
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].dt == moved.starts_at


def test_a_cancelled_visit_takes_the_event_away(visit: Appointment):
    cancelled = cancel(visit.pk, reason="", by="jessica", at=NOW)
    calendar, event = read(cancelled)
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)


def test_the_link_is_in_the_file_where_there_is_one(visit: Appointment):
    assert read(visit, link="https://example.org/v/abc")[1]["URL"] == "https://example.org/v/abc"
    assert "URL" not in read(visit)[1]


def test_the_time_zone_rules_are_those_around_the_visit(visit: Appointment):
    text = calendar_file(visit).decode()
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert len(text) < 3000


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca"])
def test_a_calendar_that_knows_only_the_file_reads_the_right_instant(db: None, zone: str):
    small = make_small_clinic("far", time_zone=zone)
    visit = small.book(small.opening("10:00", day=date(2026, 12, 7)))
    calendar = Calendar.from_ical(calendar_file(visit))
    (timezone,) = calendar.walk("VTIMEZONE")
    local = visit.starts_at.astimezone(small.zone).replace(tzinfo=None)
    assert local.replace(tzinfo=timezone.to_tz(lookup_tzid=False)).utcoffset() == (
        visit.starts_at.astimezone(small.zone).utcoffset()
    )
