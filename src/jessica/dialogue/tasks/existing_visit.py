"""Find the visit that a person wants to move, cancel or confirm."""

from __future__ import annotations

from jessica.dialogue.phrasing.calendar_words import say_moment
from jessica.dialogue.ports import OpeningFact, VisitFact
from jessica.dialogue.reply import Choice
from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import CancelJob, ConfirmJob, MoveJob
from jessica.dialogue.tasks.offering import fits, yes_no
from jessica.dialogue.understanding.grammars.when import When


def visit_label(visit: VisitFact, s: Session) -> str:
    provider = s.facts.provider(visit.provider_key)
    return f"{say_moment(visit.starts_at, s.language)} · {provider.name_in(s.language)}"


def settle_visit(job: MoveJob | CancelJob | ConfirmJob, s: Session) -> Step:
    """Settle which upcoming visit of the verified person is meant."""
    if job.visit is not None:
        return Step.NEXT
    assert s.state.person.person_id is not None
    visits = list(s.ports.records.upcoming_visits(s.state.person.person_id))
    if not visits:
        if len(s.state.jobs) > 1:
            s.say("visit.none_here")
        else:
            s.ask("offer_consultation", "confirm", "visit.none", yes_no(s))
        return Step.DONE
    meant = _narrowed(visits, job.hint)
    if len(meant) == 1:
        job.visit = meant[0]
        return Step.NEXT
    labels = [visit_label(visit, s) for visit in meant]
    return s.ask("which_visit", "choice", "visit.which", [Choice(label, label) for label in labels])


def offered_visits(job: MoveJob | CancelJob | ConfirmJob, s: Session) -> list[VisitFact]:
    """The visits behind the labels of `settle_visit`'s question, in the same order."""
    if s.state.person.person_id is None:
        return []
    return _narrowed(list(s.ports.records.upcoming_visits(s.state.person.person_id)), job.hint)


def _narrowed(visits: list[VisitFact], hint: When | None) -> list[VisitFact]:
    if hint is None:
        return visits
    fitting = [visit for visit in visits if _fits(visit, hint)]
    return fitting or visits


def _fits(visit: VisitFact, hint: When) -> bool:
    return fits(OpeningFact(visit.starts_at, visit.ends_at, visit.location_key, visit.provider_key), hint)
