"""The frame around the work: who she is, thanks, what else, goodbye."""

from __future__ import annotations

from jessica.dialogue.commands import SmallTalkKind
from jessica.dialogue.effects import ReleaseHolds
from jessica.dialogue.session import Session
from jessica.dialogue.tasks.hand_over import say_waiting


def disclose(s: Session) -> None:
    """Say once, and first of all, that she is an AI and that a person can be asked for."""
    if not s.state.disclosed:
        s.say("hello", clinic=s.facts.name)
        s.state.disclosed = True


def offer_more(s: Session) -> None:
    """Ask whether there is anything else."""
    s.ask("anything_else", None, "anything_else")


def small_talk(kind: SmallTalkKind, s: Session, *, alone: bool, first_turn: bool) -> bool:
    """Answer a pleasantry; True when the turn is complete. `alone`: nothing else was meant."""
    if kind in {"robot", "how_are_you", "who_are_you"}:
        s.say(kind, clinic=s.facts.name)
        return False
    if kind == "greeting":
        if alone and s.state.handed_over:
            # "Hello? Is anyone there?" while people are awaited.
            say_waiting(s)
            return True
        if alone and s.state.job is None:
            s.say("hello.ask" if first_turn else "hello.back")
            s.forget_question()
            return True
        return False
    if kind == "thanks":
        if alone and s.state.job is None:
            s.say("thanks")
            return True
        return False
    return kind == "goodbye" and alone and _goodbye(s)


def _goodbye(s: Session) -> bool:
    if s.state.jobs:
        s.do(ReleaseHolds())
        s.state.jobs = []
        s.say("abandoned")
    s.forget_question()
    s.say("goodbye")
    return True
