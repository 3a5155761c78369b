"""Stop messages of a kind: in the turn in which it is asked for, in one sentence, without an argument."""

from __future__ import annotations

from jessica.dialogue.commands import OptOutScope
from jessica.dialogue.effects import ContactStopped, StopContact
from jessica.dialogue.reply import Awaiting
from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import OptOutJob
from jessica.dialogue.tasks.hand_over import hand_over

_WHOM: dict[OptOutScope, str] = {
    "sms": "opt_out.whom.phone",
    "calls": "opt_out.whom.phone",
    "email": "opt_out.whom.email",
}
_DONE: dict[OptOutScope, str] = {
    "all": "opt_out.done.all",
    "sms": "opt_out.done.sms",
    "calls": "opt_out.done.calls",
    "email": "opt_out.done.email",
    "marketing": "opt_out.done.marketing",
}


def opt_out(scope: OptOutScope, s: Session) -> Step:
    """Stop for whoever writes, as far as it is known who that is; DONE, or WAIT for a number or address."""
    person = s.state.person
    if not (person.person_id or person.phone or person.email):
        if not any(isinstance(job, OptOutJob) for job in s.state.jobs):
            s.state.jobs = [OptOutJob(scope=scope), *s.state.jobs]
        awaited: Awaiting = "email" if scope == "email" else "phone"
        return s.ask("opt_out_contact", awaited, _WHOM.get(scope, "opt_out.whom.either"))
    result = s.do(StopContact(scope, person.person_id, person.phone, person.email))
    if not isinstance(result, ContactStopped):
        hand_over(s, "opt_out")
        return Step.DONE
    s.did("opted_out", id=result.record_id, scope=scope)
    s.say(_DONE[scope])
    return Step.DONE


def advance(job: OptOutJob, s: Session) -> Step:
    return opt_out(job.scope, s)
