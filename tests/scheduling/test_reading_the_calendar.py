from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from jessica.clinic.models import Closure
from jessica.platform.errors import NotFound
from jessica.scheduling.calendar_rows import calendar_rows, day_bounds
from jessica.scheduling.cancellation import cancel
from jessica.scheduling.holds import hold_opening
from jessica.scheduling.queries import access_appointment, appointments_between, visits_of
from jessica.scheduling.staff_blocks import BlockRequest, block
from jessica.scheduling.working_time import opening_hours, provider_hours
from tests.factories import MONDAY, NOW, SmallClinic, make_person, make_small_clinic

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + timedelta(days=1)


def test_a_visit_is_found_by_its_own_clinic_only(small: SmallClinic):
    visit = small.book(small.opening("10:00"))
    other = make_small_clinic("other")
    assert access_appointment(small.clinic, visit.pk).person == small.rosa
    with pytest.raises(NotFound):
        access_appointment(other.clinic, visit.pk)
    with pytest.raises(NotFound):
        access_appointment(small.clinic, uuid4())


def test_a_persons_upcoming_visits_are_those_still_to_come(small: SmallClinic):
    ben = make_person(small.clinic, "Ben")
    late, early, off = (small.book(small.opening(clock)) for clock in ("14:00", "10:00", "12:00"))
    small.book(small.opening("11:00"), person=ben)
    cancel(off.pk, reason="", by="jessica", at=NOW)
    assert [visit.pk for visit in visits_of(small.rosa, NOW)] == [early.pk, late.pk]
    assert [visit.pk for visit in visits_of(small.rosa, early.ends_at)] == [late.pk]
    everything = visits_of(small.rosa, early.ends_at, upcoming=False)
    assert [visit.pk for visit in everything] == [late.pk, off.pk, early.pk]


@pytest.mark.parametrize("visits", [1, 3])
def test_reading_a_span_costs_one_query(small: SmallClinic, django_assert_num_queries, visits: int):
    for clock in ("10:00", "11:00", "12:00")[:visits]:
        small.book(small.opening(clock))
    with django_assert_num_queries(1):
        found = appointments_between(small.clinic, *day_bounds(small.clinic, MONDAY, MONDAY))
        shown = [
            (v.person.full_name, v.service.names, v.provider.resource.name, v.location.name) for v in found
        ]
    assert len(shown) == visits


def test_a_span_can_be_read_for_one_provider_or_place(small: SmallClinic):
    mine = small.book(small.opening("10:00", provider=small.okafor))
    small.book(small.opening("10:00", provider=small.rivera))
    bounds = day_bounds(small.clinic, MONDAY, MONDAY)
    assert [v.pk for v in appointments_between(small.clinic, *bounds, provider=small.okafor)] == [mine.pk]
    assert len(appointments_between(small.clinic, *bounds, location=small.place)) == 2
    cancel(mine.pk, reason="", by="jessica", at=NOW)
    assert len(appointments_between(small.clinic, *bounds)) == 1
    assert len(appointments_between(small.clinic, *bounds, cancelled=True)) == 2


def test_a_day_is_made_of_visits_blocks_and_gaps_and_shows_no_holds(small: SmallClinic):
    visit = small.book(small.opening("10:00", provider=small.okafor))
    meeting = BlockRequest(
        small.okafor.resource, small.instant("12:00"), small.instant("13:00"), "lunch", "staff:kim"
    )
    made = block(meeting, at=NOW)
    hold_opening(small.opening("15:00", provider=small.okafor), clinic=small.clinic, holder="anna", at=NOW)
    okafor, rivera = calendar_rows(small.clinic, MONDAY, MONDAY)
    assert [each.pk for each in okafor.visits] == [visit.pk]
    assert [each.pk for each in okafor.blocks] == [made.pk]
    gaps = [
        tuple(instant.astimezone(small.zone).strftime("%H:%M") for instant in (gap.starts_at, gap.ends_at))
        for gap in okafor.gaps
    ]
    assert gaps == [("09:00", "10:00"), ("10:30", "12:00"), ("13:00", "17:00")]
    assert [(gap.starts_at, gap.ends_at) for gap in rivera.gaps] == [
        (small.instant("09:00"), small.instant("17:00"))
    ]


@pytest.mark.parametrize("visits", [1, 3])
def test_a_week_costs_the_same_number_of_queries_however_full(
    small: SmallClinic, django_assert_num_queries, visits: int
):
    for clock in ("10:00", "11:00", "12:00")[:visits]:
        small.book(small.opening(clock))
    with django_assert_num_queries(4):
        rows = calendar_rows(small.clinic, MONDAY, MONDAY + timedelta(days=6))
    assert len(rows) == 10


def test_a_closed_day_says_why_and_has_no_gaps(small: SmallClinic):
    Closure.objects.create(clinic=small.clinic, first_date=MONDAY, last_date=MONDAY, reason="Painters")
    rows = calendar_rows(small.clinic, MONDAY, TUESDAY)
    assert [row.closed for row in rows] == ["Painters", "Painters", None, None]
    assert [len(row.gaps) for row in rows] == [0, 0, 1, 1]


def test_opening_hours_leave_closures_out(small: SmallClinic):
    small.place.hours = {"0": [[540, 1440]], "1": [[0, 60]]}
    small.place.save()
    start, end = small.instant("09:00"), small.instant("01:00", TUESDAY)
    assert opening_hours(small.place, MONDAY, TUESDAY) == [(start, end)]
    Closure.objects.create(clinic=small.clinic, location=small.place, first_date=TUESDAY, last_date=TUESDAY)
    assert opening_hours(small.place, MONDAY, TUESDAY) == [(start, small.instant("24:00"))]


def test_provider_hours_are_told_for_each_place(small: SmallClinic):
    hours = provider_hours(small.clinic, MONDAY, MONDAY)
    assert hours[small.okafor.pk, small.place.pk] == [(small.instant("09:00"), small.instant("17:00"))]
