"""What people say about the talk itself: stop, not now, once more, and what is none of its business.

Each handler returns whether the turn is complete; where it is not, the open task goes on by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jessica.dialogue import commands as c
from jessica.dialogue.effects import ReleaseHolds
from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import VisitWish
from jessica.dialogue.tasks.complaint import complain
from jessica.dialogue.tasks.concern import heed
from jessica.dialogue.tasks.hand_over import hand_over, say_waiting
from jessica.dialogue.tasks.opt_out import opt_out
from jessica.dialogue.tasks.repeating import repeat

# So many insults are met with a boundary; the next one brings a person.
_BOUNDARIES = 2


def _opt_out(command: c.OptOut, s: Session, _alone: bool) -> bool:
    if opt_out(command.scope, s) is Step.WAIT:
        return True
    # Whoever wants to be left alone altogether is asked nothing more; what is open stays where it is.
    return command.scope == "all" or s.state.job is None


def _complain(command: c.Complain, s: Session, _alone: bool) -> bool:
    complain(s, legal=command.legal)
    return True


def _abuse(_command: c.Abuse, s: Session, alone: bool) -> bool:
    s.state.insults += 1
    if s.state.handed_over:
        if alone:
            say_waiting(s)
        return alone
    if s.state.insults > _BOUNDARIES:
        s.say("abuse.person")
        hand_over(s, "abuse")
        return True
    if not alone:
        return False
    s.say("abuse.boundary" if s.state.insults == 1 else "abuse.boundary_again")
    return _asks_nothing(s)


def _off_topic(_command: c.OffTopic, s: Session, alone: bool) -> bool:
    if not alone:
        return False
    if s.state.handed_over:
        say_waiting(s)
        return True
    s.say("off_topic")
    return _asks_nothing(s)


def _asks_nothing(s: Session) -> bool:
    """Whether there is no task to go back to; then what she can do is said instead."""
    if s.state.job is not None:
        return False
    if s.state.pending is None:
        s.say("off_topic.can_do")
    return True


def _later(_command: c.Later, s: Session, alone: bool) -> bool:
    """Leave what is at hand without a question; it goes on when the same is wished again."""
    if not alone:
        return False
    state = s.state
    if state.jobs:
        job = state.jobs[0]
        s.do(ReleaseHolds())
        if isinstance(job, VisitWish):
            # The time may be gone by then: it is kept and read back anew.
            job.held = job.read_back = job.confirmed = False
        state.parked = job
        state.jobs = state.jobs[1:]
    s.forget_question()
    s.say("later")
    return not state.jobs


def _concern(command: c.Concern, s: Session, _alone: bool) -> bool:
    return heed(command, s)


def _repeat(_command: c.Repeat, s: Session, alone: bool) -> bool:
    return alone and repeat(s)


TURNS: dict[type, Callable[[Any, Session, bool], bool]] = {
    c.Complain: _complain,
    c.OptOut: _opt_out,
    c.Abuse: _abuse,
    c.OffTopic: _off_topic,
    c.Later: _later,
    c.Repeat: _repeat,
    c.Concern: _concern,
}
