"""Why a time cannot be had, in words for people: what happened, what was kept, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from enum import StrEnum

from django.db import DatabaseError, transaction

from jessica.platform.errors import JessicaError, Refused


class ProblemCode(StrEnum):
    NOT_OFFERED = "not_offered"
    TOO_SOON = "too_soon"
    TOO_FAR = "too_far"
    CLOSED = "closed"
    OUTSIDE_HOURS = "outside_hours"
    CAP_REACHED = "cap_reached"
    TAKEN = "taken"


_KEPT = "Nothing was changed. Please choose another time."

_WORDS = {
    ProblemCode.NOT_OFFERED: "This visit is not offered at that time, place or with that provider.",
    ProblemCode.TOO_SOON: "That time is too close to be booked this way.",
    ProblemCode.TOO_FAR: "That date is further ahead than this visit can be booked.",
    ProblemCode.CLOSED: "The clinic is closed on that day.",
    ProblemCode.OUTSIDE_HOURS: "That time is outside the provider's hours.",
    ProblemCode.CAP_REACHED: "No more such visits can be booked on that day.",
    ProblemCode.TAKEN: "That time has just been taken.",
}


@dataclass(frozen=True, slots=True)
class OpeningProblem:
    """The rule that stands against an opening."""

    code: ProblemCode

    @property
    def message(self) -> str:
        return f"{_WORDS[self.code]} {_KEPT}"


class SlotTaken(JessicaError):
    """Somebody else has the time, or is taking it at this very moment. Nothing was written."""

    code = "slot_taken"

    def __init__(self, message: str = f"{_WORDS[ProblemCode.TAKEN]} {_KEPT}") -> None:
        super().__init__(message)


class OpeningRefused(Refused):
    """A rule of the clinic forbids the time; `problem` says which. Nothing was written."""

    code = "opening_refused"

    def __init__(self, problem: OpeningProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class VisitNotOpen(Refused):
    """The visit is over, cancelled or was changed meanwhile; it stays as it is."""

    code = "visit_not_open"


# exclusion_violation, deadlock_detected, lock_not_available
_CONFLICTS = frozenset({"23P01", "40P01", "55P03"})


@contextmanager
def conflicts_are_slot_taken(*, atomic: bool = True) -> Iterator[None]:
    """A transaction (a savepoint inside another) in which a lost race for a resource raises `SlotTaken`.

    Not `atomic`: each statement by itself, as it comes.
    """
    try:
        with transaction.atomic() if atomic else nullcontext():
            yield
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", None) in _CONFLICTS:
            raise SlotTaken from error
        raise
