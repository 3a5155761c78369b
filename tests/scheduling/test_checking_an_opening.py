from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from jessica.clinic.models import Absence, Closure
from jessica.scheduling.openings import Opening
from jessica.scheduling.problems import ProblemCode
from jessica.scheduling.revalidation import check_opening
from tests.factories import MONDAY, NOW, SmallClinic

pytestmark = pytest.mark.django_db


@pytest.fixture
def opening(small: SmallClinic) -> Opening:
    return small.opening("10:00", small.checkup, provider=small.okafor)


def problem(small: SmallClinic, opening: Opening, *, at=NOW, **fields) -> ProblemCode | None:
    found = check_opening(opening, small.query(small.checkup, **fields), at=at)
    return found.code if found else None


def change(record, **fields):
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()


def test_an_offered_opening_is_fine(small: SmallClinic, opening: Opening):
    assert problem(small, opening) is None


def test_a_taken_opening_is_taken_except_for_its_holder(small: SmallClinic, opening: Opening):
    visit = small.book(opening)
    assert problem(small, opening) == ProblemCode.TAKEN
    assert problem(small, opening, moving=visit.pk) is None


def test_too_soon_is_told_and_does_not_bind_staff(small: SmallClinic, opening: Opening):
    change(small.checkup, minimum_notice=60)
    soon = opening.starts_at - timedelta(minutes=59)
    assert problem(small, opening, at=soon) == ProblemCode.TOO_SOON
    assert problem(small, opening, at=soon, staff=True) is None


def test_a_time_that_is_past_is_too_soon_for_staff_too(small: SmallClinic, opening: Opening):
    assert problem(small, opening, at=opening.ends_at, staff=True) == ProblemCode.TOO_SOON


def test_too_far_is_told_and_does_not_bind_staff(small: SmallClinic, opening: Opening):
    change(small.checkup, horizon_days=3)
    assert problem(small, opening) == ProblemCode.TOO_FAR
    assert problem(small, opening, staff=True) is None


def test_a_closed_day_is_told(small: SmallClinic, opening: Opening):
    Closure.objects.create(clinic=small.clinic, first_date=MONDAY, last_date=MONDAY)
    assert problem(small, opening) == ProblemCode.CLOSED


def test_a_time_outside_the_hours_is_told(small: SmallClinic, opening: Opening):
    late = replace(opening, starts_at=small.instant("16:45"), ends_at=small.instant("17:15"))
    assert problem(small, late) == ProblemCode.OUTSIDE_HOURS
    Absence.objects.create(provider=small.okafor, first_date=MONDAY, last_date=MONDAY)
    assert problem(small, opening) == ProblemCode.OUTSIDE_HOURS


def test_a_full_day_is_told(small: SmallClinic, opening: Opening):
    change(small.okafor, daily_cap=1)
    small.book(small.opening("14:00", provider=small.okafor))
    assert problem(small, opening) == ProblemCode.CAP_REACHED


@pytest.mark.parametrize("minutes", [5, 7])
def test_a_time_off_the_grid_is_not_offered(small: SmallClinic, opening: Opening, minutes: int):
    shift = timedelta(minutes=minutes)
    off = replace(opening, starts_at=opening.starts_at + shift, ends_at=opening.ends_at + shift)
    assert problem(small, off) == ProblemCode.NOT_OFFERED


def test_a_provider_who_does_not_do_it_is_not_offered(small: SmallClinic, opening: Opening):
    small.checkup.resources.remove(small.okafor.resource)
    assert problem(small, opening) == ProblemCode.NOT_OFFERED
    small.checkup.resources.add(small.okafor.resource)
    assert problem(small, opening) is None


def test_the_message_says_what_happened_what_was_kept_and_what_to_do(small: SmallClinic, opening: Opening):
    small.book(opening)
    found = check_opening(opening, small.query(small.checkup), at=NOW)
    assert found is not None
    assert found.message == (
        "That time has just been taken. Nothing was changed. Please choose another time."
    )
