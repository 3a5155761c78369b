"""What Jessica says and does when a red flag is up: help first, forms later."""

from __future__ import annotations

import re

from jessica.dialogue.effects import Paged, PageSurgeon, TakeMessage
from jessica.dialogue.phrasing.calendar_words import say_time
from jessica.dialogue.safety.care import Care
from jessica.dialogue.safety.red_flags import Screening
from jessica.dialogue.session import Session
from jessica.dialogue.state import BookJob
from jessica.dialogue.tasks.hand_over import hand_over
from jessica.dialogue.understanding.grammars.text import fold

_ABOUT_THE_PAGE = re.compile(
    r"\b(?:anyone|anybody|someone|doctor|surgeon|nurse|they|you)\b.{0,30}"
    r"\b(?:reach|answer|confirm|call|coming|paged|know)"
    r"|\b(?:did|have|has) (?:you|they|he|she|anyone|anybody|the)\b.{0,40}"
    r"\b(?:reach|page|answer|confirm|call|tell|told)"
    r"|\b(?:any news|still waiting|what happened)"
    r"|\b(?:ya avis|ya contest|ya confirm|ya llam|alguna noticia|sigo esperando)"
)
# Troubles of one tier that need other words than the rest of it.
_WORDS_OF_RULE = {
    "overdose": "flag.overdose",
    "coercion": "flag.coercion",
    "coercion-told": "flag.coercion",
    "minor-alone": "flag.minor",
}
# A young person who writes alone needs a guardian's path, not a surgeon out of bed.
_PAGES_NOBODY = frozenset({"minor-alone"})
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
    facts = {"emergency": s.facts.emergency_number, "phone": s.facts.phone, "age": s.facts.adult_age}
    # The number to call comes before everything else, the introduction included.
    s.reply.text.insert(0, s.text(_first_words(flag), **facts))
    if flag.tier == "E2":
        s.say("flag.E2.call", **facts)
    hand_over(s, "red_flag", urgency=_URGENCY.get(flag.tier, "same_day"), tier=flag.tier)
    if flag.tier in {"E1", "E2", "crisis"} and flag.rule not in _PAGES_NOBODY:
        _page(flag.tier, s)
    elif flag.tier == "E3":
        _nurse_task(flag, s)
    asked_before = s.state.flag_asked
    s.state.flag_asked = flag.asks if flag.asks != asked_before else None
    if s.state.flag_asked is not None:
        s.say(f"flag.asks.{flag.asks}", **facts)


def asks_about_page(text: str) -> bool:
    """ "Did you reach the doctor?", "has anyone answered?": how the page stands is asked."""
    return _ABOUT_THE_PAGE.search(fold(text)) is not None


def tell_page(s: Session) -> bool:
    """Say how the page of this conversation stands; False where nobody was paged."""
    result = s.do(PageSurgeon(s.state.escalation or "", only_ask=True))
    if isinstance(result, Paged):
        _say_paged(result, s)
    return isinstance(result, Paged)


def _say_paged(page: Paged, s: Session) -> None:
    time = say_time(page.at.astimezone(s.turn.at.tzinfo), s.language)
    if page.acknowledged_by is not None:
        s.say("flag.page_taken", name=page.acknowledged_by, time=time)
    else:
        s.say("flag.paged", name=page.name, time=time)


def _page(tier: str, s: Session) -> None:
    """Page, and say whom and when; the person is never told that somebody knows who does not."""
    result = s.do(PageSurgeon(tier))
    if isinstance(result, Paged):
        _say_paged(result, s)
        s.did("paged", id=result.page_id, at=result.at.isoformat())
    else:
        s.say("flag.not_paged", phone=s.facts.phone)


def _nurse_task(flag: Screening, s: Session) -> None:
    name = s.state.person.full_name
    s.do(TakeMessage(s.turn.text, name, s.state.person.phone, kind="nurse"))


def _first_words(flag: Screening) -> str:
    return _WORDS_OF_RULE.get(flag.rule, f"flag.{flag.tier}")
