"""What follows a booking: the visit that the clinic links to it, and the visits of those who come along."""

from __future__ import annotations

from datetime import timedelta

from jessica.dialogue.effects import VisitCommitted
from jessica.dialogue.phrasing.calendar_words import say_moment, say_on
from jessica.dialogue.ports import ServiceFact
from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import BookJob, PersonSlots
from jessica.dialogue.tasks.offering import yes_no
from jessica.dialogue.understanding.grammars.when import OPEN_END, When, Window


def follow_up(job: BookJob, visit: VisitCommitted, s: Session) -> None:
    """Put what follows the booked `visit` next in line, right after `job`."""
    followers = (_return_visit(job, visit, s), _next_person(job, visit))
    s.state.jobs = [job, *(each for each in followers if each is not None), *s.state.jobs[1:]]


def _return_visit(job: BookJob, visit: VisitCommitted, s: Session) -> BookJob | None:
    """The linked visit, unless it was refused before or is on the calendar already."""
    service = s.facts.service(visit.service_key)
    if service.return_key is None or "return_visit" in s.state.refused:
        return None
    upcoming = s.ports.records.upcoming_visits(visit.person_id)
    if any(known.service_key == service.return_key for known in upcoming):
        return None
    follows = s.facts.service(service.return_key)
    due = visit.starts_at.date() + timedelta(days=service.return_after_days)
    within = timedelta(days=service.return_window_days)
    first = max(due - within, visit.starts_at.date() + timedelta(days=1))
    return BookJob(
        service_key=follows.key,
        patient_kind=_kind(follows),
        location_key=visit.location_key if visit.location_key in follows.location_keys else None,
        provider_key=visit.provider_key if visit.provider_key in follows.provider_keys else None,
        when=_on(Window(first, due + within), "the linked return visit"),
        returns_after=visit.starts_at.date(),
        reason=job.reason,
    )


def _kind(service: ServiceFact) -> str | None:
    kinds = list(service.patient_kinds)
    return "existing" if not kinds or "existing" in kinds else kinds[0]


def _next_person(job: BookJob, visit: VisitCommitted) -> BookJob | None:
    """The same visit for the next of those who come together, from the same time on."""
    if job.party < 2:
        return None
    start = visit.starts_at
    return BookJob(
        service_key=job.service_key,
        topic_key=job.topic_key,
        location_key=visit.location_key,
        provider_key=job.provider_key,
        any_provider=job.any_provider,
        when=_on(Window(start.date(), start.date(), earliest=start.time()), "with the visit before"),
        party=job.party - 1,
        with_others=True,
        next_person=True,
        another=True,
    )


def _on(window: Window, reason: str) -> When:
    return When(
        windows=(window,), excluded=(), ambiguity=None, alternatives=(), soonest=False, any_time=False,
        span=(0, 0), reason=reason, names_day=window.last != OPEN_END, names_time=window.earliest is not None,
    )  # fmt: skip


def settle_return(job: BookJob, s: Session) -> Step:
    """Offer a linked visit; nobody is led into booking it."""
    if job.returns_after is None or job.agreed:
        return Step.NEXT
    assert job.when is not None
    window = job.when.windows[0]
    return s.ask(
        "offer_return",
        "confirm",
        "return.offer" if window.first != window.last else "return.offer_day",
        yes_no(s),
        service=s.facts.service(job.service_key or "").name(s.language),
        first=say_on(window.first, s.language),
        last=say_on(window.last, s.language),
    )


def settle_whose_turn(job: BookJob, s: Session) -> Step:
    """Begin anew with the details of the next person; the phone number may be shared."""
    if job.next_person:
        job.next_person = False
        before = s.state.person
        s.state.person = PersonSlots(
            shared_phone=before.phone or before.shared_phone,
            shared_phone_shown=before.phone_shown or before.shared_phone_shown,
        )
    return Step.NEXT


def settle_another(job: BookJob, s: Session) -> Step:
    """A visit that was booked a moment ago is not booked again by asking for it again."""
    if job.another or job.agreed or s.state.person.person_id is None:
        return Step.NEXT
    same = [
        visit
        for visit in s.state.booked
        if visit.person_id == s.state.person.person_id and visit.service_key == job.service_key
    ]
    if not same:
        return Step.NEXT
    return s.ask(
        "book_another",
        "confirm",
        "another.ask",
        yes_no(s),
        service=s.facts.service(job.service_key or "").name(s.language),
        moment=say_moment(same[-1].starts_at, s.language),
    )
