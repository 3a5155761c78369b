"""Say and report what the calendar now has, from the record itself."""

from __future__ import annotations

from jessica.dialogue.effects import VisitCommitted
from jessica.dialogue.phrasing.calendar_words import say_moment, say_time, weekday
from jessica.dialogue.session import Session


def report_visit(s: Session, visit: VisitCommitted, action: str, key: str) -> None:
    """Tell the visitor and the visitor's program about a visit that was written a moment ago."""
    place = s.facts.location(visit.location_key)
    service = s.facts.service(visit.service_key)
    provider = s.facts.provider(visit.provider_key)
    s.did(
        action,
        id=visit.visit_id,
        service=service.name(s.language),
        service_key=visit.service_key,
        topic_key=visit.topic_key,
        weekday=weekday(visit.starts_at.date(), s.language),
        date=visit.starts_at.date().isoformat(),
        time=say_time(visit.starts_at, s.language),
        starts_at=visit.starts_at.isoformat(),
        ends_at=visit.ends_at.isoformat(),
        time_zone=str(visit.starts_at.tzinfo),
        location=place.name,
        location_key=place.key,
        address=place.address,
        provider=provider.name_in(s.language),
        provider_key=provider.key,
        calendar_url=visit.calendar_url,
        manage_url=visit.manage_url,
    )
    s.say(
        key,
        service=service.name(s.language),
        moment=say_moment(visit.starts_at, s.language),
        provider=provider.name_in(s.language),
        place=place.name,
        address=place.address,
    )
