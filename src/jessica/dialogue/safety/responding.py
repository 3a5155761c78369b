"""What Jessica says and does when a red flag is up: help first, forms later."""

from __future__ import annotations

from jessica.dialogue.safety.care import Care
from jessica.dialogue.safety.red_flags import Screening
from jessica.dialogue.session import Session
from jessica.dialogue.state import BookJob
from jessica.dialogue.tasks.hand_over import hand_over

_URGENCY = {"E1": "emergency", "crisis": "emergency", "E2": "urgent"}


def care_of(s_topic: str | None, job: object) -> Care:
    """What the conversation knows of the person's treatment: a post-operative visit's procedure."""
    if isinstance(job, BookJob) and job.patient_kind == "post_op":
        return Care(job.topic_key or s_topic)
    return Care()


def respond_to_flag(flag: Screening, s: Session) -> None:
    """Give the help of the flag's tier and alert people; the rest of the turn is not worked on."""
    s.note(f"red flag {flag.tier}: {flag.rule} (rules version {flag.version})")
    s.reply.escalation = s.state.escalation = flag.tier
    facts = {"emergency": s.facts.emergency_number, "phone": s.facts.phone}
    # The number to call comes before everything else, the introduction included.
    s.reply.text.insert(0, s.text(_first_words(flag), **facts))
    if flag.tier == "E2":
        s.say("flag.E2.call", **facts)
    hand_over(s, "red_flag", urgency=_URGENCY.get(flag.tier, "same_day"), tier=flag.tier)
    asked_before = s.state.flag_asked
    s.state.flag_asked = flag.asks if flag.asks != asked_before else None
    if s.state.flag_asked is not None:
        s.say(f"flag.asks.{flag.asks}", **facts)


def _first_words(flag: Screening) -> str:
    return "flag.overdose" if flag.rule == "overdose" else f"flag.{flag.tier}"
