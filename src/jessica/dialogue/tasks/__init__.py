"""Each thing that Jessica can do, a module each; `advance_job` takes a job as far as it goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import (
    BookJob,
    CancelJob,
    ConfirmJob,
    Job,
    LateJob,
    MessageJob,
    MoveJob,
    OptOutJob,
    RecordsJob,
    RefillJob,
    ResultsJob,
    VisitsJob,
    WaitlistJob,
)
from jessica.dialogue.tasks import (
    book,
    cancel,
    confirm_visit,
    message,
    move,
    opt_out,
    records_request,
    refill,
    results,
    running_late,
    visits,
    waitlist,
)

_TASKS: dict[type[Job], Callable[[Any, Session], Step]] = {
    BookJob: book.advance,
    MoveJob: move.advance,
    CancelJob: cancel.advance,
    VisitsJob: visits.advance,
    ConfirmJob: confirm_visit.advance,
    LateJob: running_late.advance,
    OptOutJob: opt_out.advance,
    RefillJob: refill.advance,
    ResultsJob: results.advance,
    RecordsJob: records_request.advance,
    MessageJob: message.advance,
    WaitlistJob: waitlist.advance,
}


def advance_job(job: Job, s: Session) -> Step:
    """Go on with `job` until it waits for the person or is done."""
    s.forget_question()
    return _TASKS[type(job)](job, s)
