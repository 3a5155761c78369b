"""Getting a time for somebody: the locks, the check and the choice of room that hold and book share."""

from __future__ import annotations

from datetime import datetime

from jessica.scheduling.occupancy import Taking, is_taken
from jessica.scheduling.opening_query import Opening, OpeningQuery
from jessica.scheduling.problems import OpeningProblem, OpeningRefused, ProblemCode, SlotTaken
from jessica.scheduling.revalidation import settle_opening


def provider_is_taken(opening: Opening, query: OpeningQuery, *, at: datetime) -> bool:
    """One short look at the provider's calendar: whether the opening is lost, in whichever room."""
    visit = Taking.of(opening, query.service)
    provider_only = Taking((opening.provider_id,), visit.start, visit.end)
    return is_taken(provider_only, at=at, holder=query.holder, moving=query.moving)


def claim(opening: Opening, query: OpeningQuery, *, at: datetime) -> Opening:
    """The opening as it can be had now, perhaps in another room than when it was offered.

    Call it under `lock_for_visit`, inside `conflicts_are_slot_taken`, and write before that block ends.
    Losers of a race leave after one short look. Raises `SlotTaken` or `OpeningRefused`.
    """
    if provider_is_taken(opening, query, at=at):
        raise SlotTaken
    settled = settle_opening(opening, query, at=at)
    if not isinstance(settled, OpeningProblem):
        return settled
    if settled.code == ProblemCode.TAKEN:
        raise SlotTaken
    raise OpeningRefused(settled)
