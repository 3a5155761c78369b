"""What Jessica says and does when a red flag is up: help first, forms later."""

from __future__ import annotations

from jessica.dialogue.safety.red_flags import RedFlag
from jessica.dialogue.session import Session
from jessica.dialogue.tasks.hand_over import hand_over


def respond_to_flag(flag: RedFlag, s: Session) -> None:
    """Give the help of the flag's tier and alert people; the rest of the turn is not worked on."""
    s.note(f"red flag {flag.tier}: {flag.rule} (rules version {flag.version})")
    s.reply.escalation = s.state.escalation = flag.tier
    facts = {"emergency": s.facts.emergency_number, "phone": s.facts.phone}
    # The number to call comes before everything else, the introduction included.
    s.reply.text.insert(0, s.text(f"flag.{flag.tier}", **facts))
    if flag.tier == "E2":
        s.say("flag.E2.call", **facts)
    urgency = {"E1": "emergency", "crisis": "emergency", "E2": "urgent"}.get(flag.tier, "same_day")
    hand_over(s, "red_flag", urgency=urgency, tier=flag.tier)
