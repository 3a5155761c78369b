"""Getting a time for somebody: the locks, the check and the choice of room that hold and book share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from jessica.scheduling.calendar_locks import Wanted, leave_gate, lock_for_visit, wait_at_gate
from jessica.scheduling.opening_query import Opening, OpeningQuery
from jessica.scheduling.problems import (
    OpeningProblem,
    OpeningRefused,
    ProblemCode,
    SlotTaken,
    conflicts_are_slot_taken,
)
from jessica.scheduling.revalidation import settle_opening

# Who was let go together with others and still finds the time free asks again, but not for ever.
LOOKS = 10


@contextmanager
def turn_for(wanted: Wanted, *, at: datetime) -> Iterator[UUID | None]:
    """A transaction that holds every lock that the visit could need; what it gives is None.

    Or else it gives the id of the visit that the same request has led to before: nothing is to be written
    then. Many may want one hour at once. The first goes ahead; the others wait for it together, look and
    leave, so that losing takes no longer than the bookings that were won. Raises `SlotTaken`.
    """
    if connection.in_atomic_block:
        with conflicts_are_slot_taken():
            yield _go_through(wanted, at, for_session=False).booked or _booked_under_locks(wanted, at)
        return
    with conflicts_are_slot_taken(atomic=False):
        passed = _go_through(wanted, at, for_session=True)
    try:
        with conflicts_are_slot_taken():
            yield passed.booked or _booked_under_locks(wanted, at)
    finally:
        if passed.entered:
            leave_gate(wanted)


class _Passed(NamedTuple):
    """`entered`: the gate is kept; `booked` is the visit that the request has led to before."""

    entered: bool
    booked: UUID | None


def _go_through(wanted: Wanted, at: datetime, *, for_session: bool) -> _Passed:
    for _ in range(LOOKS):
        entered, look = wait_at_gate(wanted, at=at, for_session=for_session)
        if look.taken and look.booked is None:
            raise SlotTaken
        if entered or look.booked is not None:
            return _Passed(entered, look.booked)
    return _Passed(False, None)


def _booked_under_locks(wanted: Wanted, at: datetime) -> UUID | None:
    look = lock_for_visit(wanted, at=at)
    if look.taken and look.booked is None:
        raise SlotTaken
    return look.booked


def claim(opening: Opening, query: OpeningQuery, *, at: datetime) -> Opening:
    """The opening as it can be had now, perhaps in another room than when it was offered.

    Call it in one's `turn_for` the opening, or else under `lock_for_visit`, and write before the transaction
    ends. Raises `SlotTaken` or `OpeningRefused`.
    """
    settled = settle_opening(opening, query, at=at)
    if not isinstance(settled, OpeningProblem):
        return settled
    if settled.code == ProblemCode.TAKEN:
        raise SlotTaken
    raise OpeningRefused(settled)
