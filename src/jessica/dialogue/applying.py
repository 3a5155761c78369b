"""Apply what a person meant to the conversation's state: start jobs, fill slots, answer questions.

Order of weight: a person is asked for; leaving or starting over; new jobs; facts; yes, no and picks;
questions; pleasantries. Tasks go on afterwards with what is known then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from jessica.dialogue import commands as c
from jessica.dialogue import filling
from jessica.dialogue.deciding import decide_choice, decide_no, decide_yes, undecided
from jessica.dialogue.effects import ReleaseHolds
from jessica.dialogue.reply import Choice
from jessica.dialogue.session import Session
from jessica.dialogue.state import (
    AnyJob,
    BookJob,
    CancelJob,
    ConfirmJob,
    Job,
    LateJob,
    MessageJob,
    MoveJob,
    RecordsJob,
    RefillJob,
    ResultsJob,
    VisitsJob,
    WaitlistJob,
)
from jessica.dialogue.tasks.answer import answer
from jessica.dialogue.tasks.hand_over import hand_over, say_waiting
from jessica.dialogue.tasks.offering import yes_no
from jessica.dialogue.tasks.small_talk import small_talk
from jessica.dialogue.tasks.verify import send_again, take_code
from jessica.dialogue.turns_of_talk import TURNS
from jessica.dialogue.understanding.approved_answers import Answers


@dataclass(slots=True)
class Applying:
    """One turn's commands on their way into the state."""

    s: Session
    answers: Answers
    found: Sequence[c.Command]
    first_turn: bool
    started: list[Job] = field(default_factory=list)
    changed: bool = False  # something that was already read back is different now
    waits: bool = False  # the reply is complete; jobs do not go on this turn
    progressed: bool = False  # a slot was filled or a job begun

    @property
    def focus(self) -> Job | None:
        """The job that new facts belong to: the one begun last in this message, else the one at hand."""
        return self.started[-1] if self.started else self.s.state.job

    def has(self, *kinds: type) -> bool:
        return any(isinstance(command, kinds) for command in self.found)


def apply(found: Sequence[c.Command], s: Session, answers: Answers, *, first_turn: bool) -> bool:
    """Apply all commands; True when the turn is complete and no job should go on."""
    a = Applying(s, answers, found, first_turn)
    _walk(_FIRST, a)
    if not a.waits:
        _starts_and_facts(a)
    if not a.waits:
        _walk(_THEN, a)
    understood = any(not isinstance(command, c.Unclear | c.SwitchLanguage | c.Problem) for command in found)
    if understood:
        s.state.misses = 0
    return a.waits


def _walk(steps: _Steps, a: Applying) -> None:
    for kinds, step in steps:
        for command in a.found:
            if isinstance(command, kinds) and not a.waits:
                step(command, a)


def _starts_and_facts(a: Applying) -> None:
    """Jobs and facts in the order in which they were said: each fact reaches the job it was said with.

    Facts said before the first job of a message ("I'm new. I'd like a facial") belong to that job.
    """
    early: list[c.Command] = []
    for place, command in enumerate(a.found):
        if isinstance(command, c.Start):
            _start(command, a)
            for fact in early:
                _fill(fact, a)
            early = []
        elif isinstance(command, _FILLS):
            begins_later = any(isinstance(later, c.Start) for later in a.found[place:])
            if a.focus is None and begins_later:
                early.append(command)
            else:
                _fill(command, a)


def _want_human(command: c.WantHuman, a: Applying) -> None:
    hand_over(a.s, command.reason)
    a.waits = True


def _turn_of_talk(command: Any, a: Applying) -> None:
    beside = (*TURNS, *_NOTHING_OF_ITS_OWN)
    alone = all(isinstance(other, beside) for other in a.found)
    a.waits = TURNS[type(command)](command, a.s, alone)


def _card_number(_command: c.CardNumber, a: Applying) -> None:
    a.s.say("card_number")
    a.waits = a.s.state.job is None


def _start_over(_command: c.StartOver, a: Applying) -> None:
    state = a.s.state
    a.s.do(ReleaseHolds())
    again = [BookJob()] if isinstance(state.job, BookJob) else []
    state.jobs = [*again]
    a.s.forget_question()
    a.s.say("started_over")
    if not again and not a.has(c.Start):
        a.s.say("hello.ask")
        a.waits = True


def _abandon(_command: c.Abandon, a: Applying) -> None:
    state = a.s.state
    had = state.job is not None
    if had:
        a.s.do(ReleaseHolds())
        state.jobs = state.jobs[1:]
    a.s.forget_question()
    a.s.say("abandoned" if had else "abandoned_nothing")
    if not state.jobs and not a.has(c.Start, c.Ask):
        a.s.ask("anything_else", None, "anything_else")
        a.waits = True


def _resumed(job: AnyJob, a: Applying) -> AnyJob:
    """What was left for later, where the same is wished again; else the new job."""
    parked = a.s.state.parked
    if parked is None or type(parked) is not type(job) or a.has(c.FillService):
        return job
    a.s.state.parked = None
    return parked


_NEW_JOB: dict[str, Callable[[], Any]] = {
    "book": BookJob,
    "move": MoveJob,
    "cancel": CancelJob,
    "visits": VisitsJob,
    "confirm": ConfirmJob,
    "late": LateJob,
    "refill": RefillJob,
    "results": ResultsJob,
    "records": RecordsJob,
    "message": MessageJob,
    "callback": lambda: MessageJob(callback=True),
    "waitlist": WaitlistJob,
}


def _start(command: c.Start, a: Applying) -> None:
    state = a.s.state
    job: Any = _NEW_JOB[command.job]()
    same = next((other for other in state.jobs if _same_wish(other, job)), None)
    if same is not None and not a.started:
        a.started.append(same)
        return
    if isinstance(job, CancelJob) and isinstance(state.job, MoveJob):
        # "Cancel it" while moving a visit means that visit.
        state.jobs = [CancelJob(visit=state.job.visit, hint=state.job.hint), *state.jobs[1:]]
        a.started.append(state.jobs[0])
        a.progressed = True
        return
    if isinstance(job, WaitlistJob) and isinstance(state.job, BookJob):
        state.jobs = [WaitlistJob(**_shared_slots(state.job)), *state.jobs[1:]]
        a.started.append(state.jobs[0])
        a.progressed = True
        return
    if isinstance(job, BookJob) and not a.has(c.FillService):
        # "How do I book?" after talking about a service means that service.
        job.topic_key = state.topic_key
    if isinstance(job, LateJob):
        # Whoever is on the way cannot wait for the end of a booking.
        state.jobs = [job, *state.jobs]
        a.started.append(state.jobs[0])
        a.progressed = True
        return
    state.jobs = [*state.jobs, _resumed(job, a)]
    # Pydantic copies nothing here: the list holds this very job.
    a.started.append(state.jobs[-1])
    a.progressed = True
    if len(state.jobs) > 1 and len(a.started) == 1:
        a.s.say("noted_next")


def _same_wish(open_job: Job, job: Job) -> bool:
    """Asking again for a job does not begin it twice; a second booking does, once the first has a time."""
    if type(open_job) is not type(job):
        return False
    return not (isinstance(open_job, BookJob) and open_job.chosen is not None)


def _shared_slots(job: BookJob) -> dict[str, Any]:
    return {
        name: getattr(job, name)
        for name in ("service_key", "topic_key", "location_key", "provider_key", "when", "patient_kind")
    }


def _fill(command: Any, a: Applying) -> None:
    outcome = filling.fill(command, a.s, a.focus)
    if outcome.start_booking and a.focus is None and not a.has(c.Ask):
        a.s.state.jobs = [BookJob(topic_key=None if a.has(c.FillService) else a.s.state.topic_key)]
        a.started.append(a.s.state.jobs[0])
        outcome = filling.fill(command, a.s, a.focus)
    a.changed = a.changed or outcome.changed
    a.progressed = True
    a.waits = a.waits or outcome.waits


def _problem(command: c.Problem, a: Applying) -> None:
    key = f"phone.problem.{command.code}" if command.slot == "phone" else f"{command.slot}.problem"
    a.s.say(key)
    a.waits = True


def _code(command: c.FillCode, a: Applying) -> None:
    a.waits = take_code(command.digits, a.s)


def _send_again(_command: c.SendAgain, a: Applying) -> None:
    send_again(a.s)
    a.waits = True


def _choose(command: c.Choose | c.ChooseAny, a: Applying) -> None:
    a.waits = decide_choice(command, a.s)


def _affirm(_command: c.Affirm, a: Applying) -> None:
    if not a.changed and not a.has(c.Choose, c.ChooseAny, c.Deny, *TURNS):
        a.waits = decide_yes(a.s, alone=len(_meant(a.found)) == 1)


def _deny(_command: c.Deny, a: Applying) -> None:
    if a.has(c.Choose, c.ChooseAny, c.Abandon) or a.changed:
        return
    if a.has(*TURNS):
        return
    alone = not a.has(
        c.FillWhen, c.ShiftWhen, c.FillProvider, c.FillLocation, c.FillService, c.Start, c.FillName,
        c.FillPhone, c.FillBirthDate, c.FillEmail, c.Ask,
    )  # fmt: skip
    a.waits = decide_no(a.s, alone=alone)


def _undecided(_command: c.Undecided, a: Applying) -> None:
    if not a.progressed and not a.has(c.Affirm, c.Deny, c.Ask, *TURNS):
        a.waits = undecided(a.s)


def _ask(command: c.Ask, a: Applying) -> None:
    if command.service_key:
        a.s.state.topic_key = command.service_key
    answer(command, a.s, a.answers)
    if a.s.reply.handover is not None:
        a.waits = True
        return
    if a.s.state.job is None and not a.has(c.Start):
        _after_answer(command, a)


def _after_answer(command: c.Ask, a: Applying) -> None:
    """Offer a visit once, where the question was about one; never again after a no."""
    state = a.s.state
    a.waits = command is _last_question(a.found)
    if not a.waits:
        return
    about = (
        command.kind in {"offers_service", "about_service", "price", "duration"}
        and command.service_key is not None
    )
    if about and "consultation" not in state.refused:
        a.s.ask("offer_consultation", "confirm", "offers.ask", yes_no(a.s))
    else:
        a.s.forget_question()


def _last_question(found: Sequence[c.Command]) -> c.Command | None:
    return next((command for command in reversed(found) if isinstance(command, c.Ask)), None)


def _meant(found: Sequence[c.Command]) -> list[c.Command]:
    return [command for command in found if not isinstance(command, c.SwitchLanguage)]


def _small_talk(command: c.SmallTalk, a: Applying) -> None:
    others = [x for x in _meant(a.found) if not isinstance(x, c.SmallTalk | c.Affirm | c.Deny)]
    done = small_talk(command.kind, a.s, alone=not others, first_turn=a.first_turn)
    if not others and command.kind in {"robot", "who_are_you", "how_are_you"} and a.s.state.job is None:
        done = True
    a.waits = a.waits or done


def _unclear(_command: c.Unclear, a: Applying) -> None:
    s, state = a.s, a.s.state
    if state.handed_over:
        say_waiting(s)
        a.waits = True
        return
    problem = {
        "name": "name.problem",
        "birth_date": "birth_date.problem",
        "phone": "phone.problem.impossible",
        "code": "code.problem",
    }
    state.misses += 1
    if state.misses >= 2:
        s.ask("offer_human", "confirm", "unclear.second", yes_no(s))
        a.waits = True
    elif state.awaiting in problem:
        s.say(problem[state.awaiting])
        a.waits = True
    elif state.job is None:
        keys = ("choice.book_visit", "choice.ask_question", "choice.person")
        s.ask("unclear", "choice", "unclear.first", [Choice(s.text(key), s.text(key)) for key in keys])
        a.waits = True
    else:
        s.say("unclear.repeat")


# Beside a turn of the talk these say nothing of their own.
_NOTHING_OF_ITS_OWN = (
    c.SwitchLanguage, c.SmallTalk, c.Affirm, c.Deny, c.Undecided, c.Unclear, c.Abandon, c.ShiftWhen,
)  # fmt: skip
_FILLS = (
    c.FillService, c.FillProvider, c.FillLocation, c.FillWhen, c.ShiftWhen, c.HintVisit, c.FillName,
    c.FillBirthDate, c.FillPhone, c.FillEmail, c.FillPatientKind, c.FillReason, c.RequireCredential,
    c.ForSomebodyElse, c.SeveralPeople,
)  # fmt: skip
_Steps = tuple[tuple[Any, Callable[[Any, Applying], None]], ...]
_FIRST: _Steps = (
    (c.WantHuman, _want_human),
    (tuple(TURNS), _turn_of_talk),
    (c.CardNumber, _card_number),
    (c.StartOver, _start_over),
    (c.Abandon, _abandon),
)
_THEN: _Steps = (
    (c.FillCode, _code),
    (c.SendAgain, _send_again),
    ((c.Choose, c.ChooseAny), _choose),
    (c.Affirm, _affirm),
    (c.Deny, _deny),
    (c.Undecided, _undecided),
    (c.SmallTalk, _small_talk),
    (c.Problem, _problem),
    (c.Ask, _ask),
    (c.Unclear, _unclear),
)
