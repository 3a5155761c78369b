"""Put a person on the waiting list, once."""

from __future__ import annotations

from jessica.dialogue.effects import Failed, JoinWaitlist
from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import WaitlistJob
from jessica.dialogue.tasks import offering
from jessica.dialogue.tasks.book import settle_service
from jessica.dialogue.tasks.hand_over import hand_over
from jessica.dialogue.tasks.personal_details import ask_birth_date, ask_name, ask_phone, details, look_up


def advance(job: WaitlistJob, s: Session) -> Step:
    came_to = settle_service(job, s)
    if came_to is not Step.NEXT:
        return came_to
    if ask_name(s) is Step.WAIT or ask_birth_date(s) is Step.WAIT:
        return Step.WAIT
    look_up(s)
    if ask_phone(s) is Step.WAIT:
        return Step.WAIT
    windows = job.when.windows if job.when else ()
    result = s.do(
        JoinWaitlist(
            person=details(s),
            service_key=offering.visit_service(job, s).key,
            provider_key=job.provider_key,
            location_keys=(job.location_key,) if job.location_key else (),
            earliest=min((w.first for w in windows), default=s.today),
            latest=max((w.last for w in windows), default=None),
        )
    )
    if isinstance(result, Failed):
        s.note(f"refused: {result.reason}")
        s.say("booking.refused")
        hand_over(s, "waitlist_refused")
        return Step.DONE
    s.did("waitlist_joined", service_key=job.service_key)
    s.say("waitlist.joined", service=offering.visit_service(job, s).name(s.language))
    return Step.DONE
