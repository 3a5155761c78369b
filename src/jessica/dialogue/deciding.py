"""What a yes, a no or a pick does, by the question that is open.

Each returns whether the turn is complete.
"""

from __future__ import annotations

from collections.abc import Callable

from jessica.dialogue import commands as c
from jessica.dialogue.filling import take_service
from jessica.dialogue.session import Session
from jessica.dialogue.state import (
    BookJob,
    CancelJob,
    ConfirmJob,
    Job,
    MoveJob,
    Pending,
    VisitWish,
    WaitlistJob,
)
from jessica.dialogue.tasks.existing_visit import offered_visits
from jessica.dialogue.tasks.hand_over import hand_over
from jessica.dialogue.understanding.grammars.when import Shift
from jessica.dialogue.wishes import forget_offers, shift

_ANOTHER = Shift("other_time", (0, 0))


# What a yes to a question settles: the job that asked it, and its slot.
_AGREED: dict[Pending, tuple[type[Job], str]] = {
    "offer_return": (BookJob, "agreed"),
    "book_another": (BookJob, "another"),
    "confirm_booking": (BookJob, "confirmed"),
    "confirm_move": (MoveJob, "confirmed"),
    "confirm_cancel": (CancelJob, "confirmed"),
}


def decide_yes(s: Session, *, alone: bool) -> bool:
    state, job = s.state, s.state.job
    if state.pending in _AGREED and job is not None:
        kind, slot = _AGREED[state.pending]
        if isinstance(job, kind):
            setattr(job, slot, True)
        return False
    match state.pending:
        case "offer_consultation":
            state.jobs = [*state.jobs, BookJob(topic_key=state.topic_key)]
        case "which_opening" if isinstance(job, VisitWish) and len(job.offers) == 1:
            job.chosen = job.offers[0]
        case "offer_waitlist" if isinstance(job, BookJob):
            state.jobs = [_waitlist_of(job), *state.jobs[1:]]
        case "seen_before" if isinstance(job, VisitWish) and job.patient_kind is None:
            job.patient_kind = "existing"
        case "offer_human" | "offer_manager":
            hand_over(s, "not_understood" if state.pending == "offer_human" else "complaint")
            return True
        case "anything_else" if alone:
            s.forget_question()
            s.say("ask_away")
            return True
        case None if alone:
            _go_on_with_parked(s)
    return False


def _go_on_with_parked(s: Session) -> None:
    """ "Ok, let's do it": what was left for later goes on, where nothing else is open."""
    if not s.state.jobs and s.state.parked is not None:
        s.state.jobs, s.state.parked = [s.state.parked], None


def decide_no(s: Session, *, alone: bool) -> bool:
    """What a no refuses. `alone`: nothing was said beside it, so it stands for itself."""
    refuse = _NO.get(s.state.pending) if s.state.pending else None
    return refuse(s, alone) if refuse else False


def _no_consultation(s: Session, alone: bool) -> bool:
    s.state.refused = {*s.state.refused, "consultation"}
    s.forget_question()
    if alone:
        s.ask("anything_else", None, "anything_else")
    return alone


def _no_waitlist(s: Session, alone: bool) -> bool:
    s.state.refused = {*s.state.refused, "waitlist"}
    if alone and isinstance(s.state.job, VisitWish):
        s.state.job.when = None
    return False


def _no_opening(s: Session, alone: bool) -> bool:
    if alone and isinstance(s.state.job, VisitWish):
        shift(s.state.job, _ANOTHER, s.today)
    return False


def _no_booking(s: Session, alone: bool) -> bool:
    if alone:
        s.ask("what_to_change", "choice", "confirm.what_to_change")
    return alone


def _no_move(s: Session, alone: bool) -> bool:
    if alone and isinstance(s.state.job, MoveJob):
        forget_offers(s.state.job)
        s.state.job.when = None
    return False


def _never_seen(s: Session, _alone: bool) -> bool:
    if isinstance(s.state.job, VisitWish) and s.state.job.patient_kind is None:
        s.state.job.patient_kind = "new"
    return False


def _no_return(s: Session, _alone: bool) -> bool:
    s.state.refused = {*s.state.refused, "return_visit"}
    return _left_out(s)


def _no_other(s: Session, alone: bool) -> bool:
    return _left_out(s) if alone else False


def _left_out(s: Session) -> bool:
    """The job at hand is not wanted; what else is open goes on."""
    s.state.jobs = s.state.jobs[1:]
    s.forget_question()
    s.say("left_out")
    if not s.state.jobs:
        s.ask("anything_else", None, "anything_else")
        return True
    return False


def _nothing_else(s: Session, alone: bool) -> bool:
    if alone:
        s.forget_question()
        s.say("goodbye")
    return alone


def _no_person(s: Session, _alone: bool) -> bool:
    s.forget_question()
    if s.state.job is None:
        s.say("hello.ask")
    return s.state.job is None


def _no_cancelling(s: Session, alone: bool) -> bool:
    return _keep(s) if alone else False


_NO: dict[Pending, Callable[[Session, bool], bool]] = {
    "offer_consultation": _no_consultation,
    "offer_waitlist": _no_waitlist,
    "which_opening": _no_opening,
    "confirm_booking": _no_booking,
    "confirm_move": _no_move,
    "confirm_cancel": _no_cancelling,
    "seen_before": _never_seen,
    "anything_else": _nothing_else,
    "offer_human": _no_person,
    "offer_manager": _no_person,
    "offer_return": _no_return,
    "book_another": _no_other,
}


def _keep(s: Session) -> bool:
    s.state.jobs = s.state.jobs[1:]
    s.forget_question()
    s.say("kept")
    if not s.state.jobs:
        s.ask("anything_else", None, "anything_else")
        return True
    return False


def _waitlist_of(job: BookJob) -> WaitlistJob:
    return WaitlistJob(
        service_key=job.service_key,
        topic_key=job.topic_key,
        location_key=job.location_key,
        provider_key=job.provider_key,
        when=job.when,
        patient_kind=job.patient_kind,
    )


def undecided(s: Session) -> bool:
    """Maybe: no push, nothing lost, the question stays open."""
    if s.state.pending is None:
        return False
    if s.state.pending == "seen_before":
        # A first visit is the longer one: nobody is short of time who was here before.
        if isinstance(s.state.job, VisitWish) and s.state.job.patient_kind is None:
            s.state.job.patient_kind = "new"
            s.say("seen_before.plan_first")
        return False
    if s.state.pending in {"name", "birth_date", "phone", "when", "which_service"}:
        return False
    s.say("undecided")
    return True


def decide_choice(command: c.Choose | c.ChooseAny, s: Session) -> bool:
    index = command.index if isinstance(command, c.Choose) else 0
    state, job = s.state, s.state.job
    if index < len(state.choices) and state.choices[index].label == s.text("choice.person"):
        hand_over(s, "asked")
        return True
    match state.pending:
        case "which_opening" if isinstance(job, VisitWish):
            _choose_opening(index, s, job)
        case "which_service" if index < len(state.choices):
            _choose_service(index, s)
        case "which_reading" if isinstance(job, VisitWish) and index < len(state.readings):
            job.when = state.readings[index]
        case "seen_before" if isinstance(job, VisitWish) and job.patient_kind is None:
            job.patient_kind = "existing" if index == 0 else "new"
        case "which_visit" if isinstance(job, MoveJob | CancelJob | ConfirmJob):
            visits = offered_visits(job, s)
            job.visit = visits[index] if index < len(visits) else None
        case "unclear" | "anything_else":
            return _choose_way(index, s)
        case "confirm_cancel" if isinstance(job, CancelJob):
            return _choose_about_cancelling(index, s, job)
        case _:
            return decide_yes(s, alone=True) if index == 0 else decide_no(s, alone=True)
    return False


def _choose_opening(index: int, s: Session, job: VisitWish) -> None:
    if index < len(job.offers):
        job.chosen = job.offers[index]
        job.held = job.read_back = job.confirmed = False
    else:
        shift(job, _ANOTHER, s.today)


def _choose_service(index: int, s: Session) -> None:
    label = s.state.choices[index].label
    key = next((x.key for x in s.facts.services if x.name(s.language) == label), None)
    if key is None:
        return
    s.state.topic_key = key
    job = s.state.job
    if isinstance(job, VisitWish):
        take_service(key, s, job)
    elif job is None:
        booking = BookJob()
        take_service(key, s, booking)
        s.state.jobs = [booking]


def _choose_way(index: int, s: Session) -> bool:
    if s.state.pending == "anything_else" or index == 1:
        s.forget_question()
        s.say("ask_away")
        return True
    if index == 0:
        s.state.jobs = [*s.state.jobs, BookJob()]
        return False
    hand_over(s, "asked")
    return True


def _choose_about_cancelling(index: int, s: Session, job: CancelJob) -> bool:
    if index == 0:
        job.confirmed = True
        return False
    if index == 1:
        s.state.jobs = [MoveJob(visit=job.visit), *s.state.jobs[1:]]
        return False
    return _keep(s)
