from __future__ import annotations

from datetime import date, timedelta

import pytest

from jessica.clinic.models import Absence, Closure
from jessica.scheduling.openings import find_openings, first_openings
from tests.factories import (
    MONDAY,
    NOW,
    SmallClinic,
    make_location,
    make_provider,
    make_room,
    make_service,
    works,
)

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + timedelta(days=1)
SATURDAY = MONDAY + timedelta(days=5)


def set_fields(record, **fields):
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()


def test_openings_fill_the_hours_on_the_grid_of_the_clinic(small: SmallClinic):
    clocks = small.clocks(small.checkup)
    assert clocks[:3] == ["09:00", "09:15", "09:30"]
    assert clocks[-1] == "16:30"
    set_fields(small.clinic, slot_minutes=20)
    assert small.clocks(small.checkup)[:3] == ["09:00", "09:20", "09:40"]


def test_openings_come_by_time_and_then_in_the_order_of_providers(small: SmallClinic):
    first, second, third = small.openings(small.checkup)[:3]
    assert first.starts_at == second.starts_at < third.starts_at
    assert (first.provider_id, second.provider_id) == (small.okafor.pk, small.rivera.pk)


def test_nobody_works_on_saturday(small: SmallClinic):
    assert small.clocks(day=SATURDAY) == []
    works(small.rivera, small.place, weekdays=[5])
    assert {each.provider_id for each in small.openings(day=SATURDAY)} == {small.rivera.pk}


def test_the_hours_of_the_place_limit_those_of_the_provider(small: SmallClinic):
    set_fields(small.place, hours={"0": [[600, 720], [780, 900]]})
    clocks = small.clocks()
    assert (clocks[0], clocks[-1]) == ("10:00", "14:30")
    assert "11:30" in clocks
    assert "11:45" not in clocks
    assert "12:00" not in clocks
    assert small.clocks(day=TUESDAY) == []


def test_hours_hold_only_on_their_dates(small: SmallClinic):
    late = {"weekdays": [0], "minutes": [(1080, 1140)]}
    works(small.okafor, small.place, **late, first_date=TUESDAY)
    works(small.rivera, small.place, **late, last_date=MONDAY)
    evening = [each.provider_id for each in small.openings() if each.starts_at >= small.instant("18:00")]
    assert set(evening) == {small.rivera.pk}
    next_week = MONDAY + timedelta(days=7)
    evening = [
        each.provider_id
        for each in small.openings(day=next_week)
        if each.starts_at >= small.instant("18:00", next_week)
    ]
    assert set(evening) == {small.okafor.pk}


def test_an_absent_provider_has_no_openings(small: SmallClinic):
    Absence.objects.create(provider=small.okafor, first_date=MONDAY, last_date=MONDAY)
    assert {each.provider_id for each in small.openings()} == {small.rivera.pk}
    assert small.okafor.pk in {each.provider_id for each in small.openings(day=TUESDAY)}


def test_a_closure_closes_its_place_and_a_closure_without_a_place_closes_all(small: SmallClinic):
    uptown = make_location(small.clinic, "uptown")
    works(small.okafor, uptown, weekdays=[1])
    make_room(uptown, "uptown-room")
    Closure.objects.create(clinic=small.clinic, location=small.place, first_date=MONDAY, last_date=TUESDAY)
    assert small.clocks(small.checkup) == []
    assert {each.location_id for each in small.openings(small.checkup, TUESDAY)} == {uptown.pk}
    Closure.objects.create(clinic=small.clinic, first_date=TUESDAY, last_date=TUESDAY)
    assert small.clocks(small.checkup, TUESDAY) == []


def test_the_clinic_is_closed_on_holidays_except_those_it_works_on(small: SmallClinic):
    thanksgiving, veterans = date(2026, 11, 26), date(2027, 11, 11)
    assert small.clocks(day=thanksgiving)
    set_fields(small.clinic, holiday_calendar={"country": "US", "open_on": ["Veterans Day"]})
    assert small.clocks(day=thanksgiving) == []
    assert small.clocks(day=veterans, staff=True)


def test_the_observed_day_of_a_holiday_that_is_worked_on_is_open_too(small: SmallClinic):
    observed = date(2026, 7, 3)
    at = NOW.replace(month=6)
    set_fields(small.clinic, holiday_calendar={"country": "US"})
    assert small.openings(day=observed, at=at) == []
    set_fields(small.clinic, holiday_calendar={"country": "US", "open_on": ["Independence Day"]})
    assert small.openings(day=observed, at=at)


def test_new_patients_see_only_providers_who_take_them(small: SmallClinic):
    set_fields(small.okafor, new_patients=False)
    assert {each.provider_id for each in small.openings(patient_kind="new")} == {small.rivera.pk}
    assert small.okafor.pk in {each.provider_id for each in small.openings(patient_kind="existing")}


def test_a_visit_for_some_patients_is_not_offered_to_others(small: SmallClinic):
    set_fields(small.checkup, patient_kinds=["post_op"])
    assert small.clocks(small.checkup, patient_kind="post_op")
    assert small.clocks(small.checkup, patient_kind="new") == []


def test_a_required_credential_leaves_only_those_who_have_it(small: SmallClinic):
    nurse = make_provider(small.clinic, "shah", credential="RN", position=2)
    works(nurse, small.place)
    small.checkup.resources.add(nurse.resource)
    assert nurse.pk in {each.provider_id for each in small.openings(small.checkup)}
    set_fields(small.checkup, required_credentials=["MD", "DO"])
    assert {each.provider_id for each in small.openings(small.checkup)} == {small.okafor.pk, small.rivera.pk}


def test_the_topic_leaves_only_providers_who_do_it(small: SmallClinic):
    nose = make_service(
        small.clinic, "rhinoplasty", kind="procedure", minutes_existing=None, resources=[small.rivera]
    )
    talk = make_service(small.clinic, "any-topic", kind="procedure", minutes_existing=None)
    assert {each.provider_id for each in small.openings(topic=nose)} == {small.rivera.pk}
    assert {each.provider_id for each in small.openings(topic=talk)} == {small.okafor.pk, small.rivera.pk}


def test_a_procedure_is_never_booked_directly(small: SmallClinic):
    surgery = make_service(small.clinic, "facelift", kind="procedure", resources=[small.okafor])
    assert small.openings(surgery) == []
    set_fields(surgery, kind="visit")
    assert small.openings(surgery)


def test_a_visit_is_offered_only_where_it_is_done(small: SmallClinic):
    uptown = make_location(small.clinic, "uptown", position=1)
    works(small.okafor, uptown, minutes=[(1080, 1200)])
    places = {each.location_id for each in small.openings(small.checkup)}
    assert places == {small.place.pk, uptown.pk}
    small.checkup.locations.set([uptown])
    assert {each.location_id for each in small.openings(small.checkup)} == {uptown.pk}
    assert small.openings(small.checkup, location=small.place) == []


def test_rooms_and_devices_have_to_stand_at_the_place(small: SmallClinic):
    uptown = make_location(small.clinic, "uptown", position=1)
    works(small.okafor, uptown, minutes=[(1080, 1200)])
    assert {each.location_id for each in small.openings()} == {small.place.pk}
    small.consultation.resources.add(make_room(uptown, "uptown-room"))
    evening = [each for each in small.openings() if each.location_id == uptown.pk]
    assert {each.resource_ids[1] for each in evening} == {
        room.pk for room in small.consultation.resources.filter(location=uptown)
    }


def test_a_single_device_serves_one_visit_at_a_time(small: SmallClinic):
    small.book(small.opening("10:00", small.laser_visit, provider=small.okafor))
    assert "10:00" not in small.clocks(small.laser_visit, provider=small.rivera)
    assert "10:30" in small.clocks(small.laser_visit, provider=small.rivera)
    assert "10:00" in small.clocks(small.consultation, provider=small.rivera)


def test_the_first_free_room_is_chosen(small: SmallClinic):
    assert small.opening("10:00").resource_ids == (small.okafor.pk, small.room.pk)
    small.book(small.opening("10:00", provider=small.okafor))
    opening = small.opening("10:00", provider=small.rivera)
    assert opening.resource_ids == (small.rivera.pk, small.second_room.pk)


def test_an_inactive_room_is_not_used(small: SmallClinic):
    set_fields(small.room, active=False)
    assert small.opening("10:00").resource_ids == (small.okafor.pk, small.second_room.pk)


def test_buffers_keep_provider_and_room_free_around_a_visit(small: SmallClinic):
    set_fields(small.consultation, buffer_before=10, buffer_after=20)
    small.book(small.opening("12:00", provider=small.okafor))
    clocks = small.clocks(provider=small.okafor)
    assert "11:00" in clocks  # until 11:30, cleaned by 11:50, which is when 12:00 is prepared
    assert "11:15" not in clocks
    assert "12:45" not in clocks
    assert "13:00" in clocks


def test_a_buffer_may_lie_outside_the_hours_but_the_visit_may_not(small: SmallClinic):
    set_fields(small.checkup, buffer_before=30, buffer_after=30)
    clocks = small.clocks(small.checkup)
    assert (clocks[0], clocks[-1]) == ("09:00", "16:30")


def test_the_length_follows_the_kind_of_patient_and_includes_the_stay_afterwards(small: SmallClinic):
    set_fields(small.checkup, minutes_new=60, minutes_existing=30, stay_after=15)
    lengths = {
        kind: small.openings(small.checkup, patient_kind=kind)[0] for kind in ("new", "existing", "post_op")
    }
    minutes = {
        kind: (each.ends_at - each.starts_at) // timedelta(minutes=1) for kind, each in lengths.items()
    }
    assert minutes == {"new": 75, "existing": 45, "post_op": 45}
    assert small.clocks(small.checkup, patient_kind="new")[-1] == "15:45"


def test_minimum_notice_binds_patients_and_not_staff(small: SmallClinic):
    set_fields(small.checkup, minimum_notice=120)
    at = small.instant("10:05")
    assert small.clocks(small.checkup, at=at)[0] == "12:15"
    assert small.clocks(small.checkup, at=at, staff=True)[0] == "10:15"


def test_nothing_is_offered_in_the_past(small: SmallClinic):
    assert small.clocks(at=small.instant("16:31")) == []
    assert small.clocks(at=small.instant("16:30")) == ["16:30"]
    assert small.clocks(at=small.instant("09:00", TUESDAY), staff=True) == []


def test_the_horizon_binds_patients_and_not_staff(small: SmallClinic):
    set_fields(small.checkup, horizon_days=7)
    at = small.instant("12:00", MONDAY - timedelta(days=7))
    assert small.clocks(small.checkup, at=at)
    assert small.clocks(small.checkup, TUESDAY, at=at) == []
    assert small.clocks(small.checkup, TUESDAY, at=at, staff=True)


def test_what_staff_arrange_is_offered_to_staff_only(small: SmallClinic):
    set_fields(small.checkup, self_bookable=False)
    assert small.clocks(small.checkup) == []
    assert small.clocks(small.checkup, staff=True)


def test_the_daily_cap_of_a_visit_counts_each_day_and_place(small: SmallClinic):
    set_fields(small.checkup, daily_cap=1)
    small.book(small.opening("10:00", small.checkup))
    assert small.clocks(small.checkup) == []
    assert small.clocks(small.checkup, TUESDAY)
    assert small.clocks(small.consultation)


def test_the_daily_cap_of_a_provider_counts_all_visits(small: SmallClinic):
    set_fields(small.okafor, daily_cap=2)
    small.book(small.opening("10:00", small.checkup, provider=small.okafor))
    assert small.okafor.pk in {each.provider_id for each in small.openings()}
    small.book(small.opening("11:00", small.consultation, provider=small.okafor))
    assert {each.provider_id for each in small.openings()} == {small.rivera.pk}


def test_the_first_openings_are_the_earliest_and_spread_over_days_if_wished(small: SmallClinic):
    week = small.query(small.checkup)
    week = type(week)(small.clinic, small.checkup, "existing", first=MONDAY, last=MONDAY + timedelta(days=90))
    three = first_openings(week, at=NOW, count=3)
    assert [each.starts_at.astimezone(small.zone).strftime("%a %H:%M") for each in three] == [
        "Mon 09:00",
        "Mon 09:15",
        "Mon 09:30",
    ]
    one_a_day = first_openings(week, at=NOW, count=7, per_day=1)
    assert [each.starts_at.astimezone(small.zone).strftime("%a") for each in one_a_day] == [
        "Mon", "Tue", "Wed", "Thu", "Fri", "Mon", "Tue",
    ]  # fmt: skip


def test_dates_in_the_wrong_order_have_no_openings(small: SmallClinic):
    query = small.query(small.checkup)
    backwards = type(query)(small.clinic, small.checkup, "existing", first=TUESDAY, last=MONDAY)
    assert find_openings(backwards, at=NOW) == []
    assert find_openings(query, at=NOW)


@pytest.mark.parametrize("days", [1, 60])
def test_a_search_is_one_round_trip_however_long(small: SmallClinic, django_assert_num_queries, days: int):
    for clock in ("09:00", "10:00", "11:00")[: 1 if days == 1 else 3]:
        small.book(small.opening(clock))
    query = small.query(small.consultation)
    query = type(query)(
        small.clinic, small.consultation, "existing", first=MONDAY, last=MONDAY + timedelta(days=days)
    )
    with django_assert_num_queries(1):
        assert find_openings(query, at=NOW)
