"""Each thing that Jessica can do, a module each; `advance_job` takes a job as far as it goes."""

from __future__ import annotations

from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import BookJob, CancelJob, Job, MessageJob, MoveJob, VisitsJob, WaitlistJob
from jessica.dialogue.tasks import book, cancel, message, move, visits, waitlist


def advance_job(job: Job, s: Session) -> Step:
    """Go on with `job` until it waits for the person or is done."""
    s.forget_question()
    match job:
        case BookJob():
            return book.advance(job, s)
        case MoveJob():
            return move.advance(job, s)
        case CancelJob():
            return cancel.advance(job, s)
        case VisitsJob():
            return visits.advance(job, s)
        case MessageJob():
            return message.advance(job, s)
        case WaitlistJob():
            return waitlist.advance(job, s)
        case _:
            raise TypeError(f"no task for {type(job).__name__}")
