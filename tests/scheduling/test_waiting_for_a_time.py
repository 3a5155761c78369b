from __future__ import annotations

from datetime import timedelta

import pytest

from jessica.events.models import Event
from jessica.scheduling.models import WaitlistEntry, WaitlistStatus
from jessica.scheduling.waitlist import (
    WaitlistRequest,
    booked_from_waitlist,
    candidates_for,
    join_waitlist,
    leave,
)
from tests.factories import MONDAY, NOW, SmallClinic, make_location, make_person

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


def join(small: SmallClinic, person=None, *, at=NOW, **wishes) -> WaitlistEntry:
    wishes = {"service": small.checkup, "earliest": MONDAY} | wishes
    return join_waitlist(WaitlistRequest(small.clinic, person or small.rosa, **wishes), at=at)


def test_somebody_who_joins_twice_waits_once_and_keeps_the_place(small: SmallClinic):
    first = join(small)
    again = join(small, at=LATER, latest=MONDAY + timedelta(days=7), location_keys=["downtown"])
    assert again.pk == first.pk
    entry = WaitlistEntry.objects.get()
    assert (entry.created_at, entry.latest) == (NOW, MONDAY + timedelta(days=7))
    assert entry.location_keys == ["downtown"]
    assert Event.objects.filter(kind="waitlist.joined").count() == 1


def test_waiting_for_another_visit_is_another_entry(small: SmallClinic):
    join(small)
    join(small, service=small.consultation)
    assert WaitlistEntry.objects.count() == 2


def test_an_opening_is_for_those_who_wait_longest(small: SmallClinic):
    ben = make_person(small.clinic, "Ben")
    second, first = join(small, at=LATER), join(small, ben, at=NOW)
    opening = small.opening("10:00", small.checkup)
    assert [entry.pk for entry in candidates_for(opening)] == [first.pk, second.pk]


def test_only_those_whom_the_opening_suits_are_candidates(small: SmallClinic):
    make_location(small.clinic, "uptown")
    people = iter(make_person(small.clinic, name) for name in ("Ana", "Ben", "Cleo", "Dan", "Eve", "Fay"))
    suits = {
        join(small, next(people)).pk,
        join(small, next(people), location_keys=["downtown"], provider=small.okafor, latest=MONDAY).pk,
    }
    join(small, next(people), location_keys=["uptown"])
    join(small, next(people), provider=small.rivera)
    join(small, next(people), earliest=MONDAY + timedelta(days=1))
    join(small, next(people), service=small.consultation)
    opening = small.opening("10:00", small.checkup, provider=small.okafor)
    assert {entry.pk for entry in candidates_for(opening)} == suits


def test_whoever_left_or_was_booked_waits_no_longer_and_may_join_again(small: SmallClinic):
    opening = small.opening("10:00", small.checkup)
    entry = join(small)
    assert leave(entry.pk, at=LATER)
    assert not leave(entry.pk, at=LATER)
    assert candidates_for(opening) == []
    again = join(small, at=LATER)
    assert again.pk != entry.pk
    assert booked_from_waitlist(again.pk, at=LATER)
    assert not booked_from_waitlist(again.pk, at=LATER)
    assert candidates_for(opening) == []
    assert set(WaitlistEntry.objects.values_list("status", flat=True)) == {
        WaitlistStatus.LEFT,
        WaitlistStatus.BOOKED,
    }
