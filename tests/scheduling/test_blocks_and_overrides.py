from __future__ import annotations

import pytest

from jessica.events.models import Event
from jessica.platform.errors import Refused
from jessica.scheduling.models import Block, Occupancy
from jessica.scheduling.override import book_anyway, move_anyway
from jessica.scheduling.problems import SlotTaken
from jessica.scheduling.staff_blocks import BlockRequest, block, unblock
from tests.factories import NOW, SmallClinic

pytestmark = pytest.mark.django_db


def blocked(small: SmallClinic, start: str, end: str, *, over: bool = False, resource=None) -> BlockRequest:
    return BlockRequest(
        resource or small.okafor.resource,
        small.instant(start),
        small.instant(end),
        "team meeting",
        "staff:kim",
        over_visits=over,
    )


def test_nothing_is_offered_in_a_blocked_time(small: SmallClinic):
    block(blocked(small, "10:00", "11:00"), at=NOW)
    clocks = small.clocks(provider=small.okafor)
    assert "09:30" in clocks
    assert "09:45" not in clocks
    assert "10:45" not in clocks
    assert "11:00" in clocks
    assert "10:00" in small.clocks(provider=small.rivera)


def test_a_blocked_room_sends_visits_to_another_one(small: SmallClinic):
    block(blocked(small, "10:00", "11:00", resource=small.room), at=NOW)
    assert small.opening("10:00").resource_ids[1] == small.second_room.pk


def test_a_block_that_is_taken_back_leaves_no_trace_on_the_calendar(small: SmallClinic):
    made = block(blocked(small, "10:00", "11:00"), at=NOW)
    assert unblock(made.pk, by="staff:kim", at=NOW)
    assert "10:00" in small.clocks(provider=small.okafor)
    assert not unblock(made.pk, by="staff:kim", at=NOW)
    assert list(Event.objects.values_list("kind", flat=True)) == ["resource.blocked", "resource.unblocked"]


def test_a_visit_is_not_blocked_away_unless_staff_say_so(small: SmallClinic):
    visit = small.book(small.opening("10:00", provider=small.okafor))
    with pytest.raises(SlotTaken):
        block(blocked(small, "09:00", "12:00"), at=NOW)
    assert not Block.objects.exists()
    assert block(blocked(small, "09:00", "12:00", over=True), at=NOW).pk
    assert visit.occupancy.count() == 2
    assert "11:00" not in small.clocks(provider=small.okafor)


def test_a_block_has_to_end_after_it_begins(small: SmallClinic):
    with pytest.raises(Refused):
        block(blocked(small, "11:00", "11:00"), at=NOW)
    assert block(blocked(small, "11:00", "11:05"), at=NOW).pk


def test_staff_book_over_a_visit_with_a_reason_that_is_kept(small: SmallClinic):
    opening = small.opening("10:00", provider=small.okafor)
    first = small.book(opening)
    request = small.request(opening, booked_by="staff:kim")
    second = book_anyway(request, override_reason="surgeon asked to see both", at=NOW)
    assert second.override_reason == "surgeon asked to see both"
    assert first.occupancy.filter(override=False).count() == 2
    assert second.occupancy.filter(override=True).count() == 2
    assert Event.objects.get(subject_id=second.pk).payload["override"] is True


def test_staff_book_outside_the_hours(small: SmallClinic):
    inside = small.opening("10:00", provider=small.okafor)
    evening = type(inside)(
        inside.service_id,
        inside.location_id,
        inside.provider_id,
        inside.resource_ids,
        small.instant("20:00"),
        small.instant("20:30"),
    )
    visit = book_anyway(
        small.request(evening, booked_by="staff:kim"), override_reason="flies in at seven", at=NOW
    )
    assert visit.starts_at == small.instant("20:00")
    # Nothing was there, so the time is guarded like any other.
    assert not Occupancy.objects.filter(override=True).exists()


def test_an_overlapping_visit_still_blocks_everybody_else(small: SmallClinic):
    opening = small.opening("10:00", provider=small.okafor)
    small.book(opening)
    book_anyway(small.request(opening, booked_by="staff:kim"), override_reason="both", at=NOW)
    with pytest.raises(SlotTaken):
        small.book(opening)


@pytest.mark.parametrize(
    ("by", "reason"), [("jessica", "please"), ("patient-link", "please"), ("staff:kim", " ")]
)
def test_only_staff_override_and_only_with_a_reason(small: SmallClinic, by: str, reason: str):
    opening = small.opening("10:00", provider=small.okafor)
    visit = small.book(opening)
    with pytest.raises(Refused):
        book_anyway(small.request(opening, booked_by=by), override_reason=reason, at=NOW)
    with pytest.raises(Refused):
        move_anyway(visit.pk, opening, override_reason=reason, by=by, at=NOW)
    assert Occupancy.objects.count() == 2


def test_staff_move_a_visit_over_another_one(small: SmallClinic):
    target = small.opening("10:00", provider=small.okafor)
    small.book(target)
    visit = small.book(small.opening("14:00", provider=small.okafor))
    moved = move_anyway(visit.pk, target, override_reason="twins", by="staff:kim", at=NOW)
    assert (moved.starts_at, moved.sequence, moved.override_reason) == (target.starts_at, 1, "twins")
    assert "14:00" in small.clocks(provider=small.okafor)
    assert Event.objects.get(kind="appointment.rescheduled").payload["override"] is True


def test_the_same_override_twice_is_one_visit(small: SmallClinic):
    request = small.request(small.opening("10:00"), booked_by="staff:kim", idempotency_key="form-1")
    first = book_anyway(request, override_reason="both", at=NOW)
    assert book_anyway(request, override_reason="both", at=NOW).pk == first.pk
    assert Occupancy.objects.count() == 2
