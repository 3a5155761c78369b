"""Whatever is done to the calendar in whatever order, it never contradicts itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,
)

from jessica.clinic.models import Service
from jessica.platform.errors import JessicaError
from jessica.scheduling.cancellation import cancel
from jessica.scheduling.holds import hold_opening, release_holds, sweep_expired
from jessica.scheduling.models import Appointment, AppointmentStatus, Hold, Occupancy
from jessica.scheduling.openings import Opening
from jessica.scheduling.override import book_anyway, move_anyway
from jessica.scheduling.rescheduling import reschedule
from jessica.scheduling.staff_blocks import BlockRequest, block, unblock
from tests.factories import NOW, SmallClinic, make_small_clinic

pytestmark = pytest.mark.django_db

OVERLAPS = """
SELECT count(*) FROM scheduling_occupancy a JOIN scheduling_occupancy b
    ON a.resource_id = b.resource_id AND a.id < b.id AND a.during && b.during
WHERE NOT a.override AND NOT b.override
"""

done: Counter[str] = Counter()
conversations = st.sampled_from([UUID(int=1), UUID(int=2), UUID(int=3)])
# Few times and long visits, so that they collide.
quarters = st.integers(0, 11)
yes_or_no = st.booleans()


@contextmanager
def counted(what: str) -> Iterator[None]:
    """Let what is refused pass, and count what was done and what was refused."""
    try:
        yield
    except JessicaError:
        done[f"{what}: refused"] += 1
    else:
        done[what] += 1


class Calendar(RuleBasedStateMachine):
    """Three conversations and the staff at a clinic with two surgeons, two rooms and one laser."""

    visits: Bundle[UUID] = Bundle("visits")
    blocks: Bundle[UUID] = Bundle("blocks")

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.small: SmallClinic = make_small_clinic()
        self.small.consultation.buffer_after = 10
        self.small.consultation.save()
        self.at: datetime = NOW

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def opening(self, quarter: int, surgeon: bool, laser: bool) -> Opening:
        """A time at which something may well be in the way already."""
        small = self.small
        service: Service = small.laser_visit if laser else small.consultation
        provider = small.okafor if surgeon else small.rivera
        starts_at = small.instant("09:00") + timedelta(minutes=15 * quarter)
        resources = [provider.pk, small.room.pk] + ([small.laser.pk] if laser else [])
        ends_at = starts_at + timedelta(minutes=30)
        return Opening(service.pk, small.place.pk, provider.pk, tuple(resources), starts_at, ends_at)

    @rule(
        target=visits,
        conversation=conversations,
        quarter=quarters,
        surgeon=yes_or_no,
        laser=yes_or_no,
    )
    def book(self, conversation: UUID, quarter: int, surgeon: bool, laser: bool) -> UUID:
        visit_id = uuid4()
        with counted("booked"):
            self.small.book(
                self.opening(quarter, surgeon, laser),
                at=self.at,
                conversation_id=conversation,
                appointment_id=visit_id,
            )
        return visit_id

    @rule(conversation=conversations, quarter=quarters, surgeon=yes_or_no, laser=yes_or_no)
    def hold(self, conversation: UUID, quarter: int, surgeon: bool, laser: bool) -> None:
        with counted("held"):
            hold_opening(
                self.opening(quarter, surgeon, laser),
                clinic=self.small.clinic,
                holder=str(conversation),
                at=self.at,
            )

    @rule(conversation=conversations)
    def release(self, conversation: UUID) -> None:
        release_holds(str(conversation))

    @rule(minutes=st.integers(1, 15))
    def wait(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)

    @rule()
    def sweep(self) -> None:
        sweep_expired(self.at)
        assert not Hold.objects.filter(expires_at__lte=self.at).exists()

    @rule(visit_id=visits)
    def cancel(self, visit_id: UUID) -> None:
        with counted("cancelled"):
            cancel(visit_id, reason="", by="jessica", at=self.at)

    @rule(visit_id=visits, conversation=conversations, quarter=quarters, surgeon=yes_or_no)
    def move(self, visit_id: UUID, conversation: UUID, quarter: int, surgeon: bool) -> None:
        with counted("moved"):
            service_id = Appointment.objects.get(pk=visit_id).service_id if self.is_there(visit_id) else None
            opening = self.opening(quarter, surgeon, laser=service_id == self.small.laser_visit.pk)
            reschedule(visit_id, opening, by="jessica", at=self.at, holder=str(conversation))

    @rule(target=visits, quarter=quarters, surgeon=yes_or_no)
    def override(self, quarter: int, surgeon: bool) -> UUID:
        request = self.small.request(self.opening(quarter, surgeon, laser=False), booked_by="staff:kim")
        return book_anyway(request, override_reason="asked for it", at=self.at).pk

    @rule(visit_id=visits, quarter=quarters)
    def move_over(self, visit_id: UUID, quarter: int) -> None:
        opening = self.opening(quarter, True, laser=False)
        with suppress(JessicaError):
            move_anyway(visit_id, opening, override_reason="must be", by="staff:kim", at=self.at)

    @rule(target=blocks, quarter=quarters, length=st.integers(1, 4), over=yes_or_no)
    def block(self, quarter: int, length: int, over: bool) -> UUID | None:
        start = self.small.instant("09:00") + timedelta(minutes=15 * quarter)
        end = start + timedelta(minutes=15 * length)
        with suppress(JessicaError):
            request = BlockRequest(self.small.room, start, end, "cleaning", "staff:kim", over)
            return block(request, at=self.at).pk
        return None

    @rule(block_id=consumes(blocks))
    def unblock(self, block_id: UUID | None) -> None:
        if block_id is not None:
            assert unblock(block_id, by="staff:kim", at=self.at)

    def is_there(self, visit_id: UUID) -> bool:
        return Appointment.objects.filter(pk=visit_id).exists()

    @invariant()
    def nothing_is_booked_twice_unless_staff_chose_to(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(OVERLAPS)
            assert cursor.fetchone() == (0,)

    @invariant()
    def every_booked_visit_has_its_resources_and_no_cancelled_one_has(self) -> None:
        for visit in Appointment.objects.prefetch_related("occupancy").select_related("service"):
            rows = list(visit.occupancy.all())
            if visit.status == AppointmentStatus.CANCELLED:
                assert rows == []
                continue
            expected = 3 if visit.service_id == self.small.laser_visit.pk and not visit.override_reason else 2
            assert len(rows) in {expected, 2}
            assert visit.provider_id in {row.resource_id for row in rows}
            for row in rows:
                assert row.during.lower <= visit.starts_at < visit.ends_at <= row.during.upper

    @invariant()
    def nobody_keeps_two_times(self) -> None:
        holders = list(Hold.objects.values_list("holder", flat=True))
        assert len(holders) == len(set(holders))

    @invariant()
    def nothing_offered_is_taken(self) -> None:
        live = Occupancy.objects.exclude(expires_at__lte=self.at).values_list("resource_id", "during")
        taken = list(live)
        for opening in self.small.openings(at=self.at):
            for resource_id, during in taken:
                apart = opening.ends_at <= during.lower or during.upper <= opening.starts_at
                assert apart or resource_id not in opening.resource_ids


def test_no_order_of_events_makes_the_calendar_contradict_itself():
    done.clear()
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    thorough = settings(max_examples=30, stateful_step_count=30, deadline=None, suppress_health_check=checks)
    run_state_machine_as_test(Calendar, settings=thorough)
    # A machine that only ever meets refusals would prove nothing.
    for what in (
        "booked",
        "booked: refused",
        "held",
        "held: refused",
        "cancelled",
        "moved",
        "moved: refused",
    ):
        assert done[what] > 0, done
