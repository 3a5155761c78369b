"""A visit that is confirmed, or that somebody will be late for."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from jessica.dialogue import effects as e
from jessica.platform.errors import Refused
from jessica.reception.carrying_out.for_staff import take_message
from jessica.reception.carrying_out.turn_context import TurnContext, storable
from jessica.reception.carrying_out.visits import own_visit
from jessica.scheduling.coming import LONGEST_NOTE, confirm_coming, note_lateness

_JESSICA = "jessica"


def confirm(c: TurnContext, effect: e.ConfirmVisit) -> e.Result:
    visit = confirm_coming(own_visit(c, effect.visit_id, "visit.confirm").pk, by=_JESSICA, at=c.at)
    starts_at = visit.starts_at.astimezone(ZoneInfo(visit.location.time_zone))
    c.record("visit_confirmed", visit.pk, starts_at=starts_at.isoformat(), person_id=str(visit.person_id))
    return e.VisitConfirmed(str(visit.pk), starts_at)


def late(c: TurnContext, effect: e.NoteLateness) -> e.Result:
    """The note is on the visit, and whoever receives people has a task that runs out at once."""
    visit = own_visit(c, effect.visit_id, "visit.confirm")
    zone = ZoneInfo(visit.location.time_zone)
    if visit.starts_at.astimezone(zone).date() != c.at.astimezone(zone).date():
        raise Refused("Only a visit of today can be late. Nothing was noted.")
    words = storable(effect.text, LONGEST_NOTE)
    note_lateness(visit.pk, words, by=_JESSICA, at=c.at)
    starts = visit.starts_at.astimezone(zone).strftime("%H:%M")
    text = f"Late for {visit.service.key}, {starts}, {visit.location.name}: {words}"
    message = e.TakeMessage(
        text, effect.contact_name, effect.phone, kind="late", person_id=str(visit.person_id)
    )
    return take_message(c, message)
