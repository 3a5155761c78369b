from __future__ import annotations

from datetime import timedelta

import pytest

from jessica.scheduling.holds import hold_opening, release_holds, sweep_expired
from jessica.scheduling.models import Hold, Occupancy
from jessica.scheduling.problems import OpeningRefused, SlotTaken
from tests.factories import NOW, SmallClinic

pytestmark = pytest.mark.django_db


def hold(small: SmallClinic, clock: str, holder: str, *, at=NOW, **fields) -> Hold:
    opening = small.opening(clock, small.checkup, provider=small.okafor, holder=holder, **fields)
    return hold_opening(opening, clinic=small.clinic, holder=holder, at=at)


def clocks(small: SmallClinic, **fields) -> list[str]:
    return small.clocks(small.checkup, provider=small.okafor, **fields)


def test_a_held_time_is_hidden_from_others_and_open_to_its_holder(small: SmallClinic):
    hold(small, "10:00", "anna")
    assert "10:00" not in clocks(small)
    assert "10:00" not in clocks(small, holder="ben")
    assert "10:00" in clocks(small, holder="anna")


def test_a_held_time_cannot_be_booked_or_held_by_others(small: SmallClinic):
    opening = small.opening("10:00", small.checkup, provider=small.okafor)
    hold(small, "10:00", "anna")
    with pytest.raises(SlotTaken):
        small.book(opening)
    with pytest.raises(SlotTaken):
        hold_opening(opening, clinic=small.clinic, holder="ben", at=NOW)
    assert Hold.objects.get().holder == "anna"


def test_holding_again_replaces_the_first_hold(small: SmallClinic):
    hold(small, "10:00", "anna")
    hold(small, "11:00", "anna")
    assert "10:00" in clocks(small)
    assert "11:00" not in clocks(small)
    assert Hold.objects.count() == 1


def test_holding_the_same_time_again_keeps_it_longer(small: SmallClinic):
    first = hold(small, "10:00", "anna")
    later = NOW + timedelta(minutes=5)
    again = hold(small, "10:00", "anna", at=later)
    assert again.expires_at == first.expires_at + timedelta(minutes=5)
    assert Occupancy.objects.count() == 1


def test_a_refused_hold_leaves_the_old_one(small: SmallClinic):
    hold(small, "10:00", "anna")
    wanted = small.opening("11:00", small.checkup, provider=small.okafor)
    hold(small, "11:00", "ben")
    with pytest.raises(SlotTaken):
        hold_opening(wanted, clinic=small.clinic, holder="anna", at=NOW)
    assert "10:00" not in clocks(small)


def test_a_hold_is_checked_against_the_rules(small: SmallClinic):
    opening = small.opening("10:00", small.checkup)
    small.checkup.self_bookable = False
    small.checkup.save()
    with pytest.raises(OpeningRefused):
        hold_opening(opening, clinic=small.clinic, holder="anna", at=NOW)
    staff = small.query(small.checkup, staff=True)
    assert hold_opening(opening, clinic=small.clinic, holder="staff:kim", at=NOW, query=staff).pk


def test_an_expired_hold_is_over_before_it_is_swept(small: SmallClinic):
    made = hold(small, "10:00", "anna")
    just_before = made.expires_at - timedelta(seconds=1)
    assert "10:00" not in clocks(small, at=just_before)
    assert "10:00" in clocks(small, at=made.expires_at)
    opening = small.opening("10:00", small.checkup, provider=small.okafor, at=made.expires_at)
    assert small.book(opening, at=made.expires_at).pk


def test_sweeping_deletes_expired_holds_only(small: SmallClinic):
    first = hold(small, "10:00", "anna")
    hold(small, "11:00", "ben", at=NOW + timedelta(minutes=1))
    assert sweep_expired(first.expires_at) == 1
    assert Hold.objects.get().holder == "ben"
    assert Occupancy.objects.count() == 1


def test_released_holds_are_free_at_once(small: SmallClinic):
    hold(small, "10:00", "anna")
    assert release_holds("ben") == 0
    assert release_holds("anna") == 1
    assert "10:00" in clocks(small)
    assert release_holds("anna") == 0


def test_a_hold_counts_towards_the_daily_cap_of_others(small: SmallClinic):
    small.checkup.daily_cap = 1
    small.checkup.save()
    hold(small, "10:00", "anna")
    assert clocks(small) == []
    assert "11:00" in clocks(small, holder="anna")


def test_a_hold_for_a_new_patient_keeps_the_longer_visit(small: SmallClinic):
    small.checkup.minutes_new = 60
    small.checkup.save()
    hold(small, "10:00", "anna", patient_kind="new")
    assert "10:45" not in clocks(small)
    assert "11:00" in clocks(small)
