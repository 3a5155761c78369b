"""Hold, book, move and cancel, through the scheduling room."""

from __future__ import annotations

from datetime import UTC
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse

from jessica.billing.fees import post_fee
from jessica.billing.models import ChargeKind
from jessica.clinic.models import Service
from jessica.dialogue import effects as e
from jessica.dialogue.ports import OpeningFact
from jessica.platform.errors import NotFound, Refused
from jessica.platform.ids import derived_id
from jessica.reception.answering_ports import cost_of
from jessica.reception.carrying_out.patient import patient_facts, person_for
from jessica.reception.carrying_out.turn_context import TurnContext, storable
from jessica.reception.proof import proof_facts
from jessica.scheduling.booking import BookingRequest, book
from jessica.scheduling.cancellation import cancel
from jessica.scheduling.holds import hold_opening, release_holds
from jessica.scheduling.models import Appointment
from jessica.scheduling.notice import CancellationTerms, cancellation_terms
from jessica.scheduling.opening_query import Opening, OpeningQuery
from jessica.scheduling.queries import access_appointment
from jessica.scheduling.rescheduling import reschedule
from jessica.scheduling.signed_links import make_link_token

_JESSICA = "jessica"
_LONGEST_REASON = 500


def hold(c: TurnContext, effect: e.HoldOpening) -> e.Result:
    query = _query(c, effect, _moving(c, effect.moving_visit_id))
    opening = _opening(c, effect.opening, query.service)
    hold_opening(opening, clinic=c.conversation.clinic, holder=c.holder, at=c.at, query=query)
    return e.Done()


def release(c: TurnContext, _effect: e.ReleaseHolds) -> e.Result:
    release_holds(c.holder)
    return e.Done()


def book_visit(c: TurnContext, effect: e.BookVisit) -> e.Result:
    facts = patient_facts(c, effect.person, effect.service_key, effect.topic_key)
    c.check("visit.book", c.conversation.pk, **facts)
    query = _query(c, effect)
    request = BookingRequest(
        clinic=c.conversation.clinic,
        opening=_opening(c, effect.opening, query.service),
        person=person_for(c, effect.person),
        service=query.service,
        patient_kind=query.patient_kind,
        booked_by=_JESSICA,
        appointment_id=derived_id(c.conversation.pk, "visit", effect.sequence),
        topic=query.topic,
        reason=storable(effect.reason, _LONGEST_REASON),
        conversation_id=c.conversation.pk,
        idempotency_key=f"{c.conversation.pk}/visit/{effect.sequence}",
    )
    visit = book(request, at=c.at)
    result = _committed(c, visit.pk)
    c.record("visit_booked", visit.pk, **_as_payload(result))
    return result


def move_visit(c: TurnContext, effect: e.MoveVisit) -> e.Result:
    visit = own_visit(c, effect.visit_id, "visit.move")
    terms = cancellation_terms(visit, c.at, moving=True)
    if cost_of(terms) != effect.accepted:
        raise Refused("What moving costs has changed since it was told. Nothing was moved.")
    opening = _opening(c, effect.opening, visit.service)
    moved = reschedule(visit.pk, opening, by=_JESSICA, at=c.at, holder=c.holder)
    result = _committed(c, moved.pk)
    c.record("visit_moved", moved.pk, **_as_payload(result), **_owed_besides(terms))
    _charge(c, moved, terms.fee, "Moved late")
    return result


def cancel_visit(c: TurnContext, effect: e.CancelVisit) -> e.Result:
    visit = own_visit(c, effect.visit_id, "visit.cancel")
    terms = cancellation_terms(visit, c.at)
    gone = cancel(visit.pk, reason="asked for by the patient", by=_JESSICA, at=c.at)
    starts_at = gone.starts_at.astimezone(ZoneInfo(visit.location.time_zone))
    if gone.cancelled_at != c.at:
        # It was cancelled before, through another door: that is what was wished, and costs nothing again.
        return e.VisitCancelled(str(gone.pk), starts_at, None)
    if cost_of(terms) != effect.accepted:
        raise Refused("What cancelling costs has changed since it was told. Nothing was cancelled.")
    c.record("visit_cancelled", gone.pk, fee=str(terms.fee) if terms.fee else None, **_owed_besides(terms))
    _charge(c, gone, terms.fee, "Cancelled late")
    return e.VisitCancelled(str(gone.pk), starts_at, terms.fee)


def _owed_besides(terms: CancellationTerms) -> dict[str, Any]:
    """What is owed but no posted amount: for staff to settle."""
    if terms.fee is not None:
        return {}
    share = {"percent": str(terms.percent)} if terms.percent is not None else {}
    return share | ({"deposit_lost": True} if terms.deposit_lost else {})


def own_visit(c: TurnContext, visit_id: str, action: Any) -> Appointment:
    """A conversation reaches the visits of the person whom it verified, and no others."""
    verified = c.state.person.person_id
    subject = _uuid(visit_id)
    visit = access_appointment(c.conversation.clinic, subject)
    c.check(
        action,
        subject,
        own_visit=str(visit.person_id) == verified,
        **proof_facts(c.conversation, c.state, "own_visits", c.at),
    )
    return visit


def _moving(c: TurnContext, visit_id: str | None) -> UUID | None:
    """The visit that a new time is held for: its old time is not in the way of the verified person's own."""
    if visit_id is None:
        return None
    visit = access_appointment(c.conversation.clinic, _uuid(visit_id))
    if str(visit.person_id) != c.state.person.person_id:
        raise Refused("Only the verified person's own visits may be moved.")
    return visit.pk


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("This visit is not on the calendar.") from None


def _query(c: TurnContext, wish: e.HoldOpening | e.BookVisit, moving: UUID | None = None) -> OpeningQuery:
    """The search in which the wished opening must be found; its day is the location's own date."""
    day = wish.opening.starts_at.date()
    return OpeningQuery(
        clinic=c.conversation.clinic,
        service=c.records.service(wish.service_key),
        patient_kind=wish.patient_kind,
        first=day,
        last=day,
        topic=c.records.service(wish.topic_key) if wish.topic_key else None,
        holder=c.holder,
        moving=moving,
    )


def _opening(c: TurnContext, wish: OpeningFact, service: Service) -> Opening:
    """The wished time for the scheduling room, which checks it under its locks and chooses the room."""
    provider = c.records.provider(wish.provider_key)
    return Opening(
        service_id=service.pk,
        location_id=c.records.location(wish.location_key).pk,
        provider_id=provider.pk,
        resource_ids=(provider.pk,),
        starts_at=wish.starts_at.astimezone(UTC),
        ends_at=wish.ends_at.astimezone(UTC),
    )


def _charge(c: TurnContext, visit: Appointment, fee: Decimal | None, label: str) -> None:
    """Post what was said to be charged. A visit is charged for lateness once, however often it is changed."""
    if not fee:
        return
    charge = post_fee(visit, ChargeKind.LATE_CANCELLATION, fee, label, c.at)
    if charge.created_at == c.at:
        c.record("fee_posted", charge.pk, amount=str(charge.amount), label=label, visit_id=str(visit.pk))


def _committed(c: TurnContext, visit_id: UUID) -> e.VisitCommitted:
    """The visit as it stands in the database now, in the location's time."""
    visit = access_appointment(c.conversation.clinic, visit_id)
    zone, token = ZoneInfo(visit.location.time_zone), make_link_token(visit)
    return e.VisitCommitted(
        visit_id=str(visit.pk),
        person_id=str(visit.person_id),
        service_key=visit.service.key,
        topic_key=visit.topic.key if visit.topic else None,
        starts_at=visit.starts_at.astimezone(zone),
        ends_at=visit.ends_at.astimezone(zone),
        location_key=visit.location.key,
        provider_key=visit.provider.resource.key,
        calendar_url=reverse("portal:calendar-file", args=[token]),
        manage_url=reverse("portal:visit", args=[token]),
    )


def _as_payload(visit: e.VisitCommitted) -> dict[str, Any]:
    return {
        "service": visit.service_key,
        "topic": visit.topic_key,
        "location": visit.location_key,
        "provider": visit.provider_key,
        "starts_at": visit.starts_at.isoformat(),
        "ends_at": visit.ends_at.isoformat(),
        "person_id": visit.person_id,
    }
