"""No more visits a day than the clinic allows, whoever asks and however many at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from jessica.scheduling import calendar_locks
from jessica.scheduling.booking import book
from jessica.scheduling.holds import hold_opening
from jessica.scheduling.models import Appointment, Hold
from jessica.scheduling.openings import Opening
from jessica.scheduling.problems import OpeningProblem, OpeningRefused, ProblemCode, SlotTaken
from jessica.scheduling.rescheduling import reschedule
from tests.factories import MONDAY, NOW, SmallClinic, make_small_clinic
from tests.scheduling.test_racing_clients import race

pytestmark = pytest.mark.django_db(transaction=True)

TUESDAY = MONDAY + timedelta(days=1)


def small_clinic_with_cap(cap: int | None) -> SmallClinic:
    """A clinic in which the checkup, which needs no room, has the cap."""
    small = make_small_clinic()
    small.checkup.daily_cap = cap
    small.checkup.save()
    return small


def pair(small: SmallClinic, day=MONDAY) -> tuple[Opening, Opening]:
    """The same hour with each of the two surgeons."""
    surgeons = (small.okafor, small.rivera)
    first, second = (small.opening("10:00", small.checkup, day, provider=each) for each in surgeons)
    return first, second


@contextmanager
def booking_under_way(small: SmallClinic, opening: Opening) -> Iterator[None]:
    """While this lasts, another client has written its visit and has not committed it yet."""
    written, commit = Event(), Event()

    def write() -> None:
        with transaction.atomic():
            small.book(opening)
            written.set()
            commit.wait(timeout=30)
        connection.close()

    writer = Thread(target=write)
    writer.start()
    try:
        assert written.wait(timeout=30)
        yield
    finally:
        commit.set()
        writer.join()


def test_two_at_once_with_different_surgeons_do_not_exceed_the_cap():
    small = small_clinic_with_cap(1)
    for number in range(8):
        day = MONDAY + timedelta(days=7 * number)
        requests = [small.request(opening) for opening in pair(small, day)]
        results = race([lambda request=request: book(request, at=NOW) for request in requests])
        assert sum(isinstance(result, Appointment) for result in results) == 1
        (refused,) = (result for result in results if isinstance(result, OpeningRefused))
        assert refused.problem == OpeningProblem(ProblemCode.CAP_REACHED)


def test_two_at_once_with_different_surgeons_both_come_within_the_cap():
    small = small_clinic_with_cap(2)
    requests = [small.request(opening) for opening in pair(small)]
    results = race([lambda request=request: book(request, at=NOW) for request in requests])
    assert all(isinstance(result, Appointment) for result in results)


def test_the_last_place_of_a_day_waits_for_whoever_is_taking_it(monkeypatch):
    monkeypatch.setattr(calendar_locks, "LOCK_TIMEOUT", "100ms")
    small = small_clinic_with_cap(1)
    first, second = pair(small)
    moved = small.book(pair(small, TUESDAY)[1])
    with booking_under_way(small, first):
        with pytest.raises(SlotTaken):
            small.book(second)
        with pytest.raises(SlotTaken):
            hold_opening(second, clinic=small.clinic, holder="ben", at=NOW)
        with pytest.raises(SlotTaken):
            reschedule(moved.pk, second, by="jessica", at=NOW)
    with pytest.raises(OpeningRefused):
        small.book(second)
    assert Appointment.objects.count() == 2
    assert not Hold.objects.exists()


def test_other_days_and_uncapped_visits_wait_for_nobody(monkeypatch):
    monkeypatch.setattr(calendar_locks, "LOCK_TIMEOUT", "100ms")
    small = small_clinic_with_cap(1)
    first, _ = pair(small)
    with booking_under_way(small, first):
        assert small.book(pair(small, TUESDAY)[1]).pk
        uncapped = small.opening("12:00", small.consultation, provider=small.rivera)
        assert small.book(uncapped).pk
    assert Appointment.objects.count() == 3


def test_an_expired_hold_leaves_its_place_of_the_day_to_others():
    small = small_clinic_with_cap(1)
    first, second = pair(small)
    kept = hold_opening(first, clinic=small.clinic, holder="anna", at=NOW)
    just_before = kept.expires_at - timedelta(seconds=1)
    with pytest.raises(OpeningRefused):
        small.book(second, at=just_before)
    with pytest.raises(OpeningRefused):
        hold_opening(second, clinic=small.clinic, holder="ben", at=just_before)
    assert small.book(second, at=kept.expires_at).pk


def test_an_expired_hold_leaves_its_place_in_the_surgeons_day_to_others():
    small = make_small_clinic()
    small.okafor.daily_cap = 1
    small.okafor.save()
    kept = hold_opening(
        small.opening("10:00", small.checkup, provider=small.okafor),
        clinic=small.clinic,
        holder="anna",
        at=NOW,
    )
    later = small.opening("11:00", small.checkup, provider=small.okafor, holder="anna")
    with pytest.raises(OpeningRefused):
        small.book(later, at=kept.expires_at - timedelta(seconds=1))
    assert small.book(later, at=kept.expires_at).pk


def test_whoever_comes_back_after_the_cap_was_reached_by_others_loses_an_expired_hold():
    small = small_clinic_with_cap(1)
    first, second = pair(small)
    kept = hold_opening(first, clinic=small.clinic, holder="anna", at=NOW)
    small.book(second, at=kept.expires_at)
    with pytest.raises(OpeningRefused) as refused:
        hold_opening(first, clinic=small.clinic, holder="anna", at=kept.expires_at)
    assert refused.value.problem == OpeningProblem(ProblemCode.CAP_REACHED)
