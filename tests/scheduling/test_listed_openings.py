from __future__ import annotations

from uuid import uuid4

import pytest

from jessica.clinic.models import Absence, Closure, ListedOpening
from jessica.scheduling.problems import SlotTaken
from tests.factories import MONDAY, NOW, SmallClinic

pytestmark = pytest.mark.django_db


def list_opening(small: SmallClinic, clock: str, *, minutes: int = 30, service=None, provider=None) -> None:
    ListedOpening.objects.create(
        id=uuid4(),
        clinic=small.clinic,
        key=f"at-{clock.replace(':', '')}-{minutes}",
        service=service,
        provider=provider or small.okafor,
        location=small.place,
        starts_at=small.instant(clock),
        minutes=minutes,
    )


def only_listed(small: SmallClinic) -> None:
    small.clinic.listed_openings_only = True
    small.clinic.save()


def test_a_listed_time_is_offered_beside_the_computed_ones(small: SmallClinic):
    list_opening(small, "18:10")
    clocks = small.clocks(small.checkup)
    assert "18:10" in clocks
    assert "09:00" in clocks


def test_a_clinic_can_offer_listed_times_only(small: SmallClinic):
    only_listed(small)
    assert small.clocks(small.checkup) == []
    list_opening(small, "10:00")
    assert small.clocks(small.checkup) == ["10:00"]


def test_a_listed_time_for_one_visit_is_not_for_another(small: SmallClinic):
    only_listed(small)
    list_opening(small, "10:00", service=small.checkup)
    assert small.clocks(small.checkup) == ["10:00"]
    assert small.clocks(small.consultation) == []


def test_a_listed_time_for_any_visit_has_to_be_long_enough(small: SmallClinic):
    only_listed(small)
    list_opening(small, "10:00", minutes=20)
    list_opening(small, "11:00", minutes=45)
    assert small.clocks(small.checkup) == ["11:00"]
    (opening,) = small.openings(small.checkup)
    assert opening.ends_at == small.instant("11:30")


def test_a_listed_time_is_not_bound_by_closures_but_by_absence(small: SmallClinic):
    only_listed(small)
    list_opening(small, "10:00")
    Closure.objects.create(clinic=small.clinic, first_date=MONDAY, last_date=MONDAY)
    assert small.clocks(small.checkup) == ["10:00"]
    Absence.objects.create(provider=small.okafor, first_date=MONDAY, last_date=MONDAY)
    assert small.clocks(small.checkup) == []


def test_notice_binds_a_listed_time(small: SmallClinic):
    only_listed(small)
    small.checkup.minimum_notice = 60
    small.checkup.save()
    list_opening(small, "10:00")
    assert small.clocks(small.checkup, at=small.instant("09:00")) == ["10:00"]
    assert small.clocks(small.checkup, at=small.instant("09:01")) == []


def test_a_listed_time_needs_a_free_room(small: SmallClinic):
    only_listed(small)
    list_opening(small, "10:00", provider=small.okafor)
    assert small.opening("10:00", small.consultation).resource_ids == (small.okafor.pk, small.room.pk)
    small.consultation.resources.remove(small.room, small.second_room)
    small.consultation.resources.add(small.laser)
    small.laser.active = False
    small.laser.save()
    assert small.clocks(small.consultation) == []


def test_a_listed_time_is_booked_once(small: SmallClinic):
    only_listed(small)
    list_opening(small, "18:10")
    opening = small.opening("18:10", small.checkup)
    assert small.book(opening, at=NOW).starts_at == small.instant("18:10")
    with pytest.raises(SlotTaken):
        small.book(opening)
    assert small.clocks(small.checkup) == []
