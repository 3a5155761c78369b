"""Tell a verified person when their visits are."""

from __future__ import annotations

from jessica.dialogue.phrasing.calendar_words import say_moment
from jessica.dialogue.session import Session, Step
from jessica.dialogue.state import VisitsJob
from jessica.dialogue.tasks.offering import yes_no
from jessica.dialogue.tasks.verify import require


def advance(_job: VisitsJob, s: Session) -> Step:
    came_to = require("own_visits", s)
    if came_to is not Step.NEXT:
        return came_to
    assert s.state.person.person_id is not None
    visits = s.ports.records.upcoming_visits(s.state.person.person_id)
    if not visits:
        if len(s.state.jobs) > 1:
            s.say("visit.none_here")
        else:
            s.ask("offer_consultation", "confirm", "visit.none", yes_no(s))
        return Step.DONE
    lines = "\n".join(
        "• "
        + s.text(
            "visit.line",
            service=s.facts.service(visit.service_key).name(s.language),
            moment=say_moment(visit.starts_at, s.language),
            provider=s.facts.provider(visit.provider_key).name_in(s.language),
            place=s.facts.location(visit.location_key).name,
            address=s.facts.location(visit.location_key).address,
        )
        for visit in visits
    )
    s.say("visit.list", lines=lines)
    return Step.DONE
