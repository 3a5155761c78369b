"""The clinic's rules, as numbers that others ask for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jessica.clinic.demo import DEMO_CLINIC_FILE
from jessica.clinic.file_reading import parse
from jessica.clinic.policies import Policies, Queue
from jessica.clinic.promises import is_staffed, promised_by
from tests.clinic.files import AT

DENVER = ZoneInfo("America/Denver")


@pytest.fixture(scope="module")
def policies() -> Policies:
    return parse(DEMO_CLINIC_FILE, at=AT).file.policies


@pytest.mark.parametrize(
    ("category", "hours", "moving", "owed"),
    [
        ("consultation", 24, False, None),
        ("consultation", 23, False, {"amount": 75}),
        ("consultation", 1, True, None),
        ("injectable", 49, False, None),
        ("injectable", 47, False, {"amount": 50}),
        ("injectable", 47, True, {"amount": 50}),
        ("injectable", 3, False, {"amount": 100}),
        ("surgery", 24 * 29, False, None),
        ("surgery", 24 * 27, False, {"deposit_lost": True}),
        ("surgery", 24 * 13, False, {"percent": 25}),
        ("surgery", 24 * 6, True, {"percent": 50}),
        ("post-op", 0, False, None),
        ("unheard-of", 0, False, None),
    ],
)
def test_leaving_a_visit_costs_what_the_tier_of_its_category_says(policies, category, hours, moving, owed):
    fee = policies.fee_for_leaving(category, AT + timedelta(hours=hours), AT, moving=moving)
    assert (fee.model_dump(exclude_defaults=True) if fee else None) == owed


def test_an_insurer_is_taken_refused_or_cannot_be_confirmed_by_location(policies):
    united = next(insurer for insurer in policies.insurers if insurer.name == "UnitedHealthcare")
    assert policies.insurer_at(united, "cherry-creek") == "yes"
    assert policies.insurer_at(united, "lakewood") == "no"
    assert policies.insurer_at(united, "a-third-place") == "cannot_confirm"


QUEUE = Queue.model_validate(
    {
        "key": "desk",
        "name": {"en": "Desk"},
        "staffed_hours": {"monday": ["09:00-12:00", "13:00-17:00"], "wednesday": "09:00-17:00"},
        "promise": {"minutes": 30, "by": "10:00"},
    }
)


def denver(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=DENVER).astimezone(UTC)


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("2026-11-23T09:00", "2026-11-23T09:30"),  # staffed
        ("2026-11-23T11:45", "2026-11-23T13:30"),  # the shift is too short: after the break
        ("2026-11-23T12:30", "2026-11-23T13:30"),  # in the break
        ("2026-11-23T07:00", "2026-11-23T10:00"),  # before opening
        ("2026-11-23T16:45", "2026-11-25T10:00"),  # the shift is too short: next staffed day
        ("2026-11-24T10:00", "2026-11-25T10:00"),  # no staffed hours on this day
        ("2026-11-28T23:00", "2026-11-30T10:00"),  # over the weekend
    ],
)
def test_a_queue_promises_an_answer_that_people_can_keep(asked, answered):
    assert promised_by(QUEUE, denver(asked), DENVER) == denver(answered)


def test_nobody_is_promised_on_a_closed_day():
    asked = denver("2026-11-25T09:00")
    assert is_staffed(QUEUE.staffed_hours, asked, DENVER)
    closed = {date(2026, 11, 25)}
    assert not is_staffed(QUEUE.staffed_hours, asked, DENVER, closed)
    assert promised_by(QUEUE, asked, DENVER, closed) == denver("2026-11-30T10:00")


def test_a_queue_without_hours_promises_a_day():
    nobody = QUEUE.model_copy(update={"staffed_hours": type(QUEUE.staffed_hours)({})})
    assert promised_by(nobody, AT, DENVER) == AT + timedelta(days=1)
