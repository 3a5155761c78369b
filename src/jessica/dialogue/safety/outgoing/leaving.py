"""The last look at a reply: a paragraph that must not leave is replaced, and people are told of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from jessica.dialogue.effects import Filed, TakeMessage
from jessica.dialogue.phrasing.calendar_words import say_due
from jessica.dialogue.ports import ClinicFacts
from jessica.dialogue.safety.outgoing.grounds import (
    Grounds,
    approved_texts,
    standing_names,
    standing_sources,
)
from jessica.dialogue.safety.outgoing.guard import Finding, Outgoing, Verdict, check
from jessica.dialogue.session import Session


@dataclass(frozen=True, slots=True)
class Standing:
    """What one snapshot of the clinic's file may say in every turn; read once, threads may share it."""

    grounds: Grounds
    approved: frozenset[str]

    @classmethod
    def of(cls, facts: ClinicFacts) -> Standing:
        grounds = Grounds(list(standing_sources(facts)), standing_names(facts))
        grounds.say("")  # read now, so that no turn writes to it
        return cls(grounds, approved_texts(facts))

    def verdict(self, words: str, grounds: Grounds) -> Verdict:
        """The figures of an approved text hold only where that text itself is said."""
        return check(Outgoing((words,)), grounds.extended(*(text for text in self.approved if text in words)))


@dataclass(slots=True)
class _Blocked:
    paragraphs: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def let_leave(s: Session, standing: Standing) -> None:
    """Read every paragraph and choice of the reply and replace what must not be said.

    An emergency paragraph is never held back: people are told of the finding, the help is given all the same.
    """
    blocked = _Blocked()
    version = 0
    for index, paragraph in enumerate(s.reply.text):
        verdict = standing.verdict(paragraph, s.grounds)
        version = verdict.version
        if not verdict.allowed:
            blocked.words.append(paragraph)
            blocked.findings.extend(verdict.findings)
            if paragraph not in s.emergency_words:
                blocked.paragraphs.append(index)
    for choice in list(s.reply.choices):
        verdict = standing.verdict(choice.label, s.grounds)
        if not verdict.allowed:
            blocked.words.append(choice.label)
            blocked.findings.extend(verdict.findings)
            s.reply.choices.remove(choice)
    if blocked.words:
        _replace(s, blocked, version)


def _replace(s: Session, blocked: _Blocked, version: int) -> None:
    for finding in blocked.findings:
        s.note(f'held back: {finding.rule}, "{finding.words}" (guard version {version})')
    said = list(s.reply.text)
    instead = _tell_staff(s, blocked, version)
    if not blocked.paragraphs:
        return
    first, last = blocked.paragraphs[0], len(said) - 1
    s.reply.text[:] = [
        instead if index == first else paragraph
        for index, paragraph in enumerate(said)
        if index == first or index not in blocked.paragraphs
    ]
    s.reply.sources.clear()
    if last in blocked.paragraphs:
        # The question was not put: nothing that comes next may count as its answer.
        s.forget_question()
        s.reply.awaiting, s.reply.choices = None, []


def _tell_staff(s: Session, blocked: _Blocked, version: int) -> str:
    """File the held words as a task; returns what is said in their place."""
    why = "; ".join(dict.fromkeys(f"{finding.why} ({finding.words})" for finding in blocked.findings))
    words = "\n".join(blocked.words)
    person = s.state.person
    result = s.do(
        TakeMessage(
            text=f"Not sent: {words}\nWhy: {why}. Guard version {version}.\nAsked: {s.turn.text}",
            contact_name=person.full_name,
            phone=person.phone,
            kind="blocked_reply",
            person_id=person.person_id,
        )
    )
    if not isinstance(result, Filed):
        return s.text("held_back.call", phone=s.facts.phone)
    due = say_due(result.due_at.astimezone(s.turn.at.tzinfo), s.turn.at, s.language)
    return s.text("held_back.asked", due=due)
