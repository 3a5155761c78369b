"""The whole conversation on one page: screen, understand, apply, advance, reply.

`Engine.respond` is the only door. It reads and changes `State`, asks the ports, has effects carried out,
and returns what to say. Same state, same words, same clock, same answers from the ports: same reply.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from jessica.dialogue import commands as c
from jessica.dialogue.applying import apply
from jessica.dialogue.effects import CarryOut
from jessica.dialogue.phrasing.phrases import phrase
from jessica.dialogue.ports import ClinicFacts, Ports
from jessica.dialogue.reply import Reply, Turn
from jessica.dialogue.safety.outgoing.grounds import Grounds
from jessica.dialogue.safety.outgoing.leaving import Standing, let_leave
from jessica.dialogue.safety.red_flags import Screening, screen
from jessica.dialogue.safety.responding import asks_about_page, care_of, respond_to_flag, tell_page
from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import BookJob, Job, State
from jessica.dialogue.tasks import advance_job
from jessica.dialogue.tasks.other_number import compare_number
from jessica.dialogue.tasks.repeating import remember_said
from jessica.dialogue.tasks.small_talk import disclose, offer_more
from jessica.dialogue.understanding.approved_answers import Answers
from jessica.dialogue.understanding.conduct import despairs
from jessica.dialogue.understanding.context import Context
from jessica.dialogue.understanding.grammars.when import OpeningHours
from jessica.dialogue.understanding.local import LocalUnderstanding
from jessica.dialogue.understanding.opening_span import opening_span

# A conversation never has more jobs than this open; the bound keeps one turn finite.
_JOBS_A_TURN = 8


class Engine:
    """Talks for one clinic. Holds only what derives from the snapshot `facts`; threads may share it."""

    def __init__(self, facts: ClinicFacts) -> None:
        self.facts = facts
        self._answers = Answers(facts)
        self._understanding = LocalUnderstanding(facts, self._answers)
        self._hours: OpeningHours = opening_span(facts)
        self.standing = Standing.of(facts)

    def greet(self, state: State) -> Reply:
        """The first words, before anything was said: who she is and that a person can be asked for."""
        facts = self.facts
        state.disclosed = True
        words = [phrase("hello", state.language, clinic=facts.name), phrase("hello.ask", state.language)]
        state.last_said = [
            said for said in words if self.standing.verdict(said, self.standing.grounds).allowed
        ]
        return Reply(text=list(state.last_said))

    def respond(self, turn: Turn, state: State, ports: Ports, carry_out: CarryOut) -> Reply:
        """Answer one turn. Changes `state` in place. Nothing leaves that the guard has not read."""
        session = self.session(state, turn, carry_out, ports)
        self._answer(turn, session)
        let_leave(session, self.standing)
        remember_said(session)
        return session.reply

    def _answer(self, turn: Turn, session: Session) -> None:
        state = session.state
        first = state.turns == 0
        state.awaiting = state.awaiting if state.pending else None
        found = self._understanding.understand(turn.text, self._context(state, turn))
        state.turns += 1
        if state.person.forget_stale_proof(turn.at):
            state.last_said = []
        for command in found:
            if isinstance(command, c.SwitchLanguage):
                state.language = command.language
        disclose(session)
        flag = screen(turn.text, care_of(state.topic_key, state.job), asked=state.flag_asked)
        if flag is None and despairs(turn.text):
            flag = Screening("crisis", "self-harm-read", 0)
        if flag is not None:
            respond_to_flag(flag, session)
            return
        state.flag_asked = None
        if state.handed_over and state.escalation and asks_about_page(turn.text) and tell_page(session):
            return
        session.note("understood: " + ", ".join(_name(command) for command in found))
        said_before = len(session.reply.text)
        waits = apply(found, session, self._answers, first_turn=first)
        if not waits and session.reply.handover is None:
            self._advance(session)
        if not session.reply.text[said_before:]:
            session.forget_question()
            session.say("hello.ask")
        session.reply.awaiting = state.awaiting
        session.reply.choices = list(state.choices)

    def _advance(self, session: Session) -> None:
        """Work on the jobs in their order until one has to wait for the person."""
        state = session.state
        finished = False
        for _ in range(_JOBS_A_TURN):
            job = state.job
            if job is None:
                break
            if finished:
                _announce(job, session)
            step = advance_job(job, session)
            if step is not Step.DONE:
                return
            state.jobs = [other for other in state.jobs if other is not job]
            state.finished += 1
            finished = True
            compare_number(session)
            if session.reply.handover is not None:
                return
        if finished and state.pending is None:
            offer_more(session)

    def session(self, state: State, turn: Turn, carry_out: CarryOut, ports: Ports) -> Session:
        """The session of one turn, on the grounds that hold in every turn."""
        local = Turn(turn.text, turn.at.astimezone(ZoneInfo(self.facts.time_zone)), turn.channel)
        # What may still be picked has been read when it was offered.
        grounds = Grounds([choice.label for choice in state.choices], behind=self.standing.grounds)
        return Session(self.facts, ports, state, local, carry_out, grounds=grounds)

    def _context(self, state: State, turn: Turn) -> Context:
        local = turn.at.astimezone(ZoneInfo(self.facts.time_zone))
        return Context(
            language=state.language,
            today=local.date(),
            now=local.time(),
            hours=self._hours,
            awaiting=state.awaiting,
            pending=state.pending,
            labels=tuple(choice.label for choice in state.choices),
            values=tuple(choice.value for choice in state.choices),
            job=getattr(state.job, "kind", None),
            topic_key=state.topic_key,
            first_turn=state.turns == 0,
            channel=turn.channel,
        )


def _announce(job: Job, s: Session) -> None:
    """Lead over to the next job; an offer that follows from the last one leads over by itself."""
    if isinstance(job, BookJob) and job.next_person:
        s.say("next_job.person")
    elif not (isinstance(job, BookJob) and job.returns_after):
        s.say(f"next_job.{getattr(job, 'kind', 'book')}")


def _name(command: c.Command) -> str:
    """The command's kind, with keys but never with words about a person, for the trace."""
    if isinstance(command, c.Start):
        return f"start {command.job}"
    if isinstance(command, c.Ask):
        return f"ask {command.kind}"
    if isinstance(command, c.FillService):
        return f"service {'/'.join(command.keys)}"
    if isinstance(command, c.FillWhen):
        return f"when ({command.when.reason})"
    return type(command).__name__
