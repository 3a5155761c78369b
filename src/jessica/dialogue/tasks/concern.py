"""What a sign of distress or of a young age changes: nothing is sold any more, people come first."""

from __future__ import annotations

from jessica.dialogue.commands import Concern
from jessica.dialogue.effects import ReleaseHolds
from jessica.dialogue.session import Session
from jessica.dialogue.state import VisitWish
from jessica.dialogue.tasks.hand_over import hand_over, say_waiting

# What may no longer be offered in this conversation.
_PROMOTION = frozenset({"consultation", "waitlist", "return_visit"})


def heed(concern: Concern, s: Session) -> bool:
    """Act on a concern; True when the turn is complete.

    Torment over one's looks ends promotion and brings a person; below the clinic's adult age there is
    information and a guardian's path only.
    """
    if concern.kind == "minor":
        return _young(s)
    return _tormented(s)


def _young(s: Session) -> bool:
    if "minor" not in s.state.concerns:
        s.state.concerns = {*s.state.concerns, "minor"}
        s.state.refused = {*s.state.refused, "consultation"}
        s.note("the person says that they are below adult age")
        s.say("concern.minor", age=s.facts.adult_age)
    return False


def _tormented(s: Session) -> bool:
    s.state.refused = {*s.state.refused, *_PROMOTION}
    if "body_dysmorphia" in s.state.concerns and s.state.handed_over:
        say_waiting(s)
        return True
    s.state.concerns = {*s.state.concerns, "body_dysmorphia"}
    if any(isinstance(job, VisitWish) for job in s.state.jobs):
        s.do(ReleaseHolds())
    s.state.jobs = [job for job in s.state.jobs if not isinstance(job, VisitWish)]
    s.forget_question()
    s.say("concern.body_dysmorphia")
    hand_over(s, "body_dysmorphia")
    return True
