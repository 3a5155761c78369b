"""Getting a time for somebody: the locks, the check and the choice of room that hold and book share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from jessica.scheduling.occupancy import Taking, enter_gate, is_taken, is_taken_behind_gate, lock_for_visit
from jessica.scheduling.opening_query import Opening, OpeningQuery
from jessica.scheduling.problems import (
    OpeningProblem,
    OpeningRefused,
    ProblemCode,
    SlotTaken,
    conflicts_are_slot_taken,
)
from jessica.scheduling.revalidation import settle_opening


def _provider_alone(opening: Opening, query: OpeningQuery) -> Taking:
    """What is lost for good when somebody else has it: rooms can be exchanged, the provider cannot."""
    visit = Taking.of(opening, query.service)
    return Taking((opening.provider_id,), visit.start, visit.end)


@contextmanager
def turn_for(opening: Opening, query: OpeningQuery, *, names: Sequence[str], at: datetime) -> Iterator[None]:
    """A transaction that holds `names` and every lock that the visit could need.

    Many may want one hour at once. The first goes ahead; the others wait for it together, look once and
    leave, so that losing takes no longer than the one booking that was won. Raises `SlotTaken`.
    """
    provider = _provider_alone(opening, query)
    if is_taken(provider, at=at, holder=query.holder, moving=query.moving):
        raise SlotTaken
    with conflicts_are_slot_taken():
        # Losers do not queue for the locks: they wait together, look once and leave.
        if not enter_gate(opening.provider_id) and is_taken_behind_gate(
            provider, at=at, holder=query.holder, moving=query.moving
        ):
            raise SlotTaken
        lock_for_visit(names, opening, holder=query.holder)
        yield


def claim(opening: Opening, query: OpeningQuery, *, at: datetime) -> Opening:
    """The opening as it can be had now, perhaps in another room than when it was offered.

    Call it in one's `turn_for` the opening, or else under `lock_for_visit`, and write before the transaction
    ends. Raises `SlotTaken` or `OpeningRefused`.
    """
    if is_taken(_provider_alone(opening, query), at=at, holder=query.holder, moving=query.moving):
        raise SlotTaken
    settled = settle_opening(opening, query, at=at)
    if not isinstance(settled, OpeningProblem):
        return settled
    if settled.code == ProblemCode.TAKEN:
        raise SlotTaken
    raise OpeningRefused(settled)
